import { Modal } from 'antd'
import { useState } from 'react'
import type { CaseView, FactEdit } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { CorrectionEffect } from './CorrectionEffect.tsx'
import { correctable, FieldInput } from './FieldInput.tsx'
import { takeView } from './reviewStore.ts'
import { useCorrectionPlan } from './useCorrectionPlan.ts'

/** 更正: every change is shown old → new, with the reason, before it is saved. */
export function CorrectDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const lines = correctable(view)
  const [texts, setTexts] = useState<Partial<Record<FactEdit['fact'], string>>>({})
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const changed = lines.filter(({ fact, before, personal }) => {
    const text = (texts[fact] ?? before).trim()
    return text !== before && !(personal && text === '')
  })

  const edits = changed.map(({ fact }) => ({ fact, text: (texts[fact] ?? '').trim() }))
  const effect = useCorrectionPlan(view.row.id, edits)

  async function save(): Promise<void> {
    await submit(async () => {
      takeView(await call('case.correct', { caseId: view.row.id, edits, reason: reason.trim() }))
      onClose()
    })
  }

  return (
    <Modal
      open
      width={720}
      title={
        <>
          更正 {view.application.applicationNo} <span className="personal">{view.application.applicant}</span>
        </>
      }
      okText={`保存 ${changed.length} 处更正并重新测算`}
      okButtonProps={{ disabled: effect.state !== 'ready' || reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="correct-lines">
        {lines.map(({ fact, label, before, hint, personal }) => (
          <label key={fact} className="correct-line" htmlFor={`correct-${fact}`}>
            <span>{label}</span>
            <FieldInput
              id={`correct-${fact}`}
              fact={fact}
              value={texts[fact] ?? (personal ? '' : before)}
              hint={hint}
              onChange={(text) => setTexts({ ...texts, [fact]: text })}
            />
          </label>
        ))}
      </div>
      <h4>将要保存的更正</h4>
      {changed.length === 0 ? (
        <p className="quiet">还没有改动。改动后这里列出“原值 → 新值”和对结论、金额的影响。</p>
      ) : (
        <CorrectionEffect effect={effect} />
      )}
      <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
