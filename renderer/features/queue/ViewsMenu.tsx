import { App, Button, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { readOverdue, rowsOf, setView, useBoard } from '../../board.ts'
import { sentence } from '../../client.ts'
import type { QueueView } from '../../queueView.ts'
import { MOST_VIEWS, removeView, renameView, SHIPPED, saveView, useViews } from './savedViews.ts'
import { viewWords } from './viewWords.ts'

/** 视图: shipped and saved ones with counts; the present one can be saved under a name. */
export function ViewsMenu() {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<Views onDone={() => setOpen(false)} />}
    >
      <Button size="small" aria-expanded={open}>
        视图
      </Button>
    </Popover>
  )
}

function Views({ onDone }: { onDone: () => void }) {
  const own = useViews((state) => state.own)
  const view = useBoard((state) => state.view)
  const [name, setName] = useState('')
  const [renaming, setRenaming] = useState('')
  const { message } = App.useApp()
  const counts = useCounts([...SHIPPED, ...own].map((one) => one.view))

  async function run(act: Promise<void>): Promise<void> {
    try {
      await act
      setName('')
      setRenaming('')
    } catch (error) {
      void message.error(`没有记住：${sentence(error)}`)
    }
  }

  function save(): void {
    const wanted = name.trim()
    if (wanted === '') return
    void run(renaming === '' ? saveView(wanted, view) : renameView(renaming, wanted))
  }

  return (
    <div className="views">
      <ul>
        {[...SHIPPED, ...own].map((one, at) => (
          <li key={SHIPPED.includes(one) ? `shipped ${one.name}` : one.name}>
            <button
              type="button"
              title={viewWords(one.view)}
              onClick={() => {
                void setView(one.view)
                onDone()
              }}
            >
              {one.name} <b className="digits">{counts[at] ?? '…'}</b>
            </button>
            {at >= SHIPPED.length && (
              <>
                <Button
                  type="link"
                  size="small"
                  onClick={() => {
                    setRenaming(one.name)
                    setName(one.name)
                  }}
                >
                  改名
                </Button>
                <Button type="link" size="small" onClick={() => void run(removeView(one.name))}>
                  删除
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        <Input
          size="small"
          value={name}
          maxLength={20}
          placeholder={renaming === '' ? '把当前筛选存为视图' : '新名称'}
          aria-label={renaming === '' ? '视图名称' : `“${renaming}”的新名称`}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
        <Button size="small" disabled={name.trim() === '' || own.length >= MOST_VIEWS} onClick={save}>
          {renaming === '' ? '保存' : '改名'}
        </Button>
      </div>
    </div>
  )
}

function useCounts(views: QueueView[]): number[] {
  const rows = useBoard((state) => state.rows)
  const overdue = useBoard((state) => state.overdue)
  const [counts, setCounts] = useState<number[]>([])
  const key = JSON.stringify(views)
  useEffect(() => void readOverdue(), [])
  useEffect(() => {
    let current = true
    const asked: QueueView[] = JSON.parse(key)
    void Promise.all(asked.map((view) => rowsOf(rows, view, overdue))).then((found) => {
      if (current) setCounts(found.map(({ length }) => length))
    })
    return () => {
      current = false
    }
  }, [rows, overdue, key])
  return counts
}
