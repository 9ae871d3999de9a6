import { App, Modal } from 'antd'
import { useState } from 'react'
import { REASONED_ACTS, STAGE_ACT_NAMES, type StageAct } from '../../../shared/stages/moves.ts'
import type { CaseView } from '../../../shared/views.ts'
import { sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { actOnStage } from './reviewStore.ts'

interface Props {
  act: StageAct
  view: CaseView
  hotkey?: string
  /** As large as the buttons beside it. */
  size?: 'small' | 'middle'
}

/** One act on the stage of the open case; asks for the words where the other side has to know why. */
export function StageButton({ act, view, hotkey = '', size = 'small' }: Props) {
  const { modal } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const reasoned = REASONED_ACTS.includes(act)
  const name = STAGE_ACT_NAMES[act]

  async function takeWithWords(): Promise<void> {
    await submit(async () => {
      await actOnStage(act, view, reason.trim())
      setAsking(false)
      setReason('')
    })
  }

  async function take(): Promise<void> {
    try {
      await actOnStage(act, view, '')
    } catch (error) {
      modal.warning({ title: `没有${name}`, content: sentence(error), okText: '知道了' })
    }
  }

  const begin = () => (reasoned ? setAsking(true) : void take())
  const label = reasoned ? `${name}…` : name

  return (
    <>
      <Act command channel="stage.act" size={size} hotkey={hotkey} onClick={begin}>
        {label}
      </Act>
      {asking && (
        <Modal
          open
          title={`${name} ${view.application.applicationNo}`}
          okText={name}
          okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
          cancelText="取消"
          onOk={() => void takeWithWords()}
          onCancel={() => setAsking(false)}
        >
          <ReasonField label={`${name}的理由（必填）`} value={reason} onChange={setReason} />
          {problem !== '' && <Failure message={problem} />}
        </Modal>
      )}
    </>
  )
}
