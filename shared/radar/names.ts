import { normaliseName } from '../applicantName.ts'
import { contradict } from './sets.ts'

/**
 * Near-equality of applicants' names, for showing pairs to a person only. Money rules group by `normaliseName`, where two
 * names are one or are not.
 */

/** A name with one slip of the pen is compared from this length of its distinguishing part on. */
const LEAST_CORE = 4
/** Deletion keys of longer names would only cost memory. */
const MOST_CORE = 40

const DISTRICT = /(罗湖|福田|南山|盐田|宝安|龙岗|龙华|坪山|深汕)(新区|区)?|(光明|大鹏|前海)(新区|区)/g
const REGION = /广东省|广东|深圳市|深圳/g
const LEGAL_FORM = /(股份有限公司|有限公司|有限合伙|股份公司|公司)$/
const BRANCH = /(分公司|分店|分厂|办事处)$/
/** What tells one firm of a family from the next: 示例一厂 and 示例二厂 are two firms, not one misspelt. */
const ORDINAL = /[0-9A-Z一二三四五六七八九十零百壹贰叁甲乙丙丁戊己庚辛东南西北前后上下左右大小新老]/

export interface NearName {
  /** As normaliseName. */
  key: string
  /** The part that tells firms apart: no brackets, regions or legal form. */
  core: string
  districts: ReadonlySet<string>
  branch: boolean
}

export function nearNameOf(name: string): NearName {
  const key = normaliseName(name)
  const districts = new Set([...key.matchAll(DISTRICT)].map((match) => match[1] ?? match[3] ?? ''))
  const plain = key.replace(/[()]/g, '').replace(REGION, '').replace(DISTRICT, '')
  const core = plain.replace(LEGAL_FORM, '')
  return { key, core: core.length < 2 ? key : core, districts, branch: BRANCH.test(key) }
}

/** 0–100: 100 for equal normalised names, 0 for two firms. Districts that contradict, and ordinals, keep names apart. */
export function nameLikeness(a: NearName, b: NearName): number {
  if (a.key === b.key) return 100
  if (a.branch !== b.branch) return 0
  if (contradict(a.districts, b.districts)) return 0
  if (a.core === b.core) return 95
  if (Math.min(a.core.length, b.core.length) < LEAST_CORE) return 0
  return isOneSlip(a.core, b.core) ? 85 : 0
}

/** Keys of which two near names share at least one: the core, and the core without each of its characters. */
export function nearKeys({ core }: NearName): string[] {
  if (core.length < LEAST_CORE || core.length > MOST_CORE) return [core]
  return [core, ...Array.from(core, (_letter, at) => `${core.slice(0, at)}${core.slice(at + 1)}`)]
}

/** True when one written character was changed, added, left out or swapped with its neighbour, and it is no ordinal. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  const most = Math.min(a.length, b.length) - start
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length <= 1 && right.length <= 1) return !isOrdinalChange(left, right)
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

/** An ordinal added or left out, or one ordinal in place of another. */
function isOrdinalChange(left: string, right: string): boolean {
  return [left, right].every((letter) => letter === '' || ORDINAL.test(letter))
}
