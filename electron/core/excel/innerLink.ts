import type ExcelJS from 'exceljs'
import type { CellLink } from '../../../shared/report/sheet.ts'

/**
 * Makes a cell lead to a place in the same workbook. Nothing but the program's own sheet name and a row goes into it,
 * and no formula. The streaming writer offers links as relationships to outside files only; its own list of links takes
 * a bare location, which is what a spreadsheet program writes for a place inside the workbook.
 */
export function linkInside(sheet: ExcelJS.Worksheet, address: string, { sheet: name, row }: CellLink): void {
  const links = linkList(sheet)
  if (links === null) throw new Error('exceljs keeps its links elsewhere')
  links.push({ address, target: `'${name}'!A${row}`, tooltip: `到“${name}”` })
}

function linkList(sheet: ExcelJS.Worksheet): unknown[] | null {
  const relations: unknown = Reflect.get(sheet, '_sheetRelsWriter')
  if (typeof relations !== 'object' || relations === null) return null
  const links: unknown = Reflect.get(relations, '_hyperlinks')
  return Array.isArray(links) ? links : null
}
