import { z } from 'zod'
import { FACTS } from '../application.ts'
import type { ItemField } from './columns.ts'
import { NAME_MASKS, type NameMask } from './maskName.ts'
import { braceFaults, type Fault, missingFaults, type PlacedText } from './templateText.ts'
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
export const PUBLIC_FIELDS = [...LIST_COLUMNS, ...CHANGE_COLUMNS] as const
export type PublicField = (typeof PUBLIC_FIELDS)[number]

export const NOTICE_KINDS = ['notice', 'correction', 'disbursement'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What each public paper may say, and what it would say too little without (domain.md §9). */
export const NOTICE_SPECS: Record<
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
export const TEXT_WIDTH_MM = 156

export interface NoticeColumn {
  field: PublicField
  header: string
  widthMm: number
  align: 'left' | 'center' | 'right'
  total: boolean
}

const COLUMN_HEADERS: Record<PublicField, string> = {
  index: '序号',
  applicationNo: '申报编号',
  applicant: '申报单位（个人）',
  creditCode: '统一社会信用代码',
  articleNo: '条款',
  articleTitle: '条款名称',
  industry: '产业',
  projectName: '项目名称',
  requestedFen: '申报金额（万元）',
  auditedFen: '审计确认金额（万元）',
  allocatedFen: '拟资助金额（万元）',
  beforeFen: '原公示金额',
  afterFen: '更正后金额',
  change: '更正内容',
}

/** A column as it is first put on the table of a public paper. */
export function newColumn(field: PublicField): NoticeColumn {
  const align = isMoneyField(field) ? 'right' : field === 'index' || field === 'articleNo' ? 'center' : 'left'
  return { field, header: COLUMN_HEADERS[field], widthMm: field === 'index' ? 13 : 20, align, total: false }
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
/** A fact of an application that is no public column is refused by its name. */
const columnField = z.enum([...LIST_COLUMNS, ...CHANGE_COLUMNS], {
  error: ({ input }) => {
    const fact = Object.entries(FACTS).find(([key, { label }]) => key === input || label === input)
    return fact === undefined ? undefined : `“${fact[1].label}”不得公开，不能作为附表的列`
  },
})

export const noticeSchema = z.strictObject({
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
        field: columnField,
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
  const { value, lineOf } = parseYamlFile(text, file, noticeSchema)
  const template: NoticeTemplate = { ...value, body: value.body.map(readParagraph) }
  const [fault] = noticeFaults(template, kind)
  if (fault !== undefined) throw templateError(file, lineOf(fault.path), fault.why)
  return template
}

/** What is wrong with a template of the right shape, in the order of the paper. */
export function noticeFaults(template: NoticeTemplate, kind: NoticeKind): Fault[] {
  const { fields, required, columns } = NOTICE_SPECS[kind]
  const { title, salutation, body, attachment, tableTitle } = template
  const texts = [
    ...placed('title', title),
    { words: salutation, path: ['salutation'] },
    ...bodyTexts(body),
    { words: attachment, path: ['attachment'] },
    ...placed('tableTitle', tableTitle),
  ]
  const { faults, used } = braceFaults(texts, fields, template.blanks)
  return [...faults, ...missingFaults(required, used), ...columnFaults(template.columns, columns)]
}

/** The pieces of a title with their places. */
export function placed(key: 'title' | 'tableTitle', pieces: readonly string[]): PlacedText[] {
  return pieces.map((words, index) => ({ words, path: [key, index] }))
}

export function bodyTexts(body: readonly NoticeParagraph[]): PlacedText[] {
  return body.map(({ style, text }, index) => ({ words: text, path: ['body', index, style] }))
}

/** One entry of a template's `body`. */
export function readParagraph(entry: z.infer<typeof paragraph>): NoticeParagraph {
  if ('heading' in entry) return { style: 'heading', text: entry.heading }
  if ('subheading' in entry) return { style: 'subheading', text: entry.subheading }
  return { style: 'text', text: entry.text }
}

function columnFaults(columns: readonly NoticeColumn[], known: readonly PublicField[]): Fault[] {
  const width = columns.reduce((sum, column) => sum + column.widthMm, 0)
  const strange = columns.flatMap(({ field }, index): Fault[] =>
    known.includes(field) ? [] : [{ path: ['columns', index, 'field'], why: `这份文书的附表没有“${field}”这一列` }],
  )
  const wide: Fault[] =
    width > TEXT_WIDTH_MM ? [{ path: ['columns'], why: `各列宽度合计${width}毫米，超过版心${TEXT_WIDTH_MM}毫米` }] : []
  const each = columns.flatMap((column, index): Fault[] => [
    ...(columns.findIndex((other) => other.field === column.field) === index
      ? []
      : [{ path: ['columns', index, 'field'], why: `字段“${column.field}”重复` }]),
    ...(column.total && !isMoneyField(column.field)
      ? [{ path: ['columns', index, 'total'], why: `“${column.header}”不是金额列，不能合计` }]
      : []),
  ])
  return [...strange, ...wide, ...each]
}
