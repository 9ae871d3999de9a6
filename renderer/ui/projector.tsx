import { DesktopOutlined, EyeInvisibleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { call, may } from '../client.ts'
import { useRound, useUser } from '../workspace.ts'
import { useCommands } from './commands.ts'
import { composes } from './keys.ts'
import { Meeting } from './Meeting.tsx'
import { Failure, Working } from './Notices.tsx'
import { setShield, useShield } from './shield.ts'
import { useLoaded } from './useLoaded.ts'
import './projector.css'

/**
 * 投屏: the button of the top line, F9 or Ctrl+Shift+P. What the room sees covers the whole window; the pages shown after
 * it hide personal data until 结束遮挡.
 */
export function Projector() {
  const round = useRound()
  const user = useUser()
  const [on, setOn] = useState(false)
  const shielded = useShield((state) => state.on)
  const open = round !== null && may(user, 'desk.meeting')
  const begin = () => {
    setShield(true)
    setOn(true)
  }
  useCommands(open ? [{ id: 'projector', label: '投屏', keys: 'F9', run: begin }] : [])
  const press = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!open || !isToggle(event)) return
    event.preventDefault()
    if (on) setOn(false)
    else begin()
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  if (!open) return null
  return (
    <>
      <Button size="small" icon={<DesktopOutlined />} title="投屏模式：大字，不显示个人信息（F9）" onClick={begin}>
        投屏
      </Button>
      {shielded && (
        <Button
          size="small"
          icon={<EyeInvisibleOutlined />}
          title="投屏期间各页的个人信息已遮挡"
          onClick={() => setShield(false)}
        >
          结束遮挡
        </Button>
      )}
      {on && (
        <ProjectorView
          key={round.id}
          roundId={round.id}
          name={round.name}
          budgetFen={round.budgetFen}
          onEnd={() => setOn(false)}
        />
      )}
    </>
  )
}

interface ViewProps {
  roundId: string
  name: string
  budgetFen: number
  onEnd(): void
}

function ProjectorView({ roundId, name, budgetFen, onEnd }: ViewProps) {
  const frame = useRef<HTMLDialogElement>(null)
  const { loaded, reload } = useLoaded(useCallback(() => call('desk.meeting', { roundId }), [roundId]))
  // As a modal dialog the pages behind can neither be seen nor reached.
  useEffect(() => frame.current?.showModal(), [])

  function end(event: KeyboardEvent): void {
    if (!isToggle(event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
    onEnd()
  }

  return (
    <dialog ref={frame} className="projector" aria-label="投屏模式" onClose={onEnd} onKeyDown={end}>
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'working' && <Working words="正在排会议顺序…" />}
      {loaded.state === 'ready' && (
        <Meeting roundId={roundId} name={name} budgetFen={budgetFen} cases={loaded.value} onEnd={onEnd} />
      )}
    </dialog>
  )
}

function isToggle(event: globalThis.KeyboardEvent): boolean {
  if (composes(event) || event.altKey) return false
  return event.key === 'F9' || ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'p')
}
