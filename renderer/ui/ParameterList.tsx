import type { ReactNode } from 'react'
import type { ParameterInForce } from '../../shared/policy/article.ts'
import { parameterText } from '../../shared/policy/values.ts'
import { OutcomeMark } from './status.tsx'

export const ORIGIN_NAMES: Record<ParameterInForce['origin'], string> = {
  policy: '政策原文',
  bureau: '本局录入',
  demo: '演示参数',
  unset: '未设定',
}

interface Props {
  parameters: ParameterInForce[]
  action?: (parameter: ParameterInForce) => ReactNode
}

/** Value, unit, basis and origin of each parameter; unset ones are marked. */
export function ParameterList({ parameters, action }: Props) {
  if (parameters.length === 0) return <p className="quiet">本条没有参数。</p>
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>参数</th>
          <th>值</th>
          <th>来源</th>
          <th>依据</th>
          {action !== undefined && <th>录入</th>}
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={parameter.key}>
            <td className="nowrap">{parameter.label}</td>
            <td className="value">
              {parameter.value === null ? <OutcomeMark outcome="unset" /> : parameterText(parameter.value)}
              {parameter.value !== null && <Unit parameter={parameter} />}
            </td>
            <td className="nowrap">{ORIGIN_NAMES[parameter.origin]}</td>
            <td className="basis">{parameter.basis}</td>
            {action !== undefined && <td>{action(parameter)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The unit, where the value's text does not already carry one. */
function Unit({ parameter }: { parameter: ParameterInForce }) {
  const bare = parameter.value !== null && ['days', 'integer', 'decimal'].includes(parameter.value.type)
  return bare && parameter.unit !== '' ? <> {parameter.unit}</> : null
}
