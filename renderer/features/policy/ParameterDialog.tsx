import { Alert, App, Input, Modal } from 'antd'
import { useState } from 'react'
import { chinaDay } from '../../../shared/date.ts'
import type { ParameterInForce } from '../../../shared/policy/article.ts'
import { asksFirst, impactQuestion, type ParameterImpact } from '../../../shared/policy/impact.ts'
import { parameterText } from '../../../shared/policy/values.ts'
import type { ArticleView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { ORIGIN_NAMES } from '../../ui/ParameterList.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { ImpactPanel } from './ImpactPanel.tsx'
import { definitionOf } from './parameterDefinition.ts'
import { takeChange } from './policyStore.ts'
import { useParameterImpact } from './useAnswer.ts'
import { ValueField, valueProblem } from './ValueField.tsx'
import { VersionList } from './VersionList.tsx'

interface Props {
  article: ArticleView
  parameter: ParameterInForce
  roundId: string
  onClose(): void
}

/**
 * 录入参数: a value is nothing without its basis and its date; each entry is a new dated version. What it would change
 * stands above the button, and a running round asks once more.
 */
export function ParameterDialog({ article, parameter, roundId, onClose }: Props) {
  const definition = definitionOf(parameter, article.current.parameters)
  const type = definition?.type ?? parameter.value?.type ?? 'decimal'
  const today = chinaDay(new Date().toISOString())
  const [text, setText] = useState(parameter.value === null ? '' : parameterText(parameter.value))
  const [basis, setBasis] = useState('')
  const [day, setDay] = useState<{ day: string | null; ok: boolean }>({ day: today, ok: true })
  const { busy, problem, submit } = useSubmit()
  const { modal } = App.useApp()
  const reads = text.trim() !== '' && valueProblem(type, text) === ''
  const impact = useParameterImpact(roundId, parameter.key, reads ? text.trim() : null)
  const known = impact.state === 'ready' ? impact.value.impact : null
  const ready = known !== null && basis.trim() !== '' && day.ok && day.day !== null

  async function save(): Promise<void> {
    const effectiveFrom = day.day
    if (effectiveFrom === null) return
    await submit(async () => {
      const entry = { roundId, key: parameter.key, text: text.trim(), basis: basis.trim(), effectiveFrom }
      takeChange(roundId, await call('policy.setParameter', entry))
      onClose()
    })
  }

  async function ask(impact: ParameterImpact): Promise<void> {
    const agreed =
      !asksFirst(impact) ||
      (await modal.confirm({
        title: '本批次已在办理，确定录入新值吗？',
        content: impactQuestion(impact),
        okText: '录入新值',
        cancelText: '返回',
      }))
    if (agreed) await save()
  }

  return (
    <Modal
      open
      className="tall-dialog"
      width={type === 'tiers' ? 1160 : 860}
      title={`录入参数：${parameter.label}`}
      okText="保存为新版本"
      okButtonProps={{ disabled: !ready, loading: busy }}
      cancelText="取消"
      onOk={() => known !== null && void ask(known)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="quiet as-written">
        {article.title}　现值：
        {parameter.value === null ? '未设定' : `${parameterText(parameter.value)}（${ORIGIN_NAMES[parameter.origin]}）`}
      </p>
      {parameter.origin === 'policy' && (
        <Alert type="warning" showIcon className="tight" title="现值出自公开的修订说明原文。改录须有正式文件依据。" />
      )}
      {definition?.note !== undefined && definition.note !== '' && <p className="quiet">{definition.note}</p>}
      <div className="form-grid">
        <label htmlFor="parameter-text">数值</label>
        <ValueField id="parameter-text" type={type} text={text} onText={setText} />
        <label htmlFor="parameter-basis">依据</label>
        <Input
          id="parameter-basis"
          placeholder="文号/条款（必填）"
          maxLength={2000}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
        />
        <span>生效日期</span>
        <div>
          <DayField label="生效日期" initial={day.day} onChange={(next, ok) => setDay({ day: next, ok })} />
          {day.day !== null && day.day > today && (
            <div className="hint">生效日期还没有到：只有适用日期不早于这一天的批次能用，其他批次请到期再录入。</div>
          )}
        </div>
      </div>
      <ImpactPanel
        state={impact.state}
        impact={known}
        {...(impact.state === 'failed' ? { message: impact.message } : {})}
      />
      <VersionList roundId={roundId} parameterKey={parameter.key} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
