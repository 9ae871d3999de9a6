import { pinyin } from 'pinyin-pro'
import type { Fen } from '../shared/money.ts'
import { type AmountRange, amountQuery } from './amountQuery.ts'

/** What of a case can be searched. */
export interface Searchable {
  id: string
  applicationNo: string
  applicant: string
  projectName: string
  industry: string
  creditCode: string
  requestedFen: Fen | null
  computedFen: Fen | null
  proposedFen: Fen | null
}

/** The words of cases, one case after the other: the browser finds a word in one long text many times faster than in many short ones. */
interface Words {
  text: string
  /** Where the words of each case begin in `text`; one more at the end. */
  starts: Uint32Array
}

/** Everything that can be found, by place in the list. */
export interface SearchIndex {
  ids: string[]
  /** As written, with the initials and full pinyin of names. */
  words: Words
  /** Credit codes apart: only a query with a digit can mean one. */
  codes: Words
  /** 申报, 应资助 and 拟资助 of each case; NaN where there is none. */
  amounts: Float64Array
}

/** Stands between words. No query can contain it: folding takes away all blanks. */
const BETWEEN = '\n'

/** Folds full-width letters and digits, case and blanks, so that ＬＧ 01 finds lg01. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** The strings a query may be part of: each field, and for the two names also 首字母 and 全拼. */
export function searchKeys(
  row: Pick<Searchable, 'applicationNo' | 'applicant' | 'projectName' | 'industry'>,
): string[] {
  const written = [row.applicationNo, row.applicant, row.projectName, row.industry].map(fold)
  const spoken = [row.applicant, row.projectName].filter((name) => name !== '').flatMap(spell)
  return [...new Set([...written, ...spoken])].filter((key) => key !== '')
}

const spelt = new Map<string, string[]>()
/** Names come again in every reading of a list; more than a few lists' worth are not kept. */
const MOST_SPELT = 250_000

function spell(name: string): string[] {
  const known = spelt.get(name)
  if (known !== undefined) return known
  const syllables = pinyin(fold(name), { toneType: 'none', type: 'array', v: true })
  const keys = [syllables.map((syllable) => syllable.charAt(0)).join(''), syllables.join('')]
  if (spelt.size >= MOST_SPELT) spelt.clear()
  spelt.set(name, keys)
  return keys
}

/** True when the text holds the words by characters, initials or full pinyin; every text holds no words. */
export function holds(text: string, words: string): boolean {
  const wanted = fold(words)
  return wanted === '' || fold(text).includes(wanted) || spell(text).some((key) => key.includes(wanted))
}

/** The words of each row spelt so far; a row that changes is another object, and a list given up is forgotten. */
const rowWords = new WeakMap<Searchable, string>()

function wordsOf(row: Searchable): string {
  const known = rowWords.get(row)
  if (known !== undefined) return known
  const words = searchKeys(row).join(BETWEEN)
  rowWords.set(row, words)
  return words
}

/** Spells some cases ahead of the index, which then has nothing left to do for them but to put their words together. */
export function spellAhead(rows: readonly Searchable[], from: number, count: number): void {
  for (const row of rows.slice(from, from + count)) wordsOf(row)
}

export function buildIndex(rows: readonly Searchable[]): SearchIndex {
  const amounts = new Float64Array(rows.length * 3)
  rows.forEach(({ requestedFen, computedFen, proposedFen }, at) => {
    amounts.set([requestedFen ?? Number.NaN, computedFen ?? Number.NaN, proposedFen ?? Number.NaN], at * 3)
  })
  return {
    ids: rows.map(({ id }) => id),
    words: joined(rows.map(wordsOf)),
    codes: joined(rows.map(({ creditCode }) => fold(creditCode))),
    amounts,
  }
}

function joined(parts: readonly string[]): Words {
  const starts = new Uint32Array(parts.length + 1)
  parts.forEach((part, at) => {
    starts[at + 1] = (starts[at] ?? 0) + part.length + BETWEEN.length
  })
  return { text: parts.map((part) => part + BETWEEN).join(''), starts }
}

/**
 * Ids of the cases, in list order, whose number, names or industry contain the query by characters, initials or full pinyin;
 * whose credit code contains it, when it has a digit; or one of whose amounts it names (">=100万", "50-80万", "30万").
 */
export function searchIndex({ ids, words, codes, amounts }: SearchIndex, query: string): Set<string> {
  const wanted = fold(query)
  if (wanted === '') return new Set(ids)
  const hits = new Uint8Array(ids.length)
  mark(words, wanted, hits)
  if (/\d/.test(wanted)) mark(codes, wanted, hits)
  const range = amountQuery(query)
  if (range !== null) markAmounts(amounts, range, hits)
  const found = new Set<string>()
  for (let at = hits.indexOf(1); at >= 0; at = hits.indexOf(1, at + 1)) found.add(ids[at] ?? '')
  return found
}

function mark({ text, starts }: Words, wanted: string, hits: Uint8Array): void {
  let at = 0
  for (let hit = text.indexOf(wanted); hit >= 0; hit = text.indexOf(wanted, starts[at])) {
    at = caseAt(starts, hit, at)
    hits[at] = 1
    at += 1
  }
}

function markAmounts(amounts: Float64Array, { fromFen, toFen }: AmountRange, hits: Uint8Array): void {
  const [from, to] = [fromFen ?? 0, toFen ?? Number.MAX_SAFE_INTEGER]
  amounts.forEach((fen, at) => {
    if (fen >= from && fen <= to) hits[Math.floor(at / 3)] = 1
  })
}

/** The case whose words stand at `place`; `from` is a case not after it. */
function caseAt(starts: Uint32Array, place: number, from: number): number {
  if (place < (starts[from + 1] ?? 0)) return from
  let [low, high] = [from, starts.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}
