import type { Fen } from '../../shared/money.ts'
import { yuan } from './amounts.ts'
import { type ExplainTarget, openExplanation } from './explainStore.ts'

interface Props {
  fen: Fen | null
  target: ExplainTarget
  /** What the amount is, for a screen reader: 「拟资助」. */
  label: string
  /** Out of the tab order where a neighbour leads to the same place. */
  quiet?: boolean
}

/** An amount in 元 that opens where it comes from; a dash when there is none. */
export function AmountLink({ fen, target, label, quiet = false }: Props) {
  if (fen === null) return '—'
  return (
    <button
      type="button"
      className="amount-link"
      title="看这个金额的依据"
      aria-label={`${label} ${yuan(fen)} 元，看依据`}
      tabIndex={quiet ? -1 : 0}
      onClick={() => void openExplanation(target)}
    >
      {yuan(fen)}
    </button>
  )
}
