import type { Decimal } from '../decimal.ts'
import type { ReviewFinding } from '../review/context.ts'
import { compareRatios, type Ratio, ratioOf, roundedText, SHOWN_PLACES, scoreWords } from './ratio.ts'
import type { CaseResult } from './result.ts'
import type { ScoringScheme } from './scheme.ts'

/** A score as it is shown, with the exact value where the text is only its rounding (null: the text is exact). */
export interface CaseScore {
  text: Decimal
  exact: Ratio | null
}

/** The score a case stands with, and what follows from it. */
export interface EffectiveScore {
  score: CaseScore | null
  from: 'experts' | 'imported' | 'none'
  /** Null where no pass line is set. */
  review: ReviewFinding | null
  /** What a person should look at; empty when nothing. */
  warning: string
}

/** The exact value of a score. */
export function exactScore({ text, exact }: CaseScore): Ratio {
  return exact ?? ratioOf(text)
}

/**
 * The score in effect: what the experts' scores come to once the required ones are in, else the imported 评审得分.
 * Quota, queue, frozen list and pass line all take it from here. `scheme` and `result` are null where experts do not
 * score the article.
 */
export function effectiveScore(
  scheme: ScoringScheme | null,
  result: CaseResult | null,
  imported: Decimal | null,
): EffectiveScore {
  const own = result?.complete === true ? result.score : null
  const score = own !== null ? rounded(own) : imported === null ? null : { text: imported, exact: null }
  const from = own !== null ? 'experts' : imported === null ? 'none' : 'imported'
  return {
    score,
    from,
    review: scheme === null ? null : passFinding(scheme, score, from, result),
    warning: own === null || imported === null ? '' : difference(own, imported),
  }
}

function rounded(value: Ratio): CaseScore {
  const text = roundedText(value)
  return { text, exact: compareRatios(ratioOf(text), value) === 0 ? null : value }
}

function passFinding(
  { passLine }: ScoringScheme,
  score: CaseScore | null,
  from: EffectiveScore['from'],
  result: CaseResult | null,
): ReviewFinding | null {
  if (passLine === null) return null
  if (score === null) return { outcome: 'incomplete', text: `评审未完成：${result?.text ?? '还没有专家评分'}` }
  const value = exactScore(score)
  const passed = compareRatios(value, ratioOf(passLine)) >= 0
  const source = from === 'imported' ? '（导入的评审得分）' : ''
  const said = `评审得分 ${scoreWords(value)}${source}`
  return passed
    ? { outcome: 'passed', text: `${said}，达到合格线 ${passLine} 分` }
    : { outcome: 'failed', text: `${said}，低于合格线 ${passLine} 分` }
}

/** An imported score that is only the rounded mean is the same score. */
function difference(own: Ratio, imported: Decimal): string {
  const places = Math.max(SHOWN_PLACES, imported.split('.')[1]?.length ?? 0)
  if (roundedText(own, places) === imported) return ''
  return `专家评分得 ${roundedText(own)} 分，导入的评审得分是 ${imported} 分，两者不同；以专家评分为准，请核对`
}
