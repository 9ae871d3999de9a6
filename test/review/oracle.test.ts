import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Application, ArticleKey } from '../../shared/application.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { assess } from '../../shared/review/assess.ts'
import type { Assessment } from '../../shared/review/assessment.ts'
import { assessRound, type History } from '../../shared/review/assessRound.ts'
import type { MatterFinding, Restriction, RoundContext } from '../../shared/review/context.ts'
import { STORE } from '../cases/workedExample.ts'
import { dice } from '../oracle/dice.ts'
import { randomCase } from '../oracle/randomApplication.ts'
import { type OracleAnswer, type OracleCase, oracleAssess, oracleRound } from '../oracle/rulesAssess.ts'

const ARTICLES = {
  demo: STORE.articlesOn('2026-06-30', STORE.demoParameters('2026-06-30')),
  plain: STORE.articlesOn('2026-06-30', []),
  earlier: STORE.articlesOn('2025-06-30', []),
}

function roundOf(input: OracleCase): RoundContext {
  return {
    year: input.year,
    windowFrom: input.windowFrom,
    windowTo: input.windowTo,
    rules: { ...DEFAULT_ROUND_RULES, capAtRequested: input.capAtRequested, rounding: input.rounding },
    articles: input.year < 2026 ? ARTICLES.earlier : input.demo ? ARTICLES.demo : ARTICLES.plain,
    commonConditions: STORE.policy.commonConditions,
    industries: STORE.policy.industries,
  }
}

function matterOf({ sameMatter, ruledSame }: OracleCase): MatterFinding | null {
  if (sameMatter === undefined) return null
  if (sameMatter === null) return { kind: 'none' }
  if (ruledSame === null) return { kind: 'suspected', text: sameMatter }
  return { kind: ruledSame ? 'same' : 'different', text: sameMatter }
}

/** The entries of the list that name the applicant, as the database would answer them. */
function restrictionsOf({ restricted, application }: OracleCase): Restriction[] | null {
  if (restricted === null) return null
  const names = [application.creditCode, application.applicant]
  return restricted.filter((name) => names.includes(name)).map((name) => ({ entryId: name, text: name }))
}

function comparable(found: Assessment | undefined): OracleAnswer | undefined {
  return (
    found && {
      outcome: found.outcome,
      conditions: Object.fromEntries(found.conditions.map(({ id, outcome }) => [id, outcome])),
      amount: found.amountFen,
    }
  )
}

/** Equality by node, which is quick; only a difference is shown by expect. */
function expectSame(found: unknown, wanted: unknown, where: string): void {
  if (!isDeepStrictEqual(found, wanted)) expect(found, where).toEqual(wanted)
}

// Seconds on an idle machine; the limit only guards against a hang.
describe('assess against a second reading of the rules', { timeout: 240_000 }, () => {
  const tally: Record<string, number> = {}
  it('agrees on outcome, every condition and the amount of 30,000 random applications', () => {
    for (let seed = 0; seed < 30_000; seed += 1) {
      const input = randomCase(dice(seed), 'LG1')
      const found = assess({
        application: input.application,
        round: roundOf(input),
        applicant: {
          usedThisYearFen: input.usedThisYear,
          usedBy: [],
          earlier: Array.from({ length: input.earlier }, () => 'LG0'),
          sameMatter: matterOf(input),
          restrictions: restrictionsOf(input),
          restrictionLifted: input.lifted ? '科长解除限制' : null,
          review: input.review === null ? null : { outcome: input.review, text: '评审' },
          grantedPlatformBefore: null,
        },
      })
      const answer = oracleAssess(input)
      expectSame(comparable(found), answer, `seed ${seed} ${input.application.article}`)
      const kind = `${input.application.article} ${found.outcome}${found.amountFen === null ? '' : ' 有金额'}`
      tally[kind] = (tally[kind] ?? 0) + 1
    }
  })
  it('met every outcome of every article, so the agreement means something', () => {
    const wanted = [
      ...['met 有金额', 'unmet', 'unmet 有金额', 'unset', 'unknown', 'unknown 有金额'].flatMap((kind) =>
        ['platform', 'event', 'growth', 'gold-exchange', 'talent'].map((article) => `${article} ${kind}`),
      ),
      'smart-glasses met 有金额',
      'smart-glasses unmet 有金额',
      'smart-glasses unknown',
      'exhibition repealed',
      'exhibition unset',
      'talent repealed',
      'null unknown',
    ]
    expect(wanted.filter((kind) => (tally[kind] ?? 0) < 5)).toEqual([])
  })
})

describe('whole rounds against a second reading', { timeout: 240_000 }, () => {
  it('agrees on 3,000 rounds: earlier numbers of an applicant use up the yearly cap, decided ones with what was decided', () => {
    const capped = { times: 0 }
    for (let seed = 0; seed < 3_000; seed += 1) {
      const toss = dice(1_000_000 + seed)
      const shared = randomCase(toss, 'LG0')
      const setting = {
        ...shared,
        year: 2026,
        demo: toss.chance(50),
        windowFrom: null,
        windowTo: null,
        restricted: null,
      }
      const granted = new Map<string, number>()
      const count = 2 + toss.roll(7)
      const cases = Array.from({ length: count }, (_none, at) => {
        const article: ArticleKey = toss.chance(75) ? 'smart-glasses' : 'gold-exchange'
        // 9 and 10, 99 and 100: order is by number, not by text.
        const { application } = randomCase(toss, `LG${95 + at * 3}`, article)
        const applicantKey = toss.pick(['甲', '甲', '乙'])
        const key = `${article} ${applicantKey}`
        if (!granted.has(key)) granted.set(key, toss.chance(25) ? toss.roll(31_000_000) : 0)
        const settled = toss.chance(25) ? toss.pick([0, 5_000_000, 12_345_600]) : null
        const input = { ...setting, application, sameMatter: null, review: null }
        return { input, applicantKey, settled, grantedBefore: granted.get(key) ?? 0 }
      })
      const history: History = {
        hasRecords: true,
        sameMatter: () => ({ kind: 'none' }),
        restrictions: () => null,
        restrictionLifted: () => null,
        review: () => null,
        grantedThisYear: (applicantKey, article) => ({
          fen: granted.get(`${article} ${applicantKey}`) ?? 0,
          applicationNos: [],
        }),
        grantedEver: (applicantKey, article) => ((granted.get(`${article} ${applicantKey}`) ?? 0) > 0 ? ['LG0'] : []),
      }
      const rows = cases.map(({ input, applicantKey, settled }) => ({
        application: input.application satisfies Application,
        applicantKey,
        settledFen: settled,
      }))
      const found = assessRound(shuffled(rows, toss.roll), roundOf(setting), history)
      const answers = oracleRound(cases)
      for (const [no, answer] of answers) expectSame(comparable(found.get(no)), answer, `seed ${seed} ${no}`)
      if (
        [...found.values()].some(({ steps }) =>
          steps.some(({ id, text }) => id === 'annualCap' && text.includes('已计')),
        )
      ) {
        capped.times += 1
      }
    }
    expect(capped.times).toBeGreaterThan(500)
  })
})

function shuffled<T>(items: readonly T[], roll: (below: number) => number): T[] {
  const rest = [...items]
  return items.flatMap(() => rest.splice(roll(rest.length), 1))
}
