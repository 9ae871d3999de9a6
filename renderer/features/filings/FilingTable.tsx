import type { FilingView } from '../../../shared/contract/filings.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { filingNo, isLate } from '../../../shared/filings/filing.ts'
import { FILING_STATE_NAMES, type FilingState, filingGaps, filingState } from '../../../shared/filings/progress.ts'
import { openFiling } from './filingStore.ts'

export const STATE_TONES: Record<FilingState, string> = {
  filed: 'mark plain',
  running: 'mark ask',
  followed: 'mark plain',
  held: 'mark bad',
  unfollowed: 'mark bad',
  complete: 'mark good',
  cancelled: 'mark plain',
}

/** The register, newest number first. */
export function FilingTable({
  filings,
  openId,
  today,
}: {
  filings: FilingView[]
  openId: string | null
  today: IsoDate
}) {
  return (
    <div className="filings-list">
      <table className="plain-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>主办单位、活动</th>
            <th>起止</th>
            <th>报备</th>
            <th>进度和还缺</th>
            <th>申报</th>
          </tr>
        </thead>
        <tbody>
          {filings.map((one) => (
            <Row key={one.id} filing={one} on={one.id === openId} today={today} />
          ))}
        </tbody>
      </table>
      {filings.length === 0 && <p className="quiet">没有符合筛选的登记，请放宽年度、进度或查找词。</p>}
    </div>
  )
}

function Row({ filing, on, today }: { filing: FilingView; on: boolean; today: IsoDate }) {
  const state = filingState(filing, today)
  const gaps = filingGaps(filing, today)
  return (
    <tr className={on ? 'on' : ''}>
      <td className="digits">
        <button
          type="button"
          className="filings-open"
          aria-current={on ? 'true' : undefined}
          onClick={() => openFiling(filing.id)}
        >
          {filingNo(filing)}
        </button>
      </td>
      <td className="filings-org">
        {filing.organiser}
        <div className="quiet small">
          {filing.eventKind} {filing.eventName}
        </div>
      </td>
      <td className="digits">
        {filing.startsOn}
        <div className="quiet small">至 {filing.endsOn}</div>
      </td>
      <td className={isLate(filing) ? 'digits late' : 'digits'}>{filing.filedOn}</td>
      <td>
        <span className={STATE_TONES[state]}>{FILING_STATE_NAMES[state]}</span>
        {gaps.length > 0 && <div className="small">{gaps.join('；')}</div>}
      </td>
      <td className="digits">{caseText(filing)}</td>
    </tr>
  )
}

function caseText({ linked, suggested }: FilingView) {
  if (linked !== null) return linked.applicationNo
  if (suggested.length > 0) return <span className="mark ask">待关联 {suggested.length} 件</span>
  return <span className="quiet">—</span>
}
