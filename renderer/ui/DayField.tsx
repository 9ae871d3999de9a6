import { Input } from 'antd'
import { useState } from 'react'
import { chineseDate, type IsoDate, isoDate } from '../../shared/date.ts'

interface Props {
  id?: string
  label: string
  initial: IsoDate | null
  onChange(day: IsoDate | null, ok: boolean): void
}

/** A calendar day by keyboard: 2026-03-05, 20260305, 2026.3.5 or 2026年3月5日, read back beneath. */
export function DayField({ id, label, initial, onChange }: Props) {
  const [text, setText] = useState(initial ?? '')
  const { day, ok } = readDay(text)
  return (
    <div className="day-field">
      <Input
        {...(id === undefined ? {} : { id })}
        aria-label={label}
        className="digits"
        placeholder="如 2026-03-05"
        value={text}
        status={ok ? '' : 'error'}
        onChange={(event) => {
          setText(event.target.value)
          const next = readDay(event.target.value)
          onChange(next.day, next.ok)
        }}
      />
      <div className={ok ? 'hint' : 'hint problem'} aria-live="polite">
        {ok ? (day === null ? '未填写' : chineseDate(day)) : '请写成 2026-03-05 这样的日期'}
      </div>
    </div>
  )
}

/** Empty text is no day; anything else must be a real day. */
export function readDay(text: string): { day: IsoDate | null; ok: boolean } {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (plain === '') return { day: null, ok: true }
  const match =
    /^(\d{4})(?:[-./年])(\d{1,2})(?:[-./月])(\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const day = match === null ? null : isoDate(Number(match[1]), Number(match[2]), Number(match[3]))
  return { day, ok: day !== null }
}
