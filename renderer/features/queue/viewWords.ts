import { type Fen, wanGrouped } from '../../../shared/money.ts'
import { type ColumnKey, QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { CASE_STATUS_NAMES } from '../../../shared/views.ts'
import type { ColumnFilter, Pill, QueueView } from '../../queueView.ts'

export const PILL_NAMES: Record<Pill, string> = { all: '全部', ...CASE_STATUS_NAMES }
export const ONLY_NAMES = { mine: '派给我且未定', overdue: '补正逾期' } as const

/** What a view shows, as one sentence for 说明 and tooltips. */
export function viewWords({ pill, query, filters, sort, only }: QueueView): string {
  const parts = [
    pill === 'all' ? '' : PILL_NAMES[pill],
    only === null ? '' : ONLY_NAMES[only],
    query.trim() === '' ? '' : `检索“${query.trim()}”`,
    ...filterEntries(filters).map(([key, filter]) => `${QUEUE_COLUMNS[key].name} ${filterWords(filter)}`),
  ].filter((part) => part !== '')
  const order = sort === null ? '按编号' : `按${QUEUE_COLUMNS[sort.key].name}${sort.down ? '从大到小' : '从小到大'}`
  return `${parts.length === 0 ? '全部申报' : parts.join('；')}；${order}`
}

export function filterEntries(filters: QueueView['filters']): [ColumnKey, ColumnFilter][] {
  return (Object.keys(filters) as ColumnKey[]).flatMap((key) => {
    const filter = filters[key]
    return filter === undefined ? [] : [[key, filter] satisfies [ColumnKey, ColumnFilter]]
  })
}

export function filterWords(filter: ColumnFilter): string {
  if (filter.kind === 'text') return `含“${filter.words}”`
  if (filter.kind === 'choice') return filter.values.join('或')
  const wan = (fen: Fen | null, or: string) => (fen === null ? or : wanGrouped(fen))
  return `${wan(filter.fromFen, '不限')}–${wan(filter.toFen, '不限')}万元`
}
