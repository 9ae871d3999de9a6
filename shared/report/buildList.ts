import { isNaturalPerson } from '../applicantName.ts'
import type { Allocation, AllocationRow } from '../cohort/allocation.ts'
import { compareApplicationNos } from '../cohort/order.ts'
import type { CohortCase } from '../cohort/waterfall.ts'
import type { ArticleInForce } from '../policy/inForce.ts'
import { parameterText } from '../policy/values.ts'
import type { ConditionResult } from '../review/assessment.ts'
import { industryName } from '../review/words.ts'
import type { FrozenList, ListItem, ListStatus } from './frozenList.ts'

/** A case with what the papers add to the cohort's view of it. */
export interface ListCase extends CohortCase {
  opinion: string
  reviewer: string
  source: { sheet: string; row: number }
}

export type ListHead = Pick<FrozenList, 'listNo' | 'trial' | 'demo' | 'round' | 'frozenAt' | 'frozenBy' | 'auditHead'>

/** Everything the papers print, without the hash, which the caller takes over the canonical text of this. */
export function buildList(
  head: ListHead,
  cases: readonly ListCase[],
  allocation: Allocation,
  articles: readonly ArticleInForce[],
): Omit<FrozenList, 'hash'> {
  const rows = new Map(allocation.rows.map((row) => [row.applicationNo, row]))
  const ordered = [...cases].sort((a, b) =>
    compareApplicationNos(a.application.applicationNo, b.application.applicationNo),
  )
  const titles = new Map(articles.map(({ key, title }) => [key, title]))
  return {
    ...head,
    articles: articles.map(({ key, title, hash, version }) => ({
      key,
      title,
      hash,
      no: version.no,
      noInferred: version.noInferred,
    })),
    parameters: articles.flatMap((article) =>
      Object.values(article.parameters).map(({ key, label, value, origin, basis }) => ({
        key,
        label: `${article.version.no} ${label}`,
        text: value === null ? '未设定' : parameterText(value),
        origin,
        basis,
      })),
    ),
    allocation,
    items: ordered.map((one) => listItem(one, rows.get(one.application.applicationNo) ?? null, titles)),
  }
}

function listItem(one: ListCase, row: AllocationRow | null, titles: ReadonlyMap<string, string>): ListItem {
  const { application, assessment, decision } = one
  const { facts } = application
  return {
    applicationNo: application.applicationNo,
    applicant: application.applicant,
    personName: facts.personName ?? '',
    naturalPerson: isNaturalPerson(application),
    creditCode: application.creditCode,
    article: application.article,
    articleNo: assessment.articleNo,
    articleTitle: application.article === null ? '条款待核' : (titles.get(application.article) ?? ''),
    industry: industryName(application.industry),
    projectName: application.projectName,
    status: listStatus(one, row),
    outcome: assessment.outcome,
    score: one.score?.text ?? null,
    requestedFen: facts.requestedFen ?? null,
    auditedFen: facts.auditedFen ?? null,
    computedFen: assessment.amountFen,
    entitledFen: row?.entitledFen ?? 0,
    allocatedFen: row?.allocatedFen ?? 0,
    overridden: decision?.overridden ?? false,
    opinion: one.opinion,
    reviewer: one.reviewer,
    reasons: assessment.conditions.filter(({ outcome }) => outcome !== 'met').sort(byGravity),
    steps: assessment.steps,
    source: one.source,
  }
}

function listStatus(one: ListCase, row: AllocationRow | null): ListStatus {
  if (row?.quota === 'waiting' || row?.quota === 'tied') return row.quota
  if (row !== null) return row.allocatedFen > 0 ? 'granted' : 'zero'
  return one.decision?.kind === 'refuse' ? 'refused' : 'open'
}

const GRAVITY = ['repealed', 'unmet', 'unset', 'unknown', 'met']

function byGravity(a: ConditionResult, b: ConditionResult): number {
  return GRAVITY.indexOf(a.outcome) - GRAVITY.indexOf(b.outcome)
}
