import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { claimPlace } from '../../../shared/radar/claimText.ts'
import { MATTER_VERDICTS, type RadarPair, radarPairKey, VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { loadBoard, showCase } from '../../board.ts'
import { may } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Masked } from '../../ui/Masked.tsx'
import { openPage, useUser } from '../../workspace.ts'
import { RulingMark } from './PairList.tsx'
import { type PairLine, pairLines } from './pairLines.ts'
import { choose, type ReadyRadar, setReason } from './radarStore.ts'

const VERDICT_KEYS = { same: '1', different: '2' } as const

/** One pair: both sides beside each other, the reasons, and what people say of it. */
export function PairDetail({ radar, pair }: { radar: ReadyRadar; pair: RadarPair }) {
  async function review(): Promise<void> {
    await loadBoard(radar.roundId)
    showCase(pair.applicationId)
    openPage('review')
  }
  const sides = `${pair.application.applicationNo ?? ''}，${claimPlace(pair.other)}`.slice(0, 300)
  return (
    <section className="pair-pane" aria-label="对照">
      <div className="pane">
        <header className="pane-head">
          <h2>
            相似度 <span className="digits">{pair.score}</span>
          </h2>
          <RulingMark pair={pair} />
          {pair.strong && pair.other.kind !== 'application' && pair.ruling === null && (
            <span className="note">机审为“待核”，认定后才有结论</span>
          )}
          <span className="space" />
          <Button size="small" onClick={() => void review()}>
            在“审核”中打开
          </Button>
        </header>
        <table className="plain-table pair-table">
          <thead>
            <tr>
              <th>项目</th>
              <th>本批次申报</th>
              <th>对方</th>
              <th>比较</th>
            </tr>
          </thead>
          <tbody>
            {pairLines(pair).map((line) => (
              <Line key={line.label} line={line} sides={sides} />
            ))}
          </tbody>
        </table>
        <h3>依据</h3>
        <ul className="pair-reasons">
          {pair.evidence.map(({ kind, weight, text }) => (
            <li key={kind}>
              <span className="digits right">{weight > 0 ? `+${weight}` : weight}</span> {text}
            </li>
          ))}
        </ul>
      </div>
      <RulingForm key={radarPairKey(pair)} radar={radar} pair={pair} />
    </section>
  )
}

function Line({ line: { label, own, other, personal, likeness }, sides }: { line: PairLine; sides: string }) {
  return (
    <tr className={likeness === '相同' ? 'same' : ''}>
      <td className="quiet">{label}</td>
      <td>
        <Value text={own} personal={personal} of={sides} />
      </td>
      <td>
        <Value text={other} personal={personal} of={sides} />
      </td>
      <td className="verdict">{likeness}</td>
    </tr>
  )
}

function Value({ text, personal, of }: { text: string; personal: boolean; of: string }) {
  if (text === '') return <span className="quiet">—</span>
  return personal ? <Masked value={text} fact="idNumber" of={of} /> : text
}

function RulingForm({ radar, pair }: { radar: ReadyRadar; pair: RadarPair }) {
  const { waiting, saving, problem, reasons } = radar
  const rules = may(useUser(), 'radar.rule')
  const box = useRef<TextAreaRef>(null)
  const asks = waiting !== null && problem !== ''
  useEffect(() => {
    if (asks) box.current?.focus({ cursor: 'end' })
  }, [asks])
  const { ruling, outdated } = pair
  return (
    <form className="decision" aria-label="认定" onSubmit={(event) => event.preventDefault()}>
      {outdated !== null && (
        <p className="note">
          认定后资料有变，请重新认定。原认定：{VERDICT_NAMES[outdated.ruling]}，理由：{outdated.reason}（
          {outdated.rulerName} {chinaMinute(outdated.ruledAt)}）
        </p>
      )}
      {ruling !== null && (
        <p className="decided">
          已认定：<b>{VERDICT_NAMES[ruling.ruling]}</b>，理由：{ruling.reason}
          <span className="quiet">
            {' '}
            {ruling.rulerName} {chinaMinute(ruling.ruledAt)}；再选即替换
          </span>
        </p>
      )}
      <Input.TextArea
        ref={box}
        aria-label="认定理由"
        placeholder="认定理由（必填）"
        rows={2}
        maxLength={2000}
        value={reasons[radarPairKey(pair)] ?? ''}
        readOnly={!rules}
        status={asks ? 'warning' : ''}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="decision-buttons">
        {MATTER_VERDICTS.map((verdict) => (
          <Act
            command
            key={verdict}
            channel="radar.rule"
            hotkey={VERDICT_KEYS[verdict]}
            type={(waiting ?? ruling?.ruling) === verdict ? 'primary' : 'default'}
            aria-pressed={(waiting ?? ruling?.ruling) === verdict}
            loading={saving && waiting === verdict}
            onClick={() => void choose(verdict)}
          >
            {VERDICT_NAMES[verdict]}
          </Act>
        ))}
        <span className="problem" aria-live="polite">
          {problem}
        </span>
      </div>
    </form>
  )
}
