import { Modal } from 'antd'
import { useState } from 'react'
import type { AttachmentView } from '../../../shared/evidence.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeEvidence } from './evidenceStore.ts'
import { flushDraft } from './reviewStore.ts'

/** 撤下: the case shows the attachment no longer; record and file stay. */
export function WithdrawDialog({ file, onClose }: { file: AttachmentView; onClose(): void }) {
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()

  async function withdraw(): Promise<void> {
    await submit(async () => {
      await flushDraft()
      takeEvidence(await call('attachment.withdraw', { attachmentId: file.id, reason: reason.trim() }))
      onClose()
    })
  }

  return (
    <Modal
      open
      title={`撤下附件“${file.fileName}”`}
      okText="撤下"
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void withdraw()}
      onCancel={onClose}
    >
      <p>撤下后不再显示，标在它上面的页码一并失效；记录和原文件保留，办理记录里可查。</p>
      <ReasonField label="撤下理由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
