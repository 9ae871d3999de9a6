/**
 * True applications and the workbooks a bureau would make of them. Nothing here uses the program's own parsing, units or
 * dates: amounts are bigint 分 written out digit by digit, days are three numbers.
 */
import ExcelJS from 'exceljs'
import { writeCell } from './intakeCells.ts'
import { ARTICLES, COMMON, type Column, INDUSTRIES, OWN, SHEET_NAMES, WRITTEN } from './intakeColumns.ts'
import { Dice } from './intakeDice.ts'

export interface Day {
  year: number
  month: number
  day: number
}
export type Truth = {
  no: string
  /** Key of the article, or null where the workbook leaves it open (待核). */
  article: string | null
  applicant: string
  creditCode: string
  industry: string
  project: string
  texts: Record<string, string>
  fen: Record<string, bigint>
  days: Record<string, Day>
  flags: Record<string, boolean>
  years: Record<string, number>
  /** Exact decimal text. */
  decimals: Record<string, string>
  integers: Record<string, number>
  materials: Record<string, boolean>
}
export interface TruthBook {
  bytes: Buffer
  truths: { sheet: string; row: number; truth: Truth }[]
  /** Rows that are no application: notes, totals, blanks, repeated headers. */
  skipped: { sheet: string; row: number }[]
  sheets: { name: string; article: string | null; rows: number }[]
}

/** A whole workbook from a seed. */
export async function makeBook(seed: number): Promise<TruthBook> {
  const dice = new Dice(seed)
  const workbook = new ExcelJS.Workbook()
  const book: TruthBook = { bytes: Buffer.alloc(0), truths: [], skipped: [], sheets: [] }
  const serial = { next: 1 }
  if (dice.chance(0.4)) addSheet(workbook, book, dice, '申报汇总', ARTICLES, serial)
  else {
    for (const article of dice.shuffle(ARTICLES).slice(0, dice.between(1, 4))) {
      addSheet(workbook, book, dice, SHEET_NAMES[article] ?? article, [article], serial)
    }
  }
  if (dice.chance(0.3)) workbook.addWorksheet('填表说明').addRow(['一、申报编号由系统生成。'])
  book.bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  return book
}

function addSheet(
  workbook: ExcelJS.Workbook,
  book: TruthBook,
  dice: Dice,
  name: string,
  articles: string[],
  serial: { next: number },
): void {
  const sheet = workbook.addWorksheet(name)
  const mixed = articles.length > 1
  const must = new Set(['no', 'applicant', 'article', 'requestedFen', 'serial'])
  const chosen = [...COMMON, ...articles.flatMap((article) => OWN[article] ?? [])]
    .filter((each) => must.has(each.key) || !COMMON.includes(each) || dice.chance(0.8))
    .map((each) => ({ ...each, header: dice.pick(each.headers), unit: dice.pick(['元', '万元']) }))
  const columns = dice.chance(0.5) ? dice.shuffle(chosen) : chosen
  const titleUnit = dice.chance(0.5) ? dice.pick(['元', '万元']) : null

  const title = mixed ? '龙岗区时尚产业专项资金申报汇总表' : `2026年度${name}申报汇总`
  const titles = dice.chance(0.8) ? [title, ...(titleUnit === null ? [] : [`单位：${titleUnit}`])] : []
  for (const text of dice.chance(0.3) ? ['附件', ...titles] : titles) {
    sheet.addRow([text])
    if (dice.chance(0.8) && columns.length > 1) sheet.mergeCells(sheet.rowCount, 1, sheet.rowCount, columns.length)
  }
  const unitInHeader = titles.length < 2 || dice.chance(0.4)
  const unitOf = (each: { unit: string }): string => (unitInHeader ? each.unit : (titleUnit ?? '元'))
  const headers = columns.map((each) => {
    const star = must.has(each.key) && dice.chance(0.2) ? '*' : ''
    const unit =
      each.kind === 'fen' && unitInHeader
        ? dice.pick([`（${each.unit}）`, `(${each.unit})`, `\n（单位：${each.unit}）`])
        : ''
    return `${star}${each.header}${unit}`
  })
  sheet.addRow(headers)
  const first = sheet.rowCount + 1
  for (const [at] of columns.entries()) if (dice.chance(0.1)) sheet.getColumn(at + 1).hidden = true

  const articlesSeen = new Set<string | null>()
  const count = dice.between(1, 9)
  for (let index = 1; index <= count; index += 1) {
    if (index > 1 && dice.chance(0.06)) skip(sheet, book, name, [])
    if (index > 1 && dice.chance(0.04)) skip(sheet, book, name, headers)
    const article = dice.pick(articles)
    const { truth, written } = makeTruth(dice, article, serial.next, mixed)
    serial.next += 1
    const own = new Set((OWN[article] ?? []).map(({ key }) => key))
    const values = columns.map((each) => {
      const mine = COMMON.some(({ key }) => key === each.key) || own.has(each.key)
      if (each.kind === 'article') return written
      if (each.kind === 'serial') return index
      return mine ? writeCell(dice, each.kind, each.key, truth, unitOf(each)) : dice.pick([null, null, '', '/'])
    })
    const present = new Set(columns.map(({ key }) => key))
    const row = sheet.addRow(values)
    for (const cell of values.keys())
      if (values[cell] instanceof Date) row.getCell(cell + 1).numFmt = dice.pick(DATE_FORMATS)
    book.truths.push({ sheet: name, row: row.number, truth: onlyPresent(truth, present) })
    articlesSeen.add(truth.article)
  }
  if (dice.chance(0.5)) skip(sheet, book, name, totalRow(dice, columns.length))
  if (dice.chance(0.5)) skip(sheet, book, name, ['注：本表由系统导出，请勿修改表头。'])
  if (dice.chance(0.5))
    skip(sheet, book, name, [dice.pick(['填表人：示例', '审核人：示例　　日期：2026年3月', '备注：以上均已核对'])])
  const [only] = articlesSeen
  book.sheets.push({ name, article: articlesSeen.size === 1 ? (only ?? null) : null, rows: sheet.rowCount - first + 1 })
}

const DATE_FORMATS = ['yyyy/m/d', 'yyyy-mm-dd', 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日"', 'm/d/yy']

function skip(sheet: ExcelJS.Worksheet, book: TruthBook, name: string, values: ExcelJS.CellValue[]): void {
  book.skipped.push({ sheet: name, row: sheet.addRow(values).number })
}

function totalRow(dice: Dice, width: number): ExcelJS.CellValue[] {
  const cells: ExcelJS.CellValue[] = [dice.pick(['合计', '合 计', '小计', '总计', '合计：'])]
  if (width > 3) cells[width - 1] = { formula: 'SUM(A1:A2)', result: 123.45 }
  return cells
}

function makeTruth(
  dice: Dice,
  article: string,
  serial: number,
  mixed: boolean,
): { truth: Truth; written: ExcelJS.CellValue } {
  const personal = article === 'talent'
  const truth: Truth = {
    no: `LG2026${String(serial).padStart(6, '0')}`,
    article,
    applicant: personal ? `示例匠人${serial}` : `深圳市示例${serial}${dice.pick(['眼镜', '珠宝', '家具'])}有限公司`,
    creditCode: personal ? '' : `91440307MA${String(dice.between(10_000_000, 99_999_999))}`,
    industry: dice.pick(INDUSTRIES),
    project: `示例项目${serial}`,
    texts: {},
    fen: {},
    days: {},
    flags: {},
    years: {},
    decimals: {},
    integers: {},
    materials: {},
  }
  for (const each of [...COMMON, ...(OWN[article] ?? [])]) fill(dice, each, truth)
  let written: ExcelJS.CellValue = dice.pick(WRITTEN[article] ?? [])
  // A bare number of both versions: the row's own columns decide, or in a sheet of one article its name; for an
  // exhibitor of a mixed sheet nothing decides.
  if ((article === 'event' || article === 'growth') && dice.chance(0.4))
    written = dice.pick(['第十二条', '12', 12, '第１２条'])
  if (article === 'exhibition' && dice.chance(0.4)) {
    written = dice.pick(['第十一条', '11'])
    if (mixed) truth.article = null
  }
  if (mixed && dice.chance(0.05)) {
    written = dice.pick([null, '见附件', '第二十条', '第九条 智能眼镜'])
    truth.article = null
  }
  return { truth, written }
}

/** Facts that decide between articles are always stated; others are sometimes missing. */
const DECIDING = new Set(['filingDate', 'outputFen'])

function fill(dice: Dice, each: Column, truth: Truth): void {
  if (['no', 'applicant', 'creditCode', 'industry', 'project', 'article', 'serial'].includes(each.key)) return
  if (!DECIDING.has(each.key) && dice.chance(0.12)) return
  const { key, kind } = each
  if (kind === 'fen') truth.fen[key] = makeFen(dice)
  else if (kind === 'date')
    truth.days[key] = { year: dice.between(2023, 2026), month: dice.between(1, 12), day: dice.between(1, 28) }
  else if (kind === 'flag') truth.flags[key] = dice.chance(0.6)
  else if (kind === 'material') truth.materials[key] = dice.chance(0.6)
  else if (kind === 'year') truth.years[key] = dice.between(2022, 2026)
  else if (kind === 'integer') truth.integers[key] = dice.between(1, 900)
  else if (kind === 'decimal') truth.decimals[key] = dice.pick(['5000', '12345.5', '80', '36000'])
  else if (kind === 'id') {
    truth.texts[key] =
      key === 'phone'
        ? `138${dice.between(10_000_000, 99_999_999)}`
        : `6222${dice.between(1e6, 9e6)}${dice.between(1e7, 9e7)}`
  } else truth.texts[key] = `示例${key}${dice.between(1, 99)}`
}

function makeFen(dice: Dice): bigint {
  const yuan = BigInt(dice.between(1, 30_000_000))
  return yuan * 100n + (dice.chance(0.6) ? BigInt(dice.upTo(100)) : 0n)
}

function onlyPresent(truth: Truth, present: ReadonlySet<string>): Truth {
  const keep = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => present.has(key)))
  return {
    ...truth,
    creditCode: present.has('creditCode') ? truth.creditCode : '',
    industry: present.has('industry') ? truth.industry : '',
    project: present.has('project') ? truth.project : '',
    texts: keep(truth.texts),
    fen: keep(truth.fen),
    days: keep(truth.days),
    flags: keep(truth.flags),
    years: keep(truth.years),
    decimals: keep(truth.decimals),
    integers: keep(truth.integers),
    materials: keep(truth.materials),
  }
}
