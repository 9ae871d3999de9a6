import { yuanGrouped } from '../../shared/money.ts'
import type { PaperCell, PaperColumn, PaperRow, PaperSheet } from '../../shared/report/sheet.ts'
import type { PreviewSheet } from '../../shared/views.ts'

/** A sheet as display text, cell for cell what the workbook will show. */
export function previewSheet(sheet: PaperSheet): PreviewSheet {
  const { columns } = sheet
  return {
    name: sheet.name,
    columns: columns.map(({ header, width, kind }) => ({ header, width, kind })),
    rows: [...sheet.before, ...sheet.rows].map((row) => displayRow(row, columns)),
    totals: null,
  }
}

function displayRow(row: PaperRow, columns: readonly PaperColumn[]): string[] {
  const cells = columns.map(() => '')
  if (row.kind === 'data') return row.cells.map((cell, at) => displayCell(cell, columns[at]))
  if (row.kind === 'sum') {
    cells[row.labelColumn] = row.label
    for (const { column, fen } of row.values) cells[column] = yuanGrouped(fen)
    return cells
  }
  for (const { text, from } of row.parts) cells[from] = text
  return cells
}

function displayCell(cell: PaperCell, column: PaperColumn | undefined): string {
  if (cell === null) return ''
  return column?.kind === 'money' && typeof cell === 'number' ? yuanGrouped(cell) : String(cell)
}
