import { chineseAmount } from '../chineseAmount.ts'
import { PAPER_NAMES } from '../contract/papers.ts'
import { addDays, chineseDate, type IsoDate } from '../date.ts'
import { type Fen, wanGrouped } from '../money.ts'
import { type Calendars, isWorkday, type PeriodRule, periodEnd } from '../workdays.ts'
import type { FrozenList, ListItem, NoticeSettings } from './frozenList.ts'
import { listMarks, listReference } from './marks.ts'
import { basisText, redHead, stepsText } from './noticeSettings.ts'
import type { NoticeKind, NoticeParagraph, NoticeTemplate } from './noticeTemplate.ts'
import { type Blanks, contactTexts, paperBlanks, paperValues } from './paperBlanks.ts'
import type { PublicText } from './privacy.ts'
import { type NoticeTable, type PublicRow, publicTable, tableTexts } from './publicTable.ts'
import { fillTemplate } from './templateText.ts'

/** A paper in the form of an official letter as words: title, text, signature. */
export interface LetterContent {
  title: string[]
  salutation: string
  body: NoticeParagraph[]
  issuer: string
  date: string
  /** A seal goes over 署名 and 成文日期. */
  sealed: boolean
  marks: string[]
  reference: string
}

/** A public paper as words, before any page is laid out. */
export interface NoticeContent extends LetterContent {
  kind: NoticeKind
  attachment: string
  table: NoticeTable
  /** Every word of the paper that somebody typed, for the privacy gate. */
  publicTexts: PublicText[]
  /** 红头; null when there is none. */
  head: { mark: string; documentNo: string } | null
  warnings: string[]
  facts: PaperFacts
}

/** What the words of a public paper must agree with (`checkNotice`). */
export interface PaperFacts {
  list: Pick<FrozenList, 'listNo' | 'hash' | 'trial' | 'demo' | 'frozenAt' | 'round'>
  /** Granted applications of the list, and the sum of their amounts. */
  count: number
  /** Applicants among them, each once. */
  applicants: number
  totalFen: Fen
  /** The column of amounts and what it must add up to. */
  column: 'allocatedFen' | 'afterFen'
  columnFen: Fen
  rows: number
  signedOn: IsoDate | null
  /** `dayOffStart`: the period begins on a day off, and whether the office confirmed it; null on a working day. */
  period: (PeriodRule & { endOn: IsoDate; dayOffStart: 'confirmed' | 'open' | null }) | null
  /** Days other than those of this paper that its text may name. */
  otherDays: IsoDate[]
  /** The paper must be signed after this day; null when nothing came before. */
  after: { on: IsoDate; what: string } | null
}

export interface PaperInput {
  list: FrozenList
  settings: NoticeSettings
  template: NoticeTemplate
  calendars: Calendars
}

interface OwnParts {
  kind: NoticeKind
  rows: PublicRow[]
  /** Fields of this kind beside those of the list. */
  fields: Record<string, string>
  /** Whether the paper states a period of 公示. */
  period: boolean
  facts: Pick<PaperFacts, 'column' | 'columnFen' | 'otherDays' | 'after'>
  reference?: string
}

/** Applications that get money. */
export function grantedItems(list: FrozenList): ListItem[] {
  return list.items.filter((item) => item.status === 'granted')
}

export function allocatedSum(items: readonly ListItem[]): Fen {
  return items.reduce((sum, item) => sum + item.allocatedFen, 0)
}

/** Fills a public paper's template. Errors: BAD_INPUT when the period runs into a year without calendar. */
export function publicPaper(input: PaperInput, own: OwnParts): NoticeContent {
  const { list, settings, template, calendars } = input
  const name = PAPER_NAMES[own.kind]
  const blanks = paperBlanks(name)
  const granted = grantedItems(list)
  const totalFen = allocatedSum(granted)
  const applicants = new Set(granted.map((item) => item.creditCode || item.applicant)).size
  const signedOn = settings.signedOn ?? (own.period ? settings.startOn : null)
  const period = own.period ? publicityPeriod(settings, calendars, blanks) : null
  const signing = signedOn === null ? (own.period ? '公示开始日期' : '成文日期') : ''
  const date = blanks.orBlank(signing, signedOn === null ? '' : chineseDate(signedOn))
  const issuer = blanks.orBlank('发布机关', settings.issuer)
  // What no text names is not asked for.
  const names = (field: string): boolean => template.body.some(({ text }) => text.includes(field))
  const fields = new Map(
    Object.entries({
      year: String(list.round.year),
      batch: String(list.round.batch),
      roundName: list.round.name,
      count: String(granted.length),
      applicants: String(applicants),
      total: wanGrouped(totalFen),
      totalWords: chineseAmount(totalFen),
      basis: names('{basis}') ? basisText(settings.basisDocuments, blanks) : '',
      steps: names('{steps}') ? stepsText(settings.stepsDone, blanks) : '',
      ...(period?.words ?? {}),
      ...own.fields,
      date,
      issuer,
    }),
  )
  const value = paperValues(template.blanks, settings, fields, blanks)
  const fill = (text: string): string => fillTemplate(text, value)
  const attachment = fill(template.attachment)
  fields.set('attachment', attachment)
  const body = template.body.map(({ style, text }) => ({ style, text: fill(text) }))
  const table = publicTable(own.rows, template, fill)
  if (list.articles.some(({ key, noInferred }) => noInferred && own.rows.some(({ item }) => item.article === key))) {
    blanks.warnings.push('公示表中有条号为推断（原第十二条→第十一条），请与正式文本核对')
  }
  return {
    kind: own.kind,
    head: redHead(settings, own.kind, blanks),
    title: template.title.map(fill),
    salutation: fill(template.salutation),
    body,
    attachment,
    issuer,
    date,
    sealed: template.sealed,
    table,
    marks: listMarks(list),
    reference: own.reference ?? listReference(list),
    publicTexts: [
      ...template.title.map((text) => running(`${name}标题`, fill(text))),
      running(`${name}称谓`, fill(template.salutation)),
      ...template.body.map(({ text }, index) =>
        running(
          `${name}正文第${index + 1}段`,
          fillTemplate(text, (field) => value(field, false)),
        ),
      ),
      running(`${name}附件名`, attachment),
      running(`${name}署名`, issuer),
      ...table.title.map((text) => running(`${name}附表标题`, text)),
      ...table.columns.map(({ header }) => running(`${name}附表表头`, header)),
      ...contactTexts(settings),
      ...tableTexts(table, name),
    ],
    warnings: blanks.warnings,
    facts: {
      list,
      count: granted.length,
      applicants,
      totalFen,
      rows: own.rows.length,
      signedOn,
      period: period?.rule ?? null,
      ...own.facts,
    },
  }
}

function running(place: string, text: string): PublicText {
  return { place, text, creditCode: false }
}

interface Period {
  words: { start: string; end: string; days: string }
  rule: PaperFacts['period']
}

function publicityPeriod(settings: NoticeSettings, calendars: Calendars, { orBlank, warnings }: Blanks): Period {
  const { startOn, publicityDays, workingDays, countFirstDay } = settings
  const days = orBlank('公示天数', publicityDays === null ? '' : `${publicityDays}${workingDays ? '个工作日' : '天'}`)
  const start = orBlank('公示开始日期', startOn === null ? '' : chineseDate(startOn))
  if (startOn === null || publicityDays === null) {
    return { words: { start, end: orBlank('公示结束日期', ''), days }, rule: null }
  }
  const rule = { startOn, days: publicityDays, workingDays, countFirstDay }
  const endOn = periodEnd(rule, calendars)
  if (!workingDays) {
    const plain = addDays(startOn, publicityDays - (countFirstDay ? 1 : 0))
    if (plain !== endOn) {
      warnings.push(`公示期最后一日${chineseDate(plain)}为休息日，已顺延至${chineseDate(endOn)}（民法典第二百零三条）`)
    }
  }
  const dayOffStart = isWorkday(startOn, calendars) ? null : settings.dayOffStart === startOn ? 'confirmed' : 'open'
  if (dayOffStart === 'confirmed') {
    const counted = workingDays ? '工作日从其后第一个工作日起算' : '公示期仍从这一天计算'
    warnings.push(`公示开始日期${start}是休息日，${counted}；已确认当天发布`)
  }
  return { words: { start, end: chineseDate(endOn), days }, rule: { ...rule, endOn, dayOffStart } }
}
