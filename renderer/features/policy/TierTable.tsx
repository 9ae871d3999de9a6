import { Button, Checkbox, Input, Select } from 'antd'
import { EMPTY_TIER, rowProblem, type TierRow, tierLine, tierRow } from '../../../shared/policy/tierTable.ts'
import { parseParameterValue } from '../../../shared/policy/values.ts'
import { useRows } from '../../ui/useRows.ts'

interface Props {
  /** The exchange form, one line a tier. */
  text: string
  onText(text: string): void
}

/** 档次表: one row a tier, with bounds that say whether they belong to it. */
export function TierTable({ text, onText }: Props) {
  const { lines, change, remove, add } = useRows(
    () => rowsOf(text),
    (rows) => onText(rows.map((row) => tierLine(row)).join('\n')),
  )

  return (
    <div className="tier-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th>档</th>
            <th>产值下限（万元）</th>
            <th>产值上限（万元）</th>
            <th>增速下限（%）</th>
            <th>增速上限（%）</th>
            <th>奖励（增长额的 %，或万元）</th>
            <th>本档上限（万元）</th>
            <th>产业（不填为全部）</th>
            <th>
              <span className="quiet">删除</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, row }, at) => (
            <tr key={id}>
              <td>{at + 1}</td>
              <td>
                <Bound
                  label={`第${at + 1}档产值下限`}
                  text={row.outputFrom}
                  inclusive={row.outputFromInclusive}
                  onChange={(outputFrom, outputFromInclusive) => change(id, { outputFrom, outputFromInclusive })}
                />
              </td>
              <td>
                <Bound
                  label={`第${at + 1}档产值上限`}
                  text={row.outputTo}
                  inclusive={row.outputToInclusive}
                  onChange={(outputTo, outputToInclusive) => change(id, { outputTo, outputToInclusive })}
                />
              </td>
              <td>
                <Bound
                  label={`第${at + 1}档增速下限`}
                  text={row.growthFrom}
                  inclusive={row.growthFromInclusive}
                  onChange={(growthFrom, growthFromInclusive) => change(id, { growthFrom, growthFromInclusive })}
                />
              </td>
              <td>
                <Bound
                  label={`第${at + 1}档增速上限`}
                  text={row.growthTo}
                  inclusive={row.growthToInclusive}
                  onChange={(growthTo, growthToInclusive) => change(id, { growthTo, growthToInclusive })}
                />
              </td>
              <td>
                <div className="tier-bound">
                  <Select<TierRow['rewardKind']>
                    aria-label={`第${at + 1}档奖励方式`}
                    size="small"
                    value={row.rewardKind}
                    style={{ width: 96 }}
                    options={[
                      { value: 'rate', label: '比例' },
                      { value: 'fixed', label: '固定金额' },
                    ]}
                    onChange={(rewardKind) => change(id, { rewardKind, reward: '' })}
                  />
                  <Cell
                    label={`第${at + 1}档奖励`}
                    text={row.reward}
                    onText={(reward) => change(id, { reward })}
                    narrow
                  />
                </div>
              </td>
              <td>
                <Cell label={`第${at + 1}档上限`} text={row.cap} onText={(cap) => change(id, { cap })} narrow />
              </td>
              <td>
                <Cell
                  label={`第${at + 1}档产业`}
                  text={row.industries}
                  onText={(industries) => change(id, { industries })}
                />
              </td>
              <td>
                <Button size="small" type="text" aria-label={`删除第${at + 1}档`} onClick={() => remove(id)}>
                  删除
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => add(nextRow(lines.at(-1)?.row))}>
        增加一档
      </Button>
      {lines.map(({ id, row }, at) => {
        const problem = rowProblem(row)
        return problem === '' ? null : (
          <div key={id} className="hint problem" role="alert">
            第{at + 1}档：{problem}
          </div>
        )
      })}
    </div>
  )
}

function Bound({
  label,
  text,
  inclusive,
  onChange,
}: {
  label: string
  text: string
  inclusive: boolean
  onChange: (text: string, inclusive: boolean) => void
}) {
  return (
    <div className="tier-bound">
      <Cell label={label} text={text} onText={(next) => onChange(next, inclusive)} narrow />
      <Checkbox
        checked={inclusive}
        aria-label={`${label}含本数`}
        onChange={(event) => onChange(text, event.target.checked)}
      >
        含
      </Checkbox>
    </div>
  )
}

function Cell({
  label,
  text,
  onText,
  narrow = false,
}: {
  label: string
  text: string
  onText: (text: string) => void
  narrow?: boolean
}) {
  return (
    <Input
      aria-label={label}
      size="small"
      className={narrow ? 'digits tier-cell' : ''}
      value={text}
      onChange={(event) => onText(event.target.value)}
    />
  )
}

/** The rows of a text that reads; one empty row of any other. */
function rowsOf(text: string): TierRow[] {
  try {
    const value = parseParameterValue('tiers', text)
    return value.type === 'tiers' ? value.tiers.map((tier) => tierRow(tier)) : [EMPTY_TIER]
  } catch {
    return [EMPTY_TIER]
  }
}

/** A new tier begins where the last one ends. */
function nextRow(last: TierRow | undefined): TierRow {
  if (last === undefined) return EMPTY_TIER
  const { outputTo, outputToInclusive, rewardKind } = last
  return { ...EMPTY_TIER, outputFrom: outputTo, outputFromInclusive: !outputToInclusive, rewardKind }
}
