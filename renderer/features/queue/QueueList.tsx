import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { Fen } from '../../../shared/money.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { clearFilter, openCase, useBoard } from '../../board.ts'
import { wanColumn } from '../../ui/amounts.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { nameMark } from '../../ui/shield.ts'
import { StatusMark } from '../../ui/status.tsx'
import { keepInSight } from './keepInSight.ts'
import { Narrowers } from './Narrowers.tsx'
import { toggle, useSelection } from './selection.ts'

const ROW_HEIGHT = 48

/** The queue under what narrows and orders it. */
export function QueueList() {
  return (
    <div className="queue-pane">
      <Narrowers />
      <Rows />
    </div>
  )
}

/** Only the rows in sight are in the page. */
function Rows() {
  const visible = useBoard((state) => state.visible)
  const caseId = useBoard((state) => state.caseId)
  const scroller = useRef<HTMLDivElement>(null)
  const amountText = useMemo(() => wanColumn(visible.map(listedFen)), [visible])
  const virtual = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    getItemKey: useCallback((at: number) => visible[at]?.id ?? at, [visible]),
  })
  const open = visible.findIndex((row) => row.id === caseId)

  useEffect(() => {
    if (open >= 0) keepInSight(virtual, open * ROW_HEIGHT, ROW_HEIGHT)
  }, [open, virtual])

  if (visible.length === 0) {
    return (
      <Nothing words="没有符合条件的申报。">
        <Button onClick={() => void clearFilter()}>清除筛选</Button>
      </Nothing>
    )
  }
  return (
    <div ref={scroller} className="queue">
      <ul className="virtual" aria-label="申报列表" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = visible[item.index]
          if (row === undefined) return null
          return (
            <li
              key={item.key}
              className="virtual-row"
              style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <QueueRow row={row} open={row.id === caseId} amount={amountText(listedFen(row))} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** 分: proposed where agreed, none where refused, else the machine's. */
function listedFen({ status, proposedFen, computedFen }: CaseRow): Fen | null {
  if (status === 'refused') return null
  return status === 'agreed' ? proposedFen : computedFen
}

/** The name is the button, stretched under the check box over the whole row. */
const QueueRow = memo(function QueueRow({ row, open, amount }: { row: CaseRow; open: boolean; amount: string }) {
  const chosen = useSelection((state) => state.ids.has(row.id))
  return (
    <div id={`row-${row.id}`} className={open ? 'queue-row on' : 'queue-row'}>
      <span className="first">
        <input
          type="checkbox"
          className="pick"
          tabIndex={open ? 0 : -1}
          aria-label={`选择 ${row.applicationNo}`}
          checked={chosen}
          onClick={(event) => toggle(row.id, event.shiftKey)}
          onChange={() => undefined}
        />
        <button
          type="button"
          className={`name ${nameMark(row.article)}`}
          tabIndex={open ? 0 : -1}
          aria-current={open}
          title={row.applicant}
          onClick={(event) => {
            if (event.ctrlKey || event.shiftKey) toggle(row.id, event.shiftKey)
            else openCase(row.id)
          }}
        >
          {row.applicant}
        </button>
        <StatusMark status={row.status} />
      </span>
      <span className="second">
        <span className="digits no">{row.applicationNo}</span>
        <span>{row.articleNo}</span>
        {row.overridden && <span className="mark ask">调</span>}
        {row.stale && <span className="mark bad">{row.reopened ? '退回复审' : '材料有变'}</span>}
        <span className="space" />
        <span className="digits">{amount}</span>
      </span>
    </div>
  )
})
