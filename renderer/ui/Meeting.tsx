import { Button } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { ATTENTION_NAMES } from '../../shared/desk/attention.ts'
import type { MeetingCase, MeetingPlace } from '../../shared/desk/meeting.ts'
import { call } from '../client.ts'
import { wan, yuan } from './amounts.ts'
import { Choices } from './Choices.tsx'
import { shortcutOf } from './keys.ts'
import { Failure, Nothing, Working } from './Notices.tsx'
import { useLoaded } from './useLoaded.ts'

interface Props {
  roundId: string
  name: string
  budgetFen: number
  cases: readonly MeetingPlace[]
  onEnd(): void
}

const CHOICES = [
  { key: 'all', label: '全部' },
  { key: 'agreed', label: '拟同意' },
  { key: 'disputed', label: '有争议' },
]

/** 会议: the cases in order, one at a time, large. The core sends no personal data for it. */
export function Meeting({ roundId, name, budgetFen, cases, onEnd }: Props) {
  const [choice, setChoice] = useState('all')
  const [at, setAt] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => frame.current?.focus(), [])
  const shown = cases.filter((one) => choice === 'all' || (choice === 'agreed' ? one.agreed : one.disputed))
  const one = shown[at] ?? null
  const step = (by: number) => setAt((now) => Math.min(Math.max(now + by, 0), Math.max(shown.length - 1, 0)))

  // The screens behind listen on the window: none of these keys may get there.
  function press(event: KeyboardEvent): void {
    const by = STEPS[shortcutOf(event.nativeEvent) ?? '']
    if (event.key !== 'Escape' && event.key !== 'Tab' && event.key !== 'F9') event.stopPropagation()
    if (by === undefined) return
    event.preventDefault()
    step(by)
  }

  return (
    <div ref={frame} className="meeting" role="application" aria-label="会议" tabIndex={-1} onKeyDown={press}>
      <header className="meeting-head">
        <b>{name}</b>
        <span className="digits">
          总额 {wan(budgetFen)} · 拟资助 {wan(cases.reduce((sum, { allocatedFen }) => sum + (allocatedFen ?? 0), 0))}{' '}
          万元
        </span>
        <Choices
          label="会议范围"
          items={CHOICES}
          open={choice}
          onOpen={(next) => {
            setChoice(next)
            setAt(0)
            frame.current?.focus()
          }}
        />
        <span className="space" />
        <span className="digits">
          {shown.length === 0 ? 0 : at + 1} / {shown.length}
        </span>
        <Button size="large" disabled={at === 0} onClick={() => step(-1)}>
          <kbd>K</kbd> 上一件
        </Button>
        <Button size="large" disabled={at >= shown.length - 1} onClick={() => step(1)}>
          <kbd>J</kbd> 下一件
        </Button>
        <Button size="large" onClick={onEnd}>
          <kbd>Esc</kbd> 结束
        </Button>
      </header>
      {one === null ? (
        <Nothing words="这个范围内没有申报。" />
      ) : (
        <div className="meeting-desk">
          <Order cases={shown} at={at} onOpen={setAt} />
          <OpenSheet key={one.caseId} roundId={roundId} caseId={one.caseId} />
        </div>
      )}
    </div>
  )
}

const STEPS: Record<string, number> = { j: 1, arrowdown: 1, arrowright: 1, k: -1, arrowup: -1, arrowleft: -1 }

/** So many places around the open case are listed: a round may have thousands. */
const AROUND = 40

function Order({ cases, at, onOpen }: { cases: readonly MeetingPlace[]; at: number; onOpen(at: number): void }) {
  const open = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is what asks for the scroll
  useEffect(() => open.current?.scrollIntoView({ block: 'nearest' }), [at])
  const from = Math.max(0, at - AROUND)
  return (
    <nav className="meeting-order" aria-label="会议顺序">
      {cases.slice(from, at + AROUND).map((one, index) => {
        const place = from + index
        const isFirst = place === 0 || cases[place - 1]?.articleNo !== one.articleNo
        return (
          <div key={one.caseId}>
            {isFirst && <h3>{one.articleNo}</h3>}
            <button
              ref={place === at ? open : null}
              type="button"
              className={place === at ? 'on' : ''}
              aria-current={place === at ? 'true' : undefined}
              onClick={() => onOpen(place)}
            >
              <span className="digits">{place + 1}</span> {one.applicant}
            </button>
          </div>
        )
      })}
    </nav>
  )
}

function OpenSheet({ roundId, caseId }: { roundId: string; caseId: string }) {
  const ask = useCallback(() => call('desk.meetingCase', { roundId, caseId }), [roundId, caseId])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  if (loaded.state === 'working') return <Working words="正在打开…" />
  return <Sheet one={loaded.value} />
}

function Sheet({ one }: { one: MeetingCase }) {
  return (
    <article className="meeting-sheet">
      <p className="quiet">
        <span className="digits">{one.applicationNo}</span> · {one.articleNo} {one.articleTitle} · {one.industry}
      </p>
      <h2>{one.applicant}</h2>
      <p className="meeting-project">{one.projectName}</p>
      <dl className="meeting-figures">
        <Figure label="申报（元）" text={yuan(one.requestedFen)} />
        <Figure label="拟资助（元）" text={yuan(one.allocatedFen)} strong />
        <Figure label="得分" text={one.score ?? '—'} />
        <Figure label="机审" text={one.outcome} />
        <Figure label="拟定" text={`${one.proposal}（${one.stage}）`} />
      </dl>
      {one.opinion !== '' && <p>意见：{one.opinion}</p>}
      {one.disputes.length > 0 && (
        <section>
          <h3>需要讨论</h3>
          <ul>
            {one.disputes.map(({ kind, text }) => (
              <li key={text}>
                {kind !== null && <b>{ATTENTION_NAMES[kind]}　</b>}
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>金额怎么来的</h3>
        {one.amounts.length === 0 ? (
          <p>没有算出金额。</p>
        ) : (
          <ol>
            {one.amounts.map((line) => (
              <li key={line} className="digits">
                {line}
              </li>
            ))}
          </ol>
        )}
      </section>
    </article>
  )
}

function Figure({ label, text, strong = false }: { label: string; text: string; strong?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={strong ? 'digits strong' : 'digits'}>{text}</dd>
    </div>
  )
}
