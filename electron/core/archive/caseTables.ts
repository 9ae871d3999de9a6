import type { StoredApplication } from '../../../db/applications.ts'
import { allAttachmentsOf, withdrawnDecisions } from '../../../db/archiveRecords.ts'
import { assessmentsOf } from '../../../db/assessments.ts'
import { decisionsOf } from '../../../db/decisions.ts'
import { caseHistory, corrections } from '../../../db/history.ts'
import type { StoredList } from '../../../db/lists.ts'
import { matterRulingsOf } from '../../../db/matterRulings.ts'
import { ballotsUnder, type StoredScheme } from '../../../db/scoring.ts'
import { movesOf } from '../../../db/stages.ts'
import { supplementsOf } from '../../../db/supplements.ts'
import { FACTS, type FactName } from '../../../shared/application.ts'
import {
  type ArchiveCell,
  type ArchiveColumn,
  type ArchiveTable,
  count,
  money,
  words,
} from '../../../shared/archive/table.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { yuanGrouped } from '../../../shared/money.ts'
import type { Objection } from '../../../shared/objections/objection.ts'
import {
  closingStep,
  EFFECT_NAMES,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  STATE_NAMES,
} from '../../../shared/objections/objection.ts'
import { VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { LIST_STATUS_NAMES } from '../../../shared/report/frozenList.ts'
import { OUTCOME_NAMES } from '../../../shared/review/assessment.ts'
import { roundedText } from '../../../shared/scoring/ratio.ts'
import { totalOf } from '../../../shared/scoring/scheme.ts'
import { SUPPLEMENT_OUTCOME_NAMES } from '../../../shared/stages/supplement.ts'
import type { DecisionKind } from '../../../shared/views.ts'
import type { Workspace } from '../workspace.ts'

const DECISION_WORDS: Record<DecisionKind, string> = {
  agree: '拟同意',
  refuse: '拟不予支持',
  hold: '待核',
  supplement: '要求补正',
}

/** What of the round the tables of its cases need. */
export interface CaseContext {
  ws: Workspace
  round: { year: number; batch: number }
  articleNo(stored: StoredApplication): string
  /** Newest first. */
  lists: readonly StoredList[]
  schemes: readonly StoredScheme[]
  objections: readonly Objection[]
  attachmentPath(sha256: string, fileName: string): string
  today: string
}

interface CaseTable {
  title: string
  columns: ArchiveColumn[]
  rows(stored: StoredApplication, context: CaseContext): ArchiveCell[][]
}

/** One case as a list of tables, in the order its chain runs. */
export function caseTables(stored: StoredApplication, context: CaseContext): ArchiveTable[] {
  return CASE_TABLES.map(({ title, columns, rows }) => ({ title, columns, rows: rows(stored, context) }))
}

const KEY: ArchiveColumn[] = [words('申报编号', 18), words('申报单位', 30)]

/** The same table of every case of the round, one below the other, made while it is walked. */
export function roundTables(cases: readonly StoredApplication[], context: CaseContext): ArchiveTable[] {
  return CASE_TABLES.map(({ title, columns, rows }) => ({
    title,
    columns: [...KEY, ...columns],
    rows: {
      *[Symbol.iterator]() {
        for (const stored of cases) {
          const { applicationNo, applicant } = stored.application
          for (const row of rows(stored, context)) yield [applicationNo, applicant, ...row]
        }
      },
    },
  }))
}

/** A fact as the applicant's sheet would say it. */
export function factText(name: FactName, value: string | number | boolean): string {
  const { kind } = FACTS[name]
  if (kind === 'fen') return `${yuanGrouped(Number(value))} 元`
  return kind === 'flag' ? (value === true ? '是' : '否') : String(value)
}

function statedRows(stored: StoredApplication, { articleNo }: CaseContext): ArchiveCell[][] {
  const { application, source, revision } = stored
  const { creditCode, industry, projectName, articleText, facts } = application
  const known = Object.entries(facts).flatMap(([name, value]) => {
    return isFact(name) && value !== undefined ? [[FACTS[name].label, factText(name, value)]] : []
  })
  return [
    ['统一社会信用代码', creditCode],
    ['申报条款', `${articleNo(stored)}（申报时写“${articleText}”）`],
    ['所属产业', industry],
    ['项目名称', projectName],
    ...known,
    ['出自', `${source.fileName}，工作表“${source.sheet}”第 ${source.row} 行，现为第 ${revision} 稿`],
  ]
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name)
}

const CASE_TABLES: CaseTable[] = [
  {
    title: '申报信息',
    columns: [words('项目', 18), words('内容', 50)],
    rows: statedRows,
  },
  {
    title: '申报材料',
    columns: [words('材料', 30), words('是否提供', 10)],
    rows: ({ application: { materials } }) =>
      Object.entries(materials).map(([name, provided]) => [name, provided ? '有' : '无']),
  },
  {
    title: '资料更正',
    columns: [
      words('时间', 18),
      words('更正人', 12),
      words('项目', 16),
      words('原值', 24),
      words('新值', 24),
      words('理由', 30),
    ],
    rows: ({ id }, { ws }) =>
      corrections(ws.db, id).flatMap(({ at, who, reason, changes }) =>
        changes.map(({ label, before, after }) => [chinaMinute(at), who, label, before, after, reason]),
      ),
  },
  {
    title: '附件',
    columns: [
      ...[words('文件', 36), words('材料', 20), count('字节'), words('SHA-256', 66), words('添加人', 12)],
      ...[words('添加时间', 18), words('状态', 24)],
    ],
    rows: ({ id }, { ws, attachmentPath }) =>
      allAttachmentsOf(ws.db, id).map(({ fileName, material, bytes, sha256, addedBy, addedAt, withdrawnWhy }) => [
        { text: fileName, path: attachmentPath(sha256, fileName) },
        ...[material, bytes, sha256, addedBy, chinaMinute(addedAt)],
        withdrawnWhy === null ? '有效' : `已撤下：${withdrawnWhy}`,
      ]),
  },
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
  {
    title: '环节流转',
    columns: [words('时间', 18), words('办理人', 12), words('由', 10), words('至', 10), words('说明', 40)],
    rows: ({ id }, { ws }) =>
      movesOf(ws.db, id).map(({ movedAt, moverName, from, to, reason }) => [
        chinaMinute(movedAt),
        moverName,
        from,
        to,
        reason,
      ]),
  },
  {
    title: '补正',
    columns: [
      ...[
        words('告知日期', 13),
        words('告知人', 12),
        words('补正事项', 50),
        words('期限', 13),
        words('再次告知的理由', 24),
      ],
      ...[words('结果', 14), words('收到日期', 13), words('情况', 30), words('办结人', 12)],
    ],
    rows: ({ id }, { ws }) =>
      supplementsOf(ws.db, id).map(({ toldOn, requester, items, dueOn, againReason, closed }) => [
        ...[toldOn, requester, items.join('；'), dueOn, againReason],
        ...(closed === null
          ? ['未办结', '', '', '']
          : [SUPPLEMENT_OUTCOME_NAMES[closed.outcome], closed.receivedOn ?? '', closed.words, closed.closer]),
      ]),
  },
  {
    title: '派件与回避',
    columns: [words('时间', 18), words('办理人', 12), words('内容', 60)],
    rows: ({ id }, { ws }) =>
      caseHistory(ws.db, id)
        .filter(({ kind }) => kind === 'people')
        .map(({ at, who, text }) => [chinaMinute(at), who, text]),
  },
  {
    title: '专家评分',
    columns: [
      ...[words('时间', 18), words('专家', 12), words('总分', 8), words('各项得分', 40), words('评语或回避事由', 40)],
      ...[words('更正理由', 24), words('录入人', 12)],
    ],
    rows: ({ id }, { ws, schemes }) => {
      const byId = new Map(schemes.map((version) => [version.id, version.scheme]))
      return ballotsUnder(ws.db, [...byId.keys()], [id]).map(({ schemeId, points, ...ballot }) => {
        const scheme = byId.get(schemeId) ?? null
        const scored = scheme === null || points === null ? null : { scheme, points }
        return [
          ...[chinaMinute(ballot.enteredAt), ballot.expertName],
          ...(scored === null
            ? ['回避', '']
            : [
                roundedText(totalOf(scored.scheme, scored.points)),
                scored.scheme.criteria.map(({ id: key, name }) => `${name} ${scored.points[key] ?? ''}`).join('；'),
              ]),
          ...[ballot.comment, ballot.reason, ballot.entererName],
        ]
      })
    },
  },
  {
    title: '查重裁定',
    columns: [words('时间', 18), words('裁定人', 12), words('裁定', 12), words('对方记录', 50), words('理由', 40)],
    rows: ({ id }, { ws }) =>
      matterRulingsOf(ws.db, id).map(({ ruledAt, rulerName, ruling, otherKey, reason }) => [
        ...[chinaMinute(ruledAt), rulerName, VERDICT_NAMES[ruling], otherKey, reason],
      ]),
  },
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

/** The assessments a decision rests on, and the newest: what the outcome stands on. */
function groundAssessments({ id }: StoredApplication, { ws }: CaseContext) {
  const grounds = new Set(decisionsOf(ws.db, id).map(({ assessmentId }) => assessmentId))
  return assessmentsOf(ws.db, id).filter((one, at) => at === 0 || grounds.has(one.id))
}

const items = new WeakMap<StoredList['content'], Map<string, StoredList['content']['items'][number]>>()

function itemsOf(content: StoredList['content']) {
  const known = items.get(content) ?? new Map(content.items.map((item) => [item.applicationNo, item]))
  items.set(content, known)
  return known
}
