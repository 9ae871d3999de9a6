import { beforeEach, expect, test, vi } from 'vitest'
import {
  amountOf,
  clearFilter,
  loadBoard,
  setNarrowing,
  setOrder,
  setPill,
  setQuery,
  showCase,
  useBoard,
} from '../../renderer/board.ts'
import { inOrder, narrow } from '../../renderer/queueView.ts'
import { channels } from '../../shared/contract.ts'
import type { CaseRow } from '../../shared/views.ts'
import { FakeCore } from './fakeCore.ts'

const core = new FakeCore(40)
const [sample] = core.rows
if (sample === undefined) throw new Error('the stand-in core has no rows')

const row = (no: string, more: Partial<CaseRow>): CaseRow => ({ ...sample, id: no, applicationNo: no, ...more })
const nos = (rows: readonly CaseRow[]) => rows.map(({ applicationNo }) => applicationNo).join('')

beforeEach(async () => {
  const calls = channels.map((channel) => [channel, (input: unknown) => core.ask(channel, input)])
  vi.stubGlobal('window', { bureau: { ...Object.fromEntries(calls), onCore: () => () => undefined } })
  await loadBoard('r1')
  await clearFilter()
  await setOrder('no')
})

test('largest amount first; what has none stands last, equal ones keep their order', () => {
  const rows = [row('1', { computedFen: 5 }), row('2', { computedFen: null }), row('3', { computedFen: 9 })]
  const more = [row('4', { computedFen: 5 }), row('5', { computedFen: 0 })]
  expect(nos(inOrder([...rows, ...more], 'amount', ({ computedFen }) => computedFen))).toBe('31452')
})

test('best score first, as numbers and not as text; no score stands last', () => {
  const scores = ['9.5', null, '88', '100', '88.0']
  const rows = scores.map((score, at) => row(String(at + 1), { score }))
  expect(nos(inOrder(rows, 'score', amountOf))).toBe('43512')
})

test('names in the order of their pinyin', () => {
  const rows = ['云裳公司', '澜庭公司', '阿示例公司'].map((applicant, at) => row(String(at + 1), { applicant }))
  expect(nos(inOrder(rows, 'applicant', amountOf))).toBe('321')
})

test('one article and one industry together', () => {
  const rows = [
    row('1', { article: 'event', industry: '家具' }),
    row('2', { article: 'event', industry: '眼镜' }),
    row('3', { article: null, industry: '家具' }),
  ]
  expect(nos(narrow(rows, { article: null, industry: null }))).toBe('123')
  expect(nos(narrow(rows, { article: 'event', industry: null }))).toBe('12')
  expect(nos(narrow(rows, { article: 'event', industry: '家具' }))).toBe('1')
})

test('pill, words, article and order work together; a case asked for by name clears what hides it', async () => {
  const all = useBoard.getState().rows
  await setPill('agreed')
  await setNarrowing({ article: 'event', industry: null })
  await setOrder('amount')
  const { visible } = useBoard.getState()
  expect(visible.length).toBeGreaterThan(1)
  expect(visible.every(({ status, article }) => status === 'agreed' && article === 'event')).toBe(true)
  expect(visible.map(amountOf)).toEqual([...visible.map(amountOf)].sort((a, b) => b - a))
  const hidden = all.find(({ status }) => status === 'pending')
  showCase(hidden?.id ?? '')
  await vi.waitFor(() => expect(useBoard.getState().visible).toHaveLength(all.length))
  expect(useBoard.getState()).toMatchObject({ caseId: hidden?.id, pill: 'all', query: '', order: 'amount' })
  await setQuery('没有这样的单位')
  expect(useBoard.getState()).toMatchObject({ visible: [] })
})
