import { OUTCOME_NAMES } from '../../../shared/review/assessment.ts'
import type { CorrectionFinding, CorrectionPlan } from '../../../shared/views.ts'
import { wan } from '../../ui/amounts.ts'
import type { Effect } from './useCorrectionPlan.ts'

/** Old → new as they read, and what becomes of outcome and amount, before anything is saved. */
export function CorrectionEffect({ effect }: { effect: Effect }) {
  if (effect.state === 'none') return null
  if (effect.state === 'working') return <p className="quiet">正在试算…</p>
  if (effect.state === 'failed') return <p className="problem">{effect.message}</p>
  const { changes } = effect.plan
  if (changes.length === 0) return <p className="quiet">与原值相同，没有改动。</p>
  return (
    <div className="effect" aria-live="polite">
      <ul className="changes">
        {changes.map(({ field, label, before, after }) => (
          <li key={field}>
            {label}：<del>{before === '' ? '未填写' : before}</del> → <ins>{after === '' ? '未填写' : after}</ins>
          </li>
        ))}
      </ul>
      <Consequence plan={effect.plan} />
    </div>
  )
}

function Consequence({ plan: { before, after, others, decided } }: { plan: CorrectionPlan }) {
  const same = before.outcome === after.outcome && before.amountFen === after.amountFen
  return (
    <p className="consequence">
      {same ? (
        <span className="quiet">结论和应资助金额不变</span>
      ) : (
        <>
          结论 {outcome(before)} → <b>{outcome(after)}</b>，应资助金额{' '}
          <span className="digits">{wan(before.amountFen)}</span> → <b className="digits">{wan(after.amountFen)}</b>{' '}
          万元
        </>
      )}
      {others.length > 0 && `；同一单位的 ${others.join('、')} 也随之变化`}
      {decided && '；已拟定的意见须复看'}
    </p>
  )
}

function outcome({ outcome }: CorrectionFinding): string {
  return outcome === null ? '未机审' : OUTCOME_NAMES[outcome]
}
