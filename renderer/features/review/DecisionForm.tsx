import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { DECISION_KIND_NAMES } from '../../../shared/review/decisionKinds.ts'
import { DECISION_KINDS, type DecisionKind, type DecisionView } from '../../../shared/views.ts'
import { may } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { useUser } from '../../workspace.ts'
import { DecidedWords, KIND_KEYS, MachineLine } from './DecidedLines.tsx'
import { DraftLine } from './DraftLine.tsx'
import { LockedNote } from './LockedNote.tsx'
import type { ReadyReview } from './reviewState.ts'
import { choose, move, saveAndNext, setAdjusting, setAmount, setOpinion } from './reviewStore.ts'
import { StageButton } from './StageButton.tsx'
import { noSupplement, openStageDialog } from './stageDialog.ts'

/** The reviewer's answer: outcome by one key, amount if adjusted, reason; the reason saves itself. */
export function DecisionForm({ review }: { review: ReadyReview }) {
  const user = useUser()
  const writes = may(user, 'case.decide')
  const { decision, assessment, locked } = review.view
  const box = useRef<TextAreaRef>(null)
  const asksReason = review.problem !== '' && review.chosen !== null

  useEffect(() => {
    if (asksReason) box.current?.focus({ cursor: 'end' })
  }, [asksReason])

  return (
    <form className="decision" aria-label="拟定意见" onSubmit={(event) => event.preventDefault()}>
      {assessment !== null && <MachineLine assessment={assessment} />}
      {decision !== null && <DecisionLine decision={decision} locked={locked !== ''} />}
      <LockedNote view={review.view} />
      {review.adjusting && (
        <div className="adjust">
          <MoneyField
            key={review.caseId}
            compact
            label="调整后金额"
            initial={review.amountFen}
            onChange={(fen, ok) => setAmount(ok ? fen : null)}
          />
          <span className="quiet">机审 {wan(assessment?.amountFen ?? null)} 万元，保留并列示；须写明理由</span>
          <Button size="small" onClick={() => setAdjusting(false)}>
            取消调整
          </Button>
        </div>
      )}
      <Input.TextArea
        ref={box}
        aria-label="意见或理由"
        placeholder="意见或理由（自动保存）"
        className="growing"
        rows={2}
        maxLength={2000}
        value={review.opinion}
        readOnly={!writes || locked !== ''}
        status={asksReason ? 'warning' : ''}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <div className="decision-buttons">
        {DECISION_KINDS.map((kind) => (
          <Act
            key={kind}
            channel="case.decide"
            closed={kind === 'supplement' ? noSupplement(review.view) : locked}
            hotkey={KIND_KEYS[kind]}
            type={isOn(kind, review) ? 'primary' : 'default'}
            aria-pressed={isOn(kind, review)}
            onClick={() => (kind === 'supplement' ? openStageDialog({ dialog: 'supplement' }) : void choose(kind))}
          >
            {kind === 'supplement' ? '补正…' : DECISION_KIND_NAMES[kind]}
          </Act>
        ))}
        {!review.adjusting && (
          <Act command channel="case.decide" closed={locked} onClick={() => setAdjusting(true)}>
            调整金额…
          </Act>
        )}
        {review.view.acts.includes('submit') && (
          <StageButton act="submit" view={review.view} hotkey="U" size="middle" />
        )}
      </div>
      <div className="decision-line">
        <DraftLine review={review} />
        {writes ? (
          <Button loading={review.saving} onClick={() => void saveAndNext()} title="Ctrl+Enter">
            保存并下一件 <kbd>Ctrl+Enter</kbd>
          </Button>
        ) : (
          <Button onClick={() => move(1)}>
            下一件 <kbd>J</kbd>
          </Button>
        )}
      </div>
    </form>
  )
}

function DecisionLine({ decision, locked }: { decision: DecisionView; locked: boolean }) {
  return (
    <p className="decided">
      已拟定：
      <DecidedWords decision={decision} />
      <span className="quiet">
        {' '}
        {decision.reviewer} {chinaMinute(decision.decidedAt)}
        {!locked && '；再选即替换'}
      </span>
    </p>
  )
}

function isOn(kind: DecisionKind, review: ReadyReview): boolean {
  return (review.chosen ?? review.view.decision?.kind) === kind
}
