import { expect, test } from 'vitest'
import type { RoundRules } from '../../shared/cohort/allocation.ts'
import type { ChainNode } from '../../shared/explain/chain.ts'
import { mulDivFloor } from '../../shared/money.ts'
import { dice } from '../oracle/dice.ts'
import { anyFen, randomApplication, randomRounding } from '../oracle/randomApplication.ts'
import { type Case, type Done, explainedRound } from './round.ts'

const ROUNDS = 800

/** Every money link starts, seen from the paper, where the next one ends. */
function gaps(chain: readonly ChainNode[]): string[] {
  const money = chain.filter(
    ({ beforeFen, afterFen, level }) =>
      beforeFen !== null || afterFen !== null || level === 'decision' || level === 'paper',
  )
  return money.flatMap((node, at) => {
    const next = money[at + 1]
    const wanted = next === undefined ? null : next.afterFen
    return node.beforeFen === wanted
      ? []
      : [`${node.level} starts at ${node.beforeFen}, ${next?.level} ends at ${wanted}`]
  })
}

function someDone(toss: ReturnType<typeof dice>): Done {
  if (toss.chance(60)) return { kind: 'agree', amountFen: null }
  if (toss.chance(40)) return { kind: 'agree', amountFen: anyFen(toss) }
  return toss.pick([null, { kind: 'refuse' } as const, { kind: 'hold' } as const])
}

test('in 800 generated rounds every chain joins from the paper to the base, and the cut it names is the cut that was made', () => {
  const seen: Record<string, number> = {}
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const toss = dice(7_000_000 + seed)
    const cases = Array.from({ length: 1 + toss.roll(8) }, (_none, at): Case => {
      const crowded = seed % 4 === 0
      const any = randomApplication(toss, `LG${at + 1}`, crowded ? 'platform' : null)
      const application = crowded
        ? { ...any, industry: '家具', facts: { ...any.facts, score: toss.pick(['61', '70', '80', '90.5']) } }
        : any
      return { application, done: someDone(toss), applicantKey: toss.pick(['甲', '乙', '丙']) }
    })
    const rounding = randomRounding(toss)
    const rules: Partial<RoundRules> = {
      rounding,
      capAtRequested: toss.chance(70),
      largestRemainder: toss.chance(30),
      cutScope: toss.chance(30) ? 'article' : 'round',
      articleBudgets: {
        platform: anyFen(toss),
        event: anyFen(toss),
        growth: anyFen(toss),
        'smart-glasses': anyFen(toss),
      },
      protectedArticles: toss.chance(25) ? ['talent', 'event'] : [],
    }
    for (const { input, explanation, traced } of explainedRound(cases, anyFen(toss), rules).values()) {
      const where = `seed ${seed} ${input.applicationNo}`
      const { chain } = explanation
      expect(gaps(chain), where).toEqual([])
      expect(
        chain.filter(({ level, label, text }) => label === '' || text === '' || level === null),
        where,
      ).toEqual([])
      const line = input.standing?.line ?? null
      // The paper prints what the last step gave, and nobody but people set what a line starts from.
      expect(chain[0]?.beforeFen, where).toBe(chain[0]?.afterFen)
      if (line !== null) {
        expect(chain[0]?.afterFen, where).toBe(line.allocatedFen)
        expect(chain.find(({ level }) => level === 'decision')?.afterFen, where).toBe(line.entitledFen)
      }
      if (traced.assessment.steps.length > 0) {
        expect(chain.find(({ level }) => level === 'rounding')?.afterFen, where).toBe(traced.assessment.amountFen)
      }
      const cut = line?.cut ?? null
      if (line !== null && (line.quota === null || line.quota === 'in')) {
        const factored = cut === null ? line.entitledFen : mulDivFloor(line.entitledFen, cut.availableFen, cut.totalFen)
        expect(Math.abs(line.allocatedFen - factored), where).toBeLessThanOrEqual(cut === null ? 0 : rounding.unitFen)
      }
      for (const { level } of chain) seen[level] = (seen[level] ?? 0) + 1
      const state = `${line === null ? '无' : (line.quota ?? '不限')} ${cut === null ? '' : '核减'}`
      seen[state] = (seen[state] ?? 0) + 1
    }
  }
  const wanted = [
    'paper',
    'allocation',
    'quota',
    'decision',
    'rounding',
    'requested',
    'annualCap',
    'cap',
    'rate',
    'tier',
    'fixed',
  ]
  const rest = [
    'base',
    'condition',
    'clause',
    'oldClause',
    'parameter',
    'source',
    '无 ',
    'waiting ',
    'tied ',
    'in 核减',
    '不限 核减',
    '不限 ',
  ]
  expect([...wanted, ...rest].filter((kind) => (seen[kind] ?? 0) < 5)).toEqual([])
})
