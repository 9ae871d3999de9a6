import { z } from 'zod'
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

/** Sets with one row per reason or step: adding up an application's amount there would count it several times. */
const REPEATING: readonly ColumnSetName[] = ['refused', 'steps']

const column = z.strictObject({
  field: z.string(),
  header: z.string().min(1, '不能为空'),
  width: z.number().min(4, '不小于4').max(80, '不大于80'),
  total: z.boolean().default(false),
})
const set = z.array(column).min(1, '至少一列')
const schema = z.strictObject({
  summary: set,
  article: set,
  approval: set,
  waiting: set,
  refused: set,
  steps: set,
} satisfies Record<ColumnSetName, typeof set>)

/**
 * Reads templates/excel/columns.yaml. Unknown fields, a field or header named twice, totals of anything but money and
 * totals where rows repeat are refused. Errors: POLICY_FILE with file and line.
 */
export function parseColumnSets(text: string, file: string): ColumnSets {
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const read = (name: ColumnSetName): PaperColumn[] => {
    const kinds: Record<string, ColumnKind> = SETS[name]
    const seen = new Set<string>()
    return value[name].map((entry, index) => {
      const fail = (key: string, what: string) => templateError(file, lineOf([name, index, key]), what)
      const kind = Object.hasOwn(kinds, entry.field) ? kinds[entry.field] : undefined
      if (kind === undefined) {
        throw fail('field', `不认识的字段“${entry.field}”，可用：${Object.keys(kinds).join('、')}`)
      }
      if (entry.total && kind !== 'money') throw fail('total', `“${entry.header}”不是金额列，不能合计`)
      if (entry.total && REPEATING.includes(name)) throw fail('total', `本表一件申报有多行，“${entry.header}”不能合计`)
      for (const key of ['field', 'header'] as const) {
        const id = `${key}:${entry[key]}`
        if (seen.has(id)) throw fail(key, `“${entry[key]}”重复`)
        seen.add(id)
      }
      return { ...entry, kind }
    })
  }
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
