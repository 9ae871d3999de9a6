import { Checkbox, Input, InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import type { OfficeSettings } from '../../shared/views.ts'
import { call, sentence } from '../client.ts'
import { noteSaved } from '../workspace.ts'
import { Act } from './Act.tsx'
import { DayField } from './DayField.tsx'
import { Failure, Working } from './Notices.tsx'
import { PaperParts } from './PaperParts.tsx'
import { useSubmit } from './useSubmit.ts'

type TextKey =
  | 'issuer'
  | 'consultContact'
  | 'consultPhone'
  | 'objectionContact'
  | 'objectionPhone'
  | 'address'
  | 'postcode'
  | 'supervisionPhone'

const TEXTS: readonly { key: TextKey; label: string }[] = [
  { key: 'issuer', label: '发文单位' },
  { key: 'consultContact', label: '咨询联系人' },
  { key: 'consultPhone', label: '咨询电话' },
  { key: 'objectionContact', label: '异议受理人' },
  { key: 'objectionPhone', label: '异议受理电话' },
  { key: 'address', label: '地址' },
  { key: 'postcode', label: '邮政编码' },
  { key: 'supervisionPhone', label: '监督电话' },
]

const DAYS = [
  { key: 'startOn', label: '公示起始日' },
  { key: 'signedOn', label: '成文日期' },
] as const

type Loaded = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; settings: OfficeSettings }

/** What the notice prints about the bureau, and how its period is counted. */
export function NoticeSettings({ onSaved }: { onSaved?: () => void }) {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  const load = () => {
    call('settings.get', {}).then(
      (settings) => setLoaded({ state: 'ready', settings }),
      (error: unknown) => setLoaded({ state: 'failed', message: sentence(error) }),
    )
  }
  useEffect(load, [])
  if (loaded.state === 'loading') return <Working words="正在读取公示信息…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={load} />
  return <SettingsForm initial={loaded.settings} {...(onSaved === undefined ? {} : { onSaved })} />
}

function SettingsForm({ initial, onSaved }: { initial: OfficeSettings; onSaved?: () => void }) {
  const [saved, setSaved] = useState(initial)
  const [settings, setSettings] = useState(initial)
  const [daysOk, setDaysOk] = useState({ startOn: true, signedOn: true })
  const { busy, problem, submit } = useSubmit()
  const change = (part: Partial<OfficeSettings>) => setSettings({ ...settings, ...part })
  const dirty = JSON.stringify(settings) !== JSON.stringify(saved)
  const closed = !daysOk.startOn
    ? '公示起始日不是有效日期'
    : !daysOk.signedOn
      ? '成文日期不是有效日期'
      : dirty
        ? ''
        : '没有改动'

  async function save(): Promise<void> {
    await submit(async () => {
      const kept = await call('settings.save', settings)
      setSaved(kept)
      setSettings(kept)
      noteSaved()
      onSaved?.()
    })
  }

  return (
    <div className="notice-settings">
      {TEXTS.map(({ key, label }) => (
        <label key={key} className="labelled" htmlFor={`office-${key}`}>
          <span>{label}</span>
          <Input
            id={`office-${key}`}
            value={settings[key]}
            maxLength={200}
            onChange={(event) => change({ [key]: event.target.value })}
          />
        </label>
      ))}
      <label className="labelled" htmlFor="publicity-days">
        <span>公示期限</span>
        <InputNumber
          id="publicity-days"
          min={1}
          max={60}
          suffix="天"
          placeholder="未设定"
          value={settings.publicityDays}
          onChange={(publicityDays) => change({ publicityDays })}
        />
      </label>
      <Checkbox checked={settings.workingDays} onChange={(event) => change({ workingDays: event.target.checked })}>
        按工作日计算（含调休）
      </Checkbox>
      <Checkbox checked={settings.countFirstDay} onChange={(event) => change({ countFirstDay: event.target.checked })}>
        公示当日计入期限
      </Checkbox>
      {DAYS.map(({ key, label }) => (
        <div key={key} className="labelled">
          <span>{label}</span>
          <DayField
            label={label}
            initial={settings[key]}
            onChange={(day, ok) => {
              setDaysOk({ ...daysOk, [key]: ok })
              if (ok) change({ [key]: day })
            }}
          />
        </div>
      ))}
      {settings.startOn !== null && (
        <Checkbox
          checked={settings.dayOffStart === settings.startOn}
          onChange={(event) => change({ dayOffStart: event.target.checked ? settings.startOn : null })}
        >
          起始日如为休息日，确认当天发布
        </Checkbox>
      )}
      <PaperParts settings={settings} change={change} />
      <p className="quiet small">成文日期空着时，公示以起始日为成文日期；下达通知须另填。</p>
      {problem !== '' && <Failure message={problem} />}
      <Act channel="settings.save" type="primary" loading={busy} closed={closed} onClick={() => void save()}>
        保存公示信息
      </Act>
    </div>
  )
}
