import { AppError } from '../errors.ts'

export type PersonalKind = '证件号码' | '手机号' | '银行账号' | '邮箱' | '住址'

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
}

const CREDIT_CODE = /^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/
const SEPARATORS = '[\\s\\-‐‑‒–—―−_·•.．／/]{1,3}'
const DIGIT_RUNS = new RegExp(`[0-9]+(?:${SEPARATORS}[0-9]+)*[Xx]?`, 'g')
const MOBILE = /^(?:0086|86)?1[3-9]\d{9}$/
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/
const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g
const ADDRESSES = [
  /(?:路|街|道|巷|村|苑|园|里|坊|新村|小区|公寓|大厦|广场)[^，。；、]{0,14}?\d+\s*(?:号|栋|幢|座|巷)[^，。；、]{0,14}?\d+\s*(?:室|房|单元|楼|层)/g,
  /\d+\s*(?:栋|幢|座|单元)[^，。；、]{0,8}?\d+\s*(?:室|房|号)/g,
  /(?:家庭住址|家庭地址|居住地址|住址)[:：]?\s*[^，。；、\s]+/g,
]

/**
 * 证件号码 (18 or 15 digits), 手机, 银行账号 (12–19 digits), 邮箱 and 住址 in a text, also full-width, spaced, hyphenated
 * and in the middle of other words. A 统一社会信用代码 counts only where `creditCode` says the column holds one.
 * Dates, years, amounts and landline numbers are not personal data.
 */
export function findPersonalData(text: string, creditCode = false): PersonalData[] {
  const plain = text.normalize('NFKC').replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
  if (creditCode && isCreditCodeCell(plain.trim())) return []
  const found: PersonalData[] = []
  for (const [raw] of withoutDatesAndAmounts(plain).matchAll(DIGIT_RUNS)) {
    const hit = judgeDigits(raw)
    if (hit !== null) found.push(hit)
  }
  for (const [raw] of plain.matchAll(EMAIL)) found.push({ kind: '邮箱', found: raw, masked: `${raw.slice(0, 1)}***` })
  const address = ADDRESSES.flatMap((pattern) => plain.match(pattern) ?? [])[0]
  if (address !== undefined) found.push({ kind: '住址', found: address, masked: `${address.slice(0, 2)}****` })
  return found
}

/**
 * The gate before every public paper (domain.md §7). Errors: FORBIDDEN naming the first place, what was found (masked)
 * and how the text would read without it.
 */
export function refusePersonalData(texts: Iterable<PublicText>): void {
  for (const { place, text, creditCode } of texts) {
    const [hit] = findPersonalData(text, creditCode)
    if (hit === undefined) continue
    const proposal = maskAll(text, creditCode)
    throw new AppError(
      'FORBIDDEN',
      `${place}含${hit.kind}（${hit.masked}），不得公开，已停止生成。请在申报信息中改写后重新定稿，建议改为“${proposal}”`,
    )
  }
}

/** The text with everything findPersonalData sees masked. */
function maskAll(text: string, creditCode: boolean): string {
  let masked = text.normalize('NFKC').replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
  for (const hit of findPersonalData(text, creditCode)) masked = masked.replaceAll(hit.found, hit.masked)
  return masked
}

/** Digits as they were written, judged as a whole and, where separated, part by part. */
function judgeDigits(raw: string): PersonalData | null {
  const groups = raw.split(new RegExp(SEPARATORS))
  for (let from = 0; from < groups.length; from += 1) {
    // The longest joining first, so that a spaced number is reported whole.
    for (let to = groups.length; to > from; to -= 1) {
      const part = groups.slice(from, to)
      if (part.length > 1 && part.some((group) => group.length < 2)) continue
      const kind = kindOf(part.join(''), part)
      if (kind === null) continue
      const found = to - from === groups.length ? raw : written(raw, groups, from, to)
      const digits = part.join('')
      return { kind, found, masked: `${digits.slice(0, 3)}****${digits.slice(-4)}` }
    }
  }
  return null
}

function kindOf(digits: string, groups: string[]): PersonalKind | null {
  if (MOBILE.test(digits)) return '手机号'
  if (LANDLINE.test(digits)) return null
  if (/^\d{17}[\dXx]$/.test(digits) && isDay(digits.slice(6, 14))) return '证件号码'
  if (/^\d{15}$/.test(digits) && isDay(`19${digits.slice(6, 12)}`)) return '证件号码'
  if (!/^\d{12,19}$/.test(digits)) return null
  // “2024-2025-2026” is a span of years, not an account.
  return groups.length > 1 && groups.every((group) => /^(?:19|20)\d{2}$/.test(group)) ? null : '银行账号'
}

/** The stretch of `raw` that holds the groups `from`–`to`. */
function written(raw: string, groups: string[], from: number, to: number): string {
  let at = 0
  let start = 0
  for (let index = 0; index < to; index += 1) {
    const group = groups[index] ?? ''
    at = raw.indexOf(group, at)
    if (index === from) start = at
    at += group.length
  }
  return raw.slice(start, at)
}

/** Dates and amounts are blanked out first: their digits and dashes would otherwise run into their neighbours. */
function withoutDatesAndAmounts(text: string): string {
  return text
    .replace(/(?<!\d)(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g, '日')
    .replace(/(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)/g, '额')
    .replace(/(?<![\d.])\d+\.\d+\s*(?=[万亿]?元|%)/g, '额')
}

/**
 * A cell of a credit code column. A resident's number has the same length and may even have a code's shape, so one whose
 * birthday and check digit are right is taken for a person's.
 */
function isCreditCodeCell(text: string): boolean {
  if (!CREDIT_CODE.test(text.toUpperCase())) return false
  return !(/^\d{17}[\dX]$/i.test(text) && isDay(text.slice(6, 14)) && hasResidentCheckDigit(text))
}

function hasResidentCheckDigit(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text.slice(-1).toUpperCase()
}

function isDay(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)
}
