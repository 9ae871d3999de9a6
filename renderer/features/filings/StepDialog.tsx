import { useState } from 'react'
import type { FilingView } from '../../../shared/contract/filings.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { filingNo } from '../../../shared/filings/filing.ts'
import { call } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { keep } from './filingStore.ts'

export type StepAct = 'follow-up' | 'audit' | 'cancel' | 'unlink'

const TITLES: Record<StepAct, string> = {
  'follow-up': '事中跟踪',
  audit: '事后审核',
  cancel: '撤销报备',
  unlink: '解除与申报的关联',
}
const WORDS: Record<StepAct, string> = {
  'follow-up': '跟踪情况，或安排（谁、何时到场）',
  audit: '审核情况（实际举办、规模、材料）',
  cancel: '撤销理由',
  unlink: '解除关联的理由',
}

interface Props {
  filing: FilingView
  act: StepAct
  today: IsoDate
  onClose: () => void
}

/** One more step of an entry, in words; a visit or audit also says its day. */
export function StepDialog({ filing, act, today, onClose }: Props) {
  const [words, setWords] = useState('')
  const [day, setDay] = useState<IsoDate | null>(today)
  const dated = act === 'follow-up' || act === 'audit'
  const filingId = filing.id

  async function save(): Promise<void> {
    await keep(() => {
      if (act === 'cancel') return call('filing.cancel', { filingId, reason: words })
      if (act === 'unlink') return call('filing.unlink', { filingId, reason: words })
      return call('filing.step', { filingId, kind: act, happenedOn: day ?? today, words })
    })
  }

  const closed = dated && day === null ? '请填写日期' : words.trim() === '' ? `请填写${WORDS[act]}` : ''
  return (
    <RecordDialog
      title={`${TITLES[act]} ${filingNo(filing)}`}
      okText="保存"
      closed={closed}
      save={save}
      onClose={onClose}
    >
      <p className="quiet">
        {filing.organiser}“{filing.eventName}” {filing.startsOn} 至 {filing.endsOn}
      </p>
      {dated && (
        <div className="form-grid">
          <label htmlFor="filing-step-day">{act === 'audit' ? '审核日期' : '跟踪日期'}</label>
          <DayField id="filing-step-day" label="日期" initial={day} onChange={(next, ok) => setDay(ok ? next : null)} />
        </div>
      )}
      {act === 'follow-up' && day !== null && day > today && (
        <p className="quiet small">这一天还没有到：记为“安排跟踪”，到场后再记一次实际情况。</p>
      )}
      <ReasonField label={WORDS[act]} value={words} onChange={setWords} />
    </RecordDialog>
  )
}
