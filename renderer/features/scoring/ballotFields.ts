import { roundedText } from '../../../shared/scoring/ratio.ts'
import { readPoint, readPoints, type ScoringScheme, totalOf } from '../../../shared/scoring/scheme.ts'
import { sentence } from '../../client.ts'

/** What is wrong with one typed score; empty while nothing is typed or it can be read. */
export function pointProblem(criterion: ScoringScheme['criteria'][number], typed: string): string {
  if (typed.trim() === '') return ''
  try {
    readPoint(criterion, typed)
    return ''
  } catch (error) {
    return sentence(error)
  }
}

/** The total as it stands, rounded; null until every criterion has a score that can be read. */
export function typedTotal(scheme: ScoringScheme, typed: Readonly<Record<string, string>>): string | null {
  try {
    return roundedText(totalOf(scheme, readPoints(scheme, typed)))
  } catch {
    return null
  }
}
