import { digitOf } from './plainText.ts'
import { isDay } from './residentNumber.ts'

/** A number of a person in a plain text (`plainText`): `from`/`to` are places in it, `digits` what it reads. */
export interface PersonalNumber {
  kind: '证件号码' | '手机号' | '座机' | '银行账号'
  from: number
  to: number
  digits: string
}

/** Digits on end in one kind of sign: figures, Chinese digits, or letters written for figures. */
interface Group {
  text: string
  from: number
  to: number
}

const MOBILE = /^(?:0086|86)?1[3-9]\d{9}$/
const LANDLINE = /^(?:0|860?|00860?)(?:10|2\d|[3-9]\d{2})\d{7,8}$/
const SHORTEST = 7
const LONGEST = 32
const MOST_GROUPS = 24
/** Stands for what is no longer looked at; no number runs over it. */
const TAKEN = '\uE000'
/** Between two groups of one number: signs, blanks and line breaks, no letter. Three stars hide something already. */
const GAP = new RegExp(`^(?!.*\\*{3})[^\\p{L}\\p{N}${TAKEN}]{0,6}$`, 'su')
const TAIL = new RegExp(`^[^\\p{L}\\p{N}${TAKEN}]{0,3}`, 'u')
const UNIT = '[万亿]?(?:元|平方|㎡|个|家|人|件|副|台|套|场|次|项|户|米|吨|千克|公斤|克)'
const AMOUNT = new RegExp(`^(?:\\.\\d+)?\\s*${UNIT}`)
const THOUSANDS = new RegExp(`(?<!\\d)\\d{1,3}(?:[, ]\\d{3})+(?=\\s*${UNIT})`, 'g')
const DECIMALS = new RegExp(`(?<![\\d.])\\d+\\.\\d+(?=\\s*(?:${UNIT}|%))`, 'g')
/** A document's number, named as one: 合同编号…, 专利ZL…, 发票号码…. */
const NAMED =
  /(?:合同|协议|编号|文号|专利|发票|软著|著作权|登记号|登字|备案|证书号|许可证|批号|单号|货号|型号|标准|ISBN|ISSN|ZL|GB)[^，。；！？]{0,12}$/i
const ACCOUNT = /(?:账|帐|卡|开户|收款)[^，。；]{0,8}$/

/**
 * 证件号码 (18 or 15 digits with a birthday), 手机, 座机 with its area code, and any other number long enough for a
 * 银行账号 (12 digits and more), in figures, Chinese digits or both, however grouped. Amounts, dates, years, numbered
 * lists and numbers named as a document's (合同, 专利, 发票) are none.
 */
export function personalNumbers(plain: string): PersonalNumber[] {
  if ((plain.match(ANY_DIGIT)?.length ?? 0) < SHORTEST) return []
  const strict = numbersIn(plain, runsOf(plain), strictKind)
  const rest = withoutDatesAndAmounts(blank(plain, strict))
  return [...strict, ...labelled(rest), ...numbersIn(rest, runsOf(rest), (groups) => accountKind(groups, rest))]
}

/** At each group the longest stretch of groups that is a number counts. */
function numbersIn(
  plain: string,
  runs: readonly Group[][],
  kindOf: (groups: readonly Group[], plain: string) => PersonalNumber['kind'] | null,
): PersonalNumber[] {
  const found: PersonalNumber[] = []
  for (const run of runs) {
    for (let first = 0; first < run.length; first += 1) {
      for (let last = Math.min(run.length, first + MOST_GROUPS) - 1; last >= first; last -= 1) {
        const groups = run.slice(first, last + 1)
        const kind = isNumbering(groups) ? null : kindOf(groups, plain)
        if (kind === null) continue
        found.push({ kind, from: groups[0]?.from ?? 0, to: groups.at(-1)?.to ?? 0, digits: joined(groups) })
        first = last
        break
      }
    }
  }
  return found
}

function strictKind(groups: readonly Group[], plain: string): PersonalNumber['kind'] | null {
  const digits = joined(groups)
  if (digits.length > 20 || digits.length < 10) return null
  if (/^\d{17}[\dX]$/.test(digits) && isDay(digits.slice(6, 14))) return '证件号码'
  if (/^\d{15}$/.test(digits) && isDay(`19${digits.slice(6, 12)}`) && !isAmount(groups, plain)) {
    return isNamed(groups, plain) ? null : '证件号码'
  }
  if (MOBILE.test(digits) && !isAmount(groups, plain)) return '手机号'
  return LANDLINE.test(digits) && !isAmount(groups, plain) && !isNamed(groups, plain) ? '座机' : null
}

function accountKind(groups: readonly Group[], plain: string): PersonalNumber['kind'] | null {
  const digits = joined(groups)
  if (!/^\d{12,}$/.test(digits) || digits.length > LONGEST) return null
  if (isDates(groups) || isAmount(groups, plain)) return null
  return isNamed(groups, plain) ? null : '银行账号'
}

/** 「电话28940001」: without an area code only its name tells a telephone. */
function labelled(plain: string): PersonalNumber[] {
  const calls = /(?:电话|座机|热线|联系方式|传真|tel)[^\p{L}\p{N}]{0,4}([2-8]\d{2,3}[\s-]?\d{4})(?!\d)/giu
  return [...plain.matchAll(calls)].map(({ 0: whole, 1: number = '', index }) => {
    const from = index + whole.length - number.length
    return { kind: '座机', from, to: from + number.length, digits: number.replace(/\D/g, '') }
  })
}

/** Groups that only signs lie between, as runs. */
function runsOf(plain: string): Group[][] {
  const runs: Group[][] = []
  for (const group of groupsOf(plain)) {
    const before = runs.at(-1)?.at(-1)
    if (before !== undefined && GAP.test(plain.slice(before.to, group.from))) runs.at(-1)?.push(group)
    else runs.push([group])
  }
  return runs
}

const ANY_DIGIT = /[0-9〇零○洞一壹幺二贰貳弍兩三叁參叄四肆五伍六陆陸七柒拐八捌九玖勾OolI]/g
/** Figures; Chinese digits; O and l that stand between figures or begin a number. */
const SIGNS =
  /[0-9]+|[〇零○洞一壹幺二贰貳弍兩三叁參叄四肆五伍六陆陸七柒拐八捌九玖勾]+|(?<![A-Za-z])[OolI]+(?=[0-9])|(?<=[0-9])[OolI]+(?![A-Za-z])/g
/** The last sign of a 证件号码, in the letters people take for X. */
const LAST_X = /[Xx×ХхΧχ]/

function groupsOf(plain: string): Group[] {
  const groups: Group[] = []
  const add = (text: string, from: number, to: number): number => groups.push({ text, from, to })
  for (const { 0: found, index } of plain.matchAll(SIGNS)) {
    const to = index + found.length
    add([...found].map((one) => digitOf(one) ?? (/[Oo]/.test(one) ? '0' : '1')).join(''), index, to)
    const tail = TAIL.exec(plain.slice(to, to + 4))?.[0] ?? ''
    for (const at of [to, to + tail.length]) {
      if (!LAST_X.test(plain[at] ?? '') || /[A-Za-z0-9]/.test(plain[at + 1] ?? '')) continue
      add('X', at, at + 1)
      break
    }
  }
  return groups
}

function joined(groups: readonly Group[]): string {
  return groups.map(({ text }) => text).join('')
}

/** 1、2、3、4 and 100、200、300、400: numbered or evenly stepped, no parts of one number. */
function isNumbering(groups: readonly Group[]): boolean {
  if (groups.length < 3) return false
  const values = groups.map(({ text }) => Number(text))
  const [first = 0, second = 0] = values
  const step = second - first
  return step > 0 && values.every((value, index) => value === first + index * step)
}

/** Years, days and spans of them: 2024-2025-2026, 20260305—20260311, 2025.01-2026.12. */
function isDates(groups: readonly Group[]): boolean {
  const years = groups.filter(({ text }) => /^(?:19|20)\d{2}$/.test(text) || (text.length === 8 && isDay(text)))
  const small = groups.filter(({ text }) => /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 31)
  return years.length > 0 && years.length + small.length === groups.length && small.length <= 2 * years.length
}

/** Followed by 元, ㎡ and the like. */
function isAmount(groups: readonly Group[], plain: string): boolean {
  const end = groups.at(-1)?.to ?? 0
  return AMOUNT.test(plain.slice(end, end + 16))
}

/** Named as a document's number, or begun with letters and a year (LG-2026-0312-0045), and not called an account. */
function isNamed(groups: readonly Group[], plain: string): boolean {
  const before = plain.slice(Math.max(0, (groups[0]?.from ?? 0) - 24), groups[0]?.from ?? 0)
  if (ACCOUNT.test(before)) return false
  const digits = joined(groups)
  if (/[A-Za-z][\s\-–—_:.]{0,2}$/.test(before) && /^20[0-4]\d/.test(digits)) return true
  return NAMED.test(before) && !isBankCard(digits)
}

/** 16 to 19 digits of a card's issuer with its check digit. */
function isBankCard(digits: string): boolean {
  if (!/^(?:62|[345])\d{14,17}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Dates and amounts are blanked out before accounts are looked for: they would run into their neighbours. */
function withoutDatesAndAmounts(text: string): string {
  return text
    .replace(/(?<!\d)(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g, blanked)
    .replace(/(?<!\d)\d{1,3}(?:,\d{3})+\.\d+(?!\d)/g, blanked)
    .replace(THOUSANDS, blanked)
    .replace(DECIMALS, blanked)
}

function blank(text: string, found: readonly PersonalNumber[]): string {
  return found.reduce(
    (left, { from, to }) => left.slice(0, from) + blanked(left.slice(from, to)) + left.slice(to),
    text,
  )
}

/** Same length, so that places stay true. */
function blanked(found: string): string {
  return TAKEN.repeat(found.length)
}
