import { Input } from 'antd'

/** The field a chip puts its field name into: where the cursor was last. */
export interface WordsTarget {
  element: HTMLInputElement | HTMLTextAreaElement
  put(words: string): void
}

/** About how many signs a line of the form holds. */
const SIGNS = 28

interface Props {
  label: string
  value: string
  onChange(words: string): void
  focus(target: WordsTarget): void
  /** Running text, which grows with what is written. */
  long?: boolean
}

/** Words of a paper that may name fields in braces. */
export function WordsField({ label, value, onChange, focus, long = false }: Props) {
  const common = { 'aria-label': label, value, maxLength: 2000 }
  if (!long) {
    return (
      <Input
        {...common}
        onChange={(event) => onChange(event.target.value)}
        onFocus={(event) => focus({ element: event.currentTarget, put: onChange })}
        onSelect={(event) => focus({ element: event.currentTarget, put: onChange })}
      />
    )
  }
  return (
    <Input.TextArea
      {...common}
      rows={Math.min(8, Math.max(1, Math.ceil(value.length / SIGNS)))}
      onChange={(event) => onChange(event.target.value)}
      onFocus={(event) => focus({ element: event.currentTarget, put: onChange })}
      onSelect={(event) => focus({ element: event.currentTarget, put: onChange })}
    />
  )
}
