import { z } from 'zod'
import type { ItemField } from './columns.ts'
import { NAME_MASKS, type NameMask } from './maskName.ts'
import { fieldReader } from './templateText.ts'
import { parseYamlFile, templateError } from './yamlFile.ts'

const CONTACT_FIELDS = [
  'consultContact',
  'consultPhone',
  'objectionContact',
  'objectionPhone',
  'address',
  'postcode',
  'supervisionPhone',
] as const
const LIST_FIELDS = [
  'year',
  'batch',
  'roundName',
  'count',
  'applicants',
  'total',
  'totalWords',
  'date',
  'basis',
  'steps',
] as const
const PERIOD_FIELDS = ['start', 'end', 'days'] as const
const CORRECTION_FIELDS = ['originalDate', 'changes', 'changeList', 'totalChange'] as const
/** What the text of any public paper may name in braces. */
export type NoticeField =
  | (typeof CONTACT_FIELDS | typeof LIST_FIELDS | typeof PERIOD_FIELDS | typeof CORRECTION_FIELDS)[number]
  | 'attachment'
  | 'issuer'

/** What may stand on a public paper; opinions, reviewers, scores and sources may not. */
const LIST_COLUMNS = [
  'index',
  'applicationNo',
  'applicant',
  'creditCode',
  'articleNo',
  'articleTitle',
  'industry',
  'projectName',
  'requestedFen',
  'auditedFen',
  'allocatedFen',
] as const satisfies readonly ItemField[]
/** Of a difference between two lists: the amounts as published and as corrected, and what was changed. */
const CHANGE_COLUMNS = ['beforeFen', 'afterFen', 'change'] as const
export type PublicField = (typeof LIST_COLUMNS | typeof CHANGE_COLUMNS)[number]

export const NOTICE_KINDS = ['notice', 'correction', 'disbursement'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What each public paper may say, and what it would say too little without (domain.md §9). */
const SPECS: Record<
  NoticeKind,
  { fields: readonly NoticeField[]; required: readonly NoticeField[]; columns: readonly PublicField[] }
> = {
  notice: {
    fields: [...LIST_FIELDS, ...PERIOD_FIELDS, ...CONTACT_FIELDS, 'attachment', 'issuer'],
    required: [
      'count',
      'total',
      'start',
      'end',
      'days',
      'consultPhone',
      'objectionPhone',
      'address',
      'supervisionPhone',
    ],
    columns: LIST_COLUMNS,
  },
  correction: {
    fields: [...LIST_FIELDS, ...PERIOD_FIELDS, ...CORRECTION_FIELDS, ...CONTACT_FIELDS, 'attachment', 'issuer'],
    required: [
      'originalDate',
      'changes',
      'count',
      'totalChange',
      'start',
      'end',
      'days',
      'consultPhone',
      'objectionPhone',
      'address',
      'supervisionPhone',
    ],
    columns: [
      'index',
      ...LIST_COLUMNS.filter((field) => !field.endsWith('Fen') && field !== 'index'),
      ...CHANGE_COLUMNS,
    ],
  },
  disbursement: {
    fields: [...LIST_FIELDS, ...CONTACT_FIELDS, 'attachment', 'issuer'],
    required: ['count', 'total', 'totalWords', 'consultPhone', 'address'],
    columns: LIST_COLUMNS,
  },
}

/** Columns of money, printed in 万元. */
export const MONEY_FIELDS = ['requestedFen', 'auditedFen', 'allocatedFen', 'beforeFen', 'afterFen'] as const
export type MoneyField = (typeof MONEY_FIELDS)[number]

export function isMoneyField(field: PublicField): field is MoneyField {
  return MONEY_FIELDS.some((money) => money === field)
}

/** 版心 width in mm (GB/T 9704). */
const TEXT_WIDTH_MM = 156

export interface NoticeColumn {
  field: PublicField
  header: string
  widthMm: number
  align: 'left' | 'center' | 'right'
  total: boolean
}

export type ParagraphStyle = 'text' | 'heading' | 'subheading'

export interface NoticeParagraph {
  style: ParagraphStyle
  text: string
}

/** A piece of text the bureau fills in once in the template, such as a 文号; empty ones are printed as 〔待填写：…〕. */
export interface NoticeBlank {
  label: string
  value: string
}

export interface NoticeTemplate {
  /** Pieces of the title; lines break only between them. */
  title: string[]
  salutation: string
  body: NoticeParagraph[]
  attachment: string
  /** Printed with room for a seal (加盖印章). */
  sealed: boolean
  tableTitle: string[]
  unit: string
  personNames: NameMask
  columns: NoticeColumn[]
  blanks: Record<string, NoticeBlank>
}

export const line = z.string().min(1, '不能为空')
export const paragraph = z.union([
  z.strictObject({ text: line }),
  z.strictObject({ heading: line }),
  z.strictObject({ subheading: line }),
])
export const blanks = z.record(
  z.string().regex(/^[a-zA-Z]+$/, '只能用英文字母'),
  z.strictObject({ label: line, value: z.string() }),
)
/** 加盖印章 unless the template says otherwise. */
export const sealed = z.boolean().default(true)
const schema = z.strictObject({
  title: z.array(line).min(1, '至少一段'),
  salutation: line,
  body: z.array(paragraph).min(1, '至少一段'),
  attachment: line,
  sealed,
  tableTitle: z.array(line).min(1, '至少一段'),
  unit: line,
  personNames: z.enum(NAME_MASKS),
  columns: z
    .array(
      z.strictObject({
        field: z.enum([...LIST_COLUMNS, ...CHANGE_COLUMNS]),
        header: line,
        widthMm: z.number().min(8, '不小于8'),
        align: z.enum(['left', 'center', 'right']),
        total: z.boolean().default(false),
      }),
    )
    .min(1, '至少一列'),
  blanks,
})

/**
 * Reads templates/notice/*.yaml of a public paper. Unknown or missing keys, a name in braces that is neither a field of
 * this paper nor one of `blanks`, a required field that no text mentions, a column that is not public or tells nothing
 * here, and columns wider than 156 mm are refused. Errors: POLICY_FILE with the line.
 */
export function parseNoticeTemplate(text: string, file: string, kind: NoticeKind = 'notice'): NoticeTemplate {
  const { fields, required, columns } = SPECS[kind]
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const { read, used } = fieldReader(file, lineOf, fields, value.blanks)
  const body = value.body.map((entry, index) => readParagraph(entry, index, read))
  const parts = (key: 'title' | 'tableTitle') => value[key].map((words, index) => read(words, [key, index]))
  const template: NoticeTemplate = {
    title: parts('title'),
    salutation: read(value.salutation, ['salutation']),
    body,
    attachment: read(value.attachment, ['attachment']),
    sealed: value.sealed,
    tableTitle: parts('tableTitle'),
    unit: value.unit,
    personNames: value.personNames,
    columns: value.columns,
    blanks: value.blanks,
  }
  const missing = required.find((field) => !used.has(field))
  if (missing !== undefined) throw templateError(file, lineOf(['body']), `正文缺少字段“{${missing}}”，请补上`)
  const strange = value.columns.findIndex(({ field }) => !columns.includes(field))
  if (strange >= 0) {
    throw templateError(
      file,
      lineOf(['columns', strange, 'field']),
      `这份文书的附表没有“${value.columns[strange]?.field}”这一列`,
    )
  }
  checkColumns(value.columns, file, lineOf)
  return template
}

type Reader = (words: string, path: PropertyKey[]) => string

/** One entry of a template's `body`. */
export function readParagraph(entry: z.infer<typeof paragraph>, index: number, read: Reader): NoticeParagraph {
  const at = (style: ParagraphStyle, words: string) => ({ style, text: read(words, ['body', index, style]) })
  if ('heading' in entry) return at('heading', entry.heading)
  return 'subheading' in entry ? at('subheading', entry.subheading) : at('text', entry.text)
}

function checkColumns(columns: NoticeColumn[], file: string, lineOf: (path: PropertyKey[]) => number): void {
  const width = columns.reduce((sum, column) => sum + column.widthMm, 0)
  if (width > TEXT_WIDTH_MM) {
    throw templateError(file, lineOf(['columns']), `各列宽度合计${width}毫米，超过版心${TEXT_WIDTH_MM}毫米`)
  }
  columns.forEach((column, index) => {
    if (columns.findIndex((other) => other.field === column.field) !== index) {
      throw templateError(file, lineOf(['columns', index, 'field']), `字段“${column.field}”重复`)
    }
    if (column.total && !isMoneyField(column.field)) {
      throw templateError(file, lineOf(['columns', index, 'total']), `“${column.header}”不是金额列，不能合计`)
    }
  })
}
