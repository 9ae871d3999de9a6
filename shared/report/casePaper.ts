import type { Application } from '../application.ts'
import type { IsoDate, IsoInstant } from '../date.ts'
import type { Decimal } from '../decimal.ts'
import type { Fen } from '../money.ts'
import type { Assessment } from '../review/assessment.ts'
import type { DecisionKind } from '../views.ts'

/** One case as its papers need it: nothing that identifies a person beside the applicant's name. */
export interface PaperCase {
  round: { year: number; batch: number }
  application: Application
  articleTitle: string
  source: { sheet: string; row: number }
  /** 评审得分 in effect; null when there is none. */
  score: Decimal | null
  assessment: Assessment | null
  decision: {
    kind: DecisionKind
    amountFen: Fen | null
    opinion: string
    reviewer: string
    decidedAt: IsoInstant
  } | null
  /** The newest 补正告知 of the case; null when none was given. */
  told: { items: string[]; dueOn: IsoDate } | null
  /** 评审办法 of the article; null when none is set. */
  scheme: { criteria: { name: string; max: Decimal; weight: Decimal | null }[]; basis: string } | null
  /** Who gets this 评审打分表; empty on one that anybody may fill in, and on every other paper. */
  expert: string
  marks: string[]
  /** Small print at the foot of each page. */
  reference: string
  /** The day the paper is made, printed as 成文日期. */
  madeOn: IsoDate
}

export const DECISION_NAMES: Record<DecisionKind, string> = {
  agree: '拟同意资助',
  refuse: '不予支持',
  hold: '待核',
  supplement: '待补正',
}
