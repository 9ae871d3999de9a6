import { FACTS, type FactKind, type FactName } from '../application.ts'

/** The parts of an application that are not facts. */
const IDENTITY = {
  applicationNo: '申报编号',
  articleText: '申报条款',
  applicant: '申报单位',
  creditCode: '统一社会信用代码',
  industry: '所属产业',
  projectName: '项目名称',
} as const
export type IdentityName = keyof typeof IDENTITY
/** What one column can carry besides a material. */
export type FieldName = IdentityName | FactName

const FACT_NAMES = new Set<string>(Object.keys(FACTS))

export function isFactName(name: string): name is FactName {
  return FACT_NAMES.has(name)
}

export function isFieldName(name: string): name is FieldName {
  return name in IDENTITY || isFactName(name)
}

/** The Chinese name of a field, as the screens and messages write it. */
export function fieldLabel(field: FieldName): string {
  return isFactName(field) ? FACTS[field].label : IDENTITY[field]
}

/** How a field is read; the identity fields are texts but for the two numbers. */
export function fieldKind(field: FieldName): FactKind {
  if (isFactName(field)) return FACTS[field].kind
  return field === 'creditCode' || field === 'applicationNo' ? 'id' : 'text'
}

/** Every field a column can be given by hand, in the order of the workbook. */
export function fieldChoices(): { field: FieldName; label: string; kind: FactKind }[] {
  return [...Object.keys(IDENTITY), ...Object.keys(FACTS)]
    .filter(isFieldName)
    .map((field) => ({ field, label: fieldLabel(field), kind: fieldKind(field) }))
}

/** 证件号码, 银行账号 and phone never appear whole in messages, lists of changes or logs (domain.md §7). */
export function isPersonal(field: FieldName): boolean {
  return field === 'idNumber' || field === 'bankAccount' || field === 'phone'
}
