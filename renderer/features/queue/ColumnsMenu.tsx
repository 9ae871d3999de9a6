import { Button, Checkbox, Popover } from 'antd'
import { QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { hideColumn, resetColumns, useGrid } from './gridStore.ts'

/** Which columns the table shows. */
export function ColumnsMenu() {
  const columns = useGrid((state) => state.columns)
  const table = useGrid((state) => state.table)
  if (!table) return null
  const content = (
    <div className="choices">
      {columns.map(({ key, hidden }) => (
        <Checkbox key={key} checked={!hidden} onChange={({ target }) => hideColumn(key, !target.checked)}>
          {QUEUE_COLUMNS[key].name}
        </Checkbox>
      ))}
      <Button size="small" type="link" onClick={resetColumns}>
        恢复默认列
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button size="small">显示的列…</Button>
    </Popover>
  )
}
