import { beforeEach, expect, test, vi } from 'vitest'
import {
  amountOf,
  clearFilter,
  loadBoard,
  setPill,
  setQuery,
  setView,
  showCase,
  useBoard,
} from '../../renderer/board.ts'
import { copyText } from '../../renderer/features/queue/copyRows.ts'
import { choiceCounts, type Filters, inOrder, narrow, nextSort } from '../../renderer/queueView.ts'
import { holds } from '../../renderer/search.ts'
import { channels } from '../../shared/contract.ts'
import type { CaseRow } from '../../shared/views.ts'
import { FakeCore } from './fakeCore.ts'

const core = new FakeCore(40)
const [sample] = core.rows
if (sample === undefined) throw new Error('the stand-in core has no rows')

const row = (no: string, more: Partial<CaseRow>): CaseRow => ({ ...sample, id: no, applicationNo: no, ...more })
const nos = (rows: readonly CaseRow[]) => rows.map(({ applicationNo }) => applicationNo).join('')
const help = { accountId: 'u1', overdue: new Set(['3']), holds }
const kept = (rows: readonly CaseRow[], filters: Filters) => nos(narrow(rows, { filters, only: null }, help))

beforeEach(async () => {
  const calls = channels.map((channel) => [channel, (input: unknown) => core.ask(channel, input)])
  vi.stubGlobal('window', { bureau: { ...Object.fromEntries(calls), onEvent: () => () => undefined } })
  await loadBoard('r1')
  await clearFilter()
  await setView({ sort: null })
})

test('sorted by amount either way, equal ones keep their order and those without an amount stand last', () => {
  const amounts = [5, null, 9, 5, 0]
  const rows = amounts.map((computedFen, at) => row(String(at + 1), { computedFen }))
  expect(nos(inOrder(rows, { key: 'computed', down: true }))).toBe('31452')
  expect(nos(inOrder(rows, { key: 'computed', down: false }))).toBe('51432')
})

test('best score first, as numbers and not as text; no score stands last', () => {
  const rows = ['9.5', null, '88', '100', '88.0'].map((score, at) => row(String(at + 1), { score }))
  expect(nos(inOrder(rows, { key: 'score', down: true }))).toBe('43512')
})

test('a header sorts rising, falling, and then not at all', () => {
  const rising = nextSort(null, 'stage')
  expect(rising).toEqual({ key: 'stage', down: false })
  expect(nextSort(nextSort(rising, 'stage'), 'stage')).toBeNull()
})

test('column filters: words by pinyin, choices with counts, amounts with both ends', () => {
  const rows = [
    row('1', { applicant: '金曜珠宝公司', industry: '家具', requestedFen: 100, overridden: true, stale: true }),
    row('2', { applicant: '澜庭眼镜公司', industry: '眼镜', requestedFen: 200 }),
    row('3', { applicant: '木禾公司', industry: '家具', requestedFen: null, assigneeId: 'u1' }),
  ]
  expect(kept(rows, {})).toBe('123')
  expect(kept(rows, { applicant: { kind: 'text', words: 'jyzb' } })).toBe('1')
  expect(kept(rows, { industry: { kind: 'choice', values: ['家具'] } })).toBe('13')
  expect(kept(rows, { marks: { kind: 'choice', values: ['材料有变'] } })).toBe('1')
  expect(kept(rows, { requested: { kind: 'money', fromFen: 100, toFen: 199 } })).toBe('1')
  expect(choiceCounts(rows, 'industry')).toEqual([
    ['家具', 2],
    ['眼镜', 1],
  ])
  expect(nos(narrow(rows, { filters: {}, only: 'overdue' }, help))).toBe('3')
  expect(nos(narrow([row('9', { assigneeId: 'u1', status: 'pending' })], { filters: {}, only: 'mine' }, help))).toBe(
    '9',
  )
})

test('copied with headers: amounts in 万元, and nothing that a table program would run', () => {
  const bad = row('1', { applicant: '=HYPERLINK("x")', requestedFen: 123_450_000, projectName: '甲\t乙' })
  const { text, html } = copyText([bad], ['applicant', 'requested', 'project'])
  expect(text).toBe('单位\t申报金额（万元）\t项目\r\n\'=HYPERLINK("x")\t123.45\t甲 乙')
  expect(html).toContain('<td>123.45</td>')
})

test('pill, words, article and order work together; a case asked for by name clears what hides it', async () => {
  const all = useBoard.getState().rows
  await setPill('agreed')
  await setView({ filters: { article: { kind: 'choice', values: ['第十一条'] } } })
  await setView({ sort: { key: 'proposed', down: true } })
  const { visible } = useBoard.getState()
  expect(visible.length).toBeGreaterThan(1)
  expect(visible.every(({ status, article }) => status === 'agreed' && article === 'event')).toBe(true)
  expect(visible.map(amountOf)).toEqual([...visible.map(amountOf)].sort((a, b) => b - a))
  const hidden = all.find(({ status }) => status === 'pending')
  showCase(hidden?.id ?? '')
  await vi.waitFor(() => expect(useBoard.getState().visible).toHaveLength(all.length))
  expect(useBoard.getState()).toMatchObject({ caseId: hidden?.id, view: { pill: 'all', query: '' } })
  await setQuery('没有这样的单位')
  expect(useBoard.getState()).toMatchObject({ visible: [] })
})
