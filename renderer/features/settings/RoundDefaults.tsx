import { Checkbox, Radio, Select } from 'antd'
import { useCallback, useState } from 'react'
import type { Rounding } from '../../../shared/cohort/allocation.ts'
import type { Output } from '../../../shared/contract.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

type Rules = Output<'settings.roundRules'>

const UNITS: { value: Rounding['unitFen']; label: string }[] = [
  { value: 100, label: '元' },
  { value: 10_000, label: '百元' },
  { value: 1_000_000, label: '万元' },
]

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
        <span>取整</span>
        <div className="pair">
          <Select
            aria-label="取整单位"
            value={rules.rounding.unitFen}
            options={UNITS}
            style={{ width: 100 }}
            onChange={(unitFen) => change({ rounding: { ...rules.rounding, unitFen } })}
          />
          <Radio.Group
            value={rules.rounding.mode}
            options={['舍尾', '四舍五入']}
            onChange={(event) => change({ rounding: { ...rules.rounding, mode: event.target.value } })}
          />
        </div>
        <span>申报金额</span>
        <Checkbox checked={rules.capAtRequested} onChange={(event) => change({ capAtRequested: event.target.checked })}>
          资助金额不超过申报金额
        </Checkbox>
        <span>余数</span>
        <Checkbox
          checked={rules.largestRemainder}
          onChange={(event) => change({ largestRemainder: event.target.checked })}
        >
          用最大余数法把核减后的余数逐单位分出
        </Checkbox>
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
