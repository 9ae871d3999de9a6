import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import type { Fen } from '../../../shared/money.ts'
import { type ColumnKey, fenOf, QUEUE_COLUMNS, wordsOf } from '../../../shared/queue/columns.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { clearFilter, openCase, useBoard } from '../../board.ts'
import { wan, wanColumn } from '../../ui/amounts.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { nameMark } from '../../ui/shield.ts'
import { GridHead } from './GridHead.tsx'
import { useGridKeys } from './gridKeys.ts'
import { FROZEN, type GridColumn, shownColumns, toggleTable, useGrid } from './gridStore.ts'
import { keepInSight } from './keepInSight.ts'
import { toggle, useChosen, useSelection } from './selection.ts'

const ROW_HEIGHT = 30
/** The column of the check boxes. */
export const CHECK_WIDTH = 34

/** The queue as a table over the whole width; only the rows and cells in sight are in the page. */
export function QueueGrid() {
  const visible = useBoard((state) => state.visible)
  const caseId = useBoard((state) => state.caseId)
  const all = useGrid((state) => state.columns)
  const columns = useMemo(() => shownColumns(all), [all])
  const amounts = useMemo(() => amountTexts(visible), [visible])
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 2,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => columns[at]?.width ?? 0,
    overscan: 0,
  })
  useEffect(() => {
    if (columns.length > 0) across.measure()
  }, [columns, across])
  const open = visible.findIndex((row) => row.id === caseId)
  useEffect(() => {
    if (open >= 0) keepInSight(rows, open * ROW_HEIGHT, ROW_HEIGHT, ROW_HEIGHT)
  }, [open, rows])
  useGridKeys(scroller, ROW_HEIGHT)

  const inSight = across.getVirtualItems().map(({ index }) => index)
  const cells = columns.flatMap((column, at) => (at < FROZEN || inSight.includes(at) ? [{ column, at }] : []))
  const lefts = columns.map((_, at) => columns.slice(0, at).reduce((sum, { width }) => sum + width, CHECK_WIDTH))
  const width = columns.reduce((sum, column) => sum + column.width, CHECK_WIDTH)
  if (visible.length === 0) {
    return (
      <Nothing words="没有符合条件的申报。可以放宽筛选。">
        <Button onClick={() => void clearFilter()}>清除筛选</Button>
      </Nothing>
    )
  }
  return (
    <div ref={scroller} className="grid">
      <table
        aria-label="申报表格"
        aria-rowcount={visible.length + 1}
        aria-colcount={columns.length + 1}
        style={{ width }}
      >
        <GridHead columns={columns} lefts={lefts} width={width} />
        <tbody className="virtual" style={{ height: rows.getTotalSize(), width }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const row = visible[index]
            if (row === undefined) return null
            return (
              <GridRow
                key={key}
                row={row}
                index={index}
                start={start}
                width={width}
                cells={cells}
                lefts={lefts}
                amounts={amounts}
                open={row.id === caseId}
              />
            )
          })}
        </tbody>
        <SumRow columns={columns} lefts={lefts} width={width} amounts={amounts} />
      </table>
    </div>
  )
}

interface RowProps {
  row: CaseRow
  index: number
  start: number
  width: number
  cells: { column: GridColumn; at: number }[]
  lefts: number[]
  amounts: AmountTexts
  open: boolean
}

type AmountTexts = Partial<Record<ColumnKey, (fen: Fen | null) => string>>

/** 万元 texts per column of amounts, the points under each other. */
function amountTexts(rows: readonly CaseRow[]): AmountTexts {
  const texts: AmountTexts = {}
  for (const key of ['requested', 'computed', 'proposed'] as const) {
    texts[key] = wanColumn(rows.map((row) => fenOf(row, key)))
  }
  return texts
}

function GridRow({ row, index, start, width, cells, lefts, amounts, open }: RowProps) {
  const chosen = useSelection((state) => state.ids.has(row.id))
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={open ? 'true' : undefined}
      className={`grid-row${open ? ' on' : ''}${chosen ? ' chosen' : ''}`}
      style={{ width, transform: `translateY(${start}px)` }}
      onClick={(event) => {
        if (event.ctrlKey || event.shiftKey) toggle(row.id, event.shiftKey)
        else openCase(row.id)
      }}
      onDoubleClick={() => {
        openCase(row.id)
        toggleTable()
      }}
    >
      <td className="grid-cell frozen" style={{ left: 0, width: CHECK_WIDTH }}>
        <input
          type="checkbox"
          tabIndex={open ? 0 : -1}
          aria-label={`选择 ${row.applicationNo}`}
          checked={chosen}
          onClick={(event) => {
            event.stopPropagation()
            toggle(row.id, event.shiftKey)
          }}
          onChange={() => undefined}
        />
      </td>
      {cells.map(({ column, at }) => {
        const { kind } = QUEUE_COLUMNS[column.key]
        const words = kind === 'money' ? (amounts[column.key] ?? wan)(fenOf(row, column.key)) : wordsOf(row, column.key)
        const right = kind === 'money' || kind === 'score'
        return (
          <td
            key={column.key}
            aria-colindex={at + 2}
            title={words}
            className={`grid-cell${at < FROZEN ? ' frozen' : ''}${right ? ' digits right' : ''}`}
            style={{ left: lefts[at], width: column.width }}
          >
            {column.key === 'applicant' ? <span className={nameMark(row.article)}>{words}</span> : words}
          </td>
        )
      })}
    </tr>
  )
}

interface SumProps {
  columns: GridColumn[]
  lefts: number[]
  width: number
  amounts: AmountTexts
}

/** Sums of the amounts, of the filter and of the selection, in 万元. */
function SumRow({ columns, lefts, width, amounts }: SumProps) {
  const visible = useBoard((state) => state.visible)
  const chosen = useChosen()
  const rows = chosen.length > 0 ? chosen : visible
  return (
    <tfoot className="grid-sums" style={{ width }}>
      <tr>
        <td className="grid-cell frozen" style={{ left: 0, width: lefts[FROZEN] ?? width }}>
          {chosen.length > 0 ? `所选 ${chosen.length} 件` : `筛选 ${visible.length} 件`}合计（万元）
        </td>
        {columns.map(({ key, width: own }, at) =>
          QUEUE_COLUMNS[key].kind === 'money' ? (
            <td key={key} className="grid-cell digits right" style={{ left: lefts[at], width: own }}>
              {(amounts[key] ?? wan)(rows.reduce((sum, row) => sum + (fenOf(row, key) ?? 0), 0))}
            </td>
          ) : null,
        )}
      </tr>
    </tfoot>
  )
}
