import type { Facts } from '../application.ts'

/** Text as stated in a choice column, ready to compare: half-width, no spaces, no trailing remark or class word. */
export function choiceWord(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/\([^()]*\)$/, '')
    .replace(/(申报|会员)$/, '')
}

/** True for 后续; blank and anything else count as 首次. */
export function isLater(facts: Facts): boolean {
  return facts.phase !== undefined && choiceWord(facts.phase) === '后续'
}

/** The industry a statement names: "黄金珠宝产业" → "黄金珠宝". */
export function industryName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(产业|行业|业)$/, '')
}

/** The listed class a statement names ("综合类会员" and "综合" → "综合类"), or null. */
export function classIn(text: string, classes: readonly string[]): string | null {
  const word = choiceWord(text)
  return classes.find((name) => name === word || name === `${word}类`) ?? null
}
