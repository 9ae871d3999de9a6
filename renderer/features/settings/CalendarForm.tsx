import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { CalendarFile } from '../../../shared/holidayCalendar.ts'
import type { CalendarView } from '../../../shared/settings/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { readDay } from '../../ui/DayField.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

interface Props {
  initial: CalendarFile
  /** Name of the file it was read from; empty when entered by hand. */
  from: string
  fixedYear: boolean
  /** Years there are already. */
  known: readonly number[]
  onClose(): void
  onSaved(years: CalendarView[], year: number): void
}

/** One row of the table, with a key that outlasts its text. */
interface Row {
  id: number
  name: string
  from: string
  to: string
}

/** A year's arrangement, typed as the notice has it: one row per holiday, then the weekend days worked instead. */
export function CalendarForm({ initial, from, fixedYear, known, onClose, onSaved }: Props) {
  const [year, setYear] = useState(initial.year)
  const [source, setSource] = useState(initial.source)
  const [rows, setRows] = useState<Row[]>(() => initial.daysOff.map((one, id) => ({ id, ...one })))
  const [worked, setWorked] = useState(initial.daysWorked.join('、'))
  const { busy, problem, submit } = useSubmit()
  const change = (id: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const workedDays = worked.split(/[\s、，,；;]+/).filter((text) => text !== '')
  const closed = source.trim() === '' ? '请填写出处（文号或网址）' : whatIsWrong(rows, workedDays)

  async function save(): Promise<void> {
    const file = {
      year,
      source: source.trim(),
      daysOff: rows.map((row) => ({ name: row.name.trim(), from: isoOf(row.from), to: isoOf(row.to) })),
      daysWorked: workedDays.map(isoOf),
    }
    await submit(async () => onSaved(await call('calendar.save', file), year))
  }

  return (
    <section className="card">
      <h2>{fixedYear ? `更改${year}年的节假日` : '录入节假日'}</h2>
      {from !== '' && <p>读自“{from}”，核对后保存。</p>}
      {!fixedYear && known.includes(year) && <p className="problem">已有{year}年的安排，保存后以这里的为准。</p>}
      <div className="form-grid">
        <label htmlFor="calendar-year">年度</label>
        <InputNumber
          id="calendar-year"
          min={2000}
          max={2199}
          disabled={fixedYear}
          value={year}
          onChange={(next) => next !== null && setYear(next)}
        />
        <label htmlFor="calendar-source">出处</label>
        <Input
          id="calendar-source"
          maxLength={500}
          placeholder="如国办发明电文号，或公布页面的网址"
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        <span>放假</span>
        <div>
          <table className="plain-table narrow-table">
            <thead>
              <tr>
                <th>节日</th>
                <th>起</th>
                <th>止</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={row.id}>
                  <td>
                    <Input
                      aria-label={`第${at + 1}项节日`}
                      maxLength={40}
                      value={row.name}
                      onChange={(event) => change(row.id, { name: event.target.value })}
                    />
                  </td>
                  {(['from', 'to'] as const).map((end) => (
                    <td key={end}>
                      <Input
                        aria-label={`第${at + 1}项${end === 'from' ? '起始日' : '结束日'}`}
                        className="digits"
                        placeholder={`如 ${year}-01-01`}
                        status={readDay(row[end]).ok ? '' : 'error'}
                        value={row[end]}
                        onChange={(event) => change(row.id, { [end]: event.target.value })}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      type="text"
                      disabled={rows.length === 1}
                      onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
                    >
                      去掉
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button
            onClick={() =>
              setRows([...rows, { id: 1 + Math.max(...rows.map(({ id }) => id)), name: '', from: '', to: '' }])
            }
          >
            加一项
          </Button>
        </div>
        <label htmlFor="calendar-worked">调休上班</label>
        <Input.TextArea
          id="calendar-worked"
          rows={2}
          className="digits"
          placeholder={`周末上班的日子，用顿号隔开；没有就空着。如 ${year}-01-04、${year}-02-14`}
          value={worked}
          onChange={(event) => setWorked(event.target.value)}
        />
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act channel="calendar.save" type="primary" loading={busy} closed={closed} onClick={() => void save()}>
          保存节假日
        </Act>
        <Button onClick={onClose}>取消</Button>
      </div>
    </section>
  )
}

function isoOf(text: string): string {
  return readDay(text).day ?? text
}

function whatIsWrong(rows: readonly Row[], worked: readonly string[]): string {
  const isDay = (text: string) => readDay(text).day !== null
  if (rows.some(({ name }) => name.trim() === '')) return '有一项没有节日名称'
  if (rows.some(({ from, to }) => !isDay(from) || !isDay(to))) return '有一项的日期没有填好'
  const bad = worked.find((text) => !isDay(text))
  return bad === undefined ? '' : `调休上班“${bad}”不是日期`
}
