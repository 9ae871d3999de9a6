import { Alert } from 'antd'
import { type ImpactCase, impactSentence, type ParameterImpact, signedWan } from '../../../shared/policy/impact.ts'
import { wan } from '../../ui/amounts.ts'
import { Working } from '../../ui/Notices.tsx'
import { OutcomeMark } from '../../ui/status.tsx'

interface Props {
  state: 'none' | 'working' | 'failed' | 'ready'
  impact: ParameterImpact | null
  message?: string
}

/** 影响测算: what saving would do to the round, before it is saved. */
export function ImpactPanel({ state, impact, message = '' }: Props) {
  return (
    <section className="impact" aria-label="影响测算" aria-live="polite">
      <h4>影响测算</h4>
      {state === 'none' && <p className="quiet">填好数值后，这里列出本批次会变动的件和金额。</p>}
      {state === 'working' && <Working words="正在按新数值重算本批次…" />}
      {state === 'failed' && <Alert type="error" showIcon className="tight" title={message} />}
      {impact !== null && <ImpactOf impact={impact} />}
    </section>
  )
}

function ImpactOf({ impact }: { impact: ParameterImpact }) {
  const heavy = impact.staleDecisions > 0 || impact.voidedListNo !== null
  return (
    <>
      <Alert type={heavy ? 'warning' : 'info'} showIcon className="tight" title={`${impactSentence(impact)}。`} />
      {impact.cases.length > 0 && (
        <div className="impact-cases">
          <table className="plain-table">
            <thead>
              <tr>
                <th>申报编号</th>
                <th>申报单位</th>
                <th>条款</th>
                <th>结论</th>
                <th className="right">现金额（万元）</th>
                <th className="right">新金额（万元）</th>
                <th className="right">差额（万元）</th>
                <th>意见</th>
              </tr>
            </thead>
            <tbody>
              {impact.cases.map((one) => (
                <ImpactRow key={one.applicationNo} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function ImpactRow({ one }: { one: ImpactCase }) {
  return (
    <tr>
      <td className="digits">{one.applicationNo}</td>
      <td>{one.applicant}</td>
      <td className="nowrap">{one.articleNo}</td>
      <td>
        <OutcomeMark outcome={one.oldOutcome} />
        {one.newOutcome !== one.oldOutcome && (
          <>
            {' → '}
            <OutcomeMark outcome={one.newOutcome} />
          </>
        )}
      </td>
      <td className="right digits">{wan(one.oldFen)}</td>
      <td className="right digits">{wan(one.newFen)}</td>
      <td className="right digits">
        {one.oldFen === null && one.newFen === null ? '—' : signedWan((one.newFen ?? 0) - (one.oldFen ?? 0))}
      </td>
      <td>{one.becomesStale ? '须重新审核' : one.decided ? '已拟定' : ''}</td>
    </tr>
  )
}
