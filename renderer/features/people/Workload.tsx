import { Checkbox } from 'antd'
import { ROLE_NAMES } from '../../../shared/roles.ts'
import type { PersonView } from '../../../shared/stages/bulk.ts'

interface Props {
  people: readonly PersonView[]
  chosen: readonly string[]
  onChoose(ids: string[]): void
}

/** One line per person; the bar under the number is the share of the busiest. */
export function Workload({ people, chosen, onChoose }: Props) {
  const most = Math.max(1, ...people.map(({ assigned }) => assigned))
  return (
    <table className="plain-table" aria-label="人员工作量">
      <thead>
        <tr>
          <th>选</th>
          <th>人员</th>
          <th>派件（件）</th>
          <th className="right">待办</th>
          <th className="right">已拟定</th>
          <th className="right">回避</th>
        </tr>
      </thead>
      <tbody>
        {people
          .filter(({ active, assigned }) => active || assigned > 0)
          .map(({ id, name, roles, active, assigned, open, decided, recused }) => (
            <tr key={id}>
              <td>
                <Checkbox
                  aria-label={`选 ${name}`}
                  disabled={!active}
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    onChoose(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
              </td>
              <td>
                <span className="personal">{name}</span>
                {!active && <span className="mark plain">已停用</span>}
                <div className="quiet small">{roles.map((role) => ROLE_NAMES[role]).join('、')}</div>
              </td>
              <td className="load">
                <span className="digits">{assigned}</span>
                <div className="load-bar" aria-hidden="true">
                  <div style={{ width: `${(assigned / most) * 100}%` }} />
                </div>
              </td>
              <td className="digits right">{open}</td>
              <td className="digits right">{decided}</td>
              <td className="digits right">{recused}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
