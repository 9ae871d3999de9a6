import type { Application, ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'
import type { Fen } from '../money.ts'
import type { ArticleInForce } from '../policy/inForce.ts'
import type { Assessment, Outcome } from '../review/assessment.ts'
import { whyOf } from './why.ts'

/** 机审结论, or that the version has no such article. */
export type SideOutcome = Outcome | 'absent'
export type ReplayKind = 'gain' | 'loss' | 'same' | 'undetermined'

export const REPLAY_KIND_NAMES: Record<ReplayKind, string> = {
  gain: '受益',
  loss: '减少',
  same: '无变化',
  undetermined: '无法比较',
}

/** A round's applications as one version of the articles sees them. */
export interface VersionSide {
  /** 旧版, 新版: how sentences call it. */
  name: '旧版' | '新版'
  on: IsoDate
  articles: ReadonlyMap<ArticleKey, ArticleInForce>
  /** By application number. */
  assessments: ReadonlyMap<string, Assessment>
  /** Where an article's unset figures are entered, for sentences. */
  enterAt(article: ArticleInForce): string
}

/** What one version gives an application. */
export interface ReplaySide {
  outcome: SideOutcome
  /** 分 the version gives: the computed amount when 符合; 0 when it gives none for certain; null while it is open. */
  amountFen: Fen | null
  /** Printed number; null without the article. */
  articleNo: string | null
}

export interface ReplayRow {
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  old: ReplaySide
  new: ReplaySide
  /** New less old; null while either is open. */
  differenceFen: Fen | null
  kind: ReplayKind
  /** The first condition or amount step at which the two part, in words with the clause of both. */
  why: string
}

/** Counts and 分 over rows. The sums leave out rows that cannot be compared, so that they add up: new − old = difference. */
export interface ReplaySum {
  applications: number
  gainCount: number
  gainFen: Fen
  lossCount: number
  /** Zero or negative. */
  lossFen: Fen
  sameCount: number
  undeterminedCount: number
  oldFen: Fen
  newFen: Fen
  differenceFen: Fen
}

export interface ArticleSum extends ReplaySum {
  /** Null: 条款待核. */
  article: ArticleKey | null
  title: string
  oldNo: string | null
  newNo: string | null
}

/** One row per application, in the order given. */
export function replayRows(applications: readonly Application[], old: VersionSide, now: VersionSide): ReplayRow[] {
  return applications.map((application) => {
    const sides = { old: sideOf(application, old), new: sideOf(application, now) }
    const differenceFen = difference(sides.old, sides.new)
    const kind = kindOf(differenceFen)
    const { applicationNo, applicant, article } = application
    const why = whyOf(kind, seen(application, old, sides.old), seen(application, now, sides.new))
    return { applicationNo, applicant, article, ...sides, differenceFen, kind, why }
  })
}

/** The sums of each article that has rows, in the order of the policy; 条款待核 comes last. */
export function articleSums(
  rows: readonly ReplayRow[],
  articles: readonly { key: ArticleKey; title: string }[],
  old: VersionSide,
  now: VersionSide,
): ArticleSum[] {
  const named = [...articles.map(({ key, title }) => ({ key, title })), { key: null, title: '条款待核' }]
  return named.flatMap(({ key, title }) => {
    const own = rows.filter(({ article }) => article === key)
    if (own.length === 0) return []
    const [oldNo, newNo] = [printedNo(old, key), printedNo(now, key)]
    return [{ article: key, title, oldNo, newNo, ...sumRows(own) }]
  })
}

export function sumRows(rows: readonly ReplayRow[]): ReplaySum {
  const total: ReplaySum = {
    ...{ applications: rows.length, gainCount: 0, gainFen: 0, lossCount: 0, lossFen: 0 },
    ...{ sameCount: 0, undeterminedCount: 0, oldFen: 0, newFen: 0, differenceFen: 0 },
  }
  for (const row of rows) {
    total[`${row.kind}Count`] += 1
    if (row.differenceFen === null) continue
    if (row.kind === 'gain') total.gainFen += row.differenceFen
    if (row.kind === 'loss') total.lossFen += row.differenceFen
    total.oldFen += row.old.amountFen ?? 0
    total.newFen += row.new.amountFen ?? 0
    total.differenceFen += row.differenceFen
  }
  return total
}

/** The printed number of an article in a version; null without it, 已删除 when it is repealed there. */
export function printedNo(side: VersionSide, key: ArticleKey | null): string | null {
  const version = key === null ? undefined : side.articles.get(key)?.version
  if (version === undefined) return null
  return version.status === 'repealed' ? '已删除' : version.no
}

function sideOf(application: Application, side: VersionSide): ReplaySide {
  const { article, applicationNo } = application
  if (article === null) return { outcome: 'unknown', amountFen: null, articleNo: null }
  const inForce = side.articles.get(article)
  if (inForce === undefined) return { outcome: 'absent', amountFen: 0, articleNo: null }
  const { outcome, amountFen } = assessmentOf(side, applicationNo)
  return { outcome, amountFen: given(outcome, amountFen), articleNo: inForce.version.no }
}

function given(outcome: Outcome, computedFen: Fen | null): Fen | null {
  if (outcome === 'met') return computedFen
  return outcome === 'unmet' || outcome === 'repealed' ? 0 : null
}

function difference(old: ReplaySide, now: ReplaySide): Fen | null {
  return old.amountFen === null || now.amountFen === null ? null : now.amountFen - old.amountFen
}

function kindOf(differenceFen: Fen | null): ReplayKind {
  if (differenceFen === null) return 'undetermined'
  return differenceFen > 0 ? 'gain' : differenceFen < 0 ? 'loss' : 'same'
}

function assessmentOf(side: VersionSide, applicationNo: string): Assessment {
  const assessment = side.assessments.get(applicationNo)
  if (assessment === undefined) throw new Error(`no assessment of ${applicationNo} on ${side.on}`)
  return assessment
}

function seen(application: Application, side: VersionSide, result: ReplaySide) {
  const article = application.article === null ? null : (side.articles.get(application.article) ?? null)
  return { side, result, article, application, assessment: assessmentOf(side, application.applicationNo) }
}
