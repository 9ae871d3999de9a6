import { isOneSlip } from './names.ts'
import { commonTo, contradict } from './sets.ts'

/** The name of an event, platform or project in a form that can be compared. */
export interface Title {
  /** Without marks, year and edition. */
  key: string
  pairs: ReadonlySet<string>
  years: ReadonlySet<string>
  editions: ReadonlySet<string>
  /** Numbers left over: 一期 and 二期 are two projects. */
  numbers: string
}

export type TitleLikeness = 'same' | 'near' | 'other-edition' | 'unclear' | 'different'

/** Share of common letter pairs from which two titles are near, and below which they are different. */
const NEAR = 0.75
const DIFFERENT = 0.5

const YEAR = /(20\d{2})(年度|年)?/g
const EDITION = /第?([0-9一二三四五六七八九十百]+)届/g
/** Words that any event or project may wear. */
const WORDS_BEFORE = /^(举办|承办|主办|参加)?(深圳市?)?/
const WORDS_AFTER = /(项目|活动)$/
const NUMBERS = /[0-9一二三四五六七八九十]+|[A-Z]+/g

export function titleOf(text: string): Title {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const key = plain.replace(YEAR, '').replace(EDITION, '').replace(WORDS_BEFORE, '').replace(WORDS_AFTER, '')
  return {
    key,
    pairs: letterPairs(key),
    years: new Set([...plain.matchAll(YEAR)].map((match) => match[1] ?? '')),
    editions: new Set([...plain.matchAll(EDITION)].map((match) => match[1] ?? '')),
    numbers: (key.match(NUMBERS) ?? []).join(' '),
  }
}

/** How like two titles are. A year or edition that contradicts makes the same name another matter. */
export function titleLikeness(a: Title, b: Title): TitleLikeness {
  const likeness = bareLikeness(a, b)
  if (likeness !== 'same' && likeness !== 'near') return likeness
  const contradicts = contradict(a.years, b.years) || contradict(a.editions, b.editions)
  return contradicts ? 'other-edition' : likeness
}

function bareLikeness(a: Title, b: Title): 'same' | 'near' | 'unclear' | 'different' {
  if (a.key === b.key) return 'same'
  const share = commonShare(a.pairs, b.pairs)
  if (a.numbers !== b.numbers) return share < DIFFERENT ? 'different' : 'unclear'
  if (share >= NEAR || (a.key.length >= 4 && b.key.length >= 4 && isOneSlip(a.key, b.key))) return 'near'
  return share < DIFFERENT ? 'different' : 'unclear'
}

function letterPairs(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_none, at) => text.slice(at, at + 2)))
}

function commonShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = a.size + b.size
  return all === 0 ? 0 : (2 * commonTo(a, b).length) / all
}
