import { InputNumber } from 'antd'
import { useCallback, useState } from 'react'
import { IDLE_MINUTES } from '../../../shared/settings/idle.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

const { least, most } = IDLE_MINUTES

/** How long a desk stays open while nobody works at it. */
export function IdleTime() {
  const ask = useCallback(() => call('settings.idle', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  return <MinutesForm saved={loaded.value.minutes} onSaved={(minutes) => take({ minutes })} />
}

function MinutesForm({ saved, onSaved }: { saved: number; onSaved: (minutes: number) => void }) {
  const [minutes, setMinutes] = useState<number | null>(saved)
  const { busy, problem, submit } = useSubmit()

  async function save(): Promise<void> {
    if (minutes === null) return
    await submit(async () => {
      onSaved((await call('settings.saveIdle', { minutes })).minutes)
      noteSaved()
    })
  }

  return (
    <section className="card">
      <div className="acts first">
        <label htmlFor="idle-minutes">闲置多久自动锁定</label>
        <InputNumber
          id="idle-minutes"
          min={least}
          max={most}
          precision={0}
          suffix="分钟"
          value={minutes}
          onChange={setMinutes}
        />
        <Act
          channel="settings.saveIdle"
          loading={busy}
          closed={minutes === null ? '请填写分钟数' : minutes === saved ? '没有改动' : ''}
          onClick={() => void save()}
        >
          保存锁定时间
        </Act>
      </div>
      <p className="quiet small">
        {least} 至 {most} 分钟，对全体人员生效。锁定后须输入密码；已加密的案卷库同时关闭。
      </p>
      {problem !== '' && <Failure message={problem} />}
    </section>
  )
}
