import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { IsoInstant } from '../../../shared/date.ts'
import type { PaperSheet } from '../../../shared/report/sheet.ts'
import { writeBand, writeDataRow, writeHeader, writeSumRow } from './paperRows.ts'
import { cellStyles } from './paperStyles.ts'
import { fittedColumns } from './paperWidths.ts'

/** Millimetres as inches, the unit of Excel's page margins. */
const MM = 1 / 25.4
const A4 = 9

/** 序号 … 申报单位 stay in view while the amounts scroll. */
const FROZEN_COLUMNS = 4

export interface WorkbookInfo {
  title: string
  /** The list's own moment: a paper made again from the same list has the same date. */
  createdAt: IsoInstant
}

/**
 * Writes sheets to `file` and ends it, row by row. Text from data is stored as text and never as a formula; the only
 * formulas are the SUMs of total rows, each with its value.
 */
export async function writeWorkbook(file: Writable, sheets: readonly PaperSheet[], info: WorkbookInfo): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: true })
  workbook.title = info.title
  workbook.creator = ''
  workbook.created = new Date(info.createdAt)
  workbook.modified = new Date(info.createdAt)
  for (const sheet of sheets) writeSheet(workbook, sheet)
  await workbook.commit()
}

function writeSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, sheet: PaperSheet): void {
  const columns = fittedColumns(sheet)
  const headerRow = sheet.before.length + 1
  const worksheet = workbook.addWorksheet(sheet.name, {
    properties: sheet.mark === '' ? {} : { tabColor: { argb: 'FFC00000' } },
    views: [
      {
        state: 'frozen',
        xSplit: sheet.plain ? Math.min(FROZEN_COLUMNS, columns.length - 1) : 0,
        ySplit: headerRow,
        showGridLines: false,
      },
    ],
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `1:${headerRow}`,
      margins: { left: 8 * MM, right: 8 * MM, top: 20 * MM, bottom: 16 * MM, header: 9 * MM, footer: 8 * MM },
    },
    headerFooter: { oddHeader: pageHeader(sheet), oddFooter: pageFooter(sheet) },
  })
  worksheet.columns = columns.map(({ width }) => ({ width }))
  for (const band of sheet.before) writeBand(worksheet, band, columns)
  writeHeader(worksheet, columns, sheet.mark !== '')
  if (sheet.plain) {
    const to = headerRow + Math.max(1, sheet.rows.filter((row) => row.kind === 'data').length)
    worksheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: to, column: columns.length } }
  }
  const plain = cellStyles('data', columns)
  const tinted = cellStyles('overridden', columns)
  for (const row of sheet.rows) {
    if (row.kind === 'data') writeDataRow(worksheet, row, columns, row.overridden ? tinted : plain)
    else if (row.kind === 'sum') writeSumRow(worksheet, row, columns, headerRow + 1)
    else writeBand(worksheet, row, columns)
  }
  for (const band of sheet.after) writeBand(worksheet, band, columns)
  worksheet.commit()
}

function pageHeader(sheet: PaperSheet): string {
  const centre = sheet.pageTitle === '' ? '' : `&C&"黑体,常规"&14 ${literal(sheet.pageTitle)}`
  const left = sheet.unit === '' || !sheet.plain ? '' : `&L&"宋体,常规"&9 ${literal(sheet.unit)}`
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
