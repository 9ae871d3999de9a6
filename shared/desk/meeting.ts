import { isNaturalPerson } from '../applicantName.ts'
import type { Application } from '../application.ts'
import { compareApplicationNos } from '../cohort/order.ts'
import { type Fen, yuanGrouped } from '../money.ts'
import { maskName } from '../report/maskName.ts'
import type { FactFinder } from '../report/personalFacts.ts'
import { hidePersonalData } from '../report/privacy.ts'
import { type AmountStep, type ConditionResult, OUTCOME_NAMES, type Outcome } from '../review/assessment.ts'
import type { Stage } from '../stages/stages.ts'
import type { AttentionKind } from './attention.ts'
import { articleOrder } from './figures.ts'

/** A case of the meeting before anything is hidden. */
export interface MeetingSource {
  caseId: string
  application: Application
  articleNo: string
  articleTitle: string
  industry: string
  score: string | null
  stage: Stage
  outcome: Outcome | null
  steps: readonly AmountStep[]
  /** Not met, in order. */
  open: readonly ConditionResult[]
  proposal: string
  agreed: boolean
  opinion: string
  entitledFen: Fen | null
  allocatedFen: Fen | null
  cutFen: Fen
  disputes: readonly { kind: AttentionKind; text: string }[]
}

/** One case as everybody in the room may see it. */
export interface MeetingCase {
  caseId: string
  applicationNo: string
  applicant: string
  articleNo: string
  articleTitle: string
  industry: string
  projectName: string
  score: string | null
  stage: Stage
  outcome: string
  proposal: string
  agreed: boolean
  opinion: string
  requestedFen: Fen | null
  allocatedFen: Fen | null
  /** The amount step by step, in words. */
  amounts: string[]
  /** What is not settled or not met. */
  disputes: { kind: AttentionKind | null; text: string }[]
}

/** Where a case stands in the order of the meeting, as everybody in the room may see it. */
export interface MeetingPlace {
  caseId: string
  articleNo: string
  applicant: string
  agreed: boolean
  disputed: boolean
  allocatedFen: Fen | null
}

/** The cases in meeting order: article, then the better score, then the number. */
export function inOrderOfMeeting(cases: readonly MeetingSource[]): MeetingSource[] {
  return [...cases].sort(inMeetingOrder)
}

function inMeetingOrder(a: MeetingSource, b: MeetingSource): number {
  return (
    articleOrder(a.articleNo) - articleOrder(b.articleNo) ||
    Number(b.score ?? -1) - Number(a.score ?? -1) ||
    compareApplicationNos(a.application.applicationNo, b.application.applicationNo)
  )
}

/** `applicant` as shownApplicant says it, so that no text of it holds personal data. */
export function meetingPlace(one: MeetingSource, applicant: string): MeetingPlace {
  const { caseId, articleNo, agreed, allocatedFen } = one
  const disputed = one.disputes.length > 0 || one.open.length > 0
  return { caseId, articleNo, applicant, agreed, disputed, allocatedFen }
}

/** No text of it holds personal data. */
export function meetingCase(one: MeetingSource, facts: FactFinder): MeetingCase {
  const { application } = one
  const hide = hiding(application, facts)
  return {
    caseId: one.caseId,
    applicationNo: application.applicationNo,
    applicant: shownApplicant(application, facts),
    articleNo: one.articleNo,
    articleTitle: one.articleTitle,
    industry: hide(one.industry),
    projectName: hide(application.projectName),
    score: one.score,
    stage: one.stage,
    outcome: one.outcome === null ? '未机审' : OUTCOME_NAMES[one.outcome],
    proposal: one.proposal,
    agreed: one.agreed,
    opinion: hide(one.opinion),
    requestedFen: application.facts.requestedFen ?? null,
    allocatedFen: one.allocatedFen,
    amounts: amountLines(one).map(hide),
    disputes: [
      ...one.disputes.map(({ kind, text }) => ({ kind, text: hide(text) })),
      ...one.open.map(({ label, outcome, text }) => ({
        kind: null,
        text: hide(`${label}：${OUTCOME_NAMES[outcome]}。${text}`),
      })),
    ],
  }
}

/** Hides what is known of the applicants, and whatever looks like personal data. */
function hiding(application: Application, facts: FactFinder): (text: string) => string {
  return (text) => hidePersonalData(text, facts, application.applicationNo)
}

/** The applicant as the room may read it. */
export function shownApplicant(application: Application, facts: FactFinder): string {
  const { applicant } = application
  return isNaturalPerson(application) ? maskName(applicant, '张*三') : hiding(application, facts)(applicant)
}

function amountLines({ steps, entitledFen, allocatedFen, cutFen }: MeetingSource): string[] {
  const lines = steps.map(
    ({ label, clause, text, afterFen }) => `${label}（${clause}）${text}：${yuanGrouped(afterFen)} 元`,
  )
  if (entitledFen !== null) {
    const byPerson = entitledFen !== steps.at(-1)?.afterFen
    lines.push(`${byPerson ? '人工调整，' : ''}应资助 ${yuanGrouped(entitledFen)} 元`)
  }
  if (cutFen > 0) lines.push(`按比例核减 ${yuanGrouped(cutFen)} 元（管理办法第三条）`)
  if (allocatedFen !== null) lines.push(`拟资助 ${yuanGrouped(allocatedFen)} 元`)
  return lines
}
