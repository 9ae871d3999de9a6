import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { chinaDay } from '../../../shared/date.ts'
import type { ParameterInForce, ParameterType } from '../../../shared/policy/article.ts'
import { parameterText, parseParameterValue, VALUE_HELP } from '../../../shared/policy/values.ts'
import type { ArticleView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { ORIGIN_NAMES } from '../../ui/ParameterList.tsx'
import { noteSaved } from '../../workspace.ts'
import { definitionOf } from './parameterDefinition.ts'
import { takeArticles } from './policyStore.ts'

interface Props {
  article: ArticleView
  parameter: ParameterInForce
  roundId: string
  onClose(): void
}

/** 录入参数: a value is nothing without its basis and its date; each entry is a new dated version. */
export function ParameterDialog({ article, parameter, roundId, onClose }: Props) {
  const definition = definitionOf(parameter, article.current.parameters)
  const type = definition?.type ?? parameter.value?.type ?? 'decimal'
  const [text, setText] = useState(parameter.value === null ? '' : parameterText(parameter.value))
  const [basis, setBasis] = useState('')
  const [day, setDay] = useState<{ day: string | null; ok: boolean }>({
    day: chinaDay(new Date().toISOString()),
    ok: true,
  })
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const reading = text.trim() === '' ? '' : read(type, text)
  const ready = text.trim() !== '' && reading === '' && basis.trim() !== '' && day.ok && day.day !== null

  async function save(): Promise<void> {
    if (day.day === null) return
    setBusy(true)
    setProblem('')
    try {
      const entry = { roundId, key: parameter.key, text: text.trim(), basis: basis.trim(), effectiveFrom: day.day }
      takeArticles(roundId, await call('policy.setParameter', entry))
      noteSaved()
      onClose()
    } catch (error) {
      setProblem(sentence(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      width={620}
      title={`录入参数：${parameter.label}`}
      okText="保存为新版本"
      okButtonProps={{ disabled: !ready, loading: busy }}
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="quiet as-written">
        {article.title}　现值：{parameter.value === null ? '未设定' : parameterText(parameter.value)}（
        {ORIGIN_NAMES[parameter.origin]}）
      </p>
      {parameter.origin === 'policy' && (
        <Alert type="warning" showIcon className="tight" title="现值出自公开的修订说明原文。改录须有正式文件依据。" />
      )}
      {definition?.note !== undefined && definition.note !== '' && <p className="quiet">{definition.note}</p>}
      <div className="form-grid">
        <label htmlFor="parameter-text">数值</label>
        <div>
          <Input.TextArea
            id="parameter-text"
            className="growing"
            rows={isLong(type) ? 3 : 1}
            maxLength={4000}
            value={text}
            status={reading === '' ? '' : 'error'}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={reading === '' ? 'hint' : 'hint problem'}>
            {reading === '' ? `写法：${VALUE_HELP[type]}` : reading}
          </div>
        </div>
        <label htmlFor="parameter-basis">依据</label>
        <Input
          id="parameter-basis"
          placeholder="文号/条款（必填）"
          maxLength={2000}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
        />
        <span>生效日期</span>
        <DayField label="生效日期" initial={day.day} onChange={(next, ok) => setDay({ day: next, ok })} />
      </div>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

/** What is wrong with the typed value; empty when it can be read. */
function read(type: ParameterType, text: string): string {
  try {
    parseParameterValue(type, text)
    return ''
  } catch (error) {
    return sentence(error)
  }
}

function isLong(type: ParameterType): boolean {
  return type === 'tiers' || type === 'fenByClass' || type === 'materials'
}
