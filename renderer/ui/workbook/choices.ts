import type { SheetChoice } from '../../../shared/intake/choices.ts'
import { type FieldChoice, type FieldName, fieldKind } from '../../../shared/intake/fields.ts'
import { fold, searchKeys } from '../../search.ts'

export type ColumnChoice = SheetChoice['columns'][number]

/** A line of the list of fields; `keys` are what typing finds it by. */
export interface FieldOption {
  value: FieldName | ''
  label: string
  keys: string[]
}

/** What a column can be read as, 「不导入」 first; found by characters, initials or full pinyin. */
export function fieldOptions(fields: readonly FieldChoice[]): FieldOption[] {
  return [option('', '不导入'), ...fields.map(({ field, label }) => option(field, label))]
}

/** True for an amount, for which a unit can be chosen. */
export function isMoney(field: FieldName | ''): boolean {
  return field !== '' && fieldKind(field) === 'fen'
}

/** Makes the person's choices anew from those before. */
export type ChangeChoices = (change: (choices: readonly SheetChoice[]) => SheetChoice[]) => void

export function findsField(typed: string, { keys }: FieldOption): boolean {
  const wanted = fold(typed)
  return keys.some((key) => key.includes(wanted))
}

export function choiceFor(choices: readonly SheetChoice[], sheet: string): SheetChoice {
  return choices.find((each) => each.sheet === sheet) ?? { sheet, leftOut: false, headerRow: null, columns: [] }
}

/** The choices with one sheet's part changed; a sheet left as guessed has no part. */
export function withSheet(
  choices: readonly SheetChoice[],
  sheet: string,
  part: Partial<Omit<SheetChoice, 'sheet'>>,
): SheetChoice[] {
  const next = { ...choiceFor(choices, sheet), ...part }
  const others = choices.filter((each) => each.sheet !== sheet)
  const asGuessed = !next.leftOut && next.headerRow === null && next.columns.length === 0
  return asGuessed ? others : [...others, next]
}

/** Another header row means other columns: what was chosen for the old ones goes. */
export function withHeaderRow(choices: readonly SheetChoice[], sheet: string, headerRow: number | null): SheetChoice[] {
  return withSheet(choices, sheet, { headerRow, columns: [] })
}

/** The choices with one column's changed, or left as guessed with null. */
export function withColumn(
  choices: readonly SheetChoice[],
  sheet: string,
  column: number,
  choice: Omit<ColumnChoice, 'column'> | null,
): SheetChoice[] {
  const others = choiceFor(choices, sheet).columns.filter((each) => each.column !== column)
  return withSheet(choices, sheet, { columns: choice === null ? others : [...others, { column, ...choice }] })
}

function option(value: FieldName | '', label: string): FieldOption {
  const keys = searchKeys({ applicationNo: '', applicant: label, projectName: '', industry: '' })
  return { value, label, keys }
}
