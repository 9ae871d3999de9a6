/**
 * R9: every two-decimal amount from 0.00 to 100,000.00 元 through the four media: text, an Excel file, SQLite and PDF.
 * Text, Excel and SQLite carry all of them; a PDF is drawn from the text that is checked for all, and a sample of
 * 10,000 amounts is drawn into real notices and read back.
 */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import Database from 'better-sqlite3'
import ExcelJS from 'exceljs'
import { fen as fenColumn } from '../../db/migrations/columns.ts'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import { decimalFromNumber } from '../../shared/decimal.ts'
import { type Fen, parseMoney, wanGrouped, yuanText } from '../../shared/money.ts'
import { longList, SETTINGS } from '../fixtures/frozenList.ts'
import { brokenRoundTrip } from '../money/roundTrip.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { ms, tell, timed } from './figure.ts'
import { PROJECT, scratchFolder } from './world.ts'

const LAST: Fen = 10_000_000
const COUNT = LAST + 1
/** Cells of one workbook: 2,500 rows of 100 columns, far below what a file of the office may hold. */
const [ROWS, COLUMNS] = [2_500, 100]
const PER_BOOK = ROWS * COLUMNS
/** Amounts of one JSON text in SQLite. */
const PER_TEXT = 1_000
/** Names of one notice, and notices. Steps coprime with 100 and 1,000 take every ending. */
const [NAMES, NOTICES] = [5_000, 2]
const STEP = 997

const folder = scratchFolder()

await show(`元、万元文字（含千分位）和表格数值，${COUNT} 个`, throughText, `trunc(x×100) 有 ${truncated()} 个错`)
await show(`SQLite 整数列和 JSON 文字，落盘再读，${COUNT} 个`, throughSqlite, '')
await show(`Excel 文件写出再读入，${COUNT} 个，${Math.ceil(COUNT / PER_BOOK)} 个文件`, throughExcel, '')
await show(`公示 PDF 画出再取字，${NAMES * NOTICES} 个（所用文字 ${COUNT} 个已全部往返）`, throughPdf, '')

async function show(what: string, lost: () => number | Promise<number>, beside: string): Promise<void> {
  const { ms: took, value } = await timed(lost)
  tell({ name: `R9 ${what}`, measured: `${value} 个有变（${ms(took)}）`, target: '0 个', beside, reached: value === 0 })
}

/** Every way the program writes an amount, read back; the number of a cell also through the digits a file holds. */
function throughText(): number {
  let wrong = 0
  for (let fen = 0; fen <= LAST; fen += 1) {
    const cell = fen / 100
    const same =
      brokenRoundTrip(fen) === null &&
      cell === Number(yuanText(fen)) &&
      Number(String(cell)) === cell &&
      parseMoney(wanGrouped(fen).replaceAll(',', ''), '万元') === fen
    if (!same) wrong += 1
  }
  return wrong
}

function truncated(): number {
  let wrong = 0
  for (let fen = 0; fen <= LAST; fen += 1) if (Math.trunc(Number(yuanText(fen)) * 100) !== fen) wrong += 1
  return wrong
}

/** The column as every table of the program declares it, and facts as JSON, through a file on the disk. */
function throughSqlite(): number {
  const path = join(folder, 'amounts.db')
  const written = new Database(path)
  written.exec(`CREATE TABLE amount (at INTEGER PRIMARY KEY, ${fenColumn('amount_fen')}) STRICT`)
  written.exec('CREATE TABLE fact (at INTEGER PRIMARY KEY, facts TEXT NOT NULL) STRICT')
  const amount = written.prepare('INSERT INTO amount VALUES (?, ?)')
  const fact = written.prepare('INSERT INTO fact VALUES (?, ?)')
  written.transaction(() => {
    for (let fen = 0; fen <= LAST; fen += 1) amount.run(fen, fen)
    for (let from = 0; from <= LAST; from += PER_TEXT) fact.run(from, JSON.stringify(amountsFrom(from, PER_TEXT)))
  })()
  written.close()
  const read = new Database(path, { readonly: true })
  let [wrong, seen] = [0, 0]
  for (const row of read.prepare<[], [Fen, Fen]>('SELECT at, amount_fen FROM amount').raw().iterate()) {
    seen += 1
    if (row[0] !== row[1]) wrong += 1
  }
  for (const [from, facts] of read.prepare<[], [Fen, string]>('SELECT at, facts FROM fact').raw().iterate()) {
    const amounts: Fen[] = JSON.parse(facts)
    seen += amounts.length
    wrong += amounts.filter((fen, at) => fen !== from + at).length
  }
  read.close()
  return wrong + Math.abs(seen - 2 * COUNT)
}

function amountsFrom(from: Fen, count: number): Fen[] {
  return Array.from({ length: Math.min(count, COUNT - from) }, (_none, at) => from + at)
}

async function throughExcel(): Promise<number> {
  let wrong = 0
  for (let from = 0; from <= LAST; from += PER_BOOK) wrong += await throughBook(amountsFrom(from, PER_BOOK))
  return wrong
}

/** Written as the program writes money (分 ÷ 100 as a number), read as the program reads a workbook. */
async function throughBook(amounts: readonly Fen[]): Promise<number> {
  const path = join(folder, 'amounts.xlsx')
  const file = createWriteStream(path)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file })
  const sheet = book.addWorksheet('金额')
  for (let at = 0; at < amounts.length; at += COLUMNS) {
    sheet.addRow(amounts.slice(at, at + COLUMNS).map((fen) => fen / 100)).commit()
  }
  sheet.commit()
  await book.commit()
  await finished(file)
  const { sheets } = await readWorkbook(path, { cpuMs: 60_000 })
  const rows = sheets[0]?.rows ?? []
  return amounts.filter((fen, at) => {
    const cell = rows[Math.floor(at / COLUMNS)]?.cells.get((at % COLUMNS) + 1)
    return cell?.kind !== 'number' || parseMoney(decimalFromNumber(cell.value), '元') !== fen
  }).length
}

/** Real notices; every amount must stand in the row of its project, to the 分. */
async function throughPdf(): Promise<number> {
  let wrong = 0
  for (let notice = 0; notice < NOTICES; notice += 1) {
    const list = longList(NAMES)
    const items = list.items.map((item, at) => {
      return { ...item, allocatedFen: (notice * NAMES + at) * STEP }
    })
    const { bytes } = await makeNotice({ ...list, items }, SETTINGS, { templatesRoot: join(PROJECT, 'templates') })
    const drawn = (await pdfText(bytes)).join('\n')
    const found = [...drawn.matchAll(/^\d[\d,]*\.\d{6}$/gm)].map(([text]) =>
      parseMoney(text.replaceAll(',', ''), '万元'),
    )
    const wanted = items.map(({ allocatedFen }) => allocatedFen)
    wrong += wanted.filter((fen, at) => found[at] !== fen).length
  }
  return wrong
}
