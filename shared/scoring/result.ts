import { compareRatios, mean, minus, type Ratio, ratioOf, rootText, variance } from './ratio.ts'
import type { Points, ScoringScheme } from './scheme.ts'
import { totalOf } from './scheme.ts'

/** What one expert handed in on one case: points, or null for an abstention (回避). */
export interface Ballot {
  expertId: string
  points: Points | null
}

/** What the experts' scores of one case come to. */
export interface CaseResult {
  /** Totals by expert; abstentions are absent. */
  totals: Map<string, Ratio>
  abstained: number
  /** Null until somebody scored. */
  score: Ratio | null
  /** The required number of scores is in, and there is at least one. */
  complete: boolean
  /** Whose totals were taken out; null when none were. */
  dropped: { high: string; low: string } | null
  /** 极差 between the highest and the lowest total; null with fewer than two. */
  range: Ratio | null
  /** 标准差, rounded for showing; null with fewer than two. */
  deviation: string | null
  /** The range is above the set threshold; false while none is set. */
  disagrees: boolean
  /** How the score came about, or what is missing, as a sentence. */
  text: string
}

/**
 * Works out a case from one ballot per expert. Exact, and independent of the order of the ballots. Abstentions count
 * neither way: not as a score, not as a zero, not towards the required number.
 */
export function caseResult(scheme: ScoringScheme, ballots: readonly Ballot[]): CaseResult {
  const scored = ballots
    .flatMap(({ expertId, points }) => (points === null ? [] : [{ expertId, total: totalOf(scheme, points) }]))
    .sort((a, b) => compareRatios(a.total, b.total) || (a.expertId < b.expertId ? -1 : 1))
  const [low] = scored
  const high = scored.at(-1)
  const trims = scheme.method === 'trimmed' && scheme.trimFrom !== null && scored.length >= scheme.trimFrom
  // One of several equal highest is taken out, not all of them: sorted, it is simply the last.
  const kept = trims ? scored.slice(1, -1) : scored
  const values = scored.map(({ total }) => total)
  const range = values.length < 2 || low === undefined || high === undefined ? null : minus(high.total, low.total)
  const threshold = scheme.disagreementAbove
  return {
    totals: new Map(scored.map(({ expertId, total }) => [expertId, total])),
    abstained: ballots.length - scored.length,
    score: kept.length === 0 ? null : mean(kept.map(({ total }) => total)),
    complete: scored.length > 0 && scored.length >= (scheme.required ?? 1),
    dropped: trims && low !== undefined && high !== undefined ? { high: high.expertId, low: low.expertId } : null,
    range,
    deviation: range === null ? null : rootText(variance(values)),
    disagrees: range !== null && threshold !== null && compareRatios(range, ratioOf(threshold)) > 0,
    text: resultText(scheme, scored.length, ballots.length - scored.length, trims),
  }
}

function resultText(scheme: ScoringScheme, scored: number, abstained: number, trims: boolean): string {
  const away = abstained === 0 ? '' : `，${abstained} 位回避`
  if (scored === 0) return `还没有专家评分${away}${scheme.required === null ? '' : `，须有 ${scheme.required} 位评分`}`
  if (scheme.required !== null && scored < scheme.required) {
    return `已有 ${scored} 位专家评分${away}，须有 ${scheme.required} 位，结果未定`
  }
  if (trims) return `${scored} 位专家评分${away}，去掉一个最高分、一个最低分后平均`
  if (scheme.method === 'mean') return `${scored} 位专家评分${away}，取平均`
  return `${scored} 位专家评分${away}，不足 ${scheme.trimFrom} 人，没有去掉最高、最低分，按全部平均`
}
