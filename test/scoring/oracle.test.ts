import { expect, test } from 'vitest'
import { type Ballot, caseResult } from '../../shared/scoring/result.ts'
import type { ScoringScheme } from '../../shared/scoring/scheme.ts'
import { randomFrom } from '../db/fixture.ts'

const ROUNDS = 5000
type Random = () => number

/** A second reading of the rules: whole hundredths over one common denominator, no shared code. */
function oracle(scheme: ScoringScheme, ballots: readonly Ballot[]): { num: bigint; den: bigint } | null {
  const hundredths = (text: string): bigint => {
    const [whole = '0', fraction = ''] = text.split('.')
    return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  }
  const product = scheme.criteria.reduce((all, { max }) => all * hundredths(max), 1n)
  const totals: bigint[] = []
  for (const { points } of ballots) {
    if (points === null) continue
    let sum = 0n
    for (const { id, max, weight } of scheme.criteria) {
      const given = hundredths(points[id] ?? '0')
      // In units of 1 / (10,000 × product): points are hundredths; a weighted share is given ÷ max × weight.
      sum +=
        weight === null ? given * 100n * product : ((given * product) / hundredths(max)) * hundredths(weight) * 100n
    }
    totals.push(sum)
  }
  if (scheme.method === 'trimmed' && totals.length >= (scheme.trimFrom ?? 0)) {
    totals.splice(
      totals.findIndex((one) => totals.every((other) => other <= one)),
      1,
    )
    totals.splice(
      totals.findIndex((one) => totals.every((other) => other >= one)),
      1,
    )
  }
  if (totals.length === 0) return null
  return { num: totals.reduce((a, b) => a + b, 0n), den: 10_000n * product * BigInt(totals.length) }
}

test(`${ROUNDS} random cases agree with a second reading of the rules, whatever the order of the experts`, () => {
  const random = randomFrom(20260305)
  let trimmed = 0
  for (let at = 0; at < ROUNDS; at += 1) {
    const scheme = randomScheme(random)
    const ballots = randomBallots(random, scheme)
    const result = caseResult(scheme, ballots)
    const expected = oracle(scheme, ballots)
    const text = JSON.stringify({ scheme, ballots })
    expect(result.score === null, text).toBe(expected === null)
    if (result.score !== null && expected !== null) {
      expect(result.score.num * expected.den, text).toBe(expected.num * result.score.den)
    }
    if (result.dropped !== null) trimmed += 1
    const { score, range, deviation, complete } = caseResult(scheme, shuffled(random, ballots))
    expect({ score, range, deviation, complete }, text).toEqual({
      score: result.score,
      range: result.range,
      deviation: result.deviation,
      complete: result.complete,
    })
  }
  expect(trimmed).toBeGreaterThan(500)
})

test('a higher score by one expert never lowers the result; a 回避 leaves it as it is', () => {
  const random = randomFrom(7)
  for (let at = 0; at < 1000; at += 1) {
    const scheme = randomScheme(random)
    const ballots = randomBallots(random, scheme)
    const before = caseResult(scheme, ballots).score
    const away = caseResult(scheme, [...ballots, { expertId: '回避的专家', points: null }]).score
    expect(away).toEqual(before)
    const [first] = ballots
    if (first?.points == null || before === null) continue
    const raised = { ...first, points: Object.fromEntries(scheme.criteria.map(({ id, max }) => [id, max])) }
    const after = caseResult(scheme, [raised, ...ballots.slice(1)]).score
    expect(
      (after?.num ?? -1n) * before.den >= before.num * (after?.den ?? 1n),
      JSON.stringify({ scheme, ballots }),
    ).toBe(true)
  }
})

function randomScheme(random: Random): ScoringScheme {
  const count = 1 + Math.floor(random() * 4)
  const weights = random() < 0.4 ? ['100', '50', '30', '25.5'].slice(0, count) : null
  const trims = random() < 0.5
  return {
    criteria: Array.from({ length: count }, (_, at) => ({
      id: `c${at + 1}`,
      name: `样例指标${at + 1}`,
      max: ['100', '25', '12.5', '7'][Math.floor(random() * 4)] ?? '10',
      weight: weights?.[at] ?? null,
    })),
    method: trims ? 'trimmed' : 'mean',
    trimFrom: trims ? 3 + Math.floor(random() * 4) : null,
    required: random() < 0.5 ? 1 + Math.floor(random() * 5) : null,
    passLine: null,
    disagreementAbove: null,
    normalisedFrom: null,
    demo: false,
  }
}

function randomBallots(random: Random, { criteria }: ScoringScheme): Ballot[] {
  return Array.from({ length: Math.floor(random() * 8) }, (_, at) => ({
    expertId: `专家${at}`,
    points: random() < 0.1 ? null : Object.fromEntries(criteria.map(({ id, max }) => [id, fraction(random, max)])),
  }))
}

/** Some hundredths up to the maximum; often the maximum itself, so that totals tie. */
function fraction(random: Random, max: string): string {
  if (random() < 0.3) return max
  const hundredths = Math.floor(random() * Number(max) * 100)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
