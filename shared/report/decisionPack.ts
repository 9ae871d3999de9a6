import { rulesText } from '../cohort/rulesText.ts'
import { chineseDate, type IsoDate } from '../date.ts'
import { type Figures, shareText } from '../desk/figures.ts'
import { batchesText, changeText, type YearOverYear } from '../desk/yearOverYear.ts'
import { type Fen, wanGrouped } from '../money.ts'
import { type Form, type FormCell, type FormRow, formPages } from './formPages.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { footLines } from './issueMark.ts'
import { listMarks, listReference, roundTitle, shortHash } from './marks.ts'
import { maskName } from './maskName.ts'
import { pageMarks } from './noticePages.ts'
import type { Measure, Page } from './pages.ts'

export const PACK_NAME = '审定要点'

/** What the people who decide read in two minutes. Amounts in 分. */
export interface PackFacts {
  list: FrozenList
  figures: Figures
  years: YearOverYear
  /** Sentences, the gravest first: ties and 候补 are taken from the list itself. */
  matches: readonly string[]
  objections: readonly string[]
  /** 文书编号 and 留痕首码 as printed; empty on a trial. */
  issued: string
  madeOn: IsoDate
  /** Hides personal data in a text that belongs to the application, or to none. */
  hide(text: string, applicationNo: string | null): string
}

/** So many lines of a kind are tried, the most first, until everything stands on one page large enough to read. */
const LIMITS = [8, 6, 5, 4, 3, 2, 1] as const
const LEAST_SIZE = 8.5
const LARGEST = 5
/** So many characters of a reason are printed. */
const REASON = 44
const WHOLE = 156
const LABEL = 26
const ELSEWHERE = '见审批表'

/** One A4 page, whatever the round holds: what does not fit is counted and left to the 审批表. */
export function packPages(facts: PackFacts, measure: Measure): Page[] {
  const tries = LIMITS.map((limit) => () => formPages(packForm(facts, limit), measure))
  const laid = tries.map((lay) => lay())
  const chosen =
    laid.find((pages) => pages.length === 1 && smallest(pages) >= LEAST_SIZE) ??
    laid.findLast((pages) => pages.length === 1) ??
    laid.at(-1) ??
    []
  const { list, issued } = facts
  const reference = footLines(`${listReference(list)}　定稿时留痕 ${shortHash(list.auditHead)}`, issued)
  const common = {
    texts: pageMarks({ marks: listMarks(list), reference }, '不得作为审定依据', measure),
    lines: [],
  }
  return chosen.map((page) => ({ ...page, common }))
}

function smallest(pages: readonly Page[]): number {
  return Math.min(...pages.flatMap(({ texts }) => texts.map(({ size }) => size)))
}

/** The page as a form, with at most `limit` lines of each kind of case. */
export function packForm(facts: PackFacts, limit: number): Form {
  const { list, madeOn } = facts
  const { round } = list
  return {
    title: PACK_NAME,
    head: [`${roundTitle(list)}发展扶持`, `制表日期：${chineseDate(madeOn)}`],
    rows: [
      pair('名单', list.trial ? '试算，尚未定稿' : list.listNo, '条款版本', `${round.policyOn} 时有效的条文`),
      wide('分配规则', rulesText(round.rules)),
      ...budgetRows(list),
      ...articleRows(facts),
      ...largestRows(facts),
      ...overrideRows(facts, limit),
      wide('并列、候补', placesText(facts, limit)),
      wide('查重', cut(facts.matches, limit, '没有疑似重复')),
      wide('异议', cut(facts.objections, limit, '没有登记异议、投诉或举报')),
      wide('与上年比较', yearsText(facts.years)),
    ],
  }
}

function budgetRows({ allocation }: FrozenList): FormRow[] {
  const { budgetFen, entitledFen, allocatedFen, remainderFen } = allocation
  const cells: [string, Fen][] = [
    ['总额', budgetFen],
    ['应资助', entitledFen],
    ['核减', entitledFen - allocatedFen],
    ['拟资助', allocatedFen],
    ['剩余', remainderFen],
  ]
  const widthMm = (WHOLE - LABEL) / cells.length
  return [
    { cells: [cell('资金', LABEL, true), ...cells.map(([name]) => cell(name, widthMm, true))] },
    {
      cells: [
        cell('（万元）', LABEL, true),
        ...cells.map(([, fen]) => cell(wanGrouped(fen), widthMm, false, 'center')),
      ],
    },
  ]
}

const FIGURES: readonly [string, number][] = [
  ['条款（金额：万元）', 54],
  ['件数', 11],
  ['资助', 11],
  ['申报', 24],
  ['应资助', 22],
  ['拟资助', 22],
  ['占比', 12],
]

function articleRows({ figures }: PackFacts): FormRow[] {
  const line = (texts: readonly string[], label: boolean): FormRow => ({
    cells: FIGURES.map(([, widthMm], at) => cell(texts[at] ?? '', widthMm, label, at === 0 ? 'left' : 'right')),
  })
  return [
    line(
      FIGURES.map(([name]) => name),
      true,
    ),
    ...[...figures.articles, figures.total].map((row) =>
      line(
        [
          `${row.name}　${row.title}`.trim(),
          String(row.cases),
          String(row.granted),
          wanGrouped(row.requestedFen),
          wanGrouped(row.entitledFen),
          wanGrouped(row.allocatedFen),
          shareText(row.shareBasis).replace(/\.\d+%/, '%'),
        ],
        row === figures.total,
      ),
    ),
  ]
}

function largestRows({ list, hide }: PackFacts): FormRow[] {
  const largest = list.items
    .filter(({ allocatedFen }) => allocatedFen > 0)
    .sort((a, b) => b.allocatedFen - a.allocatedFen)
    .slice(0, LARGEST)
  const lines = largest.map(
    (item, at) => `${at + 1}. ${who(item, hide)}　${item.articleNo}　${wanGrouped(item.allocatedFen)} 万元`,
  )
  return [wide(`金额最大\n的 ${LARGEST} 项`, lines.length === 0 ? '没有拟资助的项目' : lines.join('\n'))]
}

function overrideRows({ list, hide }: PackFacts, limit: number): FormRow[] {
  const all = list.items
    .filter(({ overridden }) => overridden)
    .sort((a, b) => difference(b) - difference(a))
    .map((item) => {
      const machine = item.computedFen === null ? '未算出' : `${wanGrouped(item.computedFen)}`
      const reason = item.opinion === '' ? '未写理由' : clip(hide(item.opinion, item.applicationNo), REASON)
      return `${who(item, hide)}　机审 ${machine} → ${wanGrouped(item.entitledFen)} 万元：${reason}`
    })
  return [wide(`人工调整\n${all.length} 项`, cut(all, limit, '没有人工调整'))]
}

function difference({ computedFen, entitledFen }: ListItem): number {
  return Math.abs(entitledFen - (computedFen ?? 0))
}

function placesText({ list, hide }: PackFacts, limit: number): string {
  const ties = list.allocation.ties.map(
    ({ industry, applicationNos, openPlaces }) =>
      `并列待定：${industry}，${applicationNos.length} 件争 ${openPlaces} 个名额（${applicationNos.join('、')}）`,
  )
  const waiting = list.items
    .filter(({ status }) => status === 'waiting')
    .map((item) => `候补：${who(item, hide)}　${item.industry}　应资助 ${wanGrouped(item.entitledFen)} 万元`)
  return cut([...ties, ...waiting], limit, '没有并列和候补')
}

function yearsText(years: YearOverYear): string {
  const { thisYear, lastYear, rounds, withoutSum } = years
  const left = withoutSum === 0 ? [] : [`另有 ${withoutSum} 行以往名单没有金额，未计入`]
  if (lastYear === null) return ['无可比数据', ...left].join('；')
  const before = `${batchesText(lastYear)}资助 ${lastYear.count} 件 ${wanGrouped(lastYear.fen)} 万元`
  const now = `${batchesText(thisYear)}拟资助 ${thisYear.count} 件 ${wanGrouped(thisYear.fen)} 万元`
  const imported = rounds.some((one) => one.year === lastYear.year && one.imported) ? '（据导入名单）' : ''
  return [`${before}${imported}`, `${now}，金额${changeText(thisYear.fen, lastYear.fen, wanGrouped)}`, ...left].join(
    '；',
  )
}

function who({ applicationNo, applicant, naturalPerson }: ListItem, hide: PackFacts['hide']): string {
  return `${applicationNo} ${naturalPerson ? maskName(applicant, '张*三') : clip(hide(applicant, applicationNo), 20)}`
}

/** The first lines, and how many more there are. */
function cut(lines: readonly string[], limit: number, none: string): string {
  if (lines.length === 0) return none
  const rest = lines.length - limit
  return [...lines.slice(0, limit), ...(rest > 0 ? [`另有 ${rest} 项${ELSEWHERE}`] : [])].join('\n')
}

function clip(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const letters = [...plain]
  return letters.length <= most ? plain : `${letters.slice(0, most - 1).join('')}…`
}

function pair(one: string, text: string, other: string, otherText: string): FormRow {
  const value = (WHOLE - 2 * LABEL) / 2
  return { cells: [cell(one, LABEL, true), cell(text, value), cell(other, LABEL, true), cell(otherText, value)] }
}

function wide(label: string, text: string): FormRow {
  return { cells: [cell(label, LABEL, true), cell(text, WHOLE - LABEL)] }
}

function cell(text: string, widthMm: number, label = false, align?: FormCell['align']): FormCell {
  return { text, widthMm, label, ...(align === undefined ? {} : { align }) }
}
