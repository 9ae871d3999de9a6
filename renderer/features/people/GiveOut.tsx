import { App, Button } from 'antd'
import { useState } from 'react'
import type { BulkResult, PersonView } from '../../../shared/stages/bulk.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { loadBoard } from '../../board.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'

interface Props {
  roundId: string
  /** Those ticked. */
  people: readonly PersonView[]
  /** The cases the filter shows. */
  rows: readonly CaseRow[]
  onDone(): void
}

type Plan = { kind: 'all' | 'even'; result: BulkResult } | null

/** The cases of the filter to one person, or those nobody has spread evenly: shown first, then all or nothing. */
export function GiveOut({ roundId, people, rows, onDone }: Props) {
  const [plan, setPlan] = useState<Plan>(null)
  const { busy, problem, submit } = useSubmit()
  const { message } = App.useApp()
  const free = rows.filter(({ assigneeId, status }) => assigneeId === null && status !== 'out')
  const [only] = people
  const accountIds = people.map(({ id }) => id)

  async function showEven(): Promise<void> {
    await submit(async () => {
      const caseIds = free.map(({ id }) => id)
      setPlan({ kind: 'even', result: await call('assign.planEven', { roundId, caseIds, accountIds }) })
    })
  }

  async function showAll(): Promise<void> {
    await submit(async () => {
      const caseIds = rows.map(({ id }) => id)
      const result = await call('assign.plan', { roundId, caseIds, accountId: only?.id ?? null })
      setPlan({ kind: 'all', result })
    })
  }

  async function give({ kind, result }: NonNullable<Plan>): Promise<void> {
    await submit(async () => {
      const caseIds = result.rows.filter(({ ok }) => ok).map(({ caseId }) => caseId)
      if (kind === 'even') await call('assign.even', { roundId, caseIds, accountIds })
      else await call('assign.act', { roundId, caseIds, accountId: only?.id ?? null })
      noteSaved()
      void message.success(`已派件 ${caseIds.length} 件`)
      setPlan(null)
      await loadBoard(roundId)
      onDone()
    })
  }

  return (
    <section aria-label="分派">
      <p>
        当前筛选 <b className="digits">{rows.length}</b> 件，其中未派件 <b className="digits">{free.length}</b>{' '}
        件。勾选人员后先看结果，再确认。
      </p>
      <div className="stage-people">
        <Act
          channel="assign.even"
          loading={busy}
          closed={people.length === 0 ? '请先勾选人员' : free.length === 0 ? '没有未派件的申报' : ''}
          onClick={() => void showEven()}
        >
          未派件的平均分派…
        </Act>
        <Act
          channel="assign.act"
          loading={busy}
          closed={people.length !== 1 ? '请只勾选一个人' : rows.length === 0 ? '当前筛选没有申报' : ''}
          onClick={() => void showAll()}
        >
          当前筛选全部派给{people.length === 1 ? only?.name : '一人'}…
        </Act>
      </div>
      {problem !== '' && <Failure message={problem} />}
      {plan !== null && (
        <PlanRows result={plan.result} busy={busy} onGive={() => void give(plan)} onCancel={() => setPlan(null)} />
      )}
    </section>
  )
}

interface PlanProps {
  result: BulkResult
  busy: boolean
  onGive(): void
  onCancel(): void
}

function PlanRows({ result: { rows, okCount, refusedCount }, busy, onGive, onCancel }: PlanProps) {
  return (
    <>
      <div className="stage-people">
        <span>
          将派件 <b className="digits">{okCount}</b> 件
          {refusedCount > 0 && (
            <>
              ，<b className="digits">{refusedCount}</b> 件不动（见理由）
            </>
          )}
          {perPerson(rows)}
        </span>
        <Act
          channel="assign.act"
          type="primary"
          loading={busy}
          closed={okCount === 0 ? '没有可派的申报' : ''}
          onClick={onGive}
        >
          确认派件
        </Act>
        <Button onClick={onCancel}>取消</Button>
      </div>
      <div className="plan-rows">
        <table className="plain-table">
          <thead>
            <tr>
              <th>申报</th>
              <th>现经办</th>
              <th>派给</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.caseId}>
                <td>
                  <span className="digits">{row.applicationNo}</span>{' '}
                  <span className="quiet personal">{row.applicant}</span>
                </td>
                <td>{row.from}</td>
                <td className="personal">{row.ok ? row.to : <span className="mark ask">{row.note}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function perPerson(rows: BulkResult['rows']): string {
  const given = Map.groupBy(
    rows.filter(({ ok }) => ok),
    ({ to }) => to,
  )
  const shares = [...given].map(([name, cases]) => `${name} ${cases.length} 件`)
  return shares.length < 2 ? '' : `：${shares.join('，')}`
}
