import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FilingView } from '../../../shared/contract/filings.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { chinaMinute } from '../../../shared/date.ts'
import {
  FILING_FIELDS,
  type FilingChange,
  type FilingStep,
  filingNo,
  isCancelled,
  isPlan,
  STEP_NAMES,
} from '../../../shared/filings/filing.ts'
import { FILING_STATE_NAMES, filingGaps, filingState } from '../../../shared/filings/progress.ts'
import { checkCreditCode } from '../../../shared/uscc.ts'
import { call, may, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { noteTrouble, useUser } from '../../workspace.ts'
import { FilingDialog } from './FilingDialog.tsx'
import { STATE_TONES } from './FilingTable.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { type StepAct, StepDialog } from './StepDialog.tsx'

type Open = { dialog: 'none' | 'correct' | 'link' } | { dialog: 'step'; act: StepAct }

/** One entry: what it says, what happened since, and what can be done. */
export function FilingSheet({ filing, today }: { filing: FilingView; today: IsoDate }) {
  const [open, setOpen] = useState<Open>({ dialog: 'none' })
  const close = () => setOpen({ dialog: 'none' })
  const step = (act: StepAct) => () => setOpen({ dialog: 'step', act })
  const ended = isCancelled(filing) ? '已撤销，不能再记' : ''
  const running = filingState(filing, today)
  const early = today < filing.endsOn ? '活动还没有结束' : ''
  return (
    <section className="filings-sheet" aria-label={filingNo(filing)}>
      <header>
        <h2>{filingNo(filing)}</h2>
        <span className={STATE_TONES[running]}>{FILING_STATE_NAMES[running]}</span>
      </header>
      <div className="filings-acts">
        <Act command channel="filing.step" size="small" closed={ended} onClick={step('follow-up')}>
          记跟踪…
        </Act>
        <Act command channel="filing.step" size="small" closed={ended === '' ? early : ended} onClick={step('audit')}>
          记审核…
        </Act>
        {filing.linked === null ? (
          <Act command channel="filing.link" size="small" closed={ended} onClick={() => setOpen({ dialog: 'link' })}>
            关联申报…
          </Act>
        ) : (
          <Act channel="filing.unlink" size="small" closed={ended} onClick={step('unlink')}>
            解除关联…
          </Act>
        )}
        <Act channel="filing.correct" size="small" closed={ended} onClick={() => setOpen({ dialog: 'correct' })}>
          更正…
        </Act>
        <Act channel="filing.cancel" size="small" closed={ended} onClick={step('cancel')}>
          撤销…
        </Act>
      </div>
      <Gaps gaps={filingGaps(filing, today)} />
      <Facts filing={filing} />
      <h3>办理经过</h3>
      <Steps filing={filing} />
      {open.dialog === 'correct' && <FilingDialog filing={filing} onClose={close} />}
      {open.dialog === 'link' && <LinkDialog filing={filing} onClose={close} />}
      {open.dialog === 'step' && <StepDialog filing={filing} act={open.act} today={today} onClose={close} />}
    </section>
  )
}

function Gaps({ gaps }: { gaps: readonly string[] }) {
  if (gaps.length === 0) return null
  return <p className="filings-gaps">待办：{gaps.join('；')}</p>
}

function Facts({ filing }: { filing: FilingView }) {
  const { linked } = filing
  const badCode = filing.creditCode !== '' && checkCreditCode(filing.creditCode) !== 'valid'
  return (
    <dl className="fact-list">
      <Fact label={FILING_FIELDS.organiser}>{filing.organiser}</Fact>
      <Fact label={FILING_FIELDS.creditCode}>
        {filing.creditCode === '' ? (
          <span className="quiet">未填写</span>
        ) : (
          <span className="digits">{filing.creditCode}</span>
        )}
        {badCode && <div className="hint problem">校验不通过，请与营业执照核对</div>}
      </Fact>
      <Fact label={FILING_FIELDS.eventName}>
        {filing.eventName}（{filing.eventKind}）
      </Fact>
      <Fact label={FILING_FIELDS.industry}>{filing.industry}</Fact>
      <Fact label={FILING_FIELDS.place}>{filing.place}</Fact>
      <Fact label="起止">
        <span className="digits">
          {filing.startsOn} 至 {filing.endsOn}
        </span>
      </Fact>
      <Fact label={FILING_FIELDS.filedOn}>
        <span className="digits">{filing.filedOn}</span>
      </Fact>
      <Fact label={FILING_FIELDS.contact}>
        <Contact filing={filing} />
      </Fact>
      <Fact label="申报">
        {linked === null ? (
          <span className="quiet">未关联</span>
        ) : (
          <>
            {linked.applicationNo} <span className="personal">{linked.applicant}</span>
          </>
        )}
      </Fact>
      {filing.note !== '' && <Fact label={FILING_FIELDS.note}>{filing.note}</Fact>}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children === '' ? <span className="quiet">未填写</span> : children}</dd>
    </div>
  )
}

/** Masked; shown in full only on request, which the core logs. */
function Contact({ filing }: { filing: FilingView }) {
  const [shown, setShown] = useState<string | null>(null)
  const user = useUser()
  if (filing.contact === '') return <span className="quiet">未填写</span>

  async function reveal(): Promise<void> {
    try {
      setShown((await call('filing.contact', { filingId: filing.id })).contact)
    } catch (error) {
      noteTrouble(sentence(error))
    }
  }

  return (
    <span className="masked">
      <span className="digits personal">{shown ?? filing.contact}</span>
      {shown === null && may(user, 'filing.contact') && (
        <Button type="text" size="small" aria-label="显示联系人及电话，留痕" onClick={() => void reveal()}>
          显示（留痕）
        </Button>
      )}
    </span>
  )
}

function Steps({ filing }: { filing: FilingView }) {
  return (
    <ol className="history">
      <li>
        <span className="digits quiet">{chinaMinute(filing.enteredAt)}</span> {filing.entererName}：登记报备
      </li>
      {filing.steps.map((step) => (
        <li key={`${step.doneAt} ${step.words}`}>
          <span className="digits quiet">{chinaMinute(step.doneAt)}</span> {step.doerName}：{stepName(step)}
          <span className="digits"> {step.kind === 'follow-up' || step.kind === 'audit' ? step.happenedOn : ''}</span>{' '}
          {step.words}
          {step.changes.map((change) => (
            <div key={change.field} className="small">
              {changeLabel(change)}：<del>{change.before === '' ? '未填写' : change.before}</del> →{' '}
              <ins>{change.after === '' ? '清空' : change.after}</ins>
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}

function stepName(step: FilingStep): string {
  if (step.changes.some(({ field }) => field === 'application')) return '解除关联'
  return isPlan(step) ? '安排跟踪' : STEP_NAMES[step.kind]
}

function changeLabel({ field }: FilingChange): string {
  return field === 'application' ? '申报' : FILING_FIELDS[field]
}
