import { Button, InputNumber } from 'antd'
import { useState } from 'react'

interface Props {
  sheet: string
  /** The row in use; 0 when none was found. */
  row: number
  /** The row the person asked for, or null. */
  chosen: number | null
  /** When a reading ends, what was typed gives way to what holds. */
  rereading: boolean
  /** Null: as guessed. */
  onChoose(row: number | null): void
}

/** The header row of a sheet, typed; taken on Enter or on leaving the field. */
export function HeaderRowField({ sheet, row, chosen, rereading, onChoose }: Props) {
  const shown = row === 0 ? null : row
  const [draft, setDraft] = useState<number | null>(shown)
  const [wasRereading, setWasRereading] = useState(rereading)
  if (wasRereading !== rereading) {
    setWasRereading(rereading)
    if (!rereading) setDraft(shown)
  }
  const take = () => {
    if (draft === null) setDraft(shown)
    else if (draft !== (chosen ?? shown)) onChoose(draft)
  }
  return (
    <span className="header-row">
      <InputNumber
        aria-label={`“${sheet}”的表头行`}
        className="digits"
        size="small"
        min={1}
        max={1_048_576}
        precision={0}
        value={draft}
        placeholder="行号"
        {...(row === 0 ? { status: 'warning' as const } : {})}
        onChange={setDraft}
        onBlur={take}
        onPressEnter={take}
      />
      {chosen !== null && (
        <Button size="small" type="link" aria-label={`“${sheet}”的表头行按识别`} onClick={() => onChoose(null)}>
          按识别
        </Button>
      )}
    </span>
  )
}
