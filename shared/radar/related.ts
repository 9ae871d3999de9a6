import { applicantKeys, grantsToPerson } from '../applicantName.ts'
import { type Application, FACTS, type FactName } from '../application.ts'

/** What applicants of one round may share (domain.md §5), in the order it is shown. */
export const RELATIONS = [
  'legalRepresentative',
  'phone',
  'address',
  'bankAccount',
] as const satisfies readonly FactName[]
export type Relation = (typeof RELATIONS)[number]

/** Different applicants of a round that share something. */
export interface RelatedGroup {
  /** What all of them share, as the first of them writes it. */
  shares: { by: Relation; value: string }[]
  members: { applicationNo: string; applicant: string; creditCode: string }[]
}

/** Whether the shared value is a personal number, which screens and files mask. */
export function isPersonalNumber(by: Relation): boolean {
  return FACTS[by].kind === 'id'
}

/**
 * Groups of different applicants with the same 法定代表人, 联系电话, 注册地址 or 银行账号; those who share several are one
 * group. Grants to persons are left out: colleagues share their employer's number and address.
 */
export function relatedApplicants(applications: readonly Application[]): RelatedGroup[] {
  const firms = applications.filter((application) => !grantsToPerson(application))
  const keyOf = applicantKeys(firms)
  const groups = new Map<string, RelatedGroup>()
  for (const by of RELATIONS) {
    const stated = firms.filter(({ facts }) => comparableValue(by, facts[by]) !== '')
    for (const sharing of Map.groupBy(stated, ({ facts }) => comparableValue(by, facts[by])).values()) {
      const applicants = [...new Set(sharing.map(keyOf))].sort()
      if (applicants.length < 2) continue
      // Another share of the same applicants may miss one of their applications; the group keeps every one that is named.
      const group = groups.get(applicants.join('\n')) ?? { shares: [], members: [] }
      group.shares.push({ by, value: String(sharing[0]?.facts[by] ?? '').trim() })
      const known = new Set(group.members.map(({ applicationNo }) => applicationNo))
      for (const { applicationNo, applicant, creditCode } of sharing) {
        if (!known.has(applicationNo)) group.members.push({ applicationNo, applicant, creditCode })
      }
      groups.set(applicants.join('\n'), group)
    }
  }
  return [...groups.values()].sort((a, b) => b.shares.length - a.shares.length)
}

const FEWEST_DIGITS = { phone: 7, bankAccount: 8 } as const
/** 深圳市 alone is nobody's address. */
const SHORTEST_ADDRESS = 6

/** The form in which two spellings of one value are equal; empty when it names nothing. */
function comparableValue(by: Relation, text: string | undefined): string {
  const plain = (text ?? '').normalize('NFKC').replace(/\s/g, '')
  switch (by) {
    case 'phone':
    case 'bankAccount': {
      const digits = plain.replace(/\D/g, '').replace(/^(?:0?86)(?=1\d{10}$)/, '')
      return digits.length < FEWEST_DIGITS[by] || new Set(digits).size === 1 ? '' : digits
    }
    case 'address': {
      const key = plain
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]/gu, '')
        .replace(/^广东省|^广东/, '')
        .replace(/^深圳市|^深圳/, '')
      return key.length < SHORTEST_ADDRESS ? '' : key
    }
    case 'legalRepresentative':
      return /^[\p{L}·.]{2,}$/u.test(plain) && !['不详', '不涉及', '待补'].includes(plain) ? plain : ''
  }
}
