import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { PanelExpert } from '../../../shared/scoring/panel.ts'
import type { ScoringTable, TableRow } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { typedTotal } from './ballotFields.ts'
import { noteWritten, takeTable } from './officeStore.ts'
import { PointFields } from './PointFields.tsx'

interface Props {
  table: ScoringTable
  row: TableRow
  expert: PanelExpert
  roundId: string
  onDone(): void
}

/** Types in the 打分表 of an expert without account; who typed it is kept and shown. */
export function EnterForm({ table, row, expert, roundId, onDone }: Props) {
  const before = row.ballots.find(({ expertId }) => expertId === expert.id)
  const [points, setPoints] = useState<Record<string, string>>({ ...before?.points })
  const [away, setAway] = useState(false)
  const [comment, setComment] = useState(before?.comment ?? '')
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const complete = away ? comment.trim() !== '' : typedTotal(table.scheme, points) !== null
  const ready = complete && (before === undefined || reason.trim() !== '')

  async function enter(): Promise<void> {
    await submit(async () => {
      const ballot = { caseId: row.id, schemeId: table.schemeId, expertId: expert.id, comment, reason }
      takeTable(roundId, await call('scoring.enter', { ...ballot, points: away ? null : points }))
      noteWritten(roundId)
      onDone()
    })
  }

  return (
    <section className="card" aria-label={`代录${expert.name}的打分表`}>
      <h2>代录“{expert.name}”的打分表</h2>
      <Checkbox checked={away} onChange={(event) => setAway(event.target.checked)}>
        这位专家对本件声明回避
      </Checkbox>
      {!away && <PointFields scheme={table.scheme} points={points} onChange={setPoints} focus />}
      <ReasonField label={away ? '回避理由（必填）' : '评语'} value={comment} onChange={setComment} />
      {before !== undefined && <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />}
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void enter()}>
          提交评分
        </Button>
        <Button onClick={onDone}>取消</Button>
      </div>
    </section>
  )
}
