import type { Application, ArticleKey } from '../application.ts'
import type { RoundRules } from '../cohort/allocation.ts'
import type { IsoDate } from '../date.ts'
import type { Fen } from '../money.ts'
import type { Condition } from '../policy/article.ts'
import type { ArticleInForce } from '../policy/inForce.ts'

/** What a whole round brings to every assessment. */
export interface RoundContext {
  year: number
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  rules: RoundRules
  articles: ReadonlyMap<ArticleKey, ArticleInForce>
  commonConditions: readonly Condition[]
  industries: readonly string[]
}

/** An entry of a 失信/限制 list that holds for the applicant. */
export interface Restriction {
  entryId: string
  /** Names list, row, span and reason. */
  text: string
}

/** What is known of another grant for the same matter (domain.md §5). `text` names it. */
export type MatterFinding =
  | { kind: 'none' }
  /** Found by comparison, not yet ruled: a question for a person. */
  | { kind: 'suspected'; text: string }
  /** A person ruled, with a reason in `text`. */
  | { kind: 'same' | 'different'; text: string }

/** What the experts' scores say where the round set a pass line. */
export interface ReviewFinding {
  outcome: 'passed' | 'failed' | 'incomplete'
  text: string
}

/** What is known of the applicant beyond this application. */
export interface ApplicantContext {
  /** 分 already granted under the article this year: earlier batches, and earlier application numbers of this round. */
  usedThisYearFen: Fen
  /** Application numbers that used it, for the sentence. */
  usedBy: readonly string[]
  /** Earlier met or granted applications of this applicant under the article, this round and before. */
  earlier: readonly string[]
  /** Null when there is no record to look in. */
  sameMatter: MatterFinding | null
  /** Null while the bureau has imported no 失信/限制 list; empty when the applicant is on none. */
  restrictions: readonly Restriction[] | null
  /** The chief's words on lifting every one of them; null when not lifted. */
  restrictionLifted: string | null
  /** Null where no pass line is set. */
  review: ReviewFinding | null
  /** Where the experts' score and the imported one differ, as a sentence; absent when they do not. */
  scoreWarning?: string
  /** What is not known here of the applicant, as a sentence; only in a workspace that holds a part of the round. */
  apartWarning?: string
  /** Whether earlier rounds show a platform grant; null when there are no earlier records. */
  grantedPlatformBefore: boolean | null
}

export interface AssessInput {
  application: Application
  round: RoundContext
  applicant: ApplicantContext
}

/** An application that can be worked on: its article is known and in force. */
export interface ArticleInput extends AssessInput {
  article: ArticleInForce
}
