import { fieldKind, fieldLabel, isPersonal } from './fields.ts'
import type { ColumnPlan } from './layout.ts'
import { cellText } from './parseRow.ts'
import type { ColumnMapping, RawRow, RawSheet, SheetTop } from './sheet.ts'
import { clip, compact, mask, tidy } from './text.ts'

/** Rows looked at for samples; a column whose first values come later shows none. */
const SAMPLED_ROWS = 200
const SAMPLES = 2
const TOP_ROWS = 12
const TOP_CELLS = 16
/** Eleven signs and more: a phone, bank account or identity number may stand in any text. */
const LONG_NUMBER = /\d[\d -]{9,}[\dXx]/g

/** How a column was read, with samples from the given rows. */
export function mappingOf(sheet: string, plan: ColumnPlan, rows: readonly RawRow[]): ColumnMapping {
  const { column, header, target, readFrom, unit, unitFrom } = plan
  const money = target.kind === 'field' && fieldKind(target.field) === 'fen'
  const field =
    target.kind === 'field' ? fieldLabel(target.field) : target.kind === 'material' ? `材料：${target.material}` : ''
  return {
    sheet,
    column,
    header,
    field,
    key: target.kind === 'field' ? target.field : '',
    kind: target.kind,
    from: readFrom,
    money,
    unit: money && unit === '' ? '元' : unit,
    unitFrom,
    samples: samplesOf(plan, rows),
  }
}

/** The first rows that are not blank. */
export function topOf(sheet: RawSheet, leftOut: boolean): SheetTop {
  const rows = sheet.rows.slice(0, TOP_ROWS).map((row) => {
    const texts = [...row.cells]
      .filter(([column]) => row.echoed?.has(column) !== true)
      .map(([, cell]) => clip(maskLong(tidy(cellText(cell)))))
      .filter((text) => text !== '')
    return {
      row: row.row,
      text: [...texts.slice(0, TOP_CELLS), ...(texts.length > TOP_CELLS ? ['…'] : [])].join(' | '),
    }
  })
  return { sheet: sheet.name, leftOut, rows }
}

function samplesOf({ column, target }: ColumnPlan, rows: readonly RawRow[]): string[] {
  const found = new Set<string>()
  for (const row of rows.slice(0, SAMPLED_ROWS)) {
    const cell = row.cells.get(column)
    if (cell === undefined || row.echoed?.has(column) === true) continue
    const text = sampleText(tidy(cellText(cell)), target)
    if (text !== '') found.add(text)
    if (found.size === SAMPLES) break
  }
  return [...found]
}

function sampleText(text: string, target: ColumnPlan['target']): string {
  if (target.kind === 'field' && isPersonal(target.field)) return mask(compact(text))
  // A recognised number, date or code is what it says; anything else may hold a person's number.
  if (target.kind === 'field' && fieldKind(target.field) !== 'text') return clip(text)
  return clip(maskLong(text))
}

function maskLong(text: string): string {
  return text.replace(LONG_NUMBER, mask)
}
