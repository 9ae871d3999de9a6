import { Select } from 'antd'
import { useMemo } from 'react'
import { setNarrowing, setOrder, useBoard } from '../../board.ts'
import { ORDER_NAMES, ORDERS } from '../../queueView.ts'

/** 条款, 产业 and order, chosen from what the round has. */
export function Narrowers() {
  const rows = useBoard((state) => state.rows)
  const narrowing = useBoard((state) => state.narrowing)
  const order = useBoard((state) => state.order)
  const articles = useMemo(
    () => [...new Map(rows.flatMap((row) => (row.article === null ? [] : [[row.article, row.articleNo]])))],
    [rows],
  )
  const industries = useMemo(() => [...new Set(rows.map(({ industry }) => industry))].filter(Boolean), [rows])
  return (
    <div className="narrowers">
      <Select
        size="small"
        aria-label="只看条款"
        variant="borderless"
        popupMatchSelectWidth={false}
        value={narrowing.article ?? ''}
        options={[{ value: '', label: '全部条款' }, ...articles.map(([value, label]) => ({ value, label }))]}
        onChange={(value) => {
          const article = articles.find(([key]) => key === value)?.[0] ?? null
          void setNarrowing({ ...narrowing, article })
        }}
      />
      <Select
        size="small"
        aria-label="只看产业"
        variant="borderless"
        popupMatchSelectWidth={false}
        value={narrowing.industry ?? ''}
        options={[{ value: '', label: '全部产业' }, ...industries.map((value) => ({ value, label: value }))]}
        onChange={(value) => void setNarrowing({ ...narrowing, industry: value === '' ? null : value })}
      />
      <Select
        size="small"
        aria-label="排列次序"
        variant="borderless"
        popupMatchSelectWidth={false}
        value={order}
        options={ORDERS.map((value) => ({ value, label: ORDER_NAMES[value] }))}
        onChange={(value) => void setOrder(value)}
      />
    </div>
  )
}
