import type { Allocation, AllocationRow, RoundRules } from '../cohort/allocation.ts'
import type { Fen } from '../money.ts'
import { LIST_STATUS_NAMES, type ListStatus } from '../report/frozenList.ts'
import type { DecisionKind } from '../views.ts'
import type { Standing } from './chain.ts'
import { cutFactor } from './cutFactor.ts'

/** How an application is printed: by its line in the allocation, else by the decision. */
export function statusOf(
  row: Pick<AllocationRow, 'quota' | 'allocatedFen'> | null,
  decision: DecisionKind | null,
): ListStatus {
  if (row?.quota === 'waiting' || row?.quota === 'tied') return row.quota
  if (row !== null) return row.allocatedFen > 0 ? 'granted' : 'zero'
  return decision === 'refuse' ? 'refused' : 'open'
}

/** Where an application stands in a round or a frozen list: its line, its place, and what was cut. */
export function standingOf(
  applicationNo: string,
  allocation: Allocation,
  rules: RoundRules,
  head: { listNo: string | null; trial: boolean; status: ListStatus; places: number | null },
): Standing {
  const row = allocation.rows.find((one) => one.applicationNo === applicationNo) ?? null
  const { listNo, trial, status, places } = head
  return {
    listNo,
    trial,
    statusName: LIST_STATUS_NAMES[status],
    line:
      row === null
        ? null
        : {
            entitledFen: row.entitledFen,
            allocatedFen: row.allocatedFen,
            quota: row.quota,
            quotaText: row.quota === null ? '' : quotaText(row, allocation, places),
            cut: cutFactor(allocation, row, rules),
          },
  }
}

/** A list kept before its rows were: the line of the paper is all there is. */
export function standingOfLine(
  item: { entitledFen: Fen; allocatedFen: Fen; status: ListStatus },
  head: { listNo: string; trial: boolean },
): Standing {
  const { entitledFen, allocatedFen, status } = item
  const quota = status === 'waiting' || status === 'tied' ? status : null
  const line =
    status === 'refused' || status === 'open'
      ? null
      : { entitledFen, allocatedFen, quota, quotaText: quota === null ? '' : PLACES[quota], cut: null }
  return { ...head, statusName: LIST_STATUS_NAMES[status], line }
}

const PLACES = {
  in: '在名额之内',
  waiting: '名额已由得分更高的申报占满，列为候补，不占预算',
  tied: '得分并列，名额须由科长裁定，裁定前不占预算',
} as const

function quotaText(row: AllocationRow, { rows }: Allocation, places: number | null): string {
  const { article, industry, score, quota } = row
  const rivals = rows.filter((one) => one.article === article && one.industry === industry).length
  const limit = places === null ? '' : `每年 ${places} 个名额，`
  const place = quota === null ? '' : PLACES[quota]
  return `${industry}产业${limit}本批次 ${rivals} 件竞争，本件得分 ${score ?? '未评'}：${place}`
}
