import { useCallback, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { RemainderField, RoundingFields } from '../../ui/RoundingFields.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

type Rules = Output<'settings.roundRules'>

/** 取整: what a new round starts with. */
export function RoundDefaults() {
  const ask = useCallback(() => call('settings.roundRules', {}), [])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  return <RulesForm initial={loaded.value} />
}

function RulesForm({ initial }: { initial: Rules }) {
  const [saved, setSaved] = useState(initial)
  const [rules, setRules] = useState(initial)
  const { busy, problem, submit } = useSubmit()
  const change = (part: Partial<Rules>) => setRules({ ...rules, ...part })
  const dirty = JSON.stringify(rules) !== JSON.stringify(saved)

  async function save(): Promise<void> {
    await submit(async () => {
      const kept = await call('settings.saveRoundRules', rules)
      setSaved(kept)
      setRules(kept)
      noteSaved()
    })
  }

  return (
    <section className="card choose">
      <p className="quiet">新建批次时按这里设定；已有批次在“批次 → 计算规则”中各自更改。</p>
      <div className="form-grid">
        <RoundingFields rules={rules} change={change} />
        <RemainderField rules={rules} change={change} />
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act
          channel="settings.saveRoundRules"
          type="primary"
          loading={busy}
          closed={dirty ? '' : '没有改动'}
          onClick={() => void save()}
        >
          保存取整规则
        </Act>
      </div>
    </section>
  )
}
