import type { FilingView } from '../../../shared/contract/filings.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { type ApplyWindow, REMINDER_NAMES, type ReminderKind, reminders } from '../../../shared/filings/progress.ts'
import { openFiling } from './filingStore.ts'

const TONES: Record<ReminderKind, string> = { opening: 'mark ask', held: 'mark bad', applying: 'mark plain' }

interface Props {
  filings: FilingView[]
  today: IsoDate
  within: number
  window: ApplyWindow | null
}

/** What somebody has to see to; each line opens its entry. */
export function ReminderList({ filings, today, within, window }: Props) {
  const due = reminders(filings, { today, within, window })
  if (due.length === 0) return <p className="quiet filings-due">今后 {within} 天没有要办的提醒。</p>
  return (
    <ul className="filings-due" aria-label={`提醒 ${due.length} 项`}>
      {due.map(({ kind, filingId, text }) => (
        <li key={`${kind} ${filingId}`}>
          <button type="button" onClick={() => openFiling(filingId)}>
            <span className={TONES[kind]}>{REMINDER_NAMES[kind]}</span>
            <span>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
