import { Button, Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { COPY_NEED_NAMES, type CopyLine, type CopyNeed } from '../../../shared/rounds/copyRound.ts'
import { DayField } from '../../ui/DayField.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import type { CopyChoice } from './copyChoice.ts'

interface Props {
  lines: readonly CopyLine[]
  choice: CopyChoice
  onChange(part: Partial<CopyChoice>): void
  onSettings(): void
}

const NEED_MARKS: Record<CopyNeed, string> = {
  enter: 'mark ask',
  check: 'mark ask',
  keep: 'mark plain',
  missing: 'mark bad',
}

/** 通常要改的: old value, new value or the field for it, and what to do. */
export function CopyLines({ lines, choice, onChange, onSettings }: Props) {
  return (
    <table className="plain-table copy-lines">
      <thead>
        <tr>
          <th>事项</th>
          <th>往年</th>
          <th>新批次</th>
          <th>怎样办</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th>{line.label}</th>
            <td>{line.before}</td>
            <td>
              <NewValue line={line} choice={choice} onChange={onChange} onSettings={onSettings} />
            </td>
            <td>
              <span className={NEED_MARKS[line.need]}>{COPY_NEED_NAMES[line.need]}</span>
              {line.note !== '' && <div className="quiet small">{line.note}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NewValue({ line, choice, onChange, onSettings }: Omit<Props, 'lines'> & { line: CopyLine }): ReactNode {
  switch (line.id) {
    case 'budget':
      return <MoneyField label="预算" initial={null} onChange={(fen, ok) => onChange({ budgetFen: ok ? fen : null })} />
    case 'window':
      return <WindowFields choice={choice} onChange={onChange} />
    case 'rules':
      return (
        <Checkbox checked={choice.rules} onChange={(event) => onChange({ rules: event.target.checked })}>
          沿用（否则用“设置”里的取整规则）
        </Checkbox>
      )
    case 'publicity':
      return line.need === 'keep' ? (
        <span className="quiet">未填写</span>
      ) : (
        <Checkbox
          checked={choice.clearNoticeDates}
          onChange={(event) => onChange({ clearNoticeDates: event.target.checked })}
        >
          清空
        </Checkbox>
      )
    case 'calendar':
      return line.need === 'missing' ? <Button onClick={onSettings}>去设置</Button> : line.after
    default:
      return line.after
  }
}

function WindowFields({ choice, onChange }: Pick<Props, 'choice' | 'onChange'>) {
  return (
    <div className="pair">
      {!choice.noWindow && (
        <>
          <DayField
            label="受理开始日"
            initial={choice.windowFrom}
            onChange={(windowFrom, windowOk) => onChange({ windowFrom, windowOk })}
          />
          <span>至</span>
          <DayField
            label="受理截止日"
            initial={choice.windowTo}
            onChange={(windowTo, windowOk) => onChange({ windowTo, windowOk })}
          />
        </>
      )}
      <Checkbox checked={choice.noWindow} onChange={(event) => onChange({ noWindow: event.target.checked })}>
        不设受理期
      </Checkbox>
    </div>
  )
}
