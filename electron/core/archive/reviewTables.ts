import type { StoredApplication } from '../../../db/applications.ts'
import { withdrawnDecisions } from '../../../db/archiveRecords.ts'
import { assessmentsOf } from '../../../db/assessments.ts'
import { decisionsOf } from '../../../db/decisions.ts'
import { money, words } from '../../../shared/archive/table.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { OUTCOME_NAMES } from '../../../shared/review/assessment.ts'
import type { DecisionKind } from '../../../shared/views.ts'
import type { CaseContext, CaseTable } from './caseTable.ts'

const DECISION_WORDS: Record<DecisionKind, string> = {
  agree: '拟同意',
  refuse: '拟不予支持',
  hold: '待核',
  supplement: '要求补正',
}

/** What the machine worked out and what was proposed on it. */
export const REVIEW_TABLES: CaseTable[] = [
  {
    title: '机审结论',
    columns: [
      ...[words('机审时间', 18), words('条款', 10), words('结论', 10), money('机审金额'), words('提示', 40)],
      words('条款文本 SHA-256', 66),
    ],
    rows: ({ id }, { ws }) =>
      assessmentsOf(ws.db, id).map(
        ({ assessedAt, assessment: { articleNo, outcome, amountFen, warnings, articleHash } }) => [
          ...[chinaMinute(assessedAt), articleNo, OUTCOME_NAMES[outcome], amountFen, warnings.join('；'), articleHash],
        ],
      ),
  },
  {
    title: '条件核对',
    columns: [
      words('机审时间', 18),
      words('条件', 24),
      words('条款', 10),
      words('结论', 10),
      words('说明', 60),
      words('建议补正', 30),
    ],
    rows: (stored, context) =>
      groundAssessments(stored, context).flatMap(({ assessedAt, assessment }) =>
        assessment.conditions.map(({ label, clause, outcome, text, supplement }) => [
          ...[chinaMinute(assessedAt), label, clause, OUTCOME_NAMES[outcome], text, supplement],
        ]),
      ),
  },
  {
    title: '计算依据',
    columns: [
      words('机审时间', 18),
      words('步骤', 16),
      words('条款', 10),
      words('说明', 60),
      money('计算前'),
      money('计算后'),
    ],
    rows: (stored, context) =>
      groundAssessments(stored, context).flatMap(({ assessedAt, assessment }) =>
        assessment.steps.map(({ label, clause, text, beforeFen, afterFen }) => [
          ...[chinaMinute(assessedAt), label, clause, text, beforeFen, afterFen],
        ]),
      ),
  },
  {
    title: '拟定意见',
    columns: [
      ...[words('时间', 18), words('拟定人', 12), words('意见', 12), money('拟定金额'), money('机审金额')],
      ...[words('人工调整', 10), words('意见或调整理由', 40), words('所依据机审', 18), words('状态', 24)],
    ],
    rows: ({ id }, { ws }) => {
      const withdrawn = withdrawnDecisions(ws.db, id)
      const assessed = new Map(assessmentsOf(ws.db, id).map((one) => [one.id, chinaMinute(one.assessedAt)]))
      return decisionsOf(ws.db, id).map((one) => [
        ...[chinaMinute(one.decidedAt), one.deciderName, DECISION_WORDS[one.kind], one.amountFen, one.computedFen],
        ...[one.overridden ? '是' : '', one.opinion, assessed.get(one.assessmentId) ?? ''],
        withdrawn.has(one.id) ? `已撤回：${withdrawn.get(one.id)}` : '',
      ])
    },
  },
]

/** The assessments a decision rests on, and the newest: what the outcome stands on. */
function groundAssessments({ id }: StoredApplication, { ws }: CaseContext) {
  const grounds = new Set(decisionsOf(ws.db, id).map(({ assessmentId }) => assessmentId))
  return assessmentsOf(ws.db, id).filter((one, at) => at === 0 || grounds.has(one.id))
}
