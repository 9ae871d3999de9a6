import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Dice, dice } from '../oracle/dice.ts'
import { comparable } from '../oracle/rulesCohort.ts'
import { oracleCap, oracleWholeRound } from '../oracle/rulesRound.ts'
import { type Found, type RandomWholeRound, raised, randomWholeRound, worked } from './randomWholeRound.ts'

const ROUNDS = 20_000
const YEARLY_CAP = 30_000_000
const RULES = [
  'as the second reading',
  'sum ≤ budget',
  'remainder exact',
  '≤ cap',
  '≤ asked',
  'allocated ≤ entitled',
  '≤ 30万元 a year',
  'places',
  'order of input irrelevant',
  'larger base, larger amount',
  'larger base, no smaller share',
  'larger base, others no more',
] as const
type Rule = (typeof RULES)[number]

/** Rounds in which a rule did not hold, by their seed. */
const broken = new Map<Rule, number[]>()
/** How often each kind of round was met. */
const seen = new Map<string, number>()

// Half a minute on an idle machine; the limit only guards against a hang.
beforeAll(() => {
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const hold = (rule: Rule, kept: boolean) => {
      if (!kept) broken.set(rule, [...(broken.get(rule) ?? []), seed])
    }
    const toss = dice(3_000_000 + seed)
    const round = randomWholeRound(toss)
    const found = worked(round)
    holdMoney(round, found, hold)
    holdPlacesAndOrder(round, found, hold)
    holdLargerBase(round, found, toss, hold)
  }
}, 240_000)

describe(`${ROUNDS} random rounds from application to money`, () => {
  it.each(RULES)('%s', (rule) => {
    expect(broken.get(rule) ?? []).toEqual([])
  })
  it('met every kind of round often, so that holding means something', () => {
    const units = [100, 10_000, 1_000_000].flatMap((unit) => ['舍尾', '四舍五入'].map((mode) => `cut ${unit} ${mode}`))
    const wanted = [...units, 'tied', 'waiting', 'protected', '最大余数法', 'share grew', 'others got less']
    expect(wanted.filter((what) => (seen.get(what) ?? 0) < 300)).toEqual([])
    expect(seen.get('another one unit higher') ?? 0).toBeGreaterThan(0)
  })
})

type Hold = (rule: Rule, kept: boolean) => void

function count(what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1)
}

function holdMoney(round: RandomWholeRound, found: Found, hold: Hold): void {
  const { cases, rules, budgetFen } = round
  const answer = oracleWholeRound(cases, BigInt(budgetFen), rules, round.placesTaken)
  hold('as the second reading', isDeepStrictEqual(comparable(found.allocation), answer.allocation))
  const sum = found.allocation.rows.reduce((total, row) => total + BigInt(row.allocatedFen), 0n)
  hold('sum ≤ budget', sum <= BigInt(budgetFen))
  hold('remainder exact', BigInt(found.allocation.remainderFen) === BigInt(budgetFen) - sum)
  const yearly = new Map<string, number>()
  for (const { input, applicantKey, grantedBefore } of cases) {
    const { application } = input
    const amount = found.assessments.get(application.applicationNo)?.amountFen ?? 0
    const allocated = amountIn(found, application.applicationNo)
    const cap = oracleCap(application)
    const asked = application.facts.requestedFen
    hold('≤ cap', cap === null || (amount <= cap && allocated <= cap))
    hold('≤ asked', !rules.capAtRequested || asked === undefined || (amount <= asked && allocated <= asked))
    hold('allocated ≤ entitled', allocated >= 0 && allocated <= amount)
    if (application.article !== 'smart-glasses') continue
    const year = (yearly.get(applicantKey) ?? grantedBefore) + allocated
    yearly.set(applicantKey, year)
    hold('≤ 30万元 a year', year <= Math.max(YEARLY_CAP, grantedBefore))
  }
}

function holdPlacesAndOrder(round: RandomWholeRound, found: Found, hold: Hold): void {
  const { rules } = round
  const { rows, cut, ties } = found.allocation
  for (const industry of ['家具', '服装']) {
    const winners = rows.filter((row) => row.industry === industry && row.quota === 'in').length
    hold('places', winners <= Math.max(0, 2 - round.placesTaken))
  }
  hold(
    'order of input irrelevant',
    isDeepStrictEqual(worked(round, round.cases.toReversed()).allocation, found.allocation),
  )
  if (cut !== null) count(`cut ${rules.rounding.unitFen} ${rules.rounding.mode}`)
  if (cut !== null && rules.largestRemainder) count('最大余数法')
  if (ties.length > 0) count('tied')
  if (rows.some(({ quota }) => quota === 'waiting')) count('waiting')
  if (rows.some((row) => rules.protectedArticles.includes(row.article))) count('protected')
}

/**
 * A larger base never yields less, all else equal: neither the amount of the application nor, in the cut, its share,
 * whatever the rounding. For the others the cut makes it untrue: out of the same budget they get the same or less, and
 * so does a later application of the same applicant under the yearly cap. Where 四舍五入 and 最大余数法 move whole
 * units by the order of the fractions, one of the others may even pass another and come out one unit higher. A blocked
 * round is a trial (its cut may change from per article to whole) and is left aside.
 */
function holdLargerBase(round: RandomWholeRound, found: Found, toss: Dice, hold: Hold): void {
  const at = toss.roll(round.cases.length)
  const no = round.cases[at]?.input.application.applicationNo ?? ''
  const more = worked(raised(round, at, 1 + toss.roll(50_000_000)))
  const [before, after] = [found.assessments.get(no), more.assessments.get(no)]
  if (before?.amountFen == null || after?.amountFen == null) return
  hold('larger base, larger amount', after.amountFen >= before.amountFen)
  const trial = found.allocation.blocked.length + more.allocation.blocked.length > 0
  if (trial || before.outcome !== 'met') return
  const { rounding, largestRemainder } = round.rules
  const slack = !largestRemainder && rounding.mode === '舍尾' ? 0 : rounding.unitFen
  const grown = amountIn(more, no) - amountIn(found, no)
  hold('larger base, no smaller share', grown >= 0)
  if (grown > 0 && more.allocation.cut !== null) count('share grew')
  for (const { applicationNo, allocatedFen } of found.allocation.rows) {
    if (applicationNo === no) continue
    const other = amountIn(more, applicationNo) - allocatedFen
    hold('larger base, others no more', other <= slack)
    if (other < 0) count('others got less')
    if (other > 0) count('another one unit higher')
  }
}

function amountIn({ allocation }: Found, no: string): number {
  return allocation.rows.find(({ applicationNo }) => applicationNo === no)?.allocatedFen ?? 0
}
