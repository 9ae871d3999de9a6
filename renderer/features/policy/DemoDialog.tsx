import { Alert, Modal } from 'antd'
import { useCallback, useState } from 'react'
import { DEMO_MARK } from '../../../shared/report/marks.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { ImpactPanel } from './ImpactPanel.tsx'
import { takeChange } from './policyStore.ts'
import { useAnswer } from './useAnswer.ts'

/** 载入 / 移除演示参数, as a whole: what it changes is shown, and the button is the answer. */
export function DemoDialog({ round, onClose }: { round: RoundView; onClose: () => void }) {
  const [demo] = useState(!round.demo)
  const { busy, problem, submit } = useSubmit()
  const ask = useCallback(() => call('policy.previewDemo', { roundId: round.id, demo }), [round.id, demo])
  const change = useAnswer(ask)
  const known = change.state === 'ready' ? change.value : null

  async function act(): Promise<void> {
    await submit(async () => {
      takeChange(round.id, await call('policy.setDemo', { roundId: round.id, demo }))
      onClose()
    })
  }

  return (
    <Modal
      open
      className="tall-dialog"
      width={860}
      title={demo ? `给${round.name}载入演示参数` : `从${round.name}移除演示参数`}
      okText={demo ? '载入演示参数' : '移除演示参数'}
      okButtonProps={{ disabled: known === null, loading: busy }}
      cancelText="取消"
      onOk={() => void act()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Alert
        type="warning"
        showIcon
        className="tight"
        title={
          demo
            ? `${DEMO_MARK}：只补本局没有录入的参数，数值是为试用编造的；载入后本批次的每个画面和每份文件都会标明，不能用于正式评审。`
            : '移除后，本局录入过的参数按最新一次补回，其余恢复为未设定，相应条款不再出金额。'
        }
      />
      {known !== null && (
        <p>
          {demo
            ? `将补入 ${known.filled} 项演示参数。`
            : `将停用 ${known.ended} 项演示参数，补回 ${known.filled} 项本局录入的参数。`}
        </p>
      )}
      <ImpactPanel
        state={change.state}
        impact={known?.impact ?? null}
        {...(change.state === 'failed' ? { message: change.message } : {})}
      />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
