import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicantKeys } from '../../shared/applicantName.ts'
import type { Application } from '../../shared/application.ts'
import type { EnteredParameter } from '../../shared/policy/inForce.ts'
import { parseParameterValue } from '../../shared/policy/values.ts'
import { neededValues, trialParameter } from '../../shared/replay/needed.ts'
import { articleSums, replayRows, sumRows, type VersionSide } from '../../shared/replay/replay.ts'
import { assessRound, NO_HISTORY } from '../../shared/review/assessRound.ts'
import { roundContext, STORE } from '../cases/workedExample.ts'
import { dice } from '../oracle/dice.ts'
import { randomApplication } from '../oracle/randomApplication.ts'

function side(
  name: VersionSide['name'],
  on: string,
  entered: EnteredParameter[],
  applications: Application[],
): VersionSide {
  const context = { ...roundContext(on, entered), year: 2026 }
  const keyOf = applicantKeys(applications)
  const cases = applications.map((application) => ({
    ...{ application, applicantKey: keyOf(application), settledFen: null },
  }))
  const assessments = assessRound(cases, context, NO_HISTORY)
  return { name, on, articles: context.articles, assessments, enterAt: () => '新旧测算' }
}

/** Some, all or none of the old figures, as somebody would type them. */
const OLD_VALUES = {
  'event.rate': '20%',
  'event.cap': '800万元',
  'event.minArea': '8000',
  'event.minExhibitors': '100',
  'platform.rate': '25%',
  'platform.cap': '120万元',
  'exhibition.rate': '50%',
  'exhibition.cap': '10万元',
  'talent.amounts': '行业工匠=1万元\n劳动模范=3万元',
} as const

const typed = (keys: readonly (keyof typeof OLD_VALUES)[]): EnteredParameter[] =>
  keys.map((key) => trialParameter(STORE.articlesOn('2025-12-31', []), key, OLD_VALUES[key]))

const round = fc.record({
  seed: fc.integer(),
  size: fc.integer({ min: 0, max: 30 }),
  keys: fc.subarray(Object.keys(OLD_VALUES) as (keyof typeof OLD_VALUES)[]),
  demo: fc.boolean(),
})

function replayed({
  seed,
  size,
  keys,
  demo,
}: {
  seed: number
  size: number
  keys: (keyof typeof OLD_VALUES)[]
  demo: boolean
}) {
  const toss = dice(seed)
  const applications = Array.from({ length: size }, (_, at) => randomApplication(toss, `LG${at + 1}`))
  const old = side('旧版', '2025-12-31', typed(keys), applications)
  const now = side('新版', '2026-01-01', demo ? STORE.demoParameters('2026-01-01') : [], applications)
  return { applications, old, now, rows: replayRows(applications, old, now) }
}

describe('any round under both versions', { timeout: 120_000 }, () => {
  it('adds up: rows, articles and total; each difference is new less old, and nothing is counted twice or left out', () => {
    fc.assert(
      fc.property(round, (input) => {
        const { applications, old, now, rows } = replayed(input)
        expect(rows.map(({ applicationNo }) => applicationNo)).toEqual(applications.map((one) => one.applicationNo))
        for (const { old: before, new: after, differenceFen, kind, why } of rows) {
          const open = before.amountFen === null || after.amountFen === null
          expect(differenceFen).toBe(open ? null : Number(after.amountFen) - Number(before.amountFen))
          const sign = Math.sign(differenceFen ?? 0)
          expect(kind).toBe(open ? 'undetermined' : sign > 0 ? 'gain' : sign < 0 ? 'loss' : 'same')
          expect(why).not.toMatch(/undefined|null|NaN|^$/)
        }
        const total = sumRows(rows)
        const byArticle = articleSums(rows, STORE.policy.articles, old, now)
        const figures = [
          'applications',
          'gainCount',
          'gainFen',
          'lossCount',
          'lossFen',
          'sameCount',
          'undeterminedCount',
          'oldFen',
          'newFen',
          'differenceFen',
        ] as const
        for (const figure of figures) {
          expect(
            byArticle.reduce((sum, one) => sum + one[figure], 0),
            figure,
          ).toBe(total[figure])
        }
        expect(rows.reduce((sum, row) => sum + (row.differenceFen ?? 0), 0)).toBe(total.differenceFen)
        expect(total.newFen - total.oldFen).toBe(total.differenceFen)
        expect(total.gainFen + total.lossFen).toBe(total.differenceFen)
        expect(total.gainCount + total.lossCount + total.sameCount + total.undeterminedCount).toBe(rows.length)
      }),
      { numRuns: 300 },
    )
  })

  it('assumes nothing: an amount is there only for 符合, 0 only where nothing is given for certain', () => {
    fc.assert(
      fc.property(round, (input) => {
        const { old, now, rows } = replayed(input)
        for (const row of rows) {
          for (const [result, version] of [
            [row.old, old],
            [row.new, now],
          ] as const) {
            const { outcome, amountFen } = version.assessments.get(row.applicationNo) ?? {}
            if (result.outcome === 'met') expect(result.amountFen).toBe(amountFen)
            else if (['unset', 'unknown'].includes(result.outcome)) expect(result.amountFen).toBeNull()
            else expect(result.amountFen).toBe(0)
            if (result.outcome === 'absent') expect(version.articles.has(row.article ?? 'talent')).toBe(false)
            else if (row.article !== null) expect(result.outcome).toBe(outcome)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('asks for exactly what is missing: with those values nothing is 参数未设定 in the old version any more', () => {
    fc.assert(
      fc.property(round, (input) => {
        const before = replayed(input)
        const asked = neededValues(before.applications, before.old)
        const unset = before.rows.filter((row) => row.old.outcome === 'unset')
        expect(asked.length === 0).toBe(unset.length === 0)
        expect(asked.every(({ key }) => !input.keys.some((given) => given === key))).toBe(true)
        const after = replayed({
          ...input,
          keys: [...new Set([...input.keys, ...asked.map(({ key }) => key as keyof typeof OLD_VALUES)])],
        })
        expect(after.rows.filter((row) => row.old.outcome === 'unset')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a value typed for a replay', () => {
  const old = STORE.articlesOn('2025-12-31', [])

  it('is read as the parameter would be, and says what it is', () => {
    expect(trialParameter(old, 'event.rate', '20%')).toEqual({
      key: 'event.rate',
      value: parseParameterValue('rate', '20%'),
      origin: 'demo',
      basis: '测算用，非政策规定',
    })
  })

  it('adds classes to a table but never changes one the policy states', () => {
    const { value, basis } = trialParameter(old, 'talent.amounts', '行业工匠=3万元')
    expect(value).toEqual({ type: 'fenByClass', classes: { 龙岗眼镜工匠: 2_000_000, 行业工匠: 3_000_000 } })
    expect(basis).toBe('“行业工匠”为测算用，非政策规定，其余为正式数值')
    expect(() => trialParameter(old, 'talent.amounts', '龙岗眼镜工匠=5万元')).toThrow(/已有正式数值/)
    expect(() => trialParameter(old, 'talent.amounts', '龙岗眼镜工匠=2万元')).toThrow(/已有正式数值/)
  })

  it.each(['growth.tiers', 'event.leadDays', 'event.没有', 'event', '', '__proto__', 'constructor.rate'])(
    'is refused for %s, which the old version does not ask for',
    (key) => {
      expect(() => trialParameter(old, key, '1')).toThrow(/不是对照版本中可以填测算值的参数/)
    },
  )

  it('is refused where the policy has the figure, and where it does not read', () => {
    const now = STORE.articlesOn('2026-01-01', [])
    expect(() => trialParameter(now, 'event.rate', '40%')).toThrow('第十一条“资助比例”已有正式数值，不能填测算值')
    expect(() => trialParameter(old, 'event.cap', '很多')).toThrow(/第十二条“单次资助上限”：“很多”不是金额/)
  })
})
