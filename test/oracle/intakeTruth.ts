/**
 * True applications and the workbooks a bureau would make of them. Nothing here uses the program's own parsing, units or
 * dates: amounts are bigint 分 written out digit by digit, days are three numbers.
 */
import ExcelJS from 'exceljs'

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

/** A small seeded generator (mulberry32), so that a failing book can be made again. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  upTo(limit: number): number {
    return Math.floor(this.next() * limit)
  }
  between(from: number, to: number): number {
    return from + this.upTo(to - from + 1)
  }
  chance(part: number): boolean {
    return this.next() < part
  }
  pick<T>(list: readonly T[]): T {
    const found = list[this.upTo(list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}

interface Column {
  key: string
  headers: string[]
  kind: 'text' | 'id' | 'fen' | 'date' | 'flag' | 'year' | 'decimal' | 'integer' | 'material' | 'serial' | 'article'
}

const column = (key: string, kind: Column['kind'], ...headers: string[]): Column => ({ key, kind, headers })

const COMMON: Column[] = [
  column('serial', 'serial', '序号'),
  column('no', 'id', '申报编号', '项目编号', '申请编号'),
  column('article', 'article', '申报条款', '条款', '申报类别', '扶持条款'),
  column('applicant', 'text', '申报单位', '企业名称', '单位名称', '申请单位', '申报单位（盖章）'),
  column('creditCode', 'id', '统一社会信用代码', '信用代码', '社会信用代码'),
  column('industry', 'text', '所属产业', '产业', '行业', '所属行业'),
  column('project', 'text', '项目名称', '申报项目'),
  column('requestedFen', 'fen', '申报金额', '申请金额', '申请资助金额', '拟申请资助金额'),
  column('phone', 'id', '联系电话', '手机', '联系方式'),
  column('bankAccount', 'id', '银行账号', '开户账号'),
  column('contact', 'text', '联系人'),
  column('address', 'text', '注册地址', '单位地址'),
  column('submittedOn', 'date', '申报日期', '申请日期'),
  column('营业执照', 'material', '营业执照', '营业执照（复印件）', '是否提供营业执照'),
  column('纳税证明', 'material', '纳税证明', '完税证明'),
  column('绿色工厂证书', 'material', '绿色工厂证书'),
]
const OWN: Record<string, Column[]> = {
  platform: [
    column('platformName', 'text', '平台名称'),
    column('investmentYear', 'year', '投入年度', '投入年份'),
    column('priorYearInvestmentFen', 'fen', '上年度实际投入', '上年度投入金额'),
    column('orgStructure', 'flag', '组织架构'),
    column('duties', 'flag', '职责'),
    column('results', 'flag', '工作成效'),
    column('实施报告', 'material', '实施报告', '项目实施报告'),
  ],
  event: [
    column('eventName', 'text', '活动名称', '展会名称'),
    column('startDate', 'date', '开始日期', '活动开始时间'),
    column('endDate', 'date', '结束日期'),
    column('filingDate', 'date', '报备日期', '备案日期'),
    column('aiGroup', 'flag', 'AI+组别', 'ＡＩ＋组别'),
    column('aiZone', 'flag', '人工智能展区', '是否设置人工智能展区'),
    column('areaSqm', 'decimal', '展览面积（㎡）', '展览面积(平方米)'),
    column('exhibitors', 'integer', '参展企业数（家）', '参展企业数量'),
    column('actualInvestmentFen', 'fen', '实际投入', '实际投入金额'),
    column('专项审计报告', 'material', '专项审计报告', '审计报告'),
  ],
  growth: [
    column('outputFen', 'fen', '上年度产值', '上年产值'),
    column('priorOutputFen', 'fen', '前一年度产值', '前年度产值'),
    column('dataSource', 'text', '数据来源'),
  ],
  'gold-exchange': [column('membershipClass', 'text', '会员类别'), column('membershipDate', 'date', '取得日期')],
  'smart-glasses': [
    column('purpose', 'text', '用途'),
    column('purchaseDate', 'date', '采购日期'),
    column('quantity', 'decimal', '数量（副）', '采购数量'),
    column('purchaseFen', 'fen', '采购额', '采购金额'),
  ],
  talent: [
    column('idNumber', 'id', '证件号码', '身份证号'),
    column('employer', 'text', '工作单位'),
    column('honour', 'text', '称号'),
    column('honourYear', 'year', '认定年度'),
  ],
  exhibition: [],
}
const WRITTEN: Record<string, string[]> = {
  platform: ['第九条', 'platform', '完善时尚行业支撑体系', '9', '公共服务平台', '原第九条'],
  event: ['原第十二条', '第十一条 重大活动', 'event', '支持培育时尚产业重大活动', '修订后第十一条', '旧第十二条'],
  growth: ['支持培育时尚产业高质量发展', 'growth', '第十二条 高质量发展', '新第十二条', '修订后第12条'],
  'gold-exchange': ['第十三条', '13', 'gold-exchange', '十三', '黄金交易所会员'],
  'smart-glasses': ['第十四条', 'smart-glasses', '支持智能眼镜应用推广', '第14条'],
  talent: ['第十条', 'talent', '促进时尚产业高技能人才成长', '10'],
  exhibition: ['原第十一条', '支持时尚企业参加展会', '第十一条（修订前）', 'exhibition'],
}
const SHEET_NAMES: Record<string, string> = {
  platform: '第九条 公共服务平台',
  event: '第十一条 重大活动',
  growth: '第十二条 高质量发展',
  'gold-exchange': '第十三条 黄金交易所会员',
  'smart-glasses': '第十四条 智能眼镜',
  talent: '第十条 高技能人才',
  exhibition: '原第十一条 参加展会',
}
const ARTICLES = Object.keys(OWN)
const INDUSTRIES = ['黄金珠宝', '家具', '眼镜', '服装', '钟表', '内衣', '皮革', '化妆品', '工艺美术']

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

const WIDE = '０１２３４５６７８９'
const wide = (text: string): string => text.replace(/\d/g, (digit) => WIDE[Number(digit)] ?? '').replace('.', '．')

/** 分 as decimal text of a unit, exact. */
function amountText(fen: bigint, unit: string): string {
  const places = unit === '万元' ? 6 : 2
  const digits = fen.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`
}

function grouped(text: string, comma: string): string {
  const [whole = '', fraction] = text.split('.')
  const head = whole.replace(/\B(?=(\d{3})+$)/g, comma)
  return fraction === undefined ? head : `${head}.${fraction}`
}

function writeCell(dice: Dice, kind: Column['kind'], key: string, truth: Truth, unit: string): ExcelJS.CellValue {
  const blank = (): ExcelJS.CellValue => dice.pick([null, '', '/', '空', '—'])
  switch (kind) {
    case 'fen': {
      const fen = truth.fen[key]
      return fen === undefined ? blank() : writeAmount(dice, fen, unit)
    }
    case 'date': {
      const day = truth.days[key]
      return day === undefined ? blank() : writeDay(dice, day)
    }
    case 'flag':
    case 'material': {
      const flag = kind === 'flag' ? truth.flags[key] : truth.materials[key]
      if (flag === undefined) return dice.pick([null, '', '空'])
      return flag ? dice.pick(['是', '有', '√', 'Y', 'y', '✓', ' 是 ']) : dice.pick(['否', '无', '×', 'N', '✗'])
    }
    case 'year': {
      const year = truth.years[key]
      return year === undefined ? blank() : dice.pick([year, `${year}`, `${year}年`, wide(`${year}`), `${year}年度`])
    }
    case 'integer': {
      const value = truth.integers[key]
      return value === undefined ? blank() : dice.pick([value, `${value}`, `${value}家`, wide(`${value}`)])
    }
    case 'decimal': {
      const value = truth.decimals[key]
      return value === undefined ? blank() : dice.pick([Number(value), value, grouped(value, ','), wide(value)])
    }
    case 'id':
    case 'text':
      return writeText(dice, key, truth) ?? blank()
    default:
      return null
  }
}

function writeText(dice: Dice, key: string, truth: Truth): ExcelJS.CellValue | undefined {
  if (key === 'no')
    return dice.pick([
      truth.no,
      ` ${truth.no}`,
      { richText: [{ text: truth.no.slice(0, 4) }, { text: truth.no.slice(4) }] },
    ])
  if (key === 'applicant') return dice.pick([truth.applicant, `${truth.applicant} `, `\n${truth.applicant}`])
  if (key === 'industry') return truth.industry
  if (key === 'project') return truth.project
  if (key === 'creditCode') {
    if (truth.creditCode === '') return undefined
    return dice.pick([truth.creditCode, truth.creditCode.toLowerCase(), wide(truth.creditCode)])
  }
  const text = truth.texts[key]
  if (text === undefined) return undefined
  if (key === 'phone') return dice.pick([text, Number(text), wide(text)])
  return text
}

function writeAmount(dice: Dice, fen: bigint, unit: string): ExcelJS.CellValue {
  const text = amountText(fen, unit)
  const other = unit === '元' ? '万元' : '元'
  return dice.pick<ExcelJS.CellValue>([
    Number(text),
    Number(text),
    text,
    ` ${text} `,
    wide(text),
    grouped(text, ','),
    grouped(text, '，'),
    `${text}${unit}`,
    `${amountText(fen, other)}${other}`,
    `¥${grouped(text, ',')}`,
    { formula: `ROUND(${text},6)`, result: Number(text) },
  ])
}

function writeDay(dice: Dice, { year, month, day }: Day): ExcelJS.CellValue {
  const two = (part: number): string => String(part).padStart(2, '0')
  const at = Date.UTC(year, month - 1, day)
  return dice.pick<ExcelJS.CellValue>([
    new Date(at),
    new Date(at + 43_200_000),
    `${year}年${month}月${day}日`,
    `${year}.${month}.${day}`,
    `${year}/${month}/${day}`,
    `${year}-${two(month)}-${two(day)}`,
    `${year}${two(month)}${two(day)}`,
    Number(`${year}${two(month)}${two(day)}`),
    wide(`${year}-${two(month)}-${two(day)}`),
    `${year}-${two(month)}-${two(day)} 00:00:00`,
    Math.round(at / 86_400_000) + 25_569,
  ])
}
