import { compareDecimals } from '../decimal.ts'
import type { Fen } from '../money.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { CASE_STATUS_NAMES, type CaseRow } from '../views.ts'

/** What the queue can show of a case, in the order it starts with. */
export const COLUMN_KEYS = [
  'applicationNo',
  'applicant',
  'creditCode',
  'article',
  'industry',
  'project',
  'requested',
  'computed',
  'proposed',
  'score',
  'outcome',
  'status',
  'stage',
  'assignee',
  'marks',
] as const
export type ColumnKey = (typeof COLUMN_KEYS)[number]

/** text: any words · choice: one or more of a few words · money: 分 · score: exact decimal. */
export type ColumnKind = 'text' | 'choice' | 'money' | 'score'

export interface QueueColumn {
  key: ColumnKey
  name: string
  kind: ColumnKind
  /** Pixels on screen at first. */
  width: number
}

const column = (key: ColumnKey, name: string, kind: ColumnKind, width: number): QueueColumn => {
  return { key, name, kind, width }
}

export const QUEUE_COLUMNS: Record<ColumnKey, QueueColumn> = {
  applicationNo: column('applicationNo', '编号', 'text', 108),
  applicant: column('applicant', '单位', 'text', 190),
  creditCode: column('creditCode', '信用代码', 'text', 164),
  article: column('article', '条款', 'choice', 82),
  industry: column('industry', '产业', 'choice', 82),
  project: column('project', '项目', 'text', 170),
  requested: column('requested', '申报金额', 'money', 98),
  computed: column('computed', '应资助', 'money', 92),
  proposed: column('proposed', '拟资助', 'money', 92),
  score: column('score', '得分', 'score', 62),
  outcome: column('outcome', '机审', 'choice', 88),
  status: column('status', '拟定', 'choice', 88),
  stage: column('stage', '环节', 'choice', 82),
  assignee: column('assignee', '经办', 'choice', 82),
  marks: column('marks', '更新标记', 'choice', 112),
}

/** What choice columns say where there is nothing. */
export const NO_FINDING = '未机审'
export const NOBODY = '未派件'

export const ADJUSTED = '人工调整'
export const CHANGED = '材料有变'
export const REOPENED = '退回复审'

/** The words a choice column can be filtered by: one, for 更新标记 none or more. */
export function choicesOf(row: CaseRow, key: ColumnKey): string[] {
  switch (key) {
    case 'article':
      return [row.articleNo]
    case 'industry':
      return [row.industry || '产业未填']
    case 'outcome':
      return [row.outcome === null ? NO_FINDING : OUTCOME_NAMES[row.outcome]]
    case 'status':
      return [CASE_STATUS_NAMES[row.status]]
    case 'stage':
      return [row.stage]
    case 'assignee':
      return [row.assignee || NOBODY]
    case 'marks':
      return [
        ...(row.overridden ? [ADJUSTED] : []),
        ...(row.reopened ? [REOPENED] : []),
        ...(row.stale && !row.reopened ? [CHANGED] : []),
      ]
    default:
      return []
  }
}

/** 分 of a money column; null: no amount, and for every other column. */
export function fenOf(row: CaseRow, key: ColumnKey): Fen | null {
  switch (key) {
    case 'requested':
      return row.requestedFen
    case 'computed':
      return row.computedFen
    case 'proposed':
      return row.proposedFen
    default:
      return null
  }
}

/** The words of a column that holds no amount. */
export function wordsOf(row: CaseRow, key: ColumnKey): string {
  switch (key) {
    case 'applicationNo':
      return row.applicationNo
    case 'applicant':
      return row.applicant
    case 'creditCode':
      return row.creditCode
    case 'project':
      return row.projectName
    case 'score':
      return row.score ?? ''
    default:
      return choicesOf(row, key).join('、')
  }
}

/** Less than, equal or greater, in the rising order of the column; null when one of them has nothing to compare. */
export function compareIn(key: ColumnKey, names: Intl.Collator): (a: CaseRow, b: CaseRow) => number | null {
  const { kind } = QUEUE_COLUMNS[key]
  if (kind === 'money') {
    return (a, b) => {
      const [left, right] = [fenOf(a, key), fenOf(b, key)]
      return left === null || right === null ? null : left - right
    }
  }
  if (kind === 'score') {
    return (a, b) => (a.score === null || b.score === null ? null : compareDecimals(a.score, b.score))
  }
  return (a, b) => {
    const [left, right] = [wordsOf(a, key), wordsOf(b, key)]
    return left === '' || right === '' ? null : names.compare(left, right)
  }
}

/** Nothing to sort by: such rows stand last, whichever way the column is sorted. */
export function isBlank(row: CaseRow, key: ColumnKey): boolean {
  return QUEUE_COLUMNS[key].kind === 'money' ? fenOf(row, key) === null : wordsOf(row, key) === ''
}
