import { Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeView, useView } from './reviewStore.ts'

/** 解除限制: the chief lets the open case go on although its applicant is on a 失信/限制 list. `found` names the entries. */
export function LiftRestriction({ found }: { found: string }) {
  const view = useView()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()

  async function lift(): Promise<void> {
    const assessmentId = view?.assessmentId ?? null
    if (view === null || assessmentId === null) return
    const caseId = view.row.id
    await submit(async () => {
      takeView(await call('case.liftRestriction', { caseId, assessmentId, reason: reason.trim() }))
      setOpen(false)
    })
  }

  return (
    <>
      <Act command channel="case.liftRestriction" size="small" onClick={() => setOpen(true)}>
        解除限制…
      </Act>
      {open && (
        <Modal
          open
          title="解除失信/限制名单的限制"
          okText="解除限制"
          okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
          cancelText="取消"
          onOk={() => void lift()}
          onCancel={() => setOpen(false)}
        >
          <p>{found}。</p>
          <p>
            解除只对本件、对以上条目有效；名单上再出现新的条目时会重新停住。理由记入意见，名单和文件上按人工调整标注。
          </p>
          <ReasonField label="解除理由（必填）" value={reason} onChange={setReason} />
          {problem !== '' && <Failure message={problem} />}
        </Modal>
      )}
    </>
  )
}
