import { Button, Input, type InputRef, Popover, Tag } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { looksLikeSheetCode } from '../../../shared/report/sheetCode.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { amountOf, clearFilter, PILLS, setPill, setQuery, setView, tallies, useBoard, viewHelp } from '../../board.ts'
import { narrow } from '../../queueView.ts'
import { openSheet } from '../../sheet.ts'
import { wan } from '../../ui/amounts.ts'
import { composes, useShortcuts } from '../../ui/keys.ts'
import { toggleTable, useGrid } from './gridStore.ts'
import { ViewsMenu } from './ViewsMenu.tsx'
import { filterEntries, filterWords, ONLY_NAMES, PILL_NAMES } from './viewWords.ts'

/** Pills with live counts and sums, the search box, saved views, the sum of what is shown, and acts; `more` in a menu. */
export function FilterBar({ actions, more }: { actions: ReactNode; more: ReactNode }) {
  const visible = useBoard((state) => state.visible)
  const partial = useBoard((state) => state.partial)
  const pill = useBoard((state) => state.view.pill)
  const query = useBoard((state) => state.view.query)
  const table = useGrid((state) => state.table)
  const narrowed = useNarrowed()
  const perPill = useMemo(() => tallies(narrowed), [narrowed])
  const shownFen = useMemo(() => visible.reduce((sum, row) => sum + amountOf(row), 0), [visible])
  const box = useRef<InputRef>(null)
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })

  return (
    <>
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
              {PILL_NAMES[each]} <b className="digits">{partial ? '…' : perPill[each].count}</b>
              {each !== 'refused' && each !== 'out' && !partial && perPill[each].count > 0 && (
                <span className="digits sum">{wan(perPill[each].fen)}</span>
              )}
            </button>
          ))}
        </div>
        <Input
          ref={box}
          size="small"
          className="search"
          allowClear
          value={query}
          placeholder="编号、单位、首字母、代码、50-80万"
          aria-label="检索（快捷键 /）"
          suffix={query === '' ? <kbd>/</kbd> : undefined}
          onChange={(event) => void setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
            if (event.key !== 'Enter' || composes(event.nativeEvent) || !looksLikeSheetCode(query)) return
            void setQuery('').then(() => openSheet(query))
          }}
        />
        <ViewsMenu />
        <Button size="small" aria-pressed={table} onClick={toggleTable}>
          <kbd>G</kbd>
          {table ? '列表' : '表格'}
        </Button>
        <span className="shown" aria-live="polite">
          {partial && '正在读取全部申报…'}
          {/* Without words the open pill says the same. */}
          {!partial && query !== '' && (
            <>
              {visible.length} 件 <b className="digits">{wan(shownFen)}</b> 万元
            </>
          )}
        </span>
        {actions}
        {/* Drawn ahead, so that Ctrl+K offers what is in it; but after the first rows. */}
        <Popover
          forceRender={!partial}
          trigger="click"
          placement="bottomRight"
          content={<div className="head-menu">{more}</div>}
        >
          <Button size="small">其他…</Button>
        </Popover>
      </div>
      <FilterTags />
    </>
  )
}

/** Rows passing everything but pill and words; what the pills count. */
function useNarrowed(): CaseRow[] {
  const rows = useBoard((state) => state.rows)
  const overdue = useBoard((state) => state.overdue)
  const filters = useBoard((state) => state.view.filters)
  const only = useBoard((state) => state.view.only)
  const [narrowed, setNarrowed] = useState<CaseRow[]>(rows)
  useEffect(() => {
    let current = true
    void viewHelp({ filters }, overdue).then((help) => {
      if (current) setNarrowed(narrow(rows, { filters, only }, help))
    })
    return () => {
      current = false
    }
  }, [rows, overdue, filters, only])
  return narrowed
}

/** Every column filter in words, each with a way to take it off. */
function FilterTags() {
  const filters = useBoard((state) => state.view.filters)
  const only = useBoard((state) => state.view.only)
  const entries = filterEntries(filters)
  if (entries.length === 0 && only === null) return null
  return (
    <div className="filter-tags">
      {only !== null && (
        <Tag closable={{ 'aria-label': `取消“${ONLY_NAMES[only]}”` }} onClose={() => void setView({ only: null })}>
          {ONLY_NAMES[only]}
        </Tag>
      )}
      {entries.map(([key, filter]) => (
        <Tag
          key={key}
          closable={{ 'aria-label': `取消“${QUEUE_COLUMNS[key].name}”的筛选` }}
          onClose={() => {
            const { [key]: _, ...rest } = filters
            void setView({ filters: rest })
          }}
        >
          {QUEUE_COLUMNS[key].name} {filterWords(filter)}
        </Tag>
      ))}
      <Button type="link" size="small" onClick={() => void clearFilter()}>
        清除筛选
      </Button>
    </div>
  )
}
