import { useState } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { loadRounds, noteSaved } from '../../workspace.ts'

const EFFECTS = [
  '本批次的申报、意见、环节、评分、参数和规则不能再改动，也不能再定稿。',
  '以后的批次不再等它：它没有有效名单，不占年度上限和名额。',
  '资料仍可查看、导出和归档；收到的异议、投诉、举报仍可登记和办理。',
  '结束不能撤销。',
]

/** 本批次不再定稿: what it means is said first, and a reason is asked for. */
export function CloseDialog({ round, onClose }: { round: RoundView; onClose: () => void }) {
  const [reason, setReason] = useState('')

  async function save(): Promise<void> {
    await call('round.close', { roundId: round.id, reason })
    noteSaved()
    await loadRounds()
  }

  return (
    <RecordDialog
      title={`${round.name}不再定稿`}
      okText="结束本批次"
      closed={reason.trim() === '' ? '请写明理由' : ''}
      save={save}
      onClose={onClose}
    >
      <SentenceList sentences={EFFECTS} />
      <ReasonField label="理由（必填，如会议纪要文号）" value={reason} onChange={setReason} />
    </RecordDialog>
  )
}
