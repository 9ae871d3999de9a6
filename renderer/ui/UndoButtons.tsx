import { HistoryOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button, Drawer, Tooltip } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { chinaMinute } from '../../shared/date.ts'
import { may, sentence } from '../client.ts'
import { useRound, useUser } from '../workspace.ts'
import { covered, undoKeyOf } from './keys.ts'
import { Nothing } from './Notices.tsx'
import { loadTrail, offered, takeStep, useUndo } from './undoStore.ts'

const NAMES = { undo: '撤销', redo: '重做' } as const
const KEYS = { undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z' } as const
type Step = keyof typeof NAMES

/** 撤销 and 重做 of one's own acts in the open round, with the list of them. */
export function UndoButtons() {
  const round = useRound()
  const user = useUser()
  const { message, modal } = App.useApp()
  const [listed, setListed] = useState(false)
  const roundId = round !== null && may(user, 'act.undo') ? round.id : null

  async function take(step: Step): Promise<void> {
    try {
      const done = await takeStep(step)
      if (done !== null) void message.success(`已${NAMES[step]}：${done.label}`)
    } catch (error) {
      modal.warning({ title: `没有${NAMES[step]}`, content: sentence(error), okText: '知道了' })
    }
  }

  useEffect(() => {
    if (roundId !== null) void loadTrail(roundId)
  }, [roundId])
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = undoKeyOf(event)
    if (step === null || roundId === null || covered()) return
    event.preventDefault()
    void take(step)
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
      <Drawer open={listed} title="我的操作记录" size={420} onClose={() => setListed(false)}>
        <ActList onTake={take} />
      </Drawer>
    </span>
  )
}

function StepButton({ step, icon, onTake }: { step: Step; icon: ReactNode; onTake: (step: Step) => Promise<void> }) {
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
        onClick={() => void onTake(step)}
      />
    </Tooltip>
  )
}

/** Newest first; only the next act can be taken back, so that the order of things stays plain. */
function ActList({ onTake }: { onTake: (step: Step) => Promise<void> }) {
  const trail = useUndo((state) => state.trail)
  if (trail.acts.length === 0)
    return <Nothing words="本批次还没有您的操作。拟定意见、更正、派件等会列在这里，可逐步撤销。" />
  return (
    <ol className="act-list">
      {trail.acts.map((act) => (
        <li key={act.id} className={act.undone ? 'undone' : ''}>
          <span className="digits quiet">{chinaMinute(act.at)}</span>
          <span className="words">
            {act.label}
            {act.undone && <span className="mark plain">已撤销</span>}
          </span>
          {act.id === trail.undo && (
            <Button size="small" onClick={() => void onTake('undo')}>
              撤销
            </Button>
          )}
          {act.id === trail.redo && (
            <Button size="small" onClick={() => void onTake('redo')}>
              重做
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
