import { Select } from 'antd'
import { useMemo } from 'react'
import type { ColumnKey } from '../../../shared/queue/columns.ts'
import { setView, useBoard } from '../../board.ts'
import { choiceCounts, type Sort } from '../../queueView.ts'

const ORDERS: readonly { value: string; label: string; sort: Sort | null }[] = [
  { value: 'no', label: '按编号', sort: null },
  { value: 'amount', label: '按金额', sort: { key: 'computed', down: true } },
  { value: 'score', label: '按得分', sort: { key: 'score', down: true } },
  { value: 'applicant', label: '按单位', sort: { key: 'applicant', down: false } },
]

/** 条款, 产业 and order, chosen from what the round has; offered as soon as all of it is here. */
export function Narrowers() {
  const sort = useBoard((state) => state.view.sort)
  const partial = useBoard((state) => state.partial)
  const order = ORDERS.find((one) => one.sort?.key === sort?.key && one.sort?.down === sort?.down)
  if (partial) return <div className="narrowers" />
  return (
    <div className="narrowers">
      <OneChoice column="article" label="只看条款" all="全部条款" />
      <OneChoice column="industry" label="只看产业" all="全部产业" />
      <Select
        size="small"
        aria-label="排列次序"
        variant="borderless"
        popupMatchSelectWidth={false}
        value={order?.value ?? ''}
        options={[...ORDERS, ...(order === undefined ? [{ value: '', label: '按表格列' }] : [])].map(
          ({ value, label }) => ({ value, label }),
        )}
        onChange={(value) => void setView({ sort: ORDERS.find((one) => one.value === value)?.sort ?? null })}
      />
    </div>
  )
}

function OneChoice({ column, label, all }: { column: ColumnKey; label: string; all: string }) {
  const rows = useBoard((state) => state.rows)
  const filters = useBoard((state) => state.view.filters)
  const choices = useMemo(() => choiceCounts(rows, column), [rows, column])
  const filter = filters[column]
  const values = filter?.kind === 'choice' ? filter.values : []
  const value = values.length > 1 ? values.join('、') : (values[0] ?? '')
  return (
    <Select
      size="small"
      aria-label={label}
      variant="borderless"
      popupMatchSelectWidth={false}
      value={value}
      options={[
        { value: '', label: all },
        ...choices.map(([each, count]) => ({ value: each, label: `${each} ${count}` })),
      ]}
      labelRender={({ value: shown }) => (shown === '' ? all : shown)}
      onChange={(next) => {
        const { [column]: _, ...rest } = filters
        void setView({ filters: next === '' ? rest : { ...rest, [column]: { kind: 'choice', values: [next] } } })
      }}
    />
  )
}
