import { HistoryOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button, Drawer, Tooltip } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { chinaMinute } from '../../shared/date.ts'
import type { ActLine } from '../../shared/undo/trail.ts'
import { may, sentence } from '../client.ts'
import { useRound, useUser } from '../workspace.ts'
import { type Command, useCommands } from './commands.ts'
import { covered, undoKeyOf } from './keys.ts'
import { Nothing } from './Notices.tsx'
import { beyond, loadTrail, offered, type Step, takeStep, useUndo } from './undoStore.ts'

const NAMES = { undo: '撤销', redo: '重做' } as const
const KEYS = { undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z' } as const
/** Where the next act to be offered lies when one was refused. */
const BEYOND = { undo: '更早', redo: '之后' } as const

type Take = (step: Step, act: ActLine | null) => Promise<void>

/** 撤销 and 重做 of one's own acts in the open round, with the list of them. */
export function UndoButtons() {
  const round = useRound()
  const user = useUser()
  const { message, modal } = App.useApp()
  const [listed, setListed] = useState(false)
  const roundId = round !== null && may(user, 'act.undo') ? round.id : null

  async function take(step: Step, act: ActLine | null): Promise<void> {
    if (act === null) return
    try {
      const done = await takeStep(step, act.id)
      if (done !== null) void message.success(`已${NAMES[step]}：${done.label}`)
    } catch (error) {
      tellRefused(step, act, sentence(error))
    }
  }

  /** One refused act does not shut off those on other cases. */
  function tellRefused(step: Step, act: ActLine, why: string): void {
    const next = beyond(useUndo.getState().trail, step, act.id)
    const title = `没有${NAMES[step]}：${act.label}`
    if (next === null) modal.warning({ title, content: why, okText: '知道了' })
    else {
      modal.confirm({
        title,
        content: (
          <>
            <p>{why}</p>
            <p>
              {BEYOND[step]}的一步：{next.label}
            </p>
          </>
        ),
        okText: `跳过，${NAMES[step]}${BEYOND[step]}的一步`,
        cancelText: '知道了',
        onOk: () => void take(step, next),
      })
    }
  }

  const trail = useUndo((state) => state.trail)
  const command = (step: Step): Command => {
    const act = offered(trail, step)
    const closed = act === null ? `没有可以${NAMES[step]}的操作` : ''
    return { id: `act.${step}`, label: NAMES[step], keys: KEYS[step], closed, run: () => take(step, act) }
  }
  const list = { id: 'act.list', label: '操作记录', run: () => setListed(true) }
  useCommands(roundId === null ? [] : [command('undo'), command('redo'), list])

  useEffect(() => {
    if (roundId !== null) void loadTrail(roundId)
  }, [roundId])
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = undoKeyOf(event)
    if (step === null || roundId === null || covered()) return
    event.preventDefault()
    void take(step, offered(useUndo.getState().trail, step))
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  if (roundId === null) return null
  return (
    <span className="undo-buttons">
      <StepButton step="undo" icon={<UndoOutlined />} onTake={take} />
      <StepButton step="redo" icon={<RedoOutlined />} onTake={take} />
      <Tooltip title="操作记录">
        <Button
          size="small"
          type="text"
          aria-label="操作记录"
          icon={<HistoryOutlined />}
          onClick={() => setListed(true)}
        />
      </Tooltip>
      <Drawer open={listed} title="我的操作记录" size={560} onClose={() => setListed(false)}>
        <ActList onTake={take} />
      </Drawer>
    </span>
  )
}

function StepButton({ step, icon, onTake }: { step: Step; icon: ReactNode; onTake: Take }) {
  const act = useUndo(({ trail }) => offered(trail, step))
  const busy = useUndo((state) => state.busy)
  const words = act === null ? `没有可以${NAMES[step]}的操作` : `${NAMES[step]}：${act.label}（${KEYS[step]}）`
  return (
    <Tooltip title={words}>
      <Button
        size="small"
        type="text"
        aria-label={act === null ? words : `${NAMES[step]}：${act.label}`}
        aria-disabled={act === null}
        className={act === null ? 'closed' : ''}
        icon={icon}
        disabled={busy}
        onClick={() => void onTake(step, act)}
      />
    </Tooltip>
  )
}

/** Newest first; every act can be taken, those that cannot say why. */
function ActList({ onTake }: { onTake: Take }) {
  const trail = useUndo((state) => state.trail)
  const refused = useUndo((state) => state.refused)
  if (trail.acts.length === 0)
    return <Nothing words="本批次还没有您的操作。拟定意见、更正、派件等会列在这里，可撤销。" />
  return (
    <ol className="act-list">
      {trail.acts.map((act) => (
        <ActItem key={act.id} act={act} why={act.closed || refused[act.id] || ''} onTake={onTake} />
      ))}
    </ol>
  )
}

function ActItem({ act, why, onTake }: { act: ActLine; why: string; onTake: Take }) {
  const busy = useUndo((state) => state.busy)
  const step = act.undone ? 'redo' : 'undo'
  return (
    <li className={act.undone ? 'undone' : ''}>
      <span className="digits quiet">{chinaMinute(act.at)}</span>
      <span className="words">
        {act.label}
        {act.undone && <span className="mark plain">已撤销</span>}
        {why !== '' && <div className="quiet small">{why}</div>}
      </span>
      <Button
        size="small"
        aria-label={`${NAMES[step]}：${act.label}`}
        disabled={busy || why !== ''}
        onClick={() => void onTake(step, act)}
      >
        {NAMES[step]}
      </Button>
    </li>
  )
}
