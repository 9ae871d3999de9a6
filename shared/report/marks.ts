import { chinaMinute } from '../date.ts'
import type { FrozenList } from './frozenList.ts'

export const TRIAL_MARK = '试算'
export const DEMO_MARK = '演示参数，非政策规定'

/** What every page of a paper made from this list must say; empty when nothing. */
export function listMarks(list: Pick<FrozenList, 'trial' | 'demo'>): string[] {
  return [...(list.trial ? [TRIAL_MARK] : []), ...(list.demo ? [DEMO_MARK] : [])]
}

/** First 16 hex digits of the hash, in groups of four: enough to match paper and list by eye. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ')
}

/** What it means that the record still holds a head printed on a paper: the number of the entry it was then the newest of. */
export function headSentence(entry: number): string {
  return `纸面上的留痕首码在现在的留痕里，是第 ${entry} 条；出这份纸面之前的记录没有被截断或重写`
}

/** 「定稿号 …　校验码 …」 as printed on every page. */
export function listReference(list: Pick<FrozenList, 'listNo' | 'hash'>): string {
  return `定稿号 ${list.listNo}　校验码 ${shortHash(list.hash)}`
}

/** 「定稿2026-1-01　2026-03-05 14:32」, the page header of every sheet. */
export function listHead(list: Pick<FrozenList, 'listNo' | 'frozenAt'>): string {
  return `${list.listNo}　${listTime(list)}`
}

/** 「2026年第1批时尚产业」, the head of every paper's title. */
export function roundTitle(list: Pick<FrozenList, 'round'>): string {
  return `${list.round.year}年第${list.round.batch}批时尚产业`
}

/** 「2026-03-05 14:32」, China Standard Time. */
export function listTime(list: Pick<FrozenList, 'frozenAt'>): string {
  return chinaMinute(list.frozenAt)
}
