import { expect, test } from 'vitest'
import { changedAfterOthers, disagreements, leanText } from '../../shared/scoring/disagreement.ts'
import type { ScoringScheme } from '../../shared/scoring/scheme.ts'
import { scoringRows } from '../../shared/scoring/table.ts'
import type { BallotView, ScoringTable } from '../../shared/scoring/views.ts'

const SCHEME: ScoringScheme = {
  criteria: [
    { id: 'a', name: '创新', max: '60', weight: null },
    { id: 'b', name: '影响', max: '40', weight: null },
  ],
  ...{ method: 'mean', trimFrom: null, required: null, passLine: null, disagreementAbove: null },
  ...{ normalisedFrom: null, demo: false },
}

function ballot(expertId: string, a: string, b: string, more: Partial<BallotView> = {}): BallotView {
  const total = String(Number(a) + Number(b))
  const at = { reason: '', enteredBy: '', enteredAt: '2026-03-05T01:00:00.000Z' }
  return { expertId, expertName: `姓名${expertId}`, points: { a, b }, total, comment: '可行', ...at, ...more }
}

function tableOf(scheme: ScoringScheme, cases: Record<string, BallotView[]>): ScoringTable {
  const list = Object.keys(cases).map((id) => ({
    id,
    application: {
      ...{ applicationNo: id, article: 'event' as const, articleText: '', applicant: '示例', creditCode: '' },
      ...{ industry: '家具', projectName: '', facts: {}, materials: {} },
    },
  }))
  const rows = scoringRows(scheme, list, new Map(Object.entries(cases)), { byIndustry: false })
  const panel = ['x', 'y'].map((id) => ({ id, name: `姓名${id}`, onPaper: false }))
  return { article: 'event', schemeId: 's', scheme, panel, byIndustry: false, counting: 0, setAside: 0, rows }
}

const CASES = {
  N1: [ballot('x', '50', '30'), ballot('y', '40', '30')],
  N2: [ballot('x', '55', '35'), ballot('y', '30', '30')],
  N3: [ballot('x', '10', '10')],
}

test('without a threshold every case with two scores stands there, widest first, experts without names', () => {
  const list = disagreements(tableOf(SCHEME, CASES))
  expect(list.map(({ applicationNo, range }) => [applicationNo, range])).toEqual([
    ['N2', '30'],
    ['N1', '10'],
  ])
  expect(list[0]?.criteria).toEqual([
    { name: '创新', low: '30', high: '55', spread: '25' },
    { name: '影响', low: '30', high: '35', spread: '5' },
  ])
  expect(list[0]?.given.map(({ expert, lean }) => [expert, leanText(lean)])).toEqual([
    ['专家1', '偏宽，平均高 10 分'],
    ['专家2', '偏严，平均低 10 分'],
  ])
  expect(JSON.stringify(list)).not.toContain('姓名')
})

test('with a threshold only what lies above it', () => {
  const over = (disagreementAbove: string) =>
    disagreements(tableOf({ ...SCHEME, disagreementAbove }, CASES)).map(({ applicationNo }) => applicationNo)
  expect(over('10')).toEqual(['N2'])
  expect(over('9')).toEqual(['N2', 'N1'])
  expect(over('30')).toEqual([])
})

test('a change after reading others is told apart from one before, and from one typed in by the office', () => {
  const other = ballot('y', '40', '30', { enteredAt: '2026-03-05T02:00:00.000Z' })
  const changed = (enteredAt: string, more: Partial<BallotView> = {}) =>
    changedAfterOthers(ballot('x', '50', '30', { reason: '笔误', enteredAt, ...more }), [other])
  expect(changed('2026-03-05T03:00:00.000Z')).toBe(true)
  expect(changed('2026-03-05T01:30:00.000Z')).toBe(false)
  expect(changed('2026-03-05T03:00:00.000Z', { reason: '' })).toBe(false)
  expect(changed('2026-03-05T03:00:00.000Z', { enteredBy: '王示例' })).toBe(false)
})
