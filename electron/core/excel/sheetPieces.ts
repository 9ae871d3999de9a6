import type { PaperColumn, PaperSheet } from '../../../shared/report/sheet.ts'
import { RowWriter } from './paperRows.ts'
import { fittedColumns } from './paperWidths.ts'
import { SHEET_MARGINS, sheetFormat } from './sheetPaper.ts'
import type { StyleSheet } from './styleSheet.ts'
import { columnLetters, escaped } from './xmlText.ts'

/** Millimetres as inches, the unit of Excel's page margins. */
const MM = 1 / 25.4
/** The numbers Excel gives papers. */
const PAPERS = { A3: 8, A4: 9 }
/** At most so many columns stay in view while the amounts scroll: 序号 … 申报单位. */
const FROZEN_COLUMNS = 4
/** A piece is handed on when it has grown to so many signs. */
const PIECE = 48 * 1024

/** What the book says about a sheet, known once the sheet was walked. */
export interface WrittenSheet {
  name: string
  headerRow: number
  /** The autofilter's area; null for papers without one. */
  filter: string | null
}

/**
 * One worksheet as XML, piece by piece, its rows made as they are asked for. `onRows` hears how many rows each piece
 * holds before it is handed on. Answers what the book says about the sheet.
 */
export function* sheetPieces(
  sheet: PaperSheet,
  styles: StyleSheet,
  onRows: (rows: number) => void,
): Generator<string, WrittenSheet> {
  const columns = fittedColumns(sheet)
  const writer = new RowWriter(columns, styles)
  const headerRow = sheet.before.length + 1
  yield head(sheet, columns, headerRow)
  let piece = sheet.before.map((band) => writer.band(band)).join('') + writer.header(sheet.mark !== '')
  let rows = 0
  let lastData = headerRow + 1
  for (const row of sheet.rows) {
    if (row.kind === 'data') {
      piece += writer.data(row)
      lastData = writer.at
    } else piece += row.kind === 'sum' ? writer.sum(row, headerRow + 1) : writer.band(row)
    rows += 1
    if (piece.length < PIECE) continue
    onRows(rows)
    yield piece
    piece = ''
    rows = 0
  }
  onRows(rows)
  yield piece + sheet.after.map((band) => writer.band(band)).join('')
  const filter = sheet.plain ? `A${headerRow}:${columnLetters(columns.length - 1)}${lastData}` : null
  yield foot(sheet, columns, writer, filter)
  return { name: sheet.name, headerRow, filter }
}

function head(sheet: PaperSheet, columns: readonly PaperColumn[], headerRow: number): string {
  const tab = sheet.mark === '' ? '' : '<tabColor rgb="FFC00000"/>'
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr>${tab}<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane(sheet, columns, headerRow)}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
}

/** The header and, in plain tables, the columns up to the applicant stay in view. */
function pane(sheet: PaperSheet, columns: readonly PaperColumn[], headerRow: number): string {
  const applicant = columns.findIndex(({ field, header }) => field === 'applicant' || header === '申报单位') + 1
  const wanted = applicant > 0 && applicant <= FROZEN_COLUMNS ? applicant : 1
  const across = sheet.plain ? Math.min(wanted, columns.length - 1) : 0
  const corner = `${columnLetters(across)}${headerRow + 1}`
  const active = across === 0 ? 'bottomLeft' : 'bottomRight'
  const split = across === 0 ? '' : `xSplit="${across}" `
  return `<pane ${split}ySplit="${headerRow}" topLeftCell="${corner}" activePane="${active}" state="frozen"/><selection pane="${active}" activeCell="${corner}" sqref="${corner}"/>`
}

function foot(
  sheet: PaperSheet,
  columns: readonly PaperColumn[],
  { merges, links, at }: RowWriter,
  filter: string | null,
): string {
  const area = `A1:${columnLetters(columns.length - 1)}${at}`
  const margins = Object.entries(SHEET_MARGINS).map(
    ([side, millimetres]) => `${side}="${(millimetres * MM).toFixed(4)}"`,
  )
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return [
    '</sheetData>',
    filter === null ? '' : `<autoFilter ref="${filter}"/>`,
    merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`,
    links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
    '<printOptions horizontalCentered="1"/>',
    `<pageMargins ${margins.join(' ')}/>`,
    `<pageSetup paperSize="${PAPERS[sheetFormat(columns)]}" fitToHeight="0" orientation="landscape"/>`,
    `<headerFooter><oddHeader>${escaped(pageHeader(sheet))}</oddHeader><oddFooter>${escaped(pageFooter(sheet))}</oddFooter></headerFooter>`,
    // Codes and numbers of applications are text on purpose: no warning triangle in each cell.
    `<ignoredErrors><ignoredError sqref="${area}" numberStoredAsText="1"/></ignoredErrors>`,
    '</worksheet>',
  ].join('')
}

function pageHeader(sheet: PaperSheet): string {
  const lines = sheet.plain ? [sheet.head ?? '', sheet.unit].filter((line) => line !== '') : []
  const left = lines.length === 0 ? '' : `&L&"宋体,常规"&9 ${lines.map(literal).join('\n')}`
  const centre = sheet.pageTitle === '' ? '' : `&C&"黑体,常规"&14 ${literal(sheet.pageTitle)}`
  const right = sheet.mark === '' ? '' : `&R&"黑体,常规"&11 ${literal(sheet.mark)}`
  return `${left}${centre}${right}`
}

function pageFooter(sheet: PaperSheet): string {
  return `&L&"宋体,常规"&9 ${literal(sheet.reference)}&C&"宋体,常规"&9 第 &P 页，共 &N 页&R&"宋体,常规"&9 ${literal(sheet.name)}`
}

/** “&” starts a code in Excel's page headers. */
function literal(text: string): string {
  return text.replaceAll('&', '&&')
}
