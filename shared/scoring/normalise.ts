import type { Decimal } from '../decimal.ts'
import {
  compareRatios,
  mean,
  minus,
  over,
  type Ratio,
  ratio,
  ratioOf,
  rootText,
  roundedText,
  times,
  variance,
} from './ratio.ts'

/** Finer than what is shown, so that a mean of rounded values is right in the places shown. */
const INNER_PLACES = 8

/** A score beside the same expert's others: how many of the expert's own 标准差 it lies above the expert's mean. */
export interface NormalisedScore {
  /** Rounded for showing, "-1.22"; null when the expert gave every case the same. */
  text: Decimal | null
  /** 1 is the expert's highest; equal scores share a place. */
  place: number
  /** Cases the expert scored. */
  of: number
}

/**
 * Normalised scores by expert and case, for experts who scored at least `from` cases: they show who is strict and who
 * is lenient, stand beside the raw scores, and decide nothing. Empty while `from` is unset.
 */
export function normalisedScores(
  totals: ReadonlyMap<string, ReadonlyMap<string, Ratio>>,
  from: number | null,
): Map<string, Map<string, NormalisedScore & { fine: Ratio | null }>> {
  const result = new Map<string, Map<string, NormalisedScore & { fine: Ratio | null }>>()
  if (from === null) return result
  for (const [expert, own] of totals) {
    const values = [...own.values()]
    if (values.length < Math.max(from, 2)) continue
    const middle = mean(values)
    const spread = variance(values)
    const scores = [...own].map(([caseId, value]): [string, NormalisedScore & { fine: Ratio | null }] => {
      const fine = spread.num === 0n ? null : standardScore(minus(value, middle), spread)
      const place = 1 + values.filter((other) => compareRatios(other, value) > 0).length
      return [caseId, { text: fine === null ? null : roundedText(fine), place, of: values.length, fine }]
    })
    result.set(expert, new Map(scores))
  }
  return result
}

/** The mean of a case's normalised scores, rounded; null unless every expert who scored it has one. */
export function normalisedMean(scores: readonly (Ratio | null | undefined)[]): Decimal | null {
  const values = scores.flatMap((each) => (each == null ? [] : [each]))
  return values.length === 0 || values.length < scores.length ? null : roundedText(mean(values))
}

/** distance ÷ √variance to eight decimals: √(distance² ÷ variance), with the sign put back. */
function standardScore(distance: Ratio, spread: Ratio): Ratio {
  const size = ratioOf(rootText(over(times(distance, distance), spread), INNER_PLACES))
  return distance.num < 0n ? minus(ratio(0n), size) : size
}
