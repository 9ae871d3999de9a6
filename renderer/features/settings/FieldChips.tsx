import type { RefObject } from 'react'
import { fieldName } from '../../../shared/report/fieldNames.ts'
import { fieldsOf, type TextKind } from '../../../shared/report/paperText.ts'
import type { Blank } from './textForm.ts'
import type { WordsTarget } from './WordsField.tsx'

interface Props {
  kind: TextKind
  blanks: readonly Blank[]
  target: RefObject<WordsTarget | null>
}

/** The fields a text may name; one is put where the cursor stands. */
export function FieldChips({ kind, blanks, target }: Props) {
  const fields = [
    ...fieldsOf(kind).map((key) => ({ name: fieldName(key), about: '' })),
    ...blanks.map(({ tag, label }) => ({ name: tag, about: label })),
  ]

  function insert(name: string): void {
    const { current } = target
    if (current === null) return
    const { element, put } = current
    const from = element.selectionStart ?? element.value.length
    const to = element.selectionEnd ?? from
    put(`${element.value.slice(0, from)}{${name}}${element.value.slice(to)}`)
    element.focus()
  }

  return (
    <fieldset className="field-chips">
      <legend className="quiet small">点一下，把字段插到光标处；印出时换成实际内容</legend>
      {fields.map(({ name, about }) => (
        <button
          key={name}
          type="button"
          className="pill"
          title={about}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => insert(name)}
        >
          {`{${name}}`}
        </button>
      ))}
    </fieldset>
  )
}
