import type { ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'
import type { Fen } from '../money.ts'
import type { Stage } from '../stages/stages.ts'

/** How far a round has come, what is due, what is left of the budget, and what to do next. */
export interface RoundDashboard {
  /** Every stage on the way in order, and the side exits that hold a case. */
  stages: { stage: Stage; count: number }[]
  articles: ArticleProgress[]
  deadlines: Deadline[]
  budget: RoundBudget
  next: NextStep
}

export interface ArticleProgress {
  /** Null: the article is not known yet. */
  article: ArticleKey | null
  articleNo: string
  title: string
  count: number
  /** Not decided yet. */
  open: number
  agreed: number
  refused: number
  requestedFen: Fen
  proposedFen: Fen
}

/** 已定 stands on the valid frozen list; 拟定 is agreed and not on it. */
export interface RoundBudget {
  totalFen: Fen
  fixedFen: Fen
  proposedFen: Fen
  /** Negative when more is proposed than there is, which 统筹 then cuts. */
  remainingFen: Fen
}

export interface Deadline {
  id: 'window' | 'supplement' | 'publicity' | 'objection'
  label: string
  /** Null: nothing is due. */
  on: IsoDate | null
  /** Working days left; negative when past, null when a year has no calendar or nothing is due. */
  daysLeft: number | null
  /** So many are past their day. */
  overdue: number
  /** What it is about, or why there is none. */
  note: string
}

export interface NextStep {
  sentence: string
  /** What the button says and where it leads; null when there is nothing to do here. */
  act: { label: string; page: 'intake' | 'review' | 'cohort' | 'notice' } | null
}

/** What the next step depends on. */
export interface RoundCounts {
  /** Why the chief closed the batch for good; null while it is open. */
  closed: string | null
  applications: number
  pending: number
  unknown: number
  supplement: number
  overdueSupplements: number
  /** Sent back after an 异议, to be decided anew. */
  reopened: number
  /** Decided, not submitted yet. */
  proposed: number
  /** Waiting to be re-checked. */
  rechecking: number
  /** Of a valid list, waiting for 下达. */
  published: number
  /** 已归档, refused or gone back to the applicant. */
  done: number
  listNo: string | null
  /** Whether a 公示 of the valid list was issued, and the last day of its period. */
  notice: { endOn: IsoDate | null } | null
  openObjections: number
  today: IsoDate
}

/** The first thing that still has to be done in a round. */
export function nextStep(counts: RoundCounts): NextStep {
  const { applications, pending, unknown, supplement, overdueSupplements, proposed, rechecking } = counts
  const review = (sentence: string): NextStep => step(sentence, '去审核', 'review')
  if (counts.closed !== null) return { sentence: `本批次已结束，不再定稿（${counts.closed}）`, act: null }
  if (applications === 0) return step('还没有申报，请导入申报汇总表', '去导入', 'intake')
  if (overdueSupplements > 0) return review(`有 ${overdueSupplements} 件补正已逾期，请办结`)
  if (counts.reopened > 0) return review(`有 ${counts.reopened} 件经异议办理退回复审，请重新拟定`)
  if (pending > 0) return review(`还有 ${pending} 件待审`)
  if (unknown > 0) return review(`还有 ${unknown} 件待核`)
  if (supplement > 0) return review(`还有 ${supplement} 件等待补正`)
  if (counts.listNo !== null) return afterList(counts, counts.listNo)
  if (proposed > 0) return review(`有 ${proposed} 件已拟定，还没有提交复核`)
  if (rechecking > 0) return review(`有 ${rechecking} 件等待复核`)
  if (counts.done === applications) return { sentence: '本批次的申报都已办结', act: null }
  return step('审核和复核已完成，可以看统筹并定稿', '去统筹', 'cohort')
}

function afterList({ notice, openObjections, published, today }: RoundCounts, listNo: string): NextStep {
  const toNotice = (sentence: string): NextStep => step(sentence, '去公示', 'notice')
  if (notice === null) return toNotice(`已定稿（${listNo}），请制作公示`)
  if (openObjections > 0) return toNotice(`有 ${openObjections} 件异议未办结`)
  if (notice.endOn === null) return toNotice('公示没有公示期，请填写起始日和期限后重新导出')
  if (today <= notice.endOn) return toNotice(`公示中，公示期到 ${notice.endOn}`)
  if (published > 0) return step(`公示期满，还有 ${published} 件待下达`, '去审核', 'review')
  return { sentence: '本批次已全部下达', act: null }
}

function step(sentence: string, label: string, page: NonNullable<NextStep['act']>['page']): NextStep {
  return { sentence, act: { label, page } }
}
