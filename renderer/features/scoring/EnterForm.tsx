import { Button, Checkbox } from 'antd'
import { useRef, useState } from 'react'
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
  /** Goes on to the next case without a 打分表 of this expert. */
  onNext(): void
}

/** Types in the 打分表 of an expert without account; who typed it is kept and shown. */
export function EnterForm({ table, row, expert, roundId, onDone, onNext }: Props) {
  const before = row.ballots.find(({ expertId }) => expertId === expert.id)
  const [points, setPoints] = useState<Record<string, string>>({ ...before?.points })
  const [away, setAway] = useState(false)
  const [comment, setComment] = useState(before?.comment ?? '')
  const [reason, setReason] = useState('')
  const submitButton = useRef<HTMLButtonElement>(null)
  const { busy, problem, submit } = useSubmit()
  const complete = away ? comment.trim() !== '' : typedTotal(table.scheme, points) !== null
  const ready = complete && (before === undefined || reason.trim() !== '')

  async function enter(then: () => void): Promise<void> {
    if (!ready || busy) return
    await submit(async () => {
      const ballot = { caseId: row.id, schemeId: table.schemeId, expertId: expert.id, comment, reason }
      takeTable(roundId, await call('scoring.enter', { ...ballot, points: away ? null : points }))
      noteWritten(roundId)
      then()
    })
  }

  // A correction is one of its own; first sheets come as a pile.
  const goOn = before === undefined ? onNext : onDone

  return (
    <section className="card" aria-label={`代录${expert.name}的打分表`}>
      <h2>代录“{expert.name}”的打分表</h2>
      <Checkbox checked={away} onChange={(event) => setAway(event.target.checked)}>
        这位专家对本件声明回避
      </Checkbox>
      {!away && (
        <PointFields
          scheme={table.scheme}
          points={points}
          onChange={setPoints}
          focus
          onLast={() => submitButton.current?.focus()}
        />
      )}
      <ReasonField label={away ? '回避理由（必填）' : '评语'} value={comment} onChange={setComment} />
      {before !== undefined && <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />}
      <p className="quiet small">回车到下一项，最后一项之后到“提交”；核对总分，再回车即提交。</p>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Button ref={submitButton} type="primary" disabled={!ready} loading={busy} onClick={() => void enter(goOn)}>
          {before === undefined ? '提交并录下一件' : '提交更正'}
        </Button>
        {before === undefined && (
          <Button disabled={!ready} onClick={() => void enter(onDone)}>
            只提交这一件
          </Button>
        )}
        <Button onClick={onDone}>取消</Button>
      </div>
    </section>
  )
}
