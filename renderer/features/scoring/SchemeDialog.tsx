import { Button, Checkbox, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { MOST_CRITERIA, schemeLines } from '../../../shared/scoring/scheme.ts'
import type { ScoringArticleView } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { AsideConsent } from './AsideConsent.tsx'
import { noteWritten, takeOverview } from './officeStore.ts'
import { formOf, putAside, readForm, type SchemeForm } from './schemeForm.ts'

interface Props {
  article: ScoringArticleView
  /** Ballots that count under the scheme as it is. */
  counting: number
  roundId: string
  onClose(): void
}

const SETTINGS = [
  { field: 'required', label: '须有几位评分', hint: '留空：有一位评分即有结果' },
  { field: 'passLine', label: '合格线（分）', hint: '留空：不设合格线；达到（含）即合格' },
  { field: 'disagreementAbove', label: '分歧提示（分）', hint: '留空：不提示；最高与最低相差超过此数即标出' },
  {
    field: 'normalisedFrom',
    label: '标准化得分（件）',
    hint: '留空：不显示；专家评满此数起显示在原始分旁，不用于结果',
  },
] as const

/** 评审办法: criteria, method and settings, with their basis; saving makes a new version. */
export function SchemeDialog({ article, counting, roundId, onClose }: Props) {
  const before = article.current?.scheme ?? null
  const [form, setForm] = useState(() => formOf(before))
  const [basis, setBasis] = useState('')
  const [agreed, setAgreed] = useState(false)
  const { busy, problem, submit } = useSubmit()
  const read = readForm(form)
  const aside = read.scheme === null ? 0 : putAside(before, read.scheme, counting)
  const ready = read.problem === '' && basis.trim() !== '' && (aside === 0 || agreed)
  const change = (next: Partial<SchemeForm>) => setForm({ ...form, ...next })

  async function save(): Promise<void> {
    if (read.typed === null) return
    await submit(async () => {
      const entry = { roundId, article: article.article, scheme: read.typed, basis: basis.trim(), setAside: aside }
      await takeOverview(roundId, await call('scoring.setScheme', entry))
      noteWritten(roundId)
      onClose()
    })
  }

  return (
    <Modal
      open
      width={760}
      title={`评审办法：${article.articleNo} ${article.title}`}
      okText="保存为新版本"
      okButtonProps={{ disabled: !ready, loading: busy }}
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <CriteriaFields form={form} onChange={change} />
      <div className="form-grid">
        <span>得分办法</span>
        <div className="pair">
          <Radio.Group
            value={form.method}
            options={[
              { value: 'mean', label: '平均分' },
              { value: 'trimmed', label: '去掉一个最高分、一个最低分后平均，评分满' },
            ]}
            onChange={(event) => change({ method: event.target.value === 'trimmed' ? 'trimmed' : 'mean' })}
          />
          <Input
            className="digits short"
            aria-label="从几位评分起去掉最高、最低分"
            disabled={form.method !== 'trimmed'}
            value={form.trimFrom}
            onChange={(event) => change({ trimFrom: event.target.value })}
          />
          <span>位起</span>
        </div>
        {SETTINGS.map(({ field, label, hint }) => (
          <Setting
            key={field}
            label={label}
            hint={hint}
            value={form[field]}
            onChange={(text) => change({ [field]: text })}
          />
        ))}
        <label htmlFor="scheme-basis">依据</label>
        <Input
          id="scheme-basis"
          placeholder="文号或会议纪要（必填）"
          maxLength={2000}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
        />
      </div>
      {read.scheme === null ? (
        <p className="hint problem" aria-live="polite">
          {read.problem}
        </p>
      ) : (
        <p className="hint">{schemeLines(read.scheme)[1]}。</p>
      )}
      <AsideConsent aside={aside} agreed={agreed} onChange={setAgreed} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

function CriteriaFields({ form, onChange }: { form: SchemeForm; onChange: (next: Partial<SchemeForm>) => void }) {
  const { criteria, weighted } = form
  const edit = (key: number, next: Partial<SchemeForm['criteria'][number]>) =>
    onChange({ criteria: criteria.map((each) => (each.key === key ? { ...each, ...next } : each)) })
  const add = () =>
    onChange({
      criteria: [
        ...criteria,
        { key: Math.max(0, ...criteria.map(({ key }) => key)) + 1, name: '', max: '', weight: '' },
      ],
    })
  return (
    <>
      <table className="plain-table criteria">
        <thead>
          <tr>
            <th>评审指标</th>
            <th>满分</th>
            {weighted && <th>权重（%）</th>}
            <th aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ key, name, max, weight }, at) => (
            <tr key={key}>
              <td>
                <Input
                  aria-label={`第 ${at + 1} 项指标名称`}
                  maxLength={60}
                  value={name}
                  onChange={(event) => edit(key, { name: event.target.value })}
                />
              </td>
              <td>
                <Input
                  className="digits short"
                  aria-label={`第 ${at + 1} 项满分`}
                  value={max}
                  onChange={(event) => edit(key, { max: event.target.value })}
                />
              </td>
              {weighted && (
                <td>
                  <Input
                    className="digits short"
                    aria-label={`第 ${at + 1} 项权重`}
                    value={weight}
                    onChange={(event) => edit(key, { weight: event.target.value })}
                  />
                </td>
              )}
              <td>
                <Button
                  size="small"
                  aria-label={`去掉第 ${at + 1} 项`}
                  disabled={criteria.length === 1}
                  onClick={() => onChange({ criteria: criteria.filter((each) => each.key !== key) })}
                >
                  去掉
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="acts first">
        <Button size="small" disabled={criteria.length >= MOST_CRITERIA} onClick={add}>
          加一项
        </Button>
        <Checkbox checked={weighted} onChange={(event) => onChange({ weighted: event.target.checked })}>
          各项设权重（按百分制折算）
        </Checkbox>
      </div>
    </>
  )
}

interface SettingProps {
  label: string
  hint: string
  value: string
  onChange(text: string): void
}

function Setting({ label, hint, value, onChange }: SettingProps) {
  return (
    <>
      <span>{label}</span>
      <div className="pair">
        <Input
          className="digits short"
          aria-label={label}
          placeholder="未设定"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className="hint">{hint}</span>
      </div>
    </>
  )
}
