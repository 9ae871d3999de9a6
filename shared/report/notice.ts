import { chineseAmount } from '../chineseAmount.ts'
import { addDays, chineseDate, type IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { type Fen, wanGrouped } from '../money.ts'
import { type Calendars, countWorkdays, periodEnd } from '../workdays.ts'
import type { FrozenList, ListItem, NoticeSettings } from './frozenList.ts'
import { listMarks, listReference } from './marks.ts'
import { maskName } from './maskName.ts'
import { fillTemplate, type NoticeColumn, type NoticeParagraph, type NoticeTemplate } from './noticeTemplate.ts'
import type { PublicText } from './privacy.ts'

export interface NoticeTable {
  title: string[]
  unit: string
  columns: NoticeColumn[]
  rows: { applicationNo: string; cells: string[] }[]
  total: string[]
}

/** A notice as words, before any page is laid out. */
export interface NoticeContent {
  title: string[]
  salutation: string
  body: NoticeParagraph[]
  attachment: string
  issuer: string
  date: string
  table: NoticeTable
  marks: string[]
  reference: string
  /** Everything but the bureau's own contact block, for the privacy gate. */
  publicTexts: PublicText[]
  warnings: string[]
}

const CONTACTS = {
  consultContact: '咨询联系人',
  consultPhone: '咨询电话',
  objectionContact: '异议受理联系人',
  objectionPhone: '异议受理电话',
  address: '通讯地址',
  postcode: '邮政编码',
  supervisionPhone: '监督电话',
} as const satisfies Partial<Record<keyof NoticeSettings, string>>

/**
 * The words of a 公示: granted applications only, natural persons masked, number and total in the text, start and end
 * date counted by the calendar. A setting that is not filled in stands as 〔待填写：…〕 and gives a warning.
 * Errors: BAD_INPUT when nothing is granted or the period runs into a year without calendar.
 */
export function noticeContent(
  list: FrozenList,
  settings: NoticeSettings,
  template: NoticeTemplate,
  calendars: Calendars,
): NoticeContent {
  const granted = list.items.filter((item) => item.status === 'granted')
  if (granted.length === 0) throw new AppError('BAD_INPUT', '名单中没有拟资助项目，无需公示，请核对批次和拟定意见')
  const warnings: string[] = []
  const blanks = new Set<string>()
  const orBlank = (label: string, value: string): string => {
    if (value.trim() !== '') return value.trim()
    if (!blanks.has(label)) warnings.push(`“${label}”未填写，公示中以〔待填写：${label}〕标出`)
    blanks.add(label)
    return `〔待填写：${label}〕`
  }
  const period = publicityPeriod(settings, calendars, orBlank, warnings)
  const total = granted.reduce((sum, item) => sum + item.allocatedFen, 0)
  const values =
    (contacts: boolean) =>
    (name: string): string => {
      const blank = template.blanks[name]
      if (blank !== undefined) return orBlank(blank.label, blank.value)
      if (isContact(name)) return contacts ? orBlank(CONTACTS[name], settings[name]) : ''
      return fields.get(name) ?? ''
    }
  const issuer = orBlank('发布机关', settings.issuer)
  const fields = new Map(
    Object.entries({
      year: String(list.round.year),
      batch: String(list.round.batch),
      roundName: list.round.name,
      count: String(granted.length),
      applicants: String(new Set(granted.map((item) => item.creditCode || item.applicant)).size),
      total: wanGrouped(total),
      totalWords: chineseAmount(total),
      ...period,
      issuer,
    }),
  )
  const attachment = fillTemplate(template.attachment, values(true))
  fields.set('attachment', attachment)
  const fill = (text: string): string => fillTemplate(text, values(true))
  const body = template.body.map(({ style, text }) => ({ style, text: fill(text) }))
  const table = noticeTable(granted, template, fill)
  if (list.articles.some((article) => article.noInferred && granted.some((item) => item.article === article.key))) {
    warnings.push('公示表中有条号为推断（原第十二条→第十一条），请与正式文本核对')
  }
  return {
    title: template.title.map(fill),
    salutation: fill(template.salutation),
    body,
    attachment,
    issuer,
    date: period.start,
    table,
    marks: listMarks(list),
    reference: listReference(list),
    publicTexts: [
      ...template.body.map(({ text }, index) => ({
        place: `公示正文第${index + 1}段`,
        text: fillTemplate(text, values(false)),
        creditCode: false,
      })),
      ...tableTexts(table),
    ],
    warnings,
  }
}

function isContact(name: string): name is keyof typeof CONTACTS {
  return Object.hasOwn(CONTACTS, name)
}

function publicityPeriod(
  settings: NoticeSettings,
  calendars: Calendars,
  orBlank: (label: string, value: string) => string,
  warnings: string[],
): { start: string; end: string; days: string } {
  const { startOn, publicityDays, workingDays, countFirstDay } = settings
  const days = orBlank('公示天数', publicityDays === null ? '' : `${publicityDays}${workingDays ? '个工作日' : '天'}`)
  const start = orBlank('公示开始日期', startOn === null ? '' : chineseDate(startOn))
  if (startOn === null || publicityDays === null) return { start, end: orBlank('公示结束日期', ''), days }
  const end = periodEnd({ startOn, days: publicityDays, workingDays, countFirstDay }, calendars)
  if (!workingDays) {
    const plain = addDays(startOn, publicityDays - (countFirstDay ? 1 : 0))
    if (plain !== end) {
      warnings.push(`公示期最后一日${chineseDate(plain)}为休息日，已顺延至${chineseDate(end)}（民法典第二百零三条）`)
    }
  }
  warnings.push(...startWarning(startOn, workingDays, calendars))
  return { start, end: chineseDate(end), days }
}

function startWarning(startOn: IsoDate, workingDays: boolean, calendars: Calendars): string[] {
  if (!workingDays || countWorkdays(startOn, startOn, calendars) === 1) return []
  return [`公示开始日期${chineseDate(startOn)}是休息日，工作日从其后第一个工作日起算`]
}

function noticeTable(
  granted: readonly ListItem[],
  template: NoticeTemplate,
  fill: (text: string) => string,
): NoticeTable {
  const { columns, personNames } = template
  const moneyOf = (item: ListItem, field: NoticeColumn['field']): Fen | null =>
    field === 'requestedFen' || field === 'auditedFen' || field === 'allocatedFen' ? item[field] : null
  const decimals = new Map<string, number>()
  const totals = columns.map((column) =>
    column.total ? granted.reduce((sum, item) => sum + (moneyOf(item, column.field) ?? 0), 0) : null,
  )
  for (const { field } of columns) decimals.set(field, Math.max(...granted.map((item) => places(moneyOf(item, field)))))
  const wan = (fen: Fen | null, field: string) => (fen === null ? '' : wanFixed(fen, decimals.get(field) ?? 2))
  const rows = granted.map((item, index) => {
    const masked = item.naturalPerson ? maskName(item.applicant, personNames) : item.applicant
    const { personName } = item
    const maskPerson = (text: string): string =>
      personName === '' ? text : text.replaceAll(personName, maskName(personName, personNames))
    const cells = columns.map(({ field }) => {
      switch (field) {
        case 'index':
          return String(index + 1)
        case 'applicant':
          return maskPerson(masked)
        case 'projectName':
          return maskPerson(item.naturalPerson ? item.projectName.replaceAll(item.applicant, masked) : item.projectName)
        case 'requestedFen':
        case 'auditedFen':
        case 'allocatedFen':
          return wan(item[field], field)
        default:
          return item[field]
      }
    })
    return { applicationNo: item.applicationNo, cells: cells.map(singleLine) }
  })
  const total = columns.map(({ field }, index) => wan(totals[index] ?? null, field))
  const label = columns.findIndex((column) => column.field === 'applicant')
  if (label >= 0) total[label] = '合计'
  return { title: template.tableTitle.map(fill), unit: template.unit, columns, rows, total }
}

/** Every cell, named as people know it. */
function* tableTexts(table: NoticeTable): Generator<PublicText> {
  for (const { applicationNo, cells } of table.rows) {
    for (const [index, text] of cells.entries()) {
      const column = table.columns[index]
      if (column === undefined || MONEY_OR_COUNT.includes(column.field)) continue
      const creditCode = column.field === 'creditCode'
      yield { place: `公示表中${applicationNo}的“${column.header}”`, text, creditCode }
    }
  }
}

/** Figures the program wrote itself. */
const MONEY_OR_COUNT: readonly string[] = ['index', 'requestedFen', 'auditedFen', 'allocatedFen']

/** Line breaks and invisible characters do not belong in a printed cell. */
function singleLine(text: string): string {
  return text
    .replace(/[\u200B-\u200F\u2060\uFEFF]|\p{Variation_Selector}/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

/** Decimals 万元 needs to be exact: 2 to 6. */
function places(fen: Fen | null): number {
  if (fen === null) return 2
  for (let count = 2; count < 6; count += 1) if (fen % 10 ** (6 - count) === 0) return count
  return 6
}

/** 分 as 万元 with this many decimals; exact because `decimals` fits every amount of the column. */
function wanFixed(fen: Fen, decimals: number): string {
  const [whole = '0', fraction = ''] = wanGrouped(fen).split('.')
  return `${whole}.${fraction.padEnd(decimals, '0')}`
}
