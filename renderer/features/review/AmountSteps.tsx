import { Button } from 'antd'
import type { Assessment } from '../../../shared/review/assessment.ts'
import { AmountLink } from '../../ui/AmountLink.tsx'
import { bothUnits, yuan } from '../../ui/amounts.ts'
import { openExplanation } from '../../ui/explainStore.ts'
import { Clause } from './ConditionList.tsx'

interface Props {
  caseId: string
  assessment: Assessment
  onClause: (() => void) | null
}

/** 计算依据: each step with its text, clause, before and after, in 元; an amount opens its whole way. */
export function AmountSteps({ caseId, assessment, onClause }: Props) {
  const { steps, amountFen } = assessment
  return (
    <>
      {steps.length > 0 && (
        <table className="plain-table steps">
          <thead>
            <tr>
              <th>步骤（单位：元）</th>
              <th>条款</th>
              <th className="right">之前</th>
              <th className="right">之后</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.id}>
                <td>
                  <b>{step.label}</b>
                  <div className="quiet">{step.text}</div>
                </td>
                <td>{step.clause !== '' && <Clause clause={step.clause} onClause={onClause} />}</td>
                <td className="digits right">{yuan(step.beforeFen)}</td>
                <td className="digits right">
                  <AmountLink fen={step.afterFen} target={{ caseId }} label={step.label} quiet />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="result">
        应资助金额{' '}
        {amountFen === null ? (
          <span className="quiet">未算出：缺认定金额或参数，见上面的条件核对</span>
        ) : (
          <b className="digits">{bothUnits(amountFen)}</b>
        )}
        {amountFen !== null && assessment.outcome !== 'met' && <span className="quiet">（试算，条件未全部符合）</span>}{' '}
        <Button type="link" size="small" className="flush" onClick={() => void openExplanation({ caseId })}>
          依据与“为什么不是…”
        </Button>
      </p>
    </>
  )
}
