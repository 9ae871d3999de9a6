import { Button } from 'antd'
import { useCallback } from 'react'
import { ATTENTION_NAMES, type AttentionKind } from '../../../shared/desk/attention.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { wan } from '../../ui/amounts.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'

/** 审定: what a freeze would fix, and what still stands in its way. */
export function ApprovalPart({ round, onKind }: { round: RoundView; onKind(kind: AttentionKind): void }) {
  const { loaded, reload } = useLoaded(useCallback(() => call('desk.approval', { roundId: round.id }), [round]))
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  if (loaded.state === 'working') return <Working words="正在核对能否定稿…" />
  const { stages, granted, refused, waiting, allocatedFen, remainderFen, blockers } = loaded.value
  return (
    <div className="approval">
      <p>
        定稿后固定：拟资助 <b className="digits">{granted}</b> 件，合计 <b className="digits">{wan(allocatedFen)}</b>{' '}
        万元；不予支持 <b className="digits">{refused}</b> 件；候补 <b className="digits">{waiting}</b> 件；结余{' '}
        <b className="digits">{wan(remainderFen)}</b> 万元。
      </p>
      <h2>各环节件数</h2>
      <ul className="stage-counts">
        {stages.map(({ stage, count }) => (
          <li key={stage}>
            {stage} <b className="digits">{count}</b>
          </li>
        ))}
      </ul>
      <h2>{blockers.length === 0 ? '可以定稿' : `还不能定稿（${blockers.length} 项）`}</h2>
      {blockers.length === 0 ? (
        <p>没有未决事项。请核对上面的数字后按右上角“定稿…”。</p>
      ) : (
        <ul className="blockers">
          {blockers.map(({ text, kind }) => (
            <li key={text}>
              <span>{text}</span>
              {kind !== null && (
                <Button size="small" onClick={() => onKind(kind)}>
                  看“{ATTENTION_NAMES[kind]}”
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
