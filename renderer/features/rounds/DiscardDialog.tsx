import { Modal } from 'antd'
import { useCallback } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'

/** 弃用示例批次: what goes and what stays is said first. */
export function DiscardDialog({
  round,
  onClose,
  onDone,
}: {
  round: RoundView
  onClose: () => void
  onDone: () => void
}) {
  const ask = useCallback(() => call('round.discardPlan', { roundId: round.id }), [round.id])
  const { loaded, reload } = useLoaded(ask)
  const { busy, problem, submit } = useSubmit()
  return (
    <Modal
      open
      title={`弃用${round.name}（示例）？`}
      okText="弃用示例批次"
      okButtonProps={{ danger: true, loading: busy, disabled: loaded.state !== 'ready' }}
      cancelText="取消"
      onOk={() =>
        void submit(async () => {
          await call('round.discardSample', { roundId: round.id })
          onDone()
        })
      }
      onCancel={onClose}
    >
      {loaded.state === 'working' && <Working words="正在核对…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'ready' && <SentenceList sentences={loaded.value} />}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
