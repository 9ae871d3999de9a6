import type { Assessment } from '../../../shared/review/assessment.ts'
import { DECISION_KIND_NAMES } from '../../../shared/review/decisionKinds.ts'
import type { DecisionKind, DecisionView } from '../../../shared/views.ts'
import { wan } from '../../ui/amounts.ts'
import { OutcomeMark } from '../../ui/status.tsx'

export const KIND_KEYS: Record<DecisionKind, string> = { agree: '1', refuse: '2', hold: '3', supplement: 'N' }

/** The machine's answer stays in sight, whatever the checklist above is scrolled to. */
export function MachineLine({ assessment }: { assessment: Assessment }) {
  return (
    <p className="decided">
      机审
      <OutcomeMark outcome={assessment.outcome} />
      应资助{' '}
      {assessment.amountFen === null ? (
        <span className="quiet">未算出</span>
      ) : (
        <>
          <b className="digits">{wan(assessment.amountFen)}</b> 万元
        </>
      )}
    </p>
  )
}

/** What was decided: outcome, amount, and that it is not the machine's. */
export function DecidedWords({ decision }: { decision: DecisionView }) {
  return (
    <>
      <b>{DECISION_KIND_NAMES[decision.kind]}</b>
      {decision.amountFen !== null && (
        <>
          {' '}
          <b className="digits">{wan(decision.amountFen)}</b> 万元
        </>
      )}
      {decision.overridden && (
        <span className="mark ask digits">{`人工调整（机审 ${wan(decision.computedFen)}）`}</span>
      )}
    </>
  )
}
