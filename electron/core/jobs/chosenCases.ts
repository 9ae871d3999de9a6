import { AppError } from '../../../shared/errors.ts'
import type { CaseState, RoundState } from '../roundState.ts'

/** The cases named, once each, in application-number order. Errors: NOT_FOUND when one is not of this round. */
export function chosenCases(state: RoundState, caseIds: readonly string[]): CaseState[] {
  const wanted = new Set(caseIds)
  const chosen = state.cases.filter(({ stored }) => wanted.has(stored.id))
  if (chosen.length !== wanted.size) throw new AppError('NOT_FOUND', '所选申报有的已不在本批次，请刷新后重选')
  return chosen
}
