import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useCallback, useState } from 'react'
import { addsUp, COLUMN_SET_NAMES, type ColumnEntry, isFixed } from '../../../shared/report/columns.ts'
import type { PaperColumn } from '../../../shared/report/sheet.ts'
import type { ColumnSetView } from '../../../shared/settings/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

/** 列设置: the columns of each table of 汇总表 and 审批表, in their order. */
export function ColumnSets() {
  const ask = useCallback(() => call('settings.columns', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  const [name, setName] = useState('summary')
  if (loaded.state === 'working') return <Working words="正在读取列设置…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const view = loaded.value.find((one) => one.name === name) ?? loaded.value[0]
  return (
    <section className="card">
      <div className="acts first">
        <Choices
          label="哪一张表"
          items={loaded.value.map((one) => ({ key: one.name, label: COLUMN_SET_NAMES[one.name] }))}
          open={name}
          onOpen={setName}
        />
      </div>
      {view !== undefined && <SetForm key={`${view.name}${view.own}`} view={view} onSaved={take} />}
    </section>
  )
}

function SetForm({ view, onSaved }: { view: ColumnSetView; onSaved: (views: ColumnSetView[]) => void }) {
  const { modal } = App.useApp()
  const [columns, setColumns] = useState<readonly PaperColumn[]>(view.columns)
  const { busy, problem, submit } = useSubmit()
  const dirty = JSON.stringify(columns) !== JSON.stringify(view.columns)
  const left = view.available.filter(({ field }) => !columns.some((column) => column.field === field))

  const change = (field: string, part: Partial<PaperColumn>) =>
    setColumns(columns.map((column) => (column.field === field ? { ...column, ...part } : column)))
  const move = (at: number, by: -1 | 1) => {
    const next = columns.slice()
    next.splice(at + by, 0, ...next.splice(at, 1))
    setColumns(next)
  }
  const save = (entries: ColumnEntry[] | null) =>
    submit(async () => {
      onSaved(await call('settings.saveColumns', { name: view.name, columns: entries }))
      noteSaved()
    })

  function restore(): void {
    modal.confirm({
      title: `“${COLUMN_SET_NAMES[view.name]}”恢复出厂的列？`,
      content: '现在的列和顺序不再使用。已导出的文件不受影响。',
      okText: '恢复',
      cancelText: '取消',
      onOk: () => save(null),
    })
  }

  return (
    <>
      <p className="quiet">
        {view.own ? '本局设定的列。' : '出厂的列。'}列的顺序就是打印的顺序；申报编号和标记不能去掉。
      </p>
      <div className="acts first">
        <Select
          aria-label="加一列"
          placeholder="加一列…"
          style={{ width: 200 }}
          value={null}
          disabled={left.length === 0}
          options={left.map(({ field, header }) => ({ value: field, label: header }))}
          onChange={(field: string | null) => {
            const added = left.find((column) => column.field === field)
            if (added !== undefined) setColumns([...columns, added])
          }}
        />
        <Act
          command
          channel="settings.saveColumns"
          type="primary"
          loading={busy}
          closed={dirty ? '' : '没有改动'}
          onClick={() => void save(columns.map(({ kind: _, ...entry }) => entry))}
        >
          保存列设置
        </Act>
        {view.own && (
          <Act channel="settings.saveColumns" onClick={restore}>
            恢复出厂…
          </Act>
        )}
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="column-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th>序</th>
              <th>列名</th>
              <th>列宽</th>
              <th>合计</th>
              <th>顺序</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, at) => (
              <tr key={column.field}>
                <td className="digits">{at + 1}</td>
                <td>
                  <Input
                    size="small"
                    aria-label={`第${at + 1}列列名`}
                    maxLength={40}
                    value={column.header}
                    onChange={(event) => change(column.field, { header: event.target.value })}
                  />
                </td>
                <td>
                  <InputNumber
                    size="small"
                    aria-label={`${column.header}列宽`}
                    min={4}
                    max={80}
                    value={column.width}
                    onChange={(width) => width !== null && change(column.field, { width })}
                  />
                </td>
                <td>
                  {column.kind === 'money' && addsUp(view.name) && (
                    <Checkbox
                      aria-label={`${column.header}合计`}
                      checked={column.total}
                      onChange={(event) => change(column.field, { total: event.target.checked })}
                    />
                  )}
                </td>
                <td className="row-acts">
                  <Button size="small" disabled={at === 0} onClick={() => move(at, -1)}>
                    上移
                  </Button>
                  <Button size="small" disabled={at === columns.length - 1} onClick={() => move(at, 1)}>
                    下移
                  </Button>
                  <Button
                    size="small"
                    disabled={isFixed(column.field) || columns.length === 1}
                    onClick={() => setColumns(columns.filter(({ field }) => field !== column.field))}
                  >
                    去掉
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
