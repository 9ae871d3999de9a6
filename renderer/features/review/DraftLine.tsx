import { Button } from 'antd'
import { chinaDay, chinaMinute } from '../../../shared/date.ts'
import { clock } from '../../workspace.ts'
import { flushDrafts } from './draftSaver.ts'
import type { ReadyReview } from './reviewState.ts'
import { discardDraft } from './reviewStore.ts'

/** What stands in the way of the decision, or else where what was typed is: on its way, saved, not saved, or from before. */
export function DraftLine({ review: { problem, draft, offeredAt } }: { review: ReadyReview }) {
  return (
    <span className="space" aria-live="polite">
      {problem !== '' && <span className="problem">{problem}　</span>}
      {draft.state === 'saving' && <span className="quiet">正在保存…</span>}
      {draft.state === 'saved' && <span className="quiet">已保存 {clock(draft.at)}</span>}
      {draft.state === 'failed' && (
        <span className="problem">
          未能保存：{draft.message}
          <Button type="link" size="small" className="flush" onClick={() => void flushDrafts()}>
            重试
          </Button>
        </span>
      )}
      {draft.state === 'none' && offeredAt !== '' && (
        <span className="mark ask">
          上次未提交的意见 {when(offeredAt)}
          <Button type="link" size="small" className="flush" onClick={discardDraft}>
            不用
          </Button>
        </span>
      )}
    </span>
  )
}

/** The time today, the day too when it was another. */
function when(at: string): string {
  return chinaDay(at) === chinaDay(new Date().toISOString()) ? clock(at) : chinaMinute(at)
}
