import { Alert, Radio } from 'antd'
import { useCallback, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import type { ContestedCase, ContestSide } from '../../../shared/exchange/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

/** 待裁定: cases that two sides worked on, side by side; the chief rules with a reason, and both stay in history. */
export function ContestedPart({ roundId }: { roundId: string }) {
  const ask = useCallback(() => call('exchange.contested', { roundId }), [roundId])
  const { loaded, reload, take } = useLoaded(ask)
  const [wanted, setWanted] = useState<string | null>(null)

  if (loaded.state === 'working') return <Working words="正在读取待裁定的件…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const cases = loaded.value
  const [first] = cases
  if (first === undefined) return <Nothing words="没有要裁定的件。合并时两边都动过同一件，会列在这里。" />
  const open = cases.find(({ applicationId }) => applicationId === wanted) ?? first
  return (
    <div className="contested-desk">
      <nav className="articles card" aria-label="两边都动过的件">
        {cases.map((each) => (
          <button
            key={each.applicationId}
            type="button"
            className={each === open ? 'on' : ''}
            aria-current={each === open ? 'true' : undefined}
            onClick={() => setWanted(each.applicationId)}
          >
            <span className="digits">{each.applicationNo}</span>
            <span className="personal">{each.applicant}</span>
            <span className={each.ruling === null ? 'mark ask' : 'mark good'}>
              {each.ruling === null ? '待裁定' : '已裁定'}
            </span>
          </button>
        ))}
      </nav>
      <CaseSheet
        key={open.applicationId}
        one={open}
        onRuled={(next) => {
          setWanted(open.applicationId)
          take(next)
        }}
      />
    </div>
  )
}

function CaseSheet({ one, onRuled }: { one: ContestedCase; onRuled: (cases: ContestedCase[]) => void }) {
  const [chosen, setChosen] = useState<string | null>(one.ruling?.chosen ?? null)
  const [reason, setReason] = useState('')
  const { busy, problem, submit } = useSubmit()
  const side = one.sides.find(({ sideId }) => sideId === chosen)

  const rule = () =>
    submit(async () => {
      if (chosen === null) return
      onRuled(await call('exchange.rule', { applicationId: one.applicationId, chosen, reason }))
      setReason('')
      noteSaved()
      await loadRounds()
    })

  return (
    <section className="card" aria-label={`${one.applicationNo}的裁定`}>
      <h2>
        {one.applicationNo} <span className="personal">{one.applicant}</span>
      </h2>
      <SentenceList sentences={one.causes.map(({ sentence }) => sentence)} />
      <Radio.Group
        className="contested-sides"
        aria-label="以哪一边为准"
        value={chosen}
        disabled={one.ruling !== null}
        onChange={(event) => setChosen(event.target.value)}
      >
        {one.sides.map((each) => (
          <Side key={each.sideId} side={each} on={each.sideId === chosen} />
        ))}
      </Radio.Group>
      {one.ruling === null ? (
        <>
          <ReasonField label="裁定理由（必填）" value={reason} onChange={setReason} />
          {problem !== '' && <Failure message={problem} />}
          <div className="acts">
            <Act
              channel="exchange.rule"
              type="primary"
              loading={busy}
              closed={side === undefined ? '请选以哪一边为准' : reason.trim() === '' ? '请写明裁定理由' : ''}
              onClick={() => void rule()}
            >
              裁定
            </Act>
            <span className="quiet small">没有选中的一边也留在历史里。</span>
          </div>
        </>
      ) : (
        <Alert
          className="tight"
          type="success"
          showIcon
          title={`${one.ruling.by} ${chinaMinute(one.ruling.at)} 裁定以“${side?.who ?? ''}”为准：${one.ruling.reason}`}
        />
      )}
    </section>
  )
}

function Side({ side, on }: { side: ContestSide; on: boolean }) {
  return (
    <div className={on ? 'contested-side on' : 'contested-side'}>
      <Radio value={side.sideId} disabled={side.barred !== null}>
        <b>{side.who}</b>
      </Radio>
      {side.barred !== null && <p className="small problem">{side.barred}</p>}
      <dl>
        {side.lines.map(({ what, text, by, when }) => (
          <div key={`${what} ${when} ${text}`}>
            <dt>
              {what}{' '}
              <span className="small">
                {by} {chinaMinute(when)}
              </span>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
