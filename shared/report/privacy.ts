import { AppError } from '../errors.ts'
import { checkCreditCode } from '../uscc.ts'
import type { PublicField } from './noticeTemplate.ts'
import type { FactFinder } from './personalFacts.ts'
import { personalNumbers } from './personalNumbers.ts'
import { personalWords } from './personalWords.ts'
import { bareText, plainText } from './plainText.ts'
import { hasResidentCheckDigit, isDay } from './residentNumber.ts'

export type PersonalKind = '证件号码' | '手机号' | '座机' | '联系电话' | '银行账号' | '邮箱' | '住址' | '姓名'

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
  /** The application the text belongs to, and its column; none for the running text. */
  applicationNo?: string
  field?: PublicField
  /** One of the bureau's own contacts: its telephones and address are meant to be public, wherever they stand. */
  contact?: true
}

/**
 * 证件号码, 手机, 座机, 银行账号, 邮箱 and 住址 in a text, in any spelling (`personalNumbers`, `personalWords`) and in the
 * middle of other words. A 统一社会信用代码 counts only where `creditCode` says the column holds one.
 */
export function findPersonalData(text: string, creditCode = false): PersonalData[] {
  return locate(text, creditCode).map(({ kind, from, to, masked }) => ({ kind, found: text.slice(from, to), masked }))
}

/** What the gate knows beside the texts. */
export interface GateKnowledge {
  /** What the bureau knows of the applicants. */
  facts?: FactFinder
  /** The page a text stands on; null when unknown. */
  pageOf?: (text: PublicText) => number | null
}

/** A place at which a public paper is stopped: what was found there, masked, and how it would read without it. */
export interface Leak {
  place: string
  page: number | null
  found: { kind: PersonalKind; masked: string }[]
  proposal: string
  /** The text it stands in, or the two beside each other, each as proposed. */
  texts: { text: PublicText; masked: string }[]
}

/**
 * The gate before every public paper (domain.md §7): the patterns above, and what the bureau knows of the applicants, in
 * any spelling, also broken over two cells of a row or two paragraphs. Errors: FORBIDDEN naming the first place with its
 * page, what was found (masked) and how the text would read without it.
 */
export function refusePersonalData(texts: Iterable<PublicText>, knowledge: GateKnowledge = {}): void {
  for (const leak of findLeaks(texts, knowledge)) throw new AppError('FORBIDDEN', leakSentence(leak))
}

/** Every place the gate stops at, in the order of the paper. */
export function* findLeaks(
  texts: Iterable<PublicText>,
  { facts = () => [], pageOf = () => null }: GateKnowledge = {},
): Generator<Leak> {
  const all = [...texts]
  const own = all.flatMap(({ contact, text }) => (contact === true ? bareText(text).plain : []))
  let before: PublicText | null = null
  for (const one of all) {
    const hits = leaksIn(one, facts, own)
    if (hits.length > 0) {
      const proposal = maskedText(one.text, hits)
      yield { place: one.place, page: pageOf(one), found: hits, proposal, texts: [{ text: one, masked: proposal }] }
    }
    if (before !== null && before.applicationNo === one.applicationNo)
      yield* brokenLeaks(before, one, facts, own, pageOf)
    before = one
  }
}

/** Two texts that stand side by side, read as one: only what runs over the border is new. */
function* brokenLeaks(
  before: PublicText,
  one: PublicText,
  facts: FactFinder,
  own: readonly string[],
  pageOf: (text: PublicText) => number | null,
): Generator<Leak> {
  if (before.creditCode || one.creditCode || before.contact === true || one.contact === true) return
  const border = before.text.length
  const whole = { ...one, text: `${before.text}\n${one.text}` }
  const broken = leaksIn(whole, facts, own).filter(
    (hit) => hit.from < border && hit.to > border + 1 && holds(whole, hit),
  )
  if (broken.length === 0) return
  const place = `${before.place}连同下一${one.applicationNo === undefined ? '段' : '格'}`
  const ends = broken.map((hit) => ({ ...hit, to: border }))
  const starts = broken.map((hit) => ({ ...hit, from: 0, to: hit.to - border - 1, masked: '****' }))
  yield {
    place,
    page: pageOf(before),
    found: broken,
    proposal: maskedText(whole.text, broken),
    texts: [
      { text: before, masked: maskedText(before.text, ends) },
      { text: one, masked: maskedText(one.text, starts) },
    ],
  }
}

/** Figures that end one cell and begin the next are common; what stops a paper for them can be nothing else. */
function holds({ text }: PublicText, { kind, from, to }: Located): boolean {
  const found = plainText(text.slice(from, to)).plain
  if (kind === '住址') return /室|房/.test(found) || /(?:小区|公寓|花园|家园|苑|村|里|坊|宿舍).*\d$/s.test(found)
  if (kind !== '银行账号' && kind !== '证件号码' && kind !== '手机号' && kind !== '座机') return true
  const groups = found.split(/[^\p{L}\p{N}]+/u)
  const whole = groups.join('')
  if (!/[\p{L}\p{N}]\s*\n\s*[\p{L}\p{N}]/u.test(found)) return false
  if (kind === '证件号码' && hasResidentCheckDigit(whole)) return true
  if (groups.some((group) => group.length < 2 || isDay(group) || /^20\d\d$/.test(group))) return false
  return kind !== '银行账号' || (whole.length >= 14 && whole.length <= 22)
}

function leaksIn(one: PublicText, facts: FactFinder, own: readonly string[]): Located[] {
  const { text, creditCode, applicationNo, contact } = one
  const found = locate(text, creditCode)
  if (contact === true) return found.filter(({ kind }) => kind === '证件号码' || kind === '银行账号')
  if (applicationNo !== undefined) return apart([...found, ...facts(text, applicationNo)])
  // A template may spell out the bureau's contacts, and a telephone without 手机 is an office's.
  const foreign = found.filter(({ kind, from, to }) => {
    const bare = bareText(text.slice(from, to)).plain
    return kind !== '座机' && !own.some((known) => known.includes(bare))
  })
  return apart([...foreign, ...facts(text, null)])
}

function leakSentence({ place, page, found: [first], proposal, texts: [one] }: Leak): string {
  const at = `${page === null ? '' : `第${page}页`}${place}`
  const how =
    one?.text.applicationNo === undefined
      ? '请在公示设置或文书模板中改写'
      : '请在申报信息中改写后重新定稿，或在“公示”采用遮盖文字'
  return `${at}含${first?.kind}（${first?.masked}），不得公开，已停止生成。${how}，建议改为“${proposal}”`
}

/** The text with what `findPersonalData` and the facts find masked, but for what `stays`. */
export function hidePersonalData(
  text: string,
  facts: FactFinder = () => [],
  applicationNo: string | null = null,
  stays: (found: string) => boolean = () => false,
): string {
  const found = apart([...locate(text, false), ...facts(text, applicationNo)])
  return maskedText(
    text,
    found.filter(({ from, to }) => !stays(text.slice(from, to))),
  )
}

/** Personal data at its place in a text as written. */
export interface Located {
  kind: PersonalKind
  from: number
  to: number
  masked: string
}

function locate(text: string, creditCode: boolean): Located[] {
  const whole = plainText(text)
  const { plain, at } = whole
  if (creditCode && isCreditCodeCell(plain.trim())) return []
  const end = (last: number): number => last + String.fromCodePoint(text.codePointAt(last) ?? 0).length
  const numbers = personalNumbers(plain).map(({ kind, from, to, digits }): Located => {
    return {
      kind,
      from: at[from] ?? 0,
      to: end(at[to - 1] ?? 0),
      masked: `${digits.slice(0, 3)}****${digits.slice(-4)}`,
    }
  })
  const words = personalWords(whole).map(({ kind, first, last, found }): Located => {
    return { kind, from: first, to: end(last), masked: maskedWords(kind, found) }
  })
  return apart([...numbers, ...words])
}

function maskedWords(kind: PersonalKind, found: string): string {
  if (kind === '邮箱') return `${found.slice(0, 1)}***`
  if (kind === '住址') return `${found.slice(0, 2)}****`
  const [, name = '', number = ''] = /^([^0-9A-Za-z]*)(.*)$/s.exec(found) ?? []
  const bare = number.replace(/[^0-9A-Za-z]/g, '')
  return `${name}${bare.slice(0, 1)}****${bare.slice(-2)}`
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

function maskedText(text: string, hits: readonly Located[]): string {
  let masked = ''
  let done = 0
  for (const { from, to, masked: stars } of hits) {
    masked += text.slice(done, from) + stars
    done = to
  }
  return masked + text.slice(done)
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
