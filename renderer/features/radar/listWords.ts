import { yuanGrouped } from '../../../shared/money.ts'
import type { PlannedReference, ReferenceKind, ReferencePlan } from '../../../shared/reference/reference.ts'
import type { AccountView } from '../../../shared/views.ts'
import type { PlanLine } from '../../ui/workbook/planLine.ts'

/** Why a list of this kind is closed to this person, as a sentence; empty when it is not. */
export function chiefOnly(kind: ReferenceKind, user: Pick<AccountView, 'roles'> | null): string {
  if (kind !== 'restricted' || user?.roles.includes('chief') === true) return ''
  return '失信/限制名单会停住申报，由科长导入和撤回'
}

/** What each kind of list is for, and what its rows must say. */
export const KIND_WORDS: Record<ReferenceKind, { use: string; source: string }> = {
  'own-round': {
    use: '本局以往批次的资助名单：计入年度上限、平台名额、首次/后续和查重。每行须有年度、批次、条款、单位和资助金额；年度和批次也可写在来源里。',
    source: '如 2025年第1批',
  },
  'other-bureau': {
    use: '其他部门的资助名单：只用于查重。每行须有单位名称或信用代码；活动、发票、合同、平台、年度等列用于比对。',
    source: '如 区商务局',
  },
  restricted: {
    use: '失信或限制名单：在名单内的单位不能同意，只有科长可以解除。每行须有单位名称或信用代码；没有起止日期的一直有效。',
    source: '如 国家严重失信主体名单',
  },
}

/** Every row of the plan as lines, in the order of the workbook. */
export function listLines({ rows, warnings }: Pick<ReferencePlan, 'rows' | 'warnings'>): PlanLine[] {
  const lines = rows.flatMap(rowLines)
  for (const { sheet, row, column, value, reason } of warnings) {
    lines.push({ kind: '提醒', sheet, row, column, before: value, after: '', words: reason })
  }
  return lines.map((line, at) => ({ ...line, key: String(at) }))
}

type Line = Omit<PlanLine, 'key'>

function rowLines(planned: PlannedReference): Line[] {
  const { sheet, row } = planned
  switch (planned.kind) {
    case 'rejected':
      return planned.problems.map(({ column, value, reason }) => {
        return { kind: '有问题', sheet, row, column, before: value, after: '不导入', words: reason }
      })
    case 'skipped':
      return [{ kind: '跳过', sheet, row, column: '', before: '', after: '', words: planned.reason }]
    case 'new':
      return [{ kind: '新增', sheet, row, column: '', before: '', ...entryWords(planned) }]
  }
}

/** Who is named, and what for. */
function entryWords({ entry }: Extract<PlannedReference, { kind: 'new' }>): Pick<Line, 'after' | 'words'> {
  const { year, batch, amountFen, from, to, reason } = entry.facts
  const round = year === undefined ? '' : `${year}年${batch === undefined ? '' : `第${batch}批`}`
  const amount = amountFen === undefined ? '' : `${yuanGrouped(amountFen)} 元`
  const span = `${from === undefined ? '' : `${from} 起`}${to === undefined ? '' : `至 ${to} 止`}`
  const words = [round, amount, span, reason ?? ''].filter((part) => part !== '').join('　')
  return { after: entry.name === '' ? entry.creditCode : entry.name, words }
}
