import { Alert } from 'antd'
import type { Fen } from '../../../shared/money.ts'
import { type ImpactCase, impactSentence, type ParameterImpact } from '../../../shared/policy/impact.ts'
import { wanColumn } from '../../ui/amounts.ts'
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
  const texts = {
    old: wanColumn(impact.cases.map(({ oldFen }) => oldFen)),
    new: wanColumn(impact.cases.map(({ newFen }) => newFen)),
    difference: wanColumn(impact.cases.map(differenceOf)),
  }
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
                <ImpactRow key={one.applicationNo} one={one} texts={texts} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

type Text = (fen: Fen | null) => string

/** Null where neither side comes to an amount. */
function differenceOf({ oldFen, newFen }: ImpactCase): Fen | null {
  return oldFen === null && newFen === null ? null : (newFen ?? 0) - (oldFen ?? 0)
}

function ImpactRow({ one, texts }: { one: ImpactCase; texts: Record<'old' | 'new' | 'difference', Text> }) {
  const difference = differenceOf(one)
  return (
    <tr>
      <td className="digits">{one.applicationNo}</td>
      <td className="personal">{one.applicant}</td>
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
      <td className="right digits">{texts.old(one.oldFen)}</td>
      <td className="right digits">{texts.new(one.newFen)}</td>
      <td className="right digits">
        {difference !== null && difference > 0 && '+'}
        {texts.difference(difference)}
      </td>
      <td>{one.becomesStale ? '须重新审核' : one.decided ? '已拟定' : ''}</td>
    </tr>
  )
}
