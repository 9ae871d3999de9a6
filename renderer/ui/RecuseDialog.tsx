import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CaseView } from '../../shared/views.ts'
import { call } from '../client.ts'
import { Failure } from './Notices.tsx'
import { ReasonField } from './ReasonField.tsx'
import { useSubmit } from './useSubmit.ts'

interface Props {
  caseId: string
  /** What the dialog is about: number and applicant. */
  title: ReactNode
  /** Null: the signed-in person. A chief may enter another's. */
  person: { id: string; name: string } | null
  onDone(view: CaseView): void
  onClose(): void
}

/** 回避: declared with its reason; the case is then out of that person's hands until a chief lifts it. */
export function RecuseDialog({ caseId, title, person, onDone, onClose }: Props) {
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()

  async function declare(): Promise<void> {
    await submit(async () => {
      onDone(await call('case.recuse', { caseId, accountId: person?.id ?? null, reason: reason.trim() }))
      onClose()
    })
  }

  return (
    <Modal
      open
      title={
        <>
          {person === null ? '本人回避' : `登记${person.name}回避`}：{title}
        </>
      }
      okText="声明回避"
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void declare()}
      onCancel={onClose}
    >
      <p>声明后不能再拟定、复核或审定这件申报，已派的件随即收回；只有科长可以解除。</p>
      <ReasonField label="回避事由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
