import type { DecisionKind } from '../views.ts'

/** What a reviewer does to a case, in the words of the buttons and the log; papers have words of their own. */
export const DECISION_KIND_NAMES: Record<DecisionKind, string> = {
  agree: '同意',
  refuse: '不予支持',
  hold: '待核',
  supplement: '补正',
}
