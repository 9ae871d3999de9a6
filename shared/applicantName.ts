import type { Application } from './application.ts'
import { withoutBlanks } from './unseen.ts'

/**
 * The form of a name in which two spellings of one applicant are equal (domain.md §5): full-width and half-width,
 * brackets, spaces, capitals, 有限责任公司/有限公司 and a leading 深圳市 make no difference. Never shown to people.
 */
export function normaliseName(name: string): string {
  const plain = withoutBlanks(name.normalize('NFKC'))
    .replace(/[〔【[{〈《「『〖]/g, '(')
    .replace(/[〕】\]}〉》」』〗]/g, ')')
    .replaceAll('有限责任公司', '有限公司')
    .toUpperCase()
  return plain.replace(/^深圳市(?=.)/, '')
}

/** True when the grant is for a person, whoever hands it in: only 第十条 pays people (facts.md §2.2). */
export function grantsToPerson(application: Application): boolean {
  return application.article === 'talent' || isNaturalPerson(application)
}

/** True when the applicant's own name is a person's, which public papers mask. */
export function isNaturalPerson(application: Application): boolean {
  const { personName } = application.facts
  if (personName === undefined) return application.article === 'talent' && application.creditCode === ''
  return normaliseName(personName) === normaliseName(application.applicant)
}

interface NamedApplicant {
  creditCode: string
  applicant: string
}

/**
 * Gives applicants their keys, the same for the same applicant among `known`: the credit code; for a row without one,
 * the code that its normalised name goes with elsewhere, when there is exactly one; else the name.
 */
export function applicantKeys(known: Iterable<NamedApplicant>): (applicant: NamedApplicant) => string {
  const codes = new Map<string, Set<string>>()
  for (const { creditCode, applicant } of known) {
    if (creditCode === '') continue
    const name = normaliseName(applicant)
    codes.set(name, (codes.get(name) ?? new Set()).add(creditCode))
  }
  return ({ creditCode, applicant }) => {
    if (creditCode !== '') return creditCode
    const name = normaliseName(applicant)
    const [code, ...others] = codes.get(name) ?? []
    return code !== undefined && others.length === 0 ? code : name
  }
}
