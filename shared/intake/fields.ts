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

/** Columns that only lists from outside have (shared/reference). */
const LIST_FIELDS = {
  grantYear: { label: '资助年度', kind: 'year' },
  grantBatch: { label: '资助批次', kind: 'text' },
  grantedFen: { label: '资助金额', kind: 'fen' },
  restrictedFrom: { label: '限制起始日期', kind: 'date' },
  restrictedTo: { label: '限制截止日期', kind: 'date' },
  restrictedReason: { label: '限制原因', kind: 'text' },
  sourceDocument: { label: '依据文件', kind: 'text' },
} as const satisfies Record<string, { label: string; kind: FactKind }>
export type ListFieldName = keyof typeof LIST_FIELDS

/** What one column can carry besides a material. */
export type FieldName = IdentityName | FactName | ListFieldName

const FACT_NAMES = new Set<string>(Object.keys(FACTS))

export function isFactName(name: string): name is FactName {
  return FACT_NAMES.has(name)
}

/** True for the fields of an application. */
export function isFieldName(name: string): name is IdentityName | FactName {
  return name in IDENTITY || isFactName(name)
}

/** True for the fields that only lists from outside have. */
export function isListFieldName(name: string): name is ListFieldName {
  return name in LIST_FIELDS
}

/** The Chinese name of a field, as the screens and messages write it. */
export function fieldLabel(field: FieldName): string {
  if (isListFieldName(field)) return LIST_FIELDS[field].label
  return isFactName(field) ? FACTS[field].label : IDENTITY[field]
}

/** How a field is read; the identity fields are texts but for the two numbers. */
export function fieldKind(field: FieldName): FactKind {
  if (isListFieldName(field)) return LIST_FIELDS[field].kind
  if (isFactName(field)) return FACTS[field].kind
  return field === 'creditCode' || field === 'applicationNo' ? 'id' : 'text'
}

/** A field as a person chooses it for a column. */
export interface FieldChoice {
  field: FieldName
  label: string
  kind: FactKind
}

export function fieldChoice(field: FieldName): FieldChoice {
  return { field, label: fieldLabel(field), kind: fieldKind(field) }
}

/** Every field that only lists from outside have. */
export function listFieldChoices(): FieldChoice[] {
  return Object.keys(LIST_FIELDS).filter(isListFieldName).map(fieldChoice)
}

/** Every field of an application a column can be given by hand, in the order of the workbook. */
export function fieldChoices(): FieldChoice[] {
  return [...Object.keys(IDENTITY), ...Object.keys(FACTS)].filter(isFieldName).map(fieldChoice)
}

/** 证件号码, 银行账号 and phone never appear whole in messages, lists of changes or logs (domain.md §7). */
export function isPersonal(field: FieldName): boolean {
  return field === 'idNumber' || field === 'bankAccount' || field === 'phone'
}
