import type { Application } from '../application.ts'
import { industryName } from '../review/words.ts'
import { type EffectiveScore, effectiveScore, exactScore } from './effective.ts'
import { normalisedMean, normalisedScores } from './normalise.ts'
import { compareRatios, type Ratio, ratio, roundedText } from './ratio.ts'
import { type CaseResult, caseResult } from './result.ts'
import type { ScoringScheme } from './scheme.ts'
import type { BallotView, TableBallot, TableRow } from './views.ts'

interface TableCase {
  id: string
  application: Application
}

interface Worked {
  one: TableCase
  counting: BallotView[]
  result: CaseResult
  effective: EffectiveScore
  /** The field in which places are given: an industry, or the whole article. */
  field: string
}

/**
 * The table of an article: each case with its ballots (all of them, oldest first), what they come to, how far the
 * experts differ and where the case stands. Cases in the order given.
 */
export function scoringRows(
  scheme: ScoringScheme,
  cases: readonly TableCase[],
  ballots: ReadonlyMap<string, readonly BallotView[]>,
  { byIndustry }: { byIndustry: boolean },
): TableRow[] {
  const worked = cases.map((one): Worked => {
    const counting = [...new Map((ballots.get(one.id) ?? []).map((ballot) => [ballot.expertId, ballot])).values()]
    const result = caseResult(scheme, counting)
    const effective = effectiveScore(scheme, result, one.application.facts.score ?? null)
    return { one, counting, result, effective, field: byIndustry ? industryName(one.application.industry) : '' }
  })
  const normalised = normalisedScores(totalsByExpert(worked), scheme.normalisedFrom)
  const order = disagreementOrder(worked)
  const places = placesOf(worked)
  return worked.map((each, at): TableRow => {
    const { one, counting, result, effective } = each
    const place = places.get(one.id)
    const scored = counting.filter(({ points }) => points !== null)
    return {
      id: one.id,
      applicationNo: one.application.applicationNo,
      applicant: one.application.applicant,
      industry: one.application.industry,
      projectName: one.application.projectName,
      ballots: counting.map((ballot): TableBallot => {
        const { dropped } = result
        const standard = normalised.get(ballot.expertId)?.get(one.id)
        return {
          ...ballot,
          dropped: dropped?.high === ballot.expertId ? 'high' : dropped?.low === ballot.expertId ? 'low' : null,
          normalised: standard === undefined ? null : { text: standard.text, place: standard.place, of: standard.of },
          earlier: (ballots.get(one.id) ?? []).filter(
            (other) => other.expertId === ballot.expertId && other !== ballot,
          ),
        }
      }),
      result: result.score === null ? null : roundedText(result.score),
      exact: result.score === null || isShownExactly(result.score) ? '' : `${result.score.num}/${result.score.den}`,
      complete: result.complete,
      text: result.text,
      range: result.range === null ? null : roundedText(result.range),
      deviation: result.deviation,
      disagrees: result.disagrees,
      disagreementOrder: order[at] ?? 0,
      normalisedMean: normalisedMean(scored.map(({ expertId }) => normalised.get(expertId)?.get(one.id)?.fine)),
      imported: one.application.facts.score ?? null,
      effective: effective.score?.text ?? null,
      from: effective.from,
      passed: effective.review?.outcome ?? null,
      place: place?.place ?? null,
      tied: place?.tied ?? false,
      warning: effective.warning,
    }
  })
}

function totalsByExpert(worked: readonly Worked[]): Map<string, Map<string, Ratio>> {
  const totals = new Map<string, Map<string, Ratio>>()
  for (const { one, result } of worked) {
    for (const [expert, total] of result.totals) {
      const own = totals.get(expert) ?? new Map<string, Ratio>()
      own.set(one.id, total)
      totals.set(expert, own)
    }
  }
  return totals
}

/** Place of each case by how far its experts are apart, widest first; cases with fewer than two scores last. */
function disagreementOrder(worked: readonly Worked[]): number[] {
  const wide = ({ result }: Worked): Ratio => result.range ?? ratio(-1n)
  const sorted = worked.map((each, at) => ({ each, at })).sort((a, b) => compareRatios(wide(b.each), wide(a.each)))
  const order: number[] = []
  sorted.forEach(({ at }, place) => {
    order[at] = place
  })
  return order
}

/** Places by the exact score in effect; equal scores share a place and are tied. */
function placesOf(worked: readonly Worked[]): Map<string, { place: number; tied: boolean }> {
  const places = new Map<string, { place: number; tied: boolean }>()
  for (const group of Map.groupBy(worked, ({ field }) => field).values()) {
    const scored = group.flatMap(({ one, effective: { score } }) =>
      score === null ? [] : [{ id: one.id, value: exactScore(score) }],
    )
    for (const { id, value } of scored) {
      const above = scored.filter((other) => compareRatios(other.value, value) > 0).length
      const same = scored.filter((other) => compareRatios(other.value, value) === 0).length
      places.set(id, { place: above + 1, tied: same > 1 })
    }
  }
  return places
}

/** Two decimals hold the value. */
function isShownExactly({ den }: Ratio): boolean {
  return 100n % den === 0n
}
