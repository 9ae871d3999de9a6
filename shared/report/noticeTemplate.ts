import { z } from 'zod'
import { ITEM_FIELDS, type ItemField } from './columns.ts'
import { NAME_MASKS, type NameMask } from './maskName.ts'
import { parseYamlFile, templateError } from './yamlFile.ts'

/** Everything a notice's text may name in braces. */
export const NOTICE_FIELDS = [
  'year',
  'batch',
  'roundName',
  'count',
  'applicants',
  'total',
  'totalWords',
  'start',
  'end',
  'days',
  'attachment',
  'issuer',
  'consultContact',
  'consultPhone',
  'objectionContact',
  'objectionPhone',
  'address',
  'postcode',
  'supervisionPhone',
] as const
export type NoticeField = (typeof NOTICE_FIELDS)[number]

/** A notice without these says too little (domain.md §9). */
const REQUIRED: readonly NoticeField[] = [
  'count',
  'total',
  'start',
  'end',
  'days',
  'consultPhone',
  'objectionPhone',
  'address',
  'supervisionPhone',
]

/** What may stand on a public paper; opinions, reviewers, scores and sources may not. */
const PUBLIC_FIELDS = [
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
export type PublicField = (typeof PUBLIC_FIELDS)[number]

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
  tableTitle: string[]
  unit: string
  personNames: NameMask
  columns: NoticeColumn[]
  blanks: Record<string, NoticeBlank>
}

const line = z.string().min(1, '不能为空')
const paragraph = z.union([
  z.strictObject({ text: line }),
  z.strictObject({ heading: line }),
  z.strictObject({ subheading: line }),
])
const schema = z.strictObject({
  title: z.array(line).min(1, '至少一段'),
  salutation: line,
  body: z.array(paragraph).min(1, '至少一段'),
  attachment: line,
  tableTitle: z.array(line).min(1, '至少一段'),
  unit: line,
  personNames: z.enum(NAME_MASKS),
  columns: z
    .array(
      z.strictObject({
        field: z.enum(PUBLIC_FIELDS),
        header: line,
        widthMm: z.number().min(8, '不小于8'),
        align: z.enum(['left', 'center', 'right']),
        total: z.boolean().default(false),
      }),
    )
    .min(1, '至少一列'),
  blanks: z.record(
    z.string().regex(/^[a-zA-Z]+$/, '只能用英文字母'),
    z.strictObject({ label: line, value: z.string() }),
  ),
})

const FIELD = /\{([^{}]*)\}/g

/**
 * Reads templates/notice/*.yaml. Unknown or missing keys, a name in braces that is neither a field nor one of `blanks`,
 * a required field that no text mentions, and columns wider than 156 mm are refused. Errors: POLICY_FILE with the line.
 */
export function parseNoticeTemplate(text: string, file: string): NoticeTemplate {
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const used = new Set<string>()
  const known = new Set<string>([...NOTICE_FIELDS, ...Object.keys(value.blanks)])
  const read = (words: string, path: PropertyKey[]): string => {
    for (const [, name = ''] of words.matchAll(FIELD)) {
      if (!known.has(name)) {
        throw templateError(file, lineOf(path), `不认识的字段“{${name}}”，可用：${[...known].join('、')}`)
      }
      used.add(name)
    }
    if (/[{}]/.test(words.replace(FIELD, ''))) throw templateError(file, lineOf(path), '花括号不成对')
    return words
  }
  for (const name of Object.keys(value.blanks)) {
    if (NOTICE_FIELDS.some((field) => field === name)) {
      throw templateError(file, lineOf(['blanks', name]), `“${name}”是固定字段，不能另行填写`)
    }
  }
  const body = value.body.map((entry, index): NoticeParagraph => {
    const at = (style: ParagraphStyle, words: string) => ({ style, text: read(words, ['body', index, style]) })
    if ('heading' in entry) return at('heading', entry.heading)
    return 'subheading' in entry ? at('subheading', entry.subheading) : at('text', entry.text)
  })
  const parts = (key: 'title' | 'tableTitle') => value[key].map((words, index) => read(words, [key, index]))
  const template: NoticeTemplate = {
    title: parts('title'),
    salutation: read(value.salutation, ['salutation']),
    body,
    attachment: read(value.attachment, ['attachment']),
    tableTitle: parts('tableTitle'),
    unit: value.unit,
    personNames: value.personNames,
    columns: value.columns,
    blanks: value.blanks,
  }
  const missing = REQUIRED.find((field) => !used.has(field))
  if (missing !== undefined) throw templateError(file, lineOf(['body']), `正文缺少字段“{${missing}}”，请补上`)
  checkColumns(value.columns, file, lineOf)
  return template
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
    if (column.total && ITEM_FIELDS[column.field] !== 'money') {
      throw templateError(file, lineOf(['columns', index, 'total']), `“${column.header}”不是金额列，不能合计`)
    }
  })
}

/** The text with each name in braces replaced. */
export function fillTemplate(text: string, values: (name: string) => string): string {
  return text.replace(FIELD, (_, name: string) => values(name))
}
