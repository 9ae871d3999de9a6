import { Input, Select, Space } from 'antd'
import { useState } from 'react'
import { chineseAmount } from '../../shared/chineseAmount.ts'
import { type Fen, type MoneyUnit, wanText, yuanText } from '../../shared/money.ts'
import { sentence } from '../client.ts'
import { bothUnits, readAmount } from './amounts.ts'

interface Props {
  id?: string
  label: string
  initial: Fen | null
  initialUnit?: MoneyUnit
  onChange(fen: Fen | null, ok: boolean): void
  compact?: boolean
}

/** An amount in 元 or 万元 with its reading beneath, so that a wrong unit is seen at once. */
export function MoneyField({ id, label, initial, initialUnit = '万元', onChange, compact = false }: Props) {
  const [unit, setUnit] = useState<MoneyUnit>(initialUnit)
  const [text, setText] = useState(initial === null ? '' : initialUnit === '元' ? yuanText(initial) : wanText(initial))
  const read = tryRead(text, unit)

  function change(nextText: string, nextUnit: MoneyUnit): void {
    setText(nextText)
    setUnit(nextUnit)
    const next = tryRead(nextText, nextUnit)
    onChange(next.fen, next.problem === '')
  }

  return (
    <div className={compact ? 'money-field compact' : 'money-field'}>
      <Space.Compact>
        <Input
          {...(id === undefined ? {} : { id })}
          aria-label={label}
          inputMode="decimal"
          className="digits"
          value={text}
          status={read.problem === '' ? '' : 'error'}
          onChange={(event) => change(event.target.value, unit)}
        />
        <Select<MoneyUnit>
          aria-label={`${label}的单位`}
          value={unit}
          style={{ width: 84 }}
          options={[{ value: '元' }, { value: '万元' }]}
          onChange={(next) => change(text, next)}
        />
      </Space.Compact>
      <div className={read.problem === '' ? 'hint' : 'hint problem'} aria-live="polite">
        {read.problem || (read.fen === null ? '未填写' : reading(read.fen))}
      </div>
    </div>
  )
}

function tryRead(text: string, unit: MoneyUnit): { fen: Fen | null; problem: string } {
  try {
    return { fen: readAmount(text, unit), problem: '' }
  } catch (error) {
    return { fen: null, problem: sentence(error) }
  }
}

function reading(fen: Fen): string {
  return `${bothUnits(fen)} ${chineseAmount(fen)}`
}
