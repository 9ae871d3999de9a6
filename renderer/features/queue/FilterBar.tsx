import { Input, type InputRef } from 'antd'
import { type ReactNode, useMemo, useRef } from 'react'
import { CASE_STATUS_NAMES } from '../../../shared/views.ts'
import { amountOf, PILLS, type Pill, setPill, setQuery, tallies, useBoard } from '../../board.ts'
import { narrow } from '../../queueView.ts'
import { wan } from '../../ui/amounts.ts'
import { useShortcuts } from '../../ui/keys.ts'

const PILL_NAMES: Record<Pill, string> = { all: '全部', ...CASE_STATUS_NAMES }

/** Pills with live counts and sums, the search box, and the sum of what is shown. */
export function FilterBar({ actions }: { actions: ReactNode }) {
  const rows = useBoard((state) => state.rows)
  const visible = useBoard((state) => state.visible)
  const pill = useBoard((state) => state.pill)
  const query = useBoard((state) => state.query)
  const narrowing = useBoard((state) => state.narrowing)
  const perPill = useMemo(() => tallies(narrow(rows, narrowing)), [rows, narrowing])
  const shownFen = useMemo(() => visible.reduce((sum, row) => sum + amountOf(row), 0), [visible])
  const box = useRef<InputRef>(null)
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })

  return (
    <div className="filter-bar">
      <div className="pills" role="toolbar" aria-label="按拟定意见筛选">
        {PILLS.map((each) => (
          <button
            key={each}
            type="button"
            className={each === pill ? 'pill on' : 'pill'}
            aria-pressed={each === pill}
            title={`${PILL_NAMES[each]} ${perPill[each].count} 件，合计 ${wan(perPill[each].fen)} 万元`}
            onClick={() => void setPill(each)}
          >
            {PILL_NAMES[each]} <b className="digits">{perPill[each].count}</b>
            {each !== 'refused' && perPill[each].count > 0 && (
              <span className="digits sum">{wan(perPill[each].fen)}</span>
            )}
          </button>
        ))}
      </div>
      <Input
        ref={box}
        className="search"
        allowClear
        value={query}
        placeholder="检索 编号、单位、项目、首字母"
        aria-label="检索（快捷键 /）"
        suffix={query === '' ? <kbd>/</kbd> : undefined}
        onChange={(event) => void setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <span className="shown" aria-live="polite">
        显示 {visible.length} 件 · 合计 <b className="digits">{wan(shownFen)}</b> 万元
      </span>
      {actions}
    </div>
  )
}
