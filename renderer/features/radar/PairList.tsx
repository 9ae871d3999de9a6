import { CheckCircleFilled, CloseCircleFilled, QuestionCircleOutlined } from '@ant-design/icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { CLAIM_KIND_NAMES } from '../../../shared/radar/claim.ts'
import { reasonWords } from '../../../shared/radar/claimText.ts'
import { type RadarPair, radarPairKey, UNRULED_NAME, VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { nameMark } from '../../ui/shield.ts'
import { openPair, type ReadyRadar } from './radarStore.ts'

const ROW_HEIGHT = 68

/** The listed pairs, best first; only the rows in sight are in the page. */
export function PairList({ radar }: { radar: ReadyRadar }) {
  const { listed, open } = radar
  const pairs = new Map(radar.view.pairs.map((pair) => [radarPairKey(pair), pair]))
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    getItemKey: (at) => listed[at] ?? at,
  })
  const at = listed.indexOf(open ?? '')
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  if (listed.length === 0) return <Nothing words="没有这一类。请在上方改选“全部”。" />
  return (
    <div ref={scroller} className="queue">
      <ul className="virtual" aria-label="疑似重复" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const key = listed[item.index]
          const pair = key === undefined ? undefined : pairs.get(key)
          if (pair === undefined) return null
          return (
            <li
              key={item.key}
              className="virtual-row"
              style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <PairRow pair={pair} open={key === open} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** The name is the button, stretched over the whole row. */
function PairRow({ pair, open }: { pair: RadarPair; open: boolean }) {
  const { application, other, score, evidence } = pair
  return (
    <div className={open ? 'queue-row on' : 'queue-row'}>
      <span className="first">
        <b className="digits" title="相似度">
          {score}
        </b>
        <button
          type="button"
          className={`name ${nameMark(application.article)}`}
          tabIndex={open ? 0 : -1}
          aria-current={open}
          title={application.name}
          onClick={() => openPair(radarPairKey(pair))}
        >
          {application.name}
        </button>
        <RulingMark pair={pair} />
      </span>
      <span className="second">
        <span className="digits no">{application.applicationNo}</span>
        <span className="name" title={`${CLAIM_KIND_NAMES[other.kind]} ${other.source} ${other.name}`}>
          ↔ {other.source} <span className={nameMark(other.article)}>{other.name}</span>
        </span>
      </span>
      <span className="second">
        <span className="name">{reasonWords(evidence).join('、')}</span>
      </span>
    </div>
  )
}

/** What people said of a pair, by icon and word. */
export function RulingMark({ pair: { ruling, outdated } }: { pair: RadarPair }) {
  if (ruling === null) {
    return (
      <span className="mark ask">
        <QuestionCircleOutlined />
        {outdated === null ? UNRULED_NAME : '资料有变，待重新认定'}
      </span>
    )
  }
  const same = ruling.ruling === 'same'
  return (
    <span className={same ? 'mark bad' : 'mark good'}>
      {same ? <CloseCircleFilled aria-hidden /> : <CheckCircleFilled />}
      {VERDICT_NAMES[ruling.ruling]}
    </span>
  )
}
