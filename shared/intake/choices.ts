import { AppError } from '../errors.ts'
import { type FieldName, fieldKind, fieldLabel } from './fields.ts'
import { headerKey, type RememberedHeader } from './headers.ts'
import type { ColumnChoice, ColumnPlan, SheetLayout, SheetOverride } from './layout.ts'

/** Units a person can choose for an amount; empty leaves what the file states. */
export const CHOSEN_UNITS = ['', '元', '千元', '万元', '亿元'] as const
export type ChosenUnit = (typeof CHOSEN_UNITS)[number]

/** What a person chose in the import window for one sheet. */
export interface SheetChoice {
  sheet: string
  leftOut: boolean
  /** 1-based; null as guessed. */
  headerRow: number | null
  /** `field` empty: not imported. */
  columns: { column: number; field: FieldName | ''; unit: ChosenUnit }[]
}

/** A sheet as it was laid out under the choices; `layout` null when left out or without a header. */
export interface LaidOutSheet {
  name: string
  layout: SheetLayout | null
}

type Overrides = ReadonlyMap<string, SheetOverride>

/** A longer header is a remark in a cell, not a name to meet again. */
const LONGEST_REMEMBERED = 100

/** The choices as planImport takes them. Errors: BAD_INPUT when a sheet or column is chosen twice. */
export function overridesOf(choices: readonly SheetChoice[]): Map<string, SheetOverride> {
  const overrides = new Map<string, SheetOverride>()
  for (const { sheet, leftOut, headerRow, columns } of choices) {
    if (overrides.has(sheet)) throw refused(`工作表“${sheet}”的选择重复了，请重新选择文件`)
    const chosen = new Map<number, ColumnChoice>()
    for (const { column, field, unit } of columns) {
      if (chosen.has(column)) throw refused(`工作表“${sheet}”的 ${columnLetters(column)} 列选择了两次，请重新选择文件`)
      const target = field === '' ? ({ kind: 'ignored' } as const) : ({ kind: 'field', field } as const)
      chosen.set(column, unit === '' ? { target } : { target, unit })
    }
    overrides.set(sheet, { excluded: leftOut, columns: chosen, ...(headerRow === null ? {} : { headerRow }) })
  }
  return overrides
}

/** Errors: BAD_INPUT for a sheet, row or column that is not there, one field from two columns, a unit for no amount. */
export function refuseImpossible(sheets: readonly LaidOutSheet[], overrides: Overrides): void {
  for (const [name, { excluded, headerRow, columns }] of overrides) {
    const sheet = sheets.find((each) => each.name === name)
    if (sheet === undefined) throw refused(`文件里没有工作表“${name}”，请重新选择文件`)
    if (excluded === true) continue
    const found = sheet.layout?.columns ?? []
    if (headerRow !== undefined && found.length === 0) {
      throw refused(`工作表“${name}”第 ${headerRow} 行没有文字，不能作表头。请填写列名所在的行号`)
    }
    for (const [column, choice] of columns ?? []) {
      const plan = found.find((each) => each.column === column)
      if (plan === undefined) {
        throw refused(`工作表“${name}”的 ${columnLetters(column)} 列在表头行没有列名，不能选择。请核对表头行`)
      }
      refuseUnit(name, plan, choice)
    }
    refuseTwice(name, found)
  }
}

/** What was chosen otherwise than guessed, one sentence each. */
export function choiceTexts(sheets: readonly LaidOutSheet[], overrides: Overrides): string[] {
  return sheets.flatMap(({ name, layout }) => {
    const override = overrides.get(name)
    if (override?.excluded === true) return [`“${name}”不导入`]
    const row = override?.headerRow === undefined ? [] : [`“${name}”表头行为第 ${override.headerRow} 行`]
    return [...row, ...(layout?.columns ?? []).flatMap((plan) => columnText(name, plan))]
  })
}

/** What to keep for the next import. A header that was chosen in two ways is not kept. */
export function headersToRemember(sheets: readonly LaidOutSheet[]): RememberedHeader[] {
  const kept = new Map<string, RememberedHeader | null>()
  for (const plan of sheets.flatMap(({ layout }) => layout?.columns ?? [])) {
    const header = headerKey(plan.header)
    const chosen = plan.readFrom === 'choice' || (plan.readFrom === 'remembered' && plan.unitFrom === 'choice')
    if (!chosen || plan.known || header.length > LONGEST_REMEMBERED) continue
    const field = plan.target.kind === 'field' ? plan.target.field : ''
    const next: RememberedHeader = { header, field, unit: plan.unitFrom === 'choice' ? plan.unit : '' }
    const before = kept.get(header)
    const same = before === undefined || (before?.field === next.field && before.unit === next.unit)
    kept.set(header, same ? next : null)
  }
  return [...kept.values()].filter((each) => each !== null)
}

/** 1 → A, 27 → AA: the column's name in Excel and WPS. */
export function columnLetters(column: number): string {
  let rest = column
  let letters = ''
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}

function columnText(sheet: string, plan: ColumnPlan): string[] {
  const { header, target, readFrom, unit, unitFrom } = plan
  const byUnit = unitFrom === 'choice' ? `单位按“${unit}”` : ''
  const read = readFrom !== 'choice' ? '' : target.kind === 'field' ? `读作“${fieldLabel(target.field)}”` : '不导入'
  const words = [read, byUnit].filter((each) => each !== '').join('，')
  return words === '' ? [] : [`“${sheet}”${columnLetters(plan.column)} 列“${header}”${words}`]
}

function refuseUnit(sheet: string, plan: ColumnPlan, choice: ColumnChoice): void {
  const { target } = choice
  if (choice.unit === undefined || (target.kind === 'field' && fieldKind(target.field) === 'fen')) return
  throw refused(`工作表“${sheet}”的“${plan.header}”不是金额列，不能选择金额单位`)
}

/** Two columns the table reads alike are a warning and a check per row; a person who adds one must say which. */
function refuseTwice(sheet: string, columns: readonly ColumnPlan[]): void {
  for (const plan of columns) {
    const { target } = plan
    if (plan.readFrom !== 'choice' || target.kind !== 'field') continue
    const other = columns.find(
      (each) => each !== plan && each.target.kind === 'field' && each.target.field === target.field,
    )
    if (other === undefined) continue
    const [one, two] = [plan, other].map(({ column, header }) => `${columnLetters(column)} 列“${header}”`)
    throw refused(
      `工作表“${sheet}”的 ${one}与 ${two}都读作“${fieldLabel(target.field)}”，一项内容只能来自一列。请先把其中一列改为不导入`,
    )
  }
}

function refused(sentence: string): AppError {
  return new AppError('BAD_INPUT', sentence)
}
