import { AppError } from '../errors.ts'
import { checkCreditCode } from '../uscc.ts'
import type { FactFinder } from './personalFacts.ts'
import { plainText } from './plainText.ts'

export type PersonalKind = '证件号码' | '手机号' | '联系电话' | '银行账号' | '邮箱' | '住址' | '姓名'

/** Personal data found in a text: as written, and masked. */
export interface PersonalData {
  kind: PersonalKind
  found: string
  masked: string
}

/** One finished text of a public paper. `place` is how it is named to people: 「LG2026-0023 的“项目名称”」. */
export interface PublicText {
  place: string
  text: string
  /** The cell stands in a column declared to hold 统一社会信用代码. */
  creditCode: boolean
  /** The application the text belongs to; none for the running text. */
  applicationNo?: string
}

const SEPARATORS = '[\\s\\-‐‑‒–—―−_·•.．／/()~]{1,3}'
const DIGIT_RUNS = new RegExp(`[0-9]+(?:${SEPARATORS}[0-9]+)*[Xx]?`, 'g')
const GROUPS = /[0-9]+[Xx]?/g
const MOBILE = /^(?:0086|86)?1[3-9]\d{9}$/
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/
const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g
/** A house, flat or storey number: figures, Chinese ones, or a letter. */
const NUMBER = '(?:[0-9]+|[一二三四五六七八九十百零〇]+|[A-Za-z甲乙丙丁])\\s*'
const PLACE = '(?:路|街|道|巷|村|苑|园|里|坊|小区|公寓|大厦|广场|花园|家园)'
const ADDRESSES = [
  `${PLACE}[^，。；、]{0,14}?${NUMBER}(?:号|栋|幢|座|巷)[^，。；、]{0,14}?${NUMBER}(?:室|房|单元|楼|层)`,
  `${NUMBER}(?:栋|幢|座|单元)[^，。；、]{0,8}?${NUMBER}(?:室|房|号)`,
  `${PLACE}[^，。；、]{0,14}?[0-9]+\\s*(?:号|栋|幢|座)[^，。；、]{0,8}?[0-9]{3,4}(?![0-9]|\\s*(?:年|元|万|平|家|人|件|副|台))`,
  '村[^，。；、]{0,6}?(?:[0-9]+|[一二三四五六七八九十]+)\\s*(?:村民小)?组(?:\\s*[0-9]+\\s*号)?',
  '(?:家庭住址|家庭地址|居住地址|户籍地址|现住址|住址|家住)[:：]?\\s*[^，。；、\\s]+',
].map((pattern) => new RegExp(pattern, 'g'))
/** 护照, 港澳通行证 and 台胞证: by their letter and length, or by what they are called. */
const DOCUMENTS = [
  /(?<![A-Za-z0-9])(?:[EGDSPCWHMLT][\s\-·.]?(?:[0-9][\s\-·.]?){7}[0-9](?:[\s\-·.]?[0-9]{2})?|[EC][A-Z][\s\-·.]?(?:[0-9][\s\-·.]?){6}[0-9])(?![A-Za-z0-9])/gi,
  /(?:护照|通行证|台胞证|回乡证|居住证|身份证|证件)[^0-9A-Za-z，。；]{0,6}[A-Za-z]{0,2}[0-9](?:[\s\-·.]{0,2}[0-9]){5,}/g,
]

/**
 * 证件号码 (18 or 15 digits), 手机, 银行账号 (12–19 digits), 邮箱 and 住址 in a text, also full-width, spaced, hyphenated
 * and in the middle of other words. A 统一社会信用代码 counts only where `creditCode` says the column holds one.
 * Dates, years, amounts and landline numbers are not personal data.
 */
export function findPersonalData(text: string, creditCode = false): PersonalData[] {
  return locate(text, creditCode).map(({ kind, from, to, masked }) => ({ kind, found: text.slice(from, to), masked }))
}

/**
 * The gate before every public paper (domain.md §7): the patterns above, and what the bureau knows of the applicants
 * (`facts`), in any spelling. Errors: FORBIDDEN naming the first place with its page (`pageOf`, null when unknown), what
 * was found (masked) and how the text would read without it.
 */
export function refusePersonalData(
  texts: Iterable<PublicText>,
  facts: FactFinder = () => [],
  pageOf: (text: PublicText) => number | null = () => null,
): void {
  for (const one of texts) {
    const { place, text, creditCode } = one
    const hits = apart([...locate(text, creditCode), ...facts(text, one.applicationNo ?? null)])
    const [first] = hits
    if (first === undefined) continue
    const page = pageOf(one)
    throw new AppError(
      'FORBIDDEN',
      `${page === null ? '' : `第${page}页`}${place}含${first.kind}（${first.masked}），不得公开，已停止生成。请在申报信息中改写后重新定稿，建议改为“${maskedText(text, hits)}”`,
    )
  }
}

/** The text with what `findPersonalData` and the facts find masked. */
export function hidePersonalData(text: string, facts: FactFinder, applicationNo: string | null): string {
  return maskedText(text, apart([...locate(text, false), ...facts(text, applicationNo)]))
}

/** Personal data at its place in a text as written. */
export interface Located {
  kind: PersonalKind
  from: number
  to: number
  masked: string
}

function locate(text: string, creditCode: boolean): Located[] {
  const { plain, at } = plainText(text)
  if (creditCode && isCreditCodeCell(plain.trim())) return []
  const each = (patterns: readonly RegExp[], make: (found: string, from: number) => Located): Located[] =>
    patterns.flatMap((pattern) => [...plain.matchAll(pattern)].map((match) => make(match[0], match.index)))
  const found = [
    ...[...withoutDatesAndAmounts(plain).matchAll(DIGIT_RUNS)].flatMap((run) => judgeDigits(run[0], run.index)),
    ...each([EMAIL], (mail, from) => hit('邮箱', from, mail, `${mail.slice(0, 1)}***`)),
    ...each(DOCUMENTS, (paper, from) => hit('证件号码', from, paper, maskedDocument(paper))),
    ...each(ADDRESSES, (home, from) => hit('住址', from, home, `${home.slice(0, 2)}****`)),
  ]
  return apart(found.map((one) => ({ ...one, from: at[one.from] ?? 0, to: (at[one.to - 1] ?? text.length - 1) + 1 })))
}

/** In order of place; of two that overlap the earlier and longer one. */
function apart(found: readonly Located[]): Located[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Located[] = []
  let end = 0
  for (const one of sorted) {
    if (one.from < end) continue
    kept.push(one)
    end = one.to
  }
  return kept
}

function maskedDocument(found: string): string {
  const [, name = '', number = ''] = /^([^0-9A-Za-z]*)(.*)$/.exec(found) ?? []
  const bare = number.replace(/[^0-9A-Za-z]/g, '')
  return `${name}${bare.slice(0, 1)}****${bare.slice(-2)}`
}

function hit(kind: PersonalKind, from: number, found: string, masked: string): Located {
  return { kind, from, to: from + found.length, masked }
}

function maskedText(text: string, hits: readonly Located[]): string {
  let masked = ''
  let done = 0
  for (const { from, to, masked: stars } of hits) {
    masked += text.slice(done, from) + stars
    done = to
  }
  return masked + text.slice(done)
}

/** Digits as they were written, judged joined together first and then in ever shorter stretches. */
function judgeDigits(run: string, start: number): Located[] {
  const groups = [...run.matchAll(GROUPS)].map((group) => ({ text: group[0], from: group.index }))
  const found: Located[] = []
  for (let first = 0; first < groups.length; first += 1) {
    for (let last = groups.length - 1; last >= first; last -= 1) {
      const part = groups.slice(first, last + 1)
      const joined = part.map((group) => group.text).join('')
      const kind = kindOf(
        joined,
        part.map((group) => group.text),
      )
      if (kind === null) continue
      const from = part[0]?.from ?? 0
      const to = (part.at(-1)?.from ?? 0) + (part.at(-1)?.text.length ?? 0)
      found.push(hit(kind, start + from, run.slice(from, to), `${joined.slice(0, 3)}****${joined.slice(-4)}`))
      first = last
      break
    }
  }
  return found
}

function kindOf(digits: string, groups: readonly string[]): PersonalKind | null {
  // Lone digits between dashes are lists and numbering, not parts of one number.
  if (groups.length > 1 && groups.some((group) => group.length < 2)) return null
  if (MOBILE.test(digits)) return '手机号'
  if (LANDLINE.test(digits)) return null
  if (/^\d{17}[\dXx]$/.test(digits) && isDay(digits.slice(6, 14))) return '证件号码'
  if (/^\d{15}$/.test(digits) && isDay(`19${digits.slice(6, 12)}`)) return '证件号码'
  if (!/^\d{12,19}$/.test(digits)) return null
  // “2024-2025-2026” is a span of years, not an account.
  return groups.length > 1 && groups.every((group) => /^(?:19|20)\d{2}$/.test(group)) ? null : '银行账号'
}

/** Dates and amounts are blanked out first: their digits and dashes would otherwise run into their neighbours. */
function withoutDatesAndAmounts(text: string): string {
  return text
    .replace(/(?<!\d)(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g, blanked)
    .replace(/(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)/g, blanked)
    .replace(/(?<![\d.])\d+\.\d+(?=\s*(?:[万亿]?元|%))/g, blanked)
}

/** Same length, so that places stay true. */
function blanked(found: string): string {
  return '〇'.repeat(found.length)
}

/**
 * A cell of a credit code column. A resident's number has the same length and may even have a code's shape: a cell with
 * a birthday in the right place passes only with a code's own check digit and without a resident's.
 */
function isCreditCodeCell(text: string): boolean {
  const code = text.toUpperCase()
  const check = checkCreditCode(code)
  if (check === 'bad-shape') return false
  if (!/^\d{17}[\dX]$/.test(code) || !isDay(code.slice(6, 14))) return true
  return check === 'valid' && !hasResidentCheckDigit(code)
}

function hasResidentCheckDigit(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text.slice(-1).toUpperCase()
}

function isDay(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)
}
