import { useEffect, useState } from 'react'
import type { FilingOfCase, FilingView } from '../../shared/contract/filings.ts'
import { chinaDay } from '../../shared/date.ts'
import { filingNo } from '../../shared/filings/filing.ts'
import { type FilingDifference, sideText } from '../../shared/filings/matching.ts'
import { FILING_STATE_NAMES, filingGaps, filingState } from '../../shared/filings/progress.ts'
import type { CaseView } from '../../shared/views.ts'
import { call, sentence } from '../client.ts'
import { noteSaved } from '../workspace.ts'
import { Act } from './Act.tsx'
import { Failure } from './Notices.tsx'
import { ReasonField } from './ReasonField.tsx'
import { RecordDialog } from './RecordDialog.tsx'

type Loaded = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; of: FilingOfCase }

interface Props {
  /** The case; another revision of it is asked about anew. */
  view: CaseView
  onCorrected: (view: CaseView) => void
}

/** 报备登记 beside an application of 重大活动: the linked entry, what differs, and what may belong to it. */
export function FilingBlock({ view, onCorrected }: Props) {
  const applicationId = view.row.id
  const asked = view.application.article === 'event'
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  const [correcting, setCorrecting] = useState(false)

  const load = async () => setLoaded(await ask(applicationId))

  useEffect(() => {
    if (!asked) return
    let gone = false
    // A corrected case answers other differences.
    void ask(view.row.id).then((answer) => gone || setLoaded(answer))
    return () => {
      gone = true
    }
  }, [asked, view])

  if (!asked || loaded.state === 'loading') return null
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={() => void load()} />
  const { linked, differences, suggested } = loaded.of
  return (
    <section aria-label="报备登记">
      <h3>报备登记</h3>
      {linked === null ? (
        <Suggestions suggested={suggested} applicationId={applicationId} onLinked={load} />
      ) : (
        <>
          <p>{entryText(linked)}</p>
          <Differences differences={differences} onCorrect={() => setCorrecting(true)} />
        </>
      )}
      {correcting && linked !== null && (
        <CorrectByRegister
          caseId={applicationId}
          no={filingNo(linked)}
          differences={differences}
          onCorrected={onCorrected}
          onClose={() => setCorrecting(false)}
        />
      )}
    </section>
  )
}

async function ask(applicationId: string): Promise<Loaded> {
  try {
    return { state: 'ready', of: await call('filing.ofCase', { applicationId }) }
  } catch (error) {
    return { state: 'failed', message: sentence(error) }
  }
}

function entryText(filing: FilingView): string {
  const today = chinaDay(new Date().toISOString())
  const gaps = filingGaps(filing, today)
  const missing = gaps.length === 0 ? '' : `，${gaps.join('；')}`
  return `${filingNo(filing)} ${filing.eventName}：${FILING_STATE_NAMES[filingState(filing, today)]}${missing}`
}

interface SuggestionProps {
  suggested: FilingView[]
  applicationId: string
  onLinked: () => Promise<void>
}

function Suggestions({ suggested, applicationId, onLinked }: SuggestionProps) {
  const [problem, setProblem] = useState('')
  if (suggested.length === 0) {
    return <p className="quiet">报备登记中没有这家单位的这项活动；有报备的，请到“报备”页登记。</p>
  }

  async function link(filingId: string): Promise<void> {
    try {
      await call('filing.link', { filingId, applicationId, words: '' })
      noteSaved()
      await onLinked()
    } catch (error) {
      setProblem(sentence(error))
    }
  }

  return (
    <>
      <ul className="materials">
        {suggested.map((one) => (
          <li key={one.id}>
            {filingNo(one)} {one.organiser}“{one.eventName}” <span className="digits">{one.startsOn}</span>{' '}
            <Act channel="filing.link" size="small" onClick={() => void link(one.id)}>
              关联
            </Act>
          </li>
        ))}
      </ul>
      {problem !== '' && <Failure message={problem} />}
    </>
  )
}

function Differences({ differences, onCorrect }: { differences: FilingDifference[]; onCorrect: () => void }) {
  if (differences.length === 0) return <p className="quiet">日期和活动名称与报备登记一致。</p>
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>不同之处</th>
            <th>申报表</th>
            <th>报备登记</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ fact, label, stated, filed }) => (
            <tr key={fact}>
              <td>{label}</td>
              <td>{sideText(stated)}</td>
              <td>{sideText(filed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Act channel="case.correct" size="small" onClick={onCorrect}>
          按登记更正申报…
        </Act>
      </p>
    </>
  )
}

interface CorrectProps {
  caseId: string
  no: string
  differences: FilingDifference[]
  onCorrected: (view: CaseView) => void
  onClose: () => void
}

/** Old → new with the reason; the register itself never changes an application. */
function CorrectByRegister({ caseId, no, differences, onCorrected, onClose }: CorrectProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState(`按${no}更正`)
  const chosen = differences.filter(({ fact }) => !left.has(fact))

  async function save(): Promise<void> {
    const edits = chosen.map(({ fact, filed }) => ({ fact, text: filed }))
    onCorrected(await call('case.correct', { caseId, edits, reason: reason.trim() }))
    noteSaved()
  }

  const closed = chosen.length === 0 ? '请至少选择一处' : reason.trim() === '' ? '请写明更正理由' : ''
  return (
    <RecordDialog
      title="按报备登记更正申报"
      okText={`保存 ${chosen.length} 处更正并重新测算`}
      closed={closed}
      save={save}
      onClose={onClose}
    >
      <ul className="changes">
        {differences.map(({ fact, label, stated, filed }) => (
          <li key={fact}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(fact)}
                onChange={() => setLeft(left.has(fact) ? without(left, fact) : new Set([...left, fact]))}
              />{' '}
              {label}：<del>{sideText(stated)}</del> → <ins>{sideText(filed)}</ins>
            </label>
          </li>
        ))}
      </ul>
      <ReasonField label="更正理由（必填）" value={reason} onChange={setReason} />
    </RecordDialog>
  )
}

function without(set: ReadonlySet<string>, gone: string): ReadonlySet<string> {
  return new Set([...set].filter((one) => one !== gone))
}
