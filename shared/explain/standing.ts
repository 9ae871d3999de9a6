import type { Allocation, AllocationRow, RoundRules } from '../cohort/allocation.ts'
import { LIST_STATUS_NAMES, type ListItem, type ListStatus } from '../report/frozenList.ts'
import type { DecisionKind } from '../views.ts'
import type { Standing } from './chain.ts'
import { cutFactors } from './cutFactor.ts'

/** How an application is printed: by its line in the allocation, else by the decision. */
export function statusOf(
  row: Pick<AllocationRow, 'quota' | 'allocatedFen'> | null,
  decision: DecisionKind | null,
): ListStatus {
  if (row?.quota === 'waiting' || row?.quota === 'tied') return row.quota
  if (row !== null) return row.allocatedFen > 0 ? 'granted' : 'zero'
  return decision === 'refuse' ? 'refused' : 'open'
}

/** The lines of an allocation, each with its place and what was cut from it; asked by application number and places. */
export type Lines = (applicationNo: string, places: number | null) => Standing['line']

export function allocationLines(allocation: Allocation, rules: RoundRules): Lines {
  const { rows } = allocation
  const byNo = new Map(rows.map((row) => [row.applicationNo, row]))
  const cut = cutFactors(allocation, rules)
  const rivals = new Map<string, number>()
  for (const row of rows) rivals.set(groupOf(row), (rivals.get(groupOf(row)) ?? 0) + 1)
  return (applicationNo, places) => {
    const row = byNo.get(applicationNo)
    if (row === undefined) return null
    const { entitledFen, allocatedFen, quota } = row
    const quotaText = quota === null ? '' : placeText(row, PLACES[quota], places, rivals.get(groupOf(row)) ?? 0)
    return { entitledFen, allocatedFen, quota, quotaText, cut: cut(row) }
  }
}

/** The line as printed, for a list that has no row for it. */
export function printedLine({ status, entitledFen, allocatedFen }: ListItem): Standing['line'] {
  if (status === 'refused' || status === 'open') return null
  const quota = status === 'waiting' || status === 'tied' ? status : null
  return { entitledFen, allocatedFen, quota, quotaText: quota === null ? '' : PLACES[quota], cut: null }
}

/** Where an application stands in a round or a frozen list. */
export function standing(
  head: Pick<Standing, 'listNo' | 'trial'>,
  status: ListStatus,
  line: Standing['line'],
): Standing {
  return { ...head, statusName: LIST_STATUS_NAMES[status], line }
}

const PLACES = {
  in: '在名额之内',
  waiting: '名额已由得分更高的申报占满，列为候补，不占预算',
  tied: '得分并列，名额须由科长裁定，裁定前不占预算',
} as const

function placeText({ industry, score }: AllocationRow, place: string, places: number | null, rivals: number): string {
  const limit = places === null ? '' : `每年 ${places} 个名额，`
  return `${industry}产业${limit}本批次 ${rivals} 件竞争，本件得分 ${score ?? '未评'}：${place}`
}

function groupOf({ article, industry }: AllocationRow): string {
  return `${article}\n${industry}`
}
