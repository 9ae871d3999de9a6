import { App, Button } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useShortcuts } from '../../ui/keys.ts'
import { DecidedWords, MachineLine } from './DecidedLines.tsx'
import type { ReadyReview } from './reviewState.ts'
import { actOnStage, move } from './reviewStore.ts'
import { StageButton } from './StageButton.tsx'

/** 复核: what somebody else decided, to be passed on or given back with a reason. Passing opens the next case. */
export function RecheckForm({ review }: { review: ReadyReview }) {
  const { view } = review
  const { decision, assessment } = view
  const { modal, message } = App.useApp()
  const [busy, setBusy] = useState(false)

  async function pass(): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      await actOnStage('pass', view, '')
      void message.success(`${view.row.applicationNo} 复核通过`)
      move(1)
    } catch (error) {
      modal.warning({ title: '没有通过', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }
  useShortcuts({ p: () => void pass() })

  return (
    <section className="decision" aria-label="复核">
      {assessment !== null && <MachineLine assessment={assessment} />}
      {decision !== null && (
        <>
          <p className="decided">
            {decision.reviewer} {chinaMinute(decision.decidedAt)} 拟定：
            <DecidedWords decision={decision} />
          </p>
          <p className="decided">{decision.opinion === '' ? '未写意见' : `意见：${decision.opinion}`}</p>
        </>
      )}
      <div className="decision-buttons">
        <Act command channel="stage.act" type="primary" hotkey="P" loading={busy} onClick={() => void pass()}>
          复核通过
        </Act>
        <StageButton act="return" view={view} size="middle" />
        <span className="space" />
        <Button onClick={() => move(1)}>
          下一件 <kbd>J</kbd>
        </Button>
      </div>
    </section>
  )
}
