import { caseHistory } from '../../../db/history.ts'
import type { StoredList } from '../../../db/lists.ts'
import { money, words } from '../../../shared/archive/table.ts'
import { chinaMinute } from '../../../shared/date.ts'
import {
  closingStep,
  EFFECT_NAMES,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  STATE_NAMES,
} from '../../../shared/objections/objection.ts'
import { LIST_STATUS_NAMES } from '../../../shared/report/frozenList.ts'
import type { CaseTable } from './caseTable.ts'

/** What became of a case: its lists, what was said against them, and all of it in the order it happened. */
export const OUTCOME_TABLES: CaseTable[] = [
  {
    title: '定稿结果',
    columns: [
      ...[words('名单', 20), words('名单效力', 24), words('结果', 10), money('应资助金额'), money('拟资助金额')],
      ...[words('人工调整', 10), words('理由', 40)],
    ],
    rows: ({ application: { applicationNo } }, { lists }) =>
      lists.flatMap(({ listNo, content, invalidReason }) => {
        const item = itemsOf(content).get(applicationNo)
        if (item === undefined) return []
        const { status, entitledFen, allocatedFen, overridden, opinion } = item
        const effect = invalidReason === null ? '有效' : `已失效：${invalidReason}`
        return [[listNo, effect, LIST_STATUS_NAMES[status], entitledFen, allocatedFen, overridden ? '是' : '', opinion]]
      }),
  },
  {
    title: '异议投诉举报',
    columns: [
      words('编号', 18),
      words('状态', 10),
      words('收到日期', 13),
      words('事由', 40),
      words('办理经过', 50),
      words('结论', 24),
    ],
    rows: ({ id }, { objections, round, today }) =>
      objections
        .filter(({ applicationId }) => applicationId === id)
        .map((one) => {
          const closing = closingStep(one)
          const steps = one.steps.map(({ happenedOn, doerName, words: said }) => `${happenedOn} ${doerName}：${said}`)
          return [
            ...[objectionNo(one, round), STATE_NAMES[objectionState(one, today)], one.receivedOn, one.subject],
            steps.join('；'),
            closing?.outcome == null ? '' : `${OUTCOME_WORDS[closing.outcome]}，${EFFECT_NAMES[closing.effect]}`,
          ]
        }),
  },
  {
    title: '办理经过',
    columns: [words('时间', 18), words('人', 12), words('内容', 80)],
    rows: ({ id }, { ws }) => caseHistory(ws.db, id).map(({ at, who, text }) => [chinaMinute(at), who, text]),
  },
]

const items = new WeakMap<StoredList['content'], Map<string, StoredList['content']['items'][number]>>()

function itemsOf(content: StoredList['content']) {
  const known = items.get(content) ?? new Map(content.items.map((item) => [item.applicationNo, item]))
  items.set(content, known)
  return known
}
