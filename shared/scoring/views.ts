import type { ArticleKey } from '../application.ts'
import type { IsoInstant } from '../date.ts'
import type { Decimal } from '../decimal.ts'
import type { EffectiveScore } from './effective.ts'
import type { PanelExpert } from './panel.ts'
import type { Points, ScoringScheme } from './scheme.ts'

/** One version of a 评审办法 as shown; `scheme` null: ended with this version. */
export interface SchemeVersionView {
  id: string
  scheme: ScoringScheme | null
  basis: string
  setBy: string
  setAt: IsoInstant
}

/** An article of the round as the office's page lists it. */
export interface ScoringArticleView {
  article: ArticleKey
  articleNo: string
  title: string
  /** The article passes the stage 评审. */
  reviewed: boolean
  /** Null where experts do not score. */
  current: SchemeVersionView | null
  /** Oldest first. */
  versions: SchemeVersionView[]
  panel: PanelExpert[]
  cases: number
  /** Cases whose experts' result is in. */
  scored: number
}

export interface ScoringOverview {
  articles: ScoringArticleView[]
  /** Accounts that may sit on a panel. */
  accounts: { id: string; name: string }[]
}

/** One expert's ballot on a case. */
export interface BallotView {
  expertId: string
  expertName: string
  /** Null: 回避. */
  points: Points | null
  /** Null: 回避. */
  total: Decimal | null
  comment: string
  /** Why it corrects an earlier one; empty for a first ballot. */
  reason: string
  /** Who typed it in for the expert; empty when the expert did. */
  enteredBy: string
  enteredAt: IsoInstant
}

export interface TableBallot extends BallotView {
  dropped: 'high' | 'low' | null
  /** Beside the raw score only; null below the set number of cases. */
  normalised: { text: Decimal | null; place: number; of: number } | null
  /** Ballots this one corrected, oldest first. */
  earlier: BallotView[]
}

export interface TableRow {
  id: string
  applicationNo: string
  applicant: string
  industry: string
  projectName: string
  ballots: TableBallot[]
  /** The experts' mean, rounded; null before the first score. */
  result: Decimal | null
  /** num/den where the rounded result is not exact; empty when it is. */
  exact: string
  complete: boolean
  /** How it came about or what is missing. */
  text: string
  range: Decimal | null
  deviation: Decimal | null
  disagrees: boolean
  /** 0 is the case on which experts differ most. */
  disagreementOrder: number
  normalisedMean: Decimal | null
  imported: Decimal | null
  effective: Decimal | null
  from: EffectiveScore['from']
  /** Null where no pass line is set. */
  passed: 'passed' | 'failed' | 'incomplete' | null
  /** Place by the score in effect, within the industry where the article has a quota; null without a score. */
  place: number | null
  /** Another case of the same field has exactly the same score. */
  tied: boolean
  warning: string
}

export interface ScoringTable {
  article: ArticleKey
  schemeId: string
  scheme: ScoringScheme
  panel: PanelExpert[]
  /** Places are given within each industry, as the quota is. */
  byIndustry: boolean
  /** Ballots that count now and would be put aside by other criteria. */
  counting: number
  /** Ballots given under earlier criteria, kept and no longer counted. */
  setAside: number
  rows: TableRow[]
}

/** A case as an expert sees it: what it is about, nothing personal, nothing the office found. */
export interface MyCase {
  id: string
  applicationNo: string
  applicant: string
  industry: string
  projectName: string
  facts: { label: string; text: string }[]
  materials: { name: string; provided: boolean }[]
  own: BallotView | null
  /** The others' ballots and the mean; null until the expert's own is in. */
  others: { ballots: BallotView[]; result: Decimal | null; text: string } | null
}

export interface MyArticle {
  article: ArticleKey
  articleNo: string
  title: string
  schemeId: string
  scheme: ScoringScheme
  cases: MyCase[]
}

export interface MyScoring {
  expertId: string
  articles: MyArticle[]
  /** The valid frozen list, after which nothing is corrected; empty before. */
  frozenListNo: string
}
