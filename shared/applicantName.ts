import type { Application } from './application.ts'

/**
 * The form of a name in which two spellings of one applicant are equal (domain.md §5): full-width and half-width,
 * brackets, spaces, capitals, 有限责任公司/有限公司 and a leading 深圳市 make no difference. Never shown to people.
 */
export function normaliseName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/[〔【[{〈《]/g, '(')
    .replace(/[〕】\]}〉》]/g, ')')
    .replaceAll('有限责任公司', '有限公司')
    .toUpperCase()
  return plain.replace(/^深圳市(?=.)/, '')
}

/** True when the applicant is a person (第十条 pays people): no credit code, and 第十条 or the person's own name. */
export function isNaturalPerson(application: Application): boolean {
  const { personName } = application.facts
  if (application.creditCode !== '') return false
  return application.article === 'talent' || (personName !== undefined && samePerson(personName, application.applicant))
}

function samePerson(a: string, b: string): boolean {
  return normaliseName(a) === normaliseName(b)
}

/** The same for the same applicant: the credit code, or the normalised name where there is none. */
export function applicantKey(applicant: { creditCode: string; applicant: string }): string {
  return applicant.creditCode === '' ? normaliseName(applicant.applicant) : applicant.creditCode
}
