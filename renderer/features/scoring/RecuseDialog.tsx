import { Modal } from 'antd'
import { useState } from 'react'
import type { MyCase } from '../../../shared/scoring/views.ts'
import { ReasonField } from '../../ui/ReasonField.tsx'

interface Props {
  one: MyCase
  onClose(): void
  onRecuse(reason: string): Promise<void>
}

/** 回避: the expert does not score this case, and says why; it cannot be taken back. */
export function RecuseDialog({ one, onClose, onRecuse }: Props) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  return (
    <Modal
      open
      title={`声明回避：${one.applicant}`}
      okText="声明回避"
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => {
        setBusy(true)
        void onRecuse(reason.trim())
      }}
      onCancel={onClose}
    >
      <p>声明回避后不再对这件评分，也不计入评分人数；不能撤回。</p>
      <ReasonField label="回避理由（必填）" value={reason} onChange={setReason} />
    </Modal>
  )
}
