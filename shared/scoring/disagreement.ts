import { compareDecimals, type Decimal } from '../decimal.ts'
import { mean, minus, type Ratio, ratioOf, roundedText } from './ratio.ts'
import { type Points, totalOf } from './scheme.ts'
import type { BallotView, ScoringTable, TableRow } from './views.ts'

/** What one expert gave, without a name: the number is the same in every case of the list. */
export interface AnonymousBallot {
  expert: string
  total: Decimal
  comment: string
  /** How far this expert lies above (or below) the mean of the same cases, over all cases; null when nothing to compare. */
  lean: Decimal | null
}

/** A case the experts should talk about. */
export interface DisagreementRow {
  id: string
  applicationNo: string
  applicant: string
  industry: string
  projectName: string
  range: Decimal
  deviation: Decimal | null
  normalisedMean: Decimal | null
  /** Widest first. */
  criteria: { name: string; low: Decimal; high: Decimal; spread: Decimal }[]
  given: AnonymousBallot[]
}

/**
 * The list for the meeting, widest first: the cases above the set threshold, or, while none is set, every case with two
 * scores and no verdict on how far apart is too far.
 */
export function disagreements(table: ScoringTable): DisagreementRow[] {
  const experts = [...new Set(table.rows.flatMap(({ ballots }) => ballots.map(({ expertId }) => expertId)))].sort()
  const leans = leansOf(table)
  return table.rows
    .filter(({ range, disagrees }) => range !== null && (table.scheme.disagreementAbove === null || disagrees))
    .toSorted((a, b) => a.disagreementOrder - b.disagreementOrder)
    .map((row) => ({
      id: row.id,
      applicationNo: row.applicationNo,
      applicant: row.applicant,
      industry: row.industry,
      projectName: row.projectName,
      range: row.range ?? '0',
      deviation: row.deviation,
      normalisedMean: row.normalisedMean,
      criteria: spreads(table, row),
      given: row.ballots
        .flatMap(({ expertId, total, comment }) =>
          total === null
            ? []
            : [{ at: experts.indexOf(expertId) + 1, total, comment, lean: leans.get(expertId) ?? null }],
        )
        .sort((a, b) => a.at - b.at)
        .map(({ at, ...given }) => ({ expert: `专家${at}`, ...given })),
    }))
}

/** 偏严 or 偏宽 in words; empty where there is nothing to compare with. */
export function leanText(lean: Decimal | null): string {
  if (lean === null) return ''
  const side = compareDecimals(lean, '0')
  if (side === 0) return '与同件平均持平'
  return side < 0 ? `偏严，平均低 ${lean.slice(1)} 分` : `偏宽，平均高 ${lean} 分`
}

/** True when an expert changed the own ballot while another's on the same case was there to be read. */
export function changedAfterOthers(ballot: BallotView, ofCase: readonly BallotView[]): boolean {
  return (
    ballot.reason !== '' &&
    ballot.enteredBy === '' &&
    ofCase.some(({ expertId, enteredAt }) => expertId !== ballot.expertId && enteredAt < ballot.enteredAt)
  )
}

function spreads({ scheme }: ScoringTable, row: TableRow): DisagreementRow['criteria'] {
  const scored = pointsOf(row)
  return scheme.criteria
    .flatMap(({ id, name }) => {
      const values = scored.flatMap((points) => points[id] ?? []).sort(compareDecimals)
      const [low] = values
      const high = values.at(-1)
      if (low === undefined || high === undefined) return []
      return [{ name, low, high, spread: roundedText(minus(ratioOf(high), ratioOf(low))) }]
    })
    .sort((a, b) => compareDecimals(b.spread, a.spread))
}

/** Per expert the mean distance to the mean of each case somebody else scored too. */
function leansOf({ scheme, rows }: ScoringTable): Map<string, Decimal> {
  const distances = new Map<string, Ratio[]>()
  for (const { ballots } of rows) {
    const totals = ballots.flatMap(({ expertId, points }) =>
      points === null ? [] : [{ expertId, total: totalOf(scheme, points) }],
    )
    if (totals.length < 2) continue
    const middle = mean(totals.map(({ total }) => total))
    for (const { expertId, total } of totals) {
      distances.set(expertId, [...(distances.get(expertId) ?? []), minus(total, middle)])
    }
  }
  return new Map([...distances].map(([expert, own]) => [expert, roundedText(mean(own))]))
}

function pointsOf({ ballots }: TableRow): Points[] {
  return ballots.flatMap(({ points }) => (points === null ? [] : [points]))
}
