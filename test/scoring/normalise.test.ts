import { expect, test } from 'vitest'
import { normalisedMean, normalisedScores } from '../../shared/scoring/normalise.ts'
import { type Ratio, ratio } from '../../shared/scoring/ratio.ts'

function totals(scores: Record<string, number[]>): Map<string, Map<string, Ratio>> {
  return new Map(
    Object.entries(scores).map(([expert, values]) => [
      expert,
      new Map(values.map((value, at) => [`件${at + 1}`, ratio(BigInt(value))])),
    ]),
  )
}

test('a strict and a lenient expert who rank alike have the same normalised scores', () => {
  const scores = normalisedScores(totals({ 严: [40, 50, 60], 宽: [80, 90, 100] }), 3)
  const texts = (expert: string) => [...(scores.get(expert)?.values() ?? [])].map(({ text }) => text)
  // Mean 50, deviation √(200/3) = 8.165: (40 − 50) ÷ 8.165 = −1.2247.
  expect(texts('严')).toEqual(['-1.22', '0', '1.22'])
  expect(texts('宽')).toEqual(texts('严'))
  expect(scores.get('宽')?.get('件3')).toMatchObject({ place: 1, of: 3 })
})

test('shown only from the set number of cases per expert on, and not at all while it is unset', () => {
  const own = totals({ 三件: [1, 2, 3], 两件: [1, 2] })
  expect([...normalisedScores(own, 3).keys()]).toEqual(['三件'])
  expect([...normalisedScores(own, 2).keys()]).toEqual(['三件', '两件'])
  expect(normalisedScores(own, null).size).toBe(0)
})

test('equal scores share a place; an expert who gave every case the same has no normalised score', () => {
  const scores = normalisedScores(totals({ 甲: [90, 90, 70], 平: [80, 80, 80] }), 3)
  expect([...(scores.get('甲')?.values() ?? [])].map(({ place }) => place)).toEqual([1, 1, 3])
  expect([...(scores.get('平')?.values() ?? [])].map(({ text }) => text)).toEqual([null, null, null])
})

test('the mean of a case needs a normalised score of every expert who scored it', () => {
  expect(normalisedMean([ratio(1n), ratio(2n)])).toBe('1.5')
  expect(normalisedMean([ratio(1n), undefined])).toBeNull()
  expect(normalisedMean([])).toBeNull()
})
