import { closingOf } from '../../db/closings.ts'
import { issuedPapers } from '../../db/issuedPapers.ts'
import { validListNos } from '../../db/lists.ts'
import { objectionsOfRound } from '../../db/objections.ts'
import { fixedFen, type ProgressGroup, roundProgress } from '../../db/roundProgress.ts'
import type { Round } from '../../db/rounds.ts'
import { openSupplements } from '../../db/supplements.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { chinaDay, type IsoDate } from '../../shared/date.ts'
import { closingStep } from '../../shared/objections/objection.ts'
import type { ArticleInForce } from '../../shared/policy/inForce.ts'
import {
  type ArticleProgress,
  type Deadline,
  nextStep,
  type RoundBudget,
  type RoundDashboard,
} from '../../shared/rounds/dashboard.ts'
import { requestedInRound } from '../../shared/rounds/sums.ts'
import { caseStatus } from '../../shared/stages/caseStatus.ts'
import {
  APPROVED_STAGE,
  OUT_STAGES,
  REFUSED_STAGE,
  REOPENED_STAGE,
  STAGES,
  type Stage,
} from '../../shared/stages/stages.ts'
import type { CaseStatus } from '../../shared/views.ts'
import { workdaysLeft } from '../../shared/workdays.ts'
import { calendarsOf } from './calendars.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** Shown even with no case in them; the side exits only when one is there. */
const ON_THE_WAY: readonly Stage[] = [
  '已受理',
  '形式审查',
  '评审',
  '专项审计',
  '拟定',
  '复核',
  '审定',
  '公示',
  '下达',
  '归档',
]

/** The state of a round, from counts alone: no case is read. Errors: NOT_FOUND. */
export function roundDashboard(ws: Workspace, roundId: string): RoundDashboard {
  const round = requireRound(ws, roundId)
  const groups = roundProgress(ws.db, roundId)
  const today = chinaDay(ws.now())
  const listNo = validListNos(ws.db).get(roundId) ?? null
  const notice = issuedPapers(ws.db, roundId).find(
    (paper) => paper.listNo === listNo && (paper.kind === 'notice' || paper.kind === 'correction'),
  )
  const supplements = openSupplements(ws.db, roundId).map(({ dueOn }) => dueOn)
  const objections = objectionsOfRound(ws.db, roundId).filter((one) => closingStep(one) === null)
  const count = (which: (group: ProgressGroup) => boolean) => sum(groups.filter(which), ({ count }) => count)
  const ofStatus = (status: CaseStatus) => count((group) => statusOf(group) === status)
  const inStage = (...stages: Stage[]) => count(({ stage }) => stages.includes(stage))
  return {
    stages: STAGES.map((stage) => ({ stage, count: inStage(stage) })).filter(
      ({ stage, count }) => count > 0 || ON_THE_WAY.includes(stage),
    ),
    articles: articleRows(groups, ws.policy.articlesOn(round.policyOn, [])),
    deadlines: deadlines(ws, round, today, {
      supplements,
      publicity: notice?.endOn ?? null,
      objections: objections.map(({ dueOn }) => dueOn),
    }),
    budget: budgetOf(round, groups, fixedFen(ws.db, roundId)),
    next: nextStep({
      closed: closingOf(ws.db, roundId)?.reason ?? null,
      applications: count(() => true),
      pending: ofStatus('pending'),
      unknown: ofStatus('unknown'),
      supplement: ofStatus('supplement'),
      overdueSupplements: supplements.filter((dueOn) => dueOn < today).length,
      reopened: inStage(REOPENED_STAGE),
      proposed: inStage('拟定'),
      rechecking: inStage('复核'),
      published: inStage(APPROVED_STAGE),
      done: inStage('归档', REFUSED_STAGE, ...OUT_STAGES),
      listNo,
      notice: notice === undefined ? null : { endOn: notice.endOn },
      openObjections: objections.length,
      today,
    }),
  }
}

function statusOf({ kind, stage }: ProgressGroup): CaseStatus {
  return caseStatus(kind, OUT_STAGES.includes(stage))
}

function articleRows(
  groups: readonly ProgressGroup[],
  articles: ReadonlyMap<ArticleKey, ArticleInForce>,
): ArticleProgress[] {
  const byArticle = Map.groupBy(groups, ({ article }) => article)
  const order = [...articles.keys(), null]
  return [...byArticle]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([article, own]) => {
      const inForce = article === null ? undefined : articles.get(article)
      const count = (...statuses: CaseStatus[]) =>
        sum(
          own.filter((group) => statuses.includes(statusOf(group))),
          ({ count }) => count,
        )
      return {
        article,
        articleNo: inForce?.version.no ?? '条款待核',
        title: inForce?.title ?? '',
        count: sum(own, ({ count }) => count),
        open: count('pending', 'unknown', 'supplement'),
        agreed: count('agreed'),
        refused: count('refused'),
        requestedFen: requestedInRound(own),
        proposedFen: agreedFen(own),
      }
    })
}

function budgetOf(round: Round, groups: readonly ProgressGroup[], listFen: number | null): RoundBudget {
  const agreed = agreedFen(groups)
  const fixed = listFen ?? 0
  // A valid list stands on every agreed case; nothing is proposed beside it.
  const proposed = listFen === null ? agreed : 0
  return {
    totalFen: round.budgetFen,
    fixedFen: fixed,
    proposedFen: proposed,
    remainingFen: round.budgetFen - fixed - proposed,
  }
}

function agreedFen(groups: readonly ProgressGroup[]): number {
  return sum(
    groups.filter((group) => statusOf(group) === 'agreed'),
    ({ amountFen }) => amountFen,
  )
}

function deadlines(
  ws: Workspace,
  round: Round,
  today: IsoDate,
  due: { supplements: readonly IsoDate[]; publicity: IsoDate | null; objections: readonly (IsoDate | null)[] },
): Deadline[] {
  const calendars = calendarsOf(ws)
  const line = (id: Deadline['id'], label: string, days: readonly IsoDate[], note: string): Deadline => {
    const on = days.toSorted()[0] ?? null
    const daysLeft = on === null ? null : workdaysLeft(today, on, calendars)
    const overdue = id === 'supplement' || id === 'objection' ? days.filter((day) => day < today).length : 0
    return { id, label, on, daysLeft, overdue, note }
  }
  const dated = due.objections.filter((on) => on !== null)
  return [
    line(
      'window',
      '受理期截止',
      round.windowTo === null ? [] : [round.windowTo],
      round.windowTo === null ? '未设' : '',
    ),
    line(
      'supplement',
      '补正到期',
      due.supplements,
      due.supplements.length === 0 ? '没有未办结的补正' : `未办结 ${due.supplements.length} 件`,
    ),
    line(
      'publicity',
      '公示期止',
      due.publicity === null ? [] : [due.publicity],
      due.publicity === null ? '还没有公示' : '',
    ),
    line('objection', '异议办理到期', dated, objectionNote(due.objections.length, dated.length)),
  ]
}

function objectionNote(open: number, dated: number): string {
  if (open === 0) return '没有未办结的异议'
  return dated === open ? `未办结 ${open} 件` : `未办结 ${open} 件，其中 ${open - dated} 件没有办理期限`
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
