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
  /** Null while the bureau has imported no 失信/限制 list; otherwise its credit codes and normalised names. */
  restricted: ReadonlySet<string> | null
}

/** What is known of the applicant beyond this application. */
export interface ApplicantContext {
  /** 分 already granted under the article this year: earlier batches, and earlier application numbers of this round. */
  usedThisYearFen: Fen
  /** Application numbers that used it, for the sentence. */
  usedBy: readonly string[]
  /** Earlier met or granted applications of this applicant under the article, this round and before. */
  earlier: readonly string[]
  /** Words naming an earlier grant for the same matter; null when none; undefined when no earlier record exists to look in. */
  sameMatter: string | null | undefined
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
