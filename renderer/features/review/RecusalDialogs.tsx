import { Modal, Select } from 'antd'
import { useCallback, useState } from 'react'
import type { CaseView, RecusalView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecuseDialog } from '../../ui/RecuseDialog.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { useUser } from '../../workspace.ts'
import { takeView } from './reviewStore.ts'

interface Props {
  view: CaseView
  onClose(): void
}

/** A chief enters the 回避 of somebody else: first who, then why. */
export function RecuseOther({ view, onClose }: Props) {
  const user = useUser()
  const { roundId, row, recusals } = view
  const ask = useCallback(() => call('people.list', { roundId }), [roundId])
  const { loaded, reload } = useLoaded(ask)
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const title = (
    <>
      {row.applicationNo} <span className="personal">{row.applicant}</span>
    </>
  )
  if (chosen !== null) {
    return <RecuseDialog caseId={row.id} title={title} person={chosen} onDone={takeView} onClose={onClose} />
  }
  const off = new Set([user?.id, ...recusals.map(({ accountId }) => accountId)])
  return (
    <Modal open title={<>登记他人回避：{title}</>} footer={null} onCancel={onClose}>
      {loaded.state === 'working' && <Working words="正在读取人员…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'ready' && (
        <Select
          aria-label="回避的人"
          placeholder="选择要回避的人"
          style={{ width: '100%' }}
          options={loaded.value
            .filter(({ id }) => !off.has(id))
            .map(({ id, name, active }) => ({ value: id, label: active ? name : `${name}（停用）` }))}
          onChange={(id: string) => setChosen(loaded.value.find((one) => one.id === id) ?? null)}
        />
      )}
    </Modal>
  )
}

/** A chief ends a 回避 that is not the chief's own. */
export function LiftRecusal({ view, recusal, onClose }: Props & { recusal: RecusalView }) {
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()

  async function lift(): Promise<void> {
    await submit(async () => {
      const { accountId } = recusal
      takeView(await call('case.liftRecusal', { caseId: view.row.id, accountId, reason: reason.trim() }))
      onClose()
    })
  }

  return (
    <Modal
      open
      title={`解除${recusal.name}的回避：${view.row.applicationNo}`}
      okText="解除回避"
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void lift()}
      onCancel={onClose}
    >
      <p>
        回避事由：<span className="personal">{recusal.reason}</span>
      </p>
      <ReasonField label="解除理由（必填）" value={reason} onChange={setReason} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
