import { FilterOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { COLUMN_KEYS, QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { setView, useBoard } from '../../board.ts'
import { nextSort } from '../../queueView.ts'
import { ColumnFilterBox } from './ColumnFilterBox.tsx'
import { drawColumn, FROZEN, type GridColumn, hideColumn, moveColumn, resizeColumn, shiftColumn } from './gridStore.ts'

const HEAD = 'text/x-queue-column'

/** The headers: a press sorts, the edge resizes, dragging or the menu reorders; the menu filters and hides. */
export function GridHead({ columns, lefts, width }: { columns: GridColumn[]; lefts: number[]; width: number }) {
  return (
    <thead className="grid-head" style={{ width }}>
      <tr>
        <td className="grid-cell frozen" style={{ left: 0, width: lefts[0] }} />
        {columns.map((column, at) => (
          <Head key={column.key} column={column} left={lefts[at] ?? 0} frozen={at < FROZEN} />
        ))}
      </tr>
    </thead>
  )
}

function Head({ column, left, frozen }: { column: GridColumn; left: number; frozen: boolean }) {
  const { key, width } = column
  const sort = useBoard((state) => state.view.sort)
  const filtered = useBoard((state) => state.view.filters[key] !== undefined)
  const { name, kind } = QUEUE_COLUMNS[key]
  const right = kind === 'money' || kind === 'score'
  const [over, setOver] = useState(false)
  const sorted = sort?.key === key ? (sort.down ? 'descending' : 'ascending') : 'none'
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={`grid-cell${frozen ? ' frozen' : ''}${right ? ' right' : ''}${over ? ' over' : ''}`}
      style={{ left, width }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(event.dataTransfer.types.includes(HEAD))
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dragged = COLUMN_KEYS.find((one) => one === event.dataTransfer.getData(HEAD))
        if (dragged !== undefined) moveColumn(dragged, key)
      }}
    >
      <button
        type="button"
        className="sort"
        draggable
        onDragStart={(event) => event.dataTransfer.setData(HEAD, key)}
        onClick={() => void setView({ sort: nextSort(sort, key) })}
      >
        {name}
        {sorted === 'ascending' && ' ↑'}
        {sorted === 'descending' && ' ↓'}
      </button>
      <HeadMenu column={column} filtered={filtered} />
      <Edge column={column} />
    </th>
  )
}

/** The edge of a column: drawn to a width, which is kept when it is let go. By keyboard the menu does the same. */
function Edge({ column: { key, width } }: { column: GridColumn }) {
  const from = useRef({ x: 0, width })
  const drawn = (event: PointerEvent) => from.current.width + event.clientX - from.current.x
  return (
    <span
      className="resize"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault()
        from.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drawColumn(key, drawn(event))
      }}
      onPointerUp={(event) => resizeColumn(key, drawn(event))}
    />
  )
}

function HeadMenu({ column: { key, width }, filtered }: { column: GridColumn; filtered: boolean }) {
  const [open, setOpen] = useState(false)
  const { name } = QUEUE_COLUMNS[key]
  const content = (
    <div className="head-menu">
      <ColumnFilterBox column={key} />
      <div className="row">
        <Button size="small" onClick={() => shiftColumn(key, -1)}>
          左移
        </Button>
        <Button size="small" onClick={() => shiftColumn(key, 1)}>
          右移
        </Button>
        <Button size="small" onClick={() => resizeColumn(key, width + 20)}>
          加宽
        </Button>
        <Button size="small" onClick={() => resizeColumn(key, width - 20)}>
          变窄
        </Button>
        <Button size="small" onClick={() => hideColumn(key, true)}>
          隐藏
        </Button>
      </div>
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden content={content}>
      <button
        type="button"
        className={filtered ? 'filter on' : 'filter'}
        aria-label={`筛选和调整“${name}”`}
        aria-expanded={open}
      >
        <FilterOutlined />
      </button>
    </Popover>
  )
}
