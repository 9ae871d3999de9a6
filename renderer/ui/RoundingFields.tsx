import { Checkbox, Radio, Select } from 'antd'
import type { Rounding, RoundRules } from '../../shared/cohort/allocation.ts'

type Amounts = Pick<RoundRules, 'rounding' | 'capAtRequested' | 'largestRemainder'>

interface Props {
  rules: Amounts
  change(part: Partial<Amounts>): void
}

const UNITS: { value: Rounding['unitFen']; label: string }[] = [
  { value: 100, label: '元' },
  { value: 10_000, label: '百元' },
  { value: 1_000_000, label: '万元' },
]

/** How one amount is rounded, and whether it may exceed what was asked for: two lines of a form grid. */
export function RoundingFields({ rules, change }: Props) {
  return (
    <>
      <span>取整</span>
      <div className="pair">
        <Select
          aria-label="取整单位"
          value={rules.rounding.unitFen}
          options={UNITS}
          style={{ width: 100 }}
          onChange={(unitFen) => change({ rounding: { ...rules.rounding, unitFen } })}
        />
        <Radio.Group
          value={rules.rounding.mode}
          options={['舍尾', '四舍五入']}
          onChange={(event) => change({ rounding: { ...rules.rounding, mode: event.target.value } })}
        />
      </div>
      <span>申报金额</span>
      <Checkbox checked={rules.capAtRequested} onChange={(event) => change({ capAtRequested: event.target.checked })}>
        资助金额不超过申报金额
      </Checkbox>
    </>
  )
}

/** Where the remainder of a cut goes: a line of a form grid. */
export function RemainderField({ rules, change }: Props) {
  return (
    <>
      <span>余数</span>
      <Checkbox
        checked={rules.largestRemainder}
        onChange={(event) => change({ largestRemainder: event.target.checked })}
      >
        用最大余数法把核减后的余数逐单位分出
      </Checkbox>
    </>
  )
}
