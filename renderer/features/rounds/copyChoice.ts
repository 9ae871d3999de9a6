import type { ArticleKey } from '../../../shared/application.ts'
import type { IsoDate } from '../../../shared/date.ts'
import type { Fen } from '../../../shared/money.ts'
import type { CopyPlan } from '../../../shared/rounds/copyRound.ts'

/** What the person has typed or chosen so far. Null where nothing was chosen yet. */
export interface CopyChoice {
  budgetFen: Fen | null
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  windowOk: boolean
  /** Said outright that the round has no window. */
  noWindow: boolean
  rules: boolean
  clearNoticeDates: boolean
  parameters: readonly string[] | null
  schemes: readonly ArticleKey[]
  panels: readonly ArticleKey[]
}

/** Nothing typed yet. */
export const START: CopyChoice = {
  budgetFen: null,
  windowFrom: null,
  windowTo: null,
  windowOk: true,
  noWindow: false,
  rules: true,
  clearNoticeDates: true,
  parameters: null,
  schemes: [],
  panels: [],
}

/** Every parameter with a value to take is ticked at first; its flag stands beside it. */
export function takable(plan: CopyPlan): string[] {
  return plan.parameters.filter(({ after }) => after !== '').map(({ key }) => key)
}

/** What still has to be filled in, as a sentence; empty when nothing. */
export function whatIsMissing({ budgetFen, noWindow, windowFrom, windowTo, windowOk }: CopyChoice): string {
  if (budgetFen === null) return '请填写预算'
  if (noWindow) return ''
  if (!windowOk) return '受理期的日期不对'
  if (windowFrom === null || windowTo === null) return '请填写受理期，或选“不设受理期”'
  return windowFrom > windowTo ? '受理期的截止日早于开始日，请核对' : ''
}
