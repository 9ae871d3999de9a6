import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { Failure } from './Notices.tsx'
import { useSubmit } from './useSubmit.ts'

interface Props {
  title: string
  okText: string
  /** Why it cannot be saved yet, as a sentence; empty when it can. */
  closed: string
  save: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** A form that closes once the core has kept it, and otherwise says why not. */
export function RecordDialog({ title, okText, closed, save, onClose, children }: Props) {
  const { busy, problem, submit } = useSubmit()

  async function keep(): Promise<void> {
    await submit(async () => {
      await save()
      onClose()
    })
  }

  return (
    <Modal
      open
      width={560}
      title={title}
      okText={okText}
      okButtonProps={{ disabled: closed !== '', loading: busy }}
      cancelText="取消"
      onOk={() => void keep()}
      onCancel={onClose}
    >
      {children}
      {closed !== '' && <p className="quiet small">{closed}</p>}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
