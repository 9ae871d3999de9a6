import type { Claim } from '../../shared/radar/claim.ts'

let count = 0

/** An application of 2026年第1批 by 样例珠宝, or what else is said. */
export function ours(changes: Partial<Claim> = {}): Claim {
  count += 1
  return {
    key: `application:${count}`,
    kind: 'application',
    source: '2026年第1批',
    applicationNo: `LG2026-${count}`,
    place: null,
    name: '深圳市样例珠宝有限公司',
    creditCode: '',
    article: null,
    projectName: '',
    year: 2026,
    amountFen: null,
    facts: {},
    ...changes,
  }
}

/** A row of another bureau's list about the same applicant, or what else is said. */
export function theirs(changes: Partial<Claim> = {}): Claim {
  count += 1
  return {
    ...ours(),
    key: `entry:${count}`,
    kind: 'other-bureau',
    source: '区商务局',
    applicationNo: null,
    place: { sheet: '名单', row: count },
    year: null,
    ...changes,
  }
}
