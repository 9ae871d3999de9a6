import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { ColumnKind, PaperColumn } from './sheet.ts'
import { parseYamlFile, templateError } from './yamlFile.ts'

/** What a column can show of an application. */
export const ITEM_FIELDS = {
  index: 'integer',
  mark: 'text',
  applicationNo: 'text',
  applicant: 'text',
  creditCode: 'text',
  articleNo: 'text',
  articleTitle: 'text',
  industry: 'text',
  projectName: 'text',
  status: 'text',
  outcome: 'text',
  score: 'decimal',
  requestedFen: 'money',
  auditedFen: 'money',
  computedFen: 'money',
  entitledFen: 'money',
  allocatedFen: 'money',
  overridden: 'text',
  opinion: 'text',
  remark: 'text',
  reviewer: 'text',
  sourceSheet: 'text',
  sourceRow: 'integer',
} as const satisfies Record<string, ColumnKind>
export type ItemField = keyof typeof ITEM_FIELDS

/** One unmet condition of an application; every item field but money may stand beside it. */
export const REASON_FIELDS = {
  condition: 'text',
  conditionOutcome: 'text',
  clause: 'text',
  reason: 'text',
  supplement: 'text',
} as const satisfies Record<string, ColumnKind>
export type ReasonField = keyof typeof REASON_FIELDS

/** One step of the 计算依据. */
export const STEP_FIELDS = {
  stepNo: 'integer',
  stepPart: 'text',
  stepLabel: 'text',
  clause: 'text',
  stepText: 'text',
  beforeFen: 'money',
  afterFen: 'money',
} as const satisfies Record<string, ColumnKind>
export type StepField = keyof typeof STEP_FIELDS

/** The tables of the summary and the approval list, each with the fields it may show. */
const SETS = {
  summary: ITEM_FIELDS,
  article: ITEM_FIELDS,
  approval: ITEM_FIELDS,
  waiting: ITEM_FIELDS,
  refused: { ...ITEM_FIELDS, ...REASON_FIELDS },
  steps: { ...ITEM_FIELDS, ...STEP_FIELDS },
} as const satisfies Record<string, Record<string, ColumnKind>>
export type ColumnSetName = keyof typeof SETS
export type ColumnSets = Record<ColumnSetName, PaperColumn[]>

export const COLUMN_SET_NAMES: Record<ColumnSetName, string> = {
  summary: '汇总',
  article: '各条款',
  approval: '审批表',
  waiting: '候补',
  refused: '不予支持及原因',
  steps: '计算依据',
}
export const COLUMN_SET_KEYS = [
  'summary',
  'article',
  'approval',
  'waiting',
  'refused',
  'steps',
] as const satisfies readonly ColumnSetName[]

/** Sets with one row per reason or step: adding up an application's amount there would count it several times. */
const REPEATING: readonly ColumnSetName[] = ['refused', 'steps']

export const columnEntry = z.strictObject({
  field: z.string(),
  header: z.string().trim().min(1, '列名不能为空').max(40, '列名过长'),
  width: z.number().min(4, '不小于4').max(80, '不大于80'),
  total: z.boolean().default(false),
})
export type ColumnEntry = z.infer<typeof columnEntry>

const set = z.array(columnEntry).min(1, '至少一列')
const schema = z.strictObject({
  summary: set,
  article: set,
  approval: set,
  waiting: set,
  refused: set,
  steps: set,
} satisfies Record<ColumnSetName, typeof set>)

type Refuse = (path: PropertyKey[], what: string) => AppError

/** The columns of one table. Errors: what `refuse` makes of a place among the entries. */
function checkedColumns(name: ColumnSetName, entries: readonly ColumnEntry[], refuse: Refuse): PaperColumn[] {
  const kinds = fieldKinds(name)
  const seen = new Set<string>()
  return entries.map((entry, index) => {
    const fail = (key: string, what: string) => refuse([index, key], what)
    const kind = Object.hasOwn(kinds, entry.field) ? kinds[entry.field] : undefined
    if (kind === undefined) {
      throw fail('field', `不认识的字段“${entry.field}”，可用：${Object.keys(kinds).join('、')}`)
    }
    if (entry.total && kind !== 'money') throw fail('total', `“${entry.header}”不是金额列，不能合计`)
    if (entry.total && !addsUp(name)) throw fail('total', `本表一件申报有多行，“${entry.header}”不能合计`)
    for (const key of ['field', 'header'] as const) {
      const id = `${key}:${entry[key]}`
      if (seen.has(id)) throw fail(key, `“${entry[key]}”重复`)
      seen.add(id)
    }
    return { ...entry, kind }
  })
}

/** What the fields of a table hold. */
export function fieldKinds(name: ColumnSetName): Record<string, ColumnKind> {
  return SETS[name]
}

/** Whether amounts of the table may be summed: one row per application. */
export function addsUp(name: ColumnSetName): boolean {
  return !REPEATING.includes(name)
}

/**
 * Columns the office chose for a table. 申报编号 stays, and the mark of 演示参数 where the table ships with one: without
 * them a row could not be told apart. Errors: BAD_INPUT.
 */
export function readColumnSet(
  name: ColumnSetName,
  entries: readonly ColumnEntry[],
  shipped: readonly PaperColumn[],
): PaperColumn[] {
  const refuse = (what: string) => new AppError('BAD_INPUT', `${COLUMN_SET_NAMES[name]}：${what}`)
  if (entries.length === 0) throw refuse('至少保留一列')
  const twice = entries.find(({ field }, at) => entries.findIndex((other) => other.field === field) !== at)
  if (twice !== undefined) throw refuse(`“${twice.header}”重复`)
  const columns = checkedColumns(name, entries, (_, what) => refuse(what))
  const lost = shipped.find(({ field }) => isFixed(field) && !columns.some((column) => column.field === field))
  if (lost !== undefined) throw refuse(`“${lost.header}”不能去掉`)
  return columns
}

/** Columns that no office can take off. */
export function isFixed(field: string): boolean {
  return field === 'mark' || field === 'applicationNo'
}

/**
 * Reads templates/excel/columns.yaml. Unknown fields, a field or header named twice, totals of anything but money and
 * totals where rows repeat are refused. Errors: POLICY_FILE with file and line.
 */
export function parseColumnSets(text: string, file: string): ColumnSets {
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const read = (name: ColumnSetName): PaperColumn[] =>
    checkedColumns(name, value[name], (path, what) => templateError(file, lineOf([name, ...path]), what))
  return {
    summary: read('summary'),
    article: read('article'),
    approval: read('approval'),
    waiting: read('waiting'),
    refused: read('refused'),
    steps: read('steps'),
  }
}

/** Whether a column shows an application's own value. */
export function isItemField(field: string): field is ItemField {
  return Object.hasOwn(ITEM_FIELDS, field)
}
