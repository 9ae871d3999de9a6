import { App } from 'antd'
import { useEffect } from 'react'
import type { ColumnKey } from '../../../shared/queue/columns.ts'
import { PILLS, setPill, useBoard } from '../../board.ts'
import { useCommands } from '../../ui/commands.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { copyText } from './copyRows.ts'
import { loadGrid, shownColumns, toggleTable, useGrid } from './gridStore.ts'
import { loadViews } from './savedViews.ts'
import { chosenOf, clearSelection, selectVisible, useSelection } from './selection.ts'
import { PILL_NAMES } from './viewWords.ts'

const LIST_COLUMNS: readonly ColumnKey[] = ['applicationNo', 'applicant', 'article', 'status', 'computed', 'proposed']

/** The keys of the queue: G, Ctrl+A, Esc; and Ctrl+C, where no words are marked. */
export function useQueueKeys(): void {
  const { message } = App.useApp()
  useShortcuts({ g: toggleTable, 'ctrl+a': selectVisible, escape: clearSelection })
  useCommands([
    { id: 'queue.table', label: '表格／列表互换', keys: 'G', run: toggleTable },
    ...PILLS.map((pill) => ({
      id: `queue.pill.${pill}`,
      label: `只列：${PILL_NAMES[pill]}`,
      run: () => setPill(pill),
    })),
    { id: 'queue.all', label: '全选列表中的申报', keys: 'Ctrl+A', run: selectVisible },
  ])
  useEffect(() => {
    void loadGrid()
    void loadViews()
  }, [])
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      const words = window.getSelection()?.toString() ?? ''
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, .ant-modal, .ant-drawer') !== null
      if (words !== '' || typing || event.clipboardData === null) return
      const { visible } = useBoard.getState()
      const chosen = chosenOf(visible, useSelection.getState().ids)
      const rows = chosen.length > 0 ? chosen : visible
      if (rows.length === 0) return
      const { text, html } = copyText(rows, copiedColumns())
      event.clipboardData.setData('text/plain', text)
      event.clipboardData.setData('text/html', html)
      event.preventDefault()
      void message.success(`已复制 ${rows.length} 件，含表头，可粘贴到 Excel 或 WPS`)
    }
    document.addEventListener('copy', copy)
    return () => document.removeEventListener('copy', copy)
  }, [message])
}

/** The columns on screen: of the table as laid out, of the list those it shows. */
export function copiedColumns(): ColumnKey[] {
  const { table, columns } = useGrid.getState()
  return table ? shownColumns(columns).map(({ key }) => key) : [...LIST_COLUMNS]
}
