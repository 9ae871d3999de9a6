import { Input, Modal } from 'antd'
import { useState } from 'react'
import { FACTS } from '../../../shared/application.ts'
import { maskNumber } from '../../../shared/maskNumber.ts'
import type { CaseView, FactEdit } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { FACT_NAMES, factInput, factsAskedBy } from '../../ui/facts.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeView } from './reviewStore.ts'

interface Line {
  fact: FactEdit['fact']
  label: string
  before: string
  hint: string
  /** A number that identifies a person or account: shown masked, changed by typing a new one. */
  personal: boolean
}

const HINTS = { fen: '写明单位，如 48万元', date: '如 2026-03-05', flag: '是 或 否', year: '如 2025' } as const

/** 更正: every change is shown old → new, with the reason, before it is saved. */
export function CorrectDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const lines = linesOf(view)
  const [texts, setTexts] = useState<Partial<Record<FactEdit['fact'], string>>>({})
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const changed = lines.filter(({ fact, before, personal }) => {
    const text = (texts[fact] ?? before).trim()
    return text !== before && !(personal && text === '')
  })

  async function save(): Promise<void> {
    await submit(async () => {
      const edits = changed.map(({ fact }) => ({ fact, text: (texts[fact] ?? '').trim() }))
      takeView(await call('case.correct', { caseId: view.row.id, edits, reason: reason.trim() }))
      onClose()
    })
  }

  return (
    <Modal
      open
      width={720}
      title={`更正 ${view.application.applicationNo} ${view.application.applicant}`}
      okText={`保存 ${changed.length} 处更正并重新测算`}
      okButtonProps={{ disabled: changed.length === 0 || reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="correct-lines">
        {lines.map(({ fact, label, before, hint, personal }) => (
          <label key={fact} className="correct-line" htmlFor={`correct-${fact}`}>
            <span>{label}</span>
            <Input
              id={`correct-${fact}`}
              value={texts[fact] ?? (personal ? '' : before)}
              placeholder={hint}
              onChange={(event) => setTexts({ ...texts, [fact]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <h4>将要保存的更正</h4>
      {changed.length === 0 ? (
        <p className="quiet">还没有改动。改动后这里列出“原值 → 新值”。</p>
      ) : (
        <ul className="changes">
          {changed.map(({ fact, label, before, personal }) => (
            <li key={fact}>
              {label}：<del>{before === '' ? '未填写' : personal ? maskNumber(before) : before}</del> →{' '}
              <ins>{texts[fact]?.trim() || '清空'}</ins>
            </li>
          ))}
        </ul>
      )}
      <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

function linesOf({ application, article }: CaseView): Line[] {
  const asked = article === null ? null : factsAskedBy(article.current, application.facts)
  const names = FACT_NAMES.filter((name) => asked === null || asked.has(name) || application.facts[name] !== undefined)
  return [
    whole('article', '申报条款', application.articleText, '条款编号或名称，如 第十四条'),
    whole('creditCode', '统一社会信用代码', application.creditCode, '18 位'),
    whole('industry', '所属产业', application.industry, '如 黄金珠宝'),
    whole('projectName', '项目名称', application.projectName, ''),
    ...names.map((name): Line => {
      const { kind, label } = FACTS[name]
      const before = factInput(application.facts, name)
      const personal = kind === 'id' && before !== ''
      const hint = Object.entries(HINTS).find(([each]) => each === kind)?.[1] ?? ''
      return { fact: name, label, before, personal, hint: personal ? `${maskNumber(before)}，不改则留空` : hint }
    }),
  ]
}

function whole(fact: FactEdit['fact'], label: string, before: string, hint: string): Line {
  return { fact, label, before, hint, personal: false }
}
