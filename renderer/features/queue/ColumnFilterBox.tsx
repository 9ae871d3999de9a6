import { Button, Checkbox, Input } from 'antd'
import { useMemo } from 'react'
import { type ColumnKey, QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { setView, useBoard } from '../../board.ts'
import { type ColumnFilter, choiceCounts } from '../../queueView.ts'
import { MoneyField } from '../../ui/MoneyField.tsx'

/** What one column can be narrowed to: words, choices with counts, or an amount from – to. */
export function ColumnFilterBox({ column }: { column: ColumnKey }) {
  const filters = useBoard((state) => state.view.filters)
  const { name, kind } = QUEUE_COLUMNS[column]
  const filter = filters[column]

  function set(next: ColumnFilter | null): void {
    const { [column]: _, ...rest } = filters
    void setView({ filters: next === null ? rest : { ...rest, [column]: next } })
  }

  if (kind === 'choice')
    return <Choices column={column} values={filter?.kind === 'choice' ? filter.values : []} set={set} />
  if (kind === 'money') {
    const { fromFen, toFen } = filter?.kind === 'money' ? filter : { fromFen: null, toFen: null }
    const put = (from: number | null, to: number | null) =>
      set(from === null && to === null ? null : { kind: 'money', fromFen: from, toFen: to })
    return (
      <div className="stack">
        <div className="row">
          <span>不低于</span>
          <MoneyField compact label={`${name}不低于`} initial={fromFen} onChange={(fen, ok) => ok && put(fen, toFen)} />
        </div>
        <div className="row">
          <span>不高于</span>
          <MoneyField compact label={`${name}不高于`} initial={toFen} onChange={(fen, ok) => ok && put(fromFen, fen)} />
        </div>
      </div>
    )
  }
  return (
    <Input
      size="small"
      allowClear
      autoFocus
      aria-label={`${name}包含`}
      placeholder="包含的字、拼音或首字母"
      value={filter?.kind === 'text' ? filter.words : ''}
      onChange={({ target: { value } }) => set(value === '' ? null : { kind: 'text', words: value })}
    />
  )
}

function Choices({
  column,
  values,
  set,
}: {
  column: ColumnKey
  values: string[]
  set: (next: ColumnFilter | null) => void
}) {
  const rows = useBoard((state) => state.rows)
  const counts = useMemo(() => choiceCounts(rows, column), [rows, column])
  const take = (next: string[]) => set(next.length === 0 ? null : { kind: 'choice', values: next })
  return (
    <div className="choices">
      {counts.map(([value, count]) => (
        <Checkbox
          key={value}
          checked={values.includes(value)}
          onChange={({ target }) => take(target.checked ? [...values, value] : values.filter((one) => one !== value))}
        >
          {value} <span className="digits quiet">{count}</span>
        </Checkbox>
      ))}
      {values.length > 0 && (
        <Button size="small" type="link" onClick={() => set(null)}>
          全部
        </Button>
      )}
    </div>
  )
}
