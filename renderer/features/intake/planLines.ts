import type { ImportPlanView } from '../../../shared/views.ts'
import type { PlanLine } from '../../ui/workbook/planLine.ts'

/** Every row of the plan as lines, in the order of the workbook; problems and changes get a line each. */
export function planLines(plan: Pick<ImportPlanView, 'rows' | 'problems' | 'warnings'>): PlanLine[] {
  const lines: PlanLine[] = []
  const add = (line: Omit<PlanLine, 'key'>) => lines.push({ ...line, key: String(lines.length) })
  for (const problem of plan.problems.filter(({ row }) => row === 0)) {
    const { sheet, column, value, reason } = problem
    add({ kind: '有问题', sheet, row: 0, column, before: value, after: '', words: reason })
  }
  for (const planned of plan.rows) {
    const { sheet, row } = planned
    if (planned.kind === 'rejected') {
      for (const { column, value, reason } of planned.problems) {
        add({ kind: '有问题', sheet, row, column, before: value, after: '不导入', words: reason })
      }
    } else if (planned.kind === 'skipped') {
      add({ kind: '跳过', sheet, row, column: '', before: '', after: '', words: planned.reason })
    } else if (planned.kind === 'changed') {
      for (const { label, before, after } of planned.changes) {
        add({ kind: '变化', sheet, row, column: label, before, after, words: nameOf(planned.application) })
      }
    } else {
      const kind = planned.kind === 'new' ? '新增' : '未变'
      add({ kind, sheet, row, column: '', before: '', after: nameOf(planned.application), words: '' })
    }
  }
  for (const { sheet, row, column, value, reason } of plan.warnings) {
    add({ kind: '提醒', sheet, row, column, before: value, after: '', words: reason })
  }
  return lines
}

function nameOf({ applicationNo, applicant }: { applicationNo: string; applicant: string }): string {
  return `${applicationNo} ${applicant}`
}
