import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { Tie } from '../../../shared/cohort/allocation.ts'
import type { CohortRowView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { wan } from '../../ui/amounts.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'
import { takeCohort } from './cohortStore.ts'

interface Props {
  roundId: string
  tie: Tie
  rows: CohortRowView[]
  onRuled(): void
  onClose(): void
}

/** 裁定并列: the chief says who gets the open places, and why. */
export function TieDialog({ roundId, tie, rows, onRuled, onClose }: Props) {
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const ready = chosen.length === tie.openPlaces && reason.trim() !== ''

  async function rule(): Promise<void> {
    await submit(async () => {
      const { article, industry } = tie
      const input = { roundId, article, industry, applicationNos: chosen, reason: reason.trim() }
      takeCohort(roundId, await call('cohort.ruleTie', input))
      noteSaved()
      onRuled()
      onClose()
    })
  }

  return (
    <Modal
      open
      width={600}
      title={`裁定并列：${tie.industry}`}
      okText="保存裁定"
      okButtonProps={{ disabled: !ready, loading: busy }}
      cancelText="取消"
      onOk={() => void rule()}
      onCancel={onClose}
    >
      <p>
        得分相同的 {tie.applicationNos.length} 件争 {tie.openPlaces} 个名额。请勾选 {tie.openPlaces}{' '}
        件入选，其余转为候补。
      </p>
      <Checkbox.Group className="stack" value={chosen} onChange={setChosen}>
        {tie.applicationNos.map((no) => {
          const row = rows.find((each) => each.applicationNo === no)
          return (
            <Checkbox key={no} value={no}>
              <span className="digits">{no}</span> <span className="personal">{row?.applicant}</span>　得分{' '}
              {row?.score ?? '—'}　应资助 {wan(row?.entitledFen ?? null)} 万元
            </Checkbox>
          )
        })}
      </Checkbox.Group>
      <ReasonField label="裁定理由（必填）" value={reason} onChange={setReason} />
      {chosen.length > tie.openPlaces && <p className="problem">只有 {tie.openPlaces} 个名额，请减少勾选。</p>}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
