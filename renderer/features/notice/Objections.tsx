import { useState } from 'react'
import type { ObjectionBook } from '../../../shared/contract/objections.ts'
import { chinaDay, type IsoDate } from '../../../shared/date.ts'
import {
  closingStep,
  EFFECT_NAMES,
  type HandlingDays,
  OBJECTION_KIND_NAMES,
  type Objection,
  type ObjectionState,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  SIGNED_NAMES,
  STATE_NAMES,
} from '../../../shared/objections/objection.ts'
import type { CaseRow, RoundView } from '../../../shared/views.ts'
import { call, may } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useUser } from '../../workspace.ts'
import { AddDialog } from './AddDialog.tsx'
import { DaysDialog } from './DaysDialog.tsx'
import { HandleDialog } from './HandleDialog.tsx'

const MARKS: Record<ObjectionState, string> = { open: 'mark ask', overdue: 'mark bad', closed: 'mark good' }

type Open = { dialog: 'none' | 'add' | 'days' } | { dialog: 'handle'; objection: Objection }

/** 异议台账: 异议, 投诉 and 举报 of the round with what was done about each. */
export function Objections({ round, book, cases }: { round: RoundView; book: ObjectionBook; cases: CaseRow[] }) {
  const [open, setOpen] = useState<Open>({ dialog: 'none' })
  const close = () => setOpen({ dialog: 'none' })
  return (
    <section className="card">
      <div className="record-head">
        <h2>异议台账</h2>
        <span className="quiet">{daysText(book.days)}</span>
        <Act channel="objection.setDays" size="small" onClick={() => setOpen({ dialog: 'days' })}>
          设定期限…
        </Act>
        <span className="space" />
        <ExportBook round={round} empty={book.objections.length === 0} />
        <Act channel="objection.add" type="primary" onClick={() => setOpen({ dialog: 'add' })}>
          登记…
        </Act>
      </div>
      {book.objections.length === 0 ? (
        <p className="quiet">还没有登记。公示期内收到异议、投诉或举报时，按“登记”录入；未办结之前不能导出下达通知。</p>
      ) : (
        <ObjectionTable
          round={round}
          objections={book.objections}
          onHandle={(objection) => setOpen({ dialog: 'handle', objection })}
        />
      )}
      {open.dialog === 'add' && <AddDialog roundId={round.id} cases={cases} days={book.days} onClose={close} />}
      {open.dialog === 'days' && <DaysDialog initial={book.days} onClose={close} />}
      {open.dialog === 'handle' && <HandleDialog round={round} objection={open.objection} onClose={close} />}
    </section>
  )
}

function daysText({ days, countFirstDay }: HandlingDays): string {
  if (days === null) return '办理期限未设定，登记时不计算期限'
  return `办理期限 ${days} 个工作日（${countFirstDay ? '收到当日计入' : '次日起算'}）`
}

interface TableProps {
  round: RoundView
  objections: Objection[]
  onHandle: (objection: Objection) => void
}

function ObjectionTable({ round, objections, onHandle }: TableProps) {
  const today = chinaDay(new Date().toISOString())
  const named = may(useUser(), 'objection.add')
  return (
    <div className="record-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>类别</th>
            <th>申报</th>
            <th>提出人</th>
            <th>收到</th>
            <th>事由与办理</th>
            <th>期限</th>
            <th>状态</th>
            <th>操作</th>
          </tr>
        </thead>
        <tbody>
          {objections.map((one) => (
            <tr key={one.id}>
              <td className="digits">{objectionNo(one, round)}</td>
              <td>{OBJECTION_KIND_NAMES[one.kind]}</td>
              <td>
                {one.applicationNo === null ? '不针对某件' : <span className="digits">{one.applicationNo}</span>}
                <div className="quiet small personal">{one.applicant}</div>
              </td>
              <td>
                {SIGNED_NAMES[one.signed]}
                {named && <div className="personal">{one.person}</div>}
              </td>
              <td>
                <span className="digits">{one.receivedOn}</span>
                <div className="quiet small">{one.receivedHow}</div>
              </td>
              <td>
                {one.subject}
                <Steps objection={one} />
              </td>
              <td className="digits">{one.dueOn ?? '未设定'}</td>
              <td>
                <State objection={one} today={today} />
              </td>
              <td>
                {closingStep(one) === null && (
                  <Act channel="objection.note" size="small" onClick={() => onHandle(one)}>
                    办理…
                  </Act>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function State({ objection, today }: { objection: Objection; today: IsoDate }) {
  const state = objectionState(objection, today)
  const closing = closingStep(objection)
  return (
    <>
      <span className={MARKS[state]}>{STATE_NAMES[state]}</span>
      {closing !== null && closing.outcome !== null && (
        <div className="small">
          {OUTCOME_WORDS[closing.outcome]}，{EFFECT_NAMES[closing.effect]}
        </div>
      )}
    </>
  )
}

function Steps({ objection }: { objection: Objection }) {
  if (objection.steps.length === 0) return null
  return (
    <ul className="record-steps quiet small">
      {objection.steps.map(({ doneAt, happenedOn, doerName, words }) => (
        <li key={doneAt}>
          <span className="digits">{happenedOn}</span> {doerName}：{words}
        </li>
      ))}
    </ul>
  )
}

/** The sheet names who objected; the suggested name says that it stays in the house. */
function ExportBook({ round, empty }: { round: RoundView; empty: boolean }) {
  const { busy, save } = useExport()

  const write = () =>
    save({ suggestedName: `${round.name}异议台账（内部）.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { objections } = await call('objection.export', { roundId: round.id, saveToken })
      return `，共 ${objections} 件；内部资料，不得公开`
    })

  return (
    <Act
      channel="objection.export"
      loading={busy}
      closed={empty ? '还没有登记，没有可导出的内容' : ''}
      onClick={() => void write()}
    >
      导出台账…
    </Act>
  )
}
