import { Alert, Input, Modal, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { chinaDay, chineseDate, type IsoDate } from '../../../shared/date.ts'
import {
  SUPPLEMENT_OUTCOME_NAMES,
  SUPPLEMENT_OUTCOMES,
  type SupplementOutcome,
} from '../../../shared/stages/supplement.ts'
import type { CaseView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { recall, remember } from '../../ui/remember.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeView } from './reviewStore.ts'
import { itemsOf, SupplementItems } from './SupplementItems.tsx'

interface Props {
  view: CaseView
  onClose(): void
}

/** What somebody of this office typed last; nothing before that: a period is never guessed. */
const DAYS_KEY = 'supplement-days'

/** 一次性告知: the list, the day it was told and the working days; the due day is worked out while typing. */
export function SupplementDialog({ view, onClose, onDone }: Props & { onDone(): void }) {
  const [items, setItems] = useState(() => itemsOf(suggested(view)))
  const [toldOn, setToldOn] = useState<IsoDate | null>(today())
  const [days, setDays] = useState(() => recall(DAYS_KEY) ?? '')
  const [again, setAgain] = useState('')
  const { busy, problem, submit } = useSubmit()
  const dueDays = daysOf(days)
  const due = useDue(toldOn, dueDays)
  const second = view.supplements.length > 0
  const listed = items.map(({ text }) => text.trim()).filter((item) => item !== '')
  const ready = listed.length > 0 && due.dueOn !== '' && (!second || again.trim() !== '')

  async function request(): Promise<void> {
    const { assessmentId } = view
    if (toldOn === null || dueDays === null || assessmentId === null) return
    await submit(async () => {
      const told = { items: listed, toldOn, dueDays, againReason: again.trim() }
      takeView(await call('supplement.request', { caseId: view.row.id, assessmentId, ...told }))
      remember(DAYS_KEY, String(dueDays))
      onDone()
    })
  }

  return (
    <Modal
      open
      width={640}
      title={
        <>
          补正告知 {view.row.applicationNo} <span className="personal">{view.row.applicant}</span>
        </>
      }
      okText="告知补正"
      okButtonProps={{ disabled: !ready, loading: busy }}
      cancelText="取消"
      onOk={() => void request()}
      onCancel={onClose}
    >
      <p className="quiet">补正应一次性告知：请把要补的事项列全。</p>
      <SupplementItems items={items} onChange={setItems} />
      <div className="form-lines">
        <span className="label">告知日期</span>
        <DayField label="告知日期" initial={toldOn} onChange={(day, ok) => setToldOn(ok ? day : null)} />
        <span className="label">补正期限</span>
        <div>
          <Input
            className="digits"
            aria-label="补正期限，工作日"
            style={{ width: 140 }}
            suffix="个工作日"
            value={days}
            status={days === '' || dueDays !== null ? '' : 'error'}
            onChange={(event) => setDays(event.target.value)}
          />
          <div className={due.problem === '' ? 'hint' : 'hint problem'} aria-live="polite">
            {due.problem || (due.dueOn === '' ? '请填写工作日数；自告知次日起算' : `${chineseDate(due.dueOn)}前补正`)}
          </div>
        </div>
      </div>
      {second && (
        <>
          <Alert type="warning" showIcon className="tight" title="这件申报已告知过补正，再次告知须写明理由。" />
          <ReasonField label="再次告知的理由（必填）" value={again} onChange={setAgain} />
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

/** How the open 补正 ended. */
export function CloseSupplementDialog({ view, onClose }: Props) {
  const [outcome, setOutcome] = useState<SupplementOutcome>('complete')
  const [receivedOn, setReceivedOn] = useState<IsoDate | null>(today())
  const [words, setWords] = useState('')
  const { busy, problem, submit } = useSubmit()
  const received = outcome === 'complete' || outcome === 'partial'
  const told = view.supplements.at(-1)

  async function end(): Promise<void> {
    await submit(async () => {
      const ended = { outcome, receivedOn: received ? receivedOn : null, words: words.trim() }
      takeView(await call('supplement.close', { caseId: view.row.id, ...ended }))
      onClose()
    })
  }

  return (
    <Modal
      open
      title={`办结补正 ${view.row.applicationNo}`}
      okText="办结"
      okButtonProps={{ disabled: outcome !== 'complete' && words.trim() === '', loading: busy }}
      cancelText="取消"
      onOk={() => void end()}
      onCancel={onClose}
    >
      {told !== undefined && (
        <>
          <p>
            {chineseDate(told.toldOn)}告知，限{chineseDate(told.dueOn)}（{told.dueDays} 个工作日）：
          </p>
          <ol>
            {told.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </>
      )}
      <Radio.Group
        aria-label="办结情况"
        value={outcome}
        options={SUPPLEMENT_OUTCOMES.map((value) => ({ value, label: SUPPLEMENT_OUTCOME_NAMES[value] }))}
        onChange={(event) => setOutcome(event.target.value)}
      />
      {received && (
        <div className="form-lines">
          <span className="label">收到日期</span>
          <DayField label="收到日期" initial={receivedOn} onChange={(day, ok) => setReceivedOn(ok ? day : null)} />
        </div>
      )}
      <ReasonField label={outcome === 'complete' ? '情况' : '情况（必填）'} value={words} onChange={setWords} />
      <p className="quiet">办结后回到“形式审查”，按新材料重新拟定意见。</p>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

/** The due day for what is typed, asked of the core, which has the calendars. */
function useDue(toldOn: IsoDate | null, dueDays: number | null): { dueOn: string; problem: string } {
  const [due, setDue] = useState({ dueOn: '', problem: '' })
  useEffect(() => {
    setDue({ dueOn: '', problem: '' })
    if (toldOn === null || dueDays === null) return
    let current = true
    call('supplement.due', { toldOn, dueDays }).then(
      ({ dueOn }) => current && setDue({ dueOn, problem: '' }),
      (error: unknown) => current && setDue({ dueOn: '', problem: sentence(error) }),
    )
    return () => {
      current = false
    }
  }, [toldOn, dueDays])
  return due
}

function suggested({ assessment }: CaseView): string[] {
  const asked = (assessment?.conditions ?? []).flatMap(({ supplement }) => (supplement === '' ? [] : [supplement]))
  return [...new Set(asked)]
}

function daysOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return /^[1-9]\d{0,2}$/.test(plain) ? Number(plain) : null
}

function today(): IsoDate {
  return chinaDay(new Date().toISOString())
}
