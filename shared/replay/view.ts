import type { ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'
import type { Fen } from '../money.ts'
import { parameterText } from '../policy/values.ts'
import type { NeededValue } from './needed.ts'
import type { ArticleSum, ReplayRow, ReplaySum, VersionSide } from './replay.ts'

/** A value typed for the other version, for replays only. */
export interface TypedView extends Omit<NeededValue, 'classes' | 'applications'> {
  /** As typed. */
  text: string
}

/** A figure a version was worked out with. */
export interface UsedValue {
  side: VersionSide['name']
  articleNo: string
  title: string
  key: string
  label: string
  text: string
  unit: string
  /** 政策原文, 本局录入, 演示参数, or that it is 测算用，非政策规定. */
  origin: string
  basis: string
}

/** Which article text each version used. */
export interface UsedArticle {
  key: ArticleKey
  title: string
  oldNo: string | null
  oldHash: string
  newNo: string | null
  newHash: string
}

/** One version's applications under the round's budget, by the machine's findings alone. */
export interface SideAllocation {
  entitledFen: Fen
  allocatedFen: Fen
  remainderFen: Fen
  /** Applications that are 符合 in the version. */
  counted: number
  /** Sentences on what is not settled; empty when nothing. */
  blocked: string[]
}

/** A round's applications under the round's version and under another one. */
export interface ReplayView {
  roundId: string
  roundName: string
  year: number
  batch: number
  /** The round's own day and the day it is held against; old and new are these two in order of time. */
  policyOn: IsoDate
  against: IsoDate
  oldOn: IsoDate
  newOn: IsoDate
  /** The round uses 演示参数. */
  demo: boolean
  /** Values the other version lacks; the answer is not whole without them. */
  needed: NeededValue[]
  /** Values the round itself lacks: to be entered as parameters, not here. */
  ownUnset: NeededValue[]
  /** What was typed for the other version. */
  typed: TypedView[]
  /** The keys of the other version's parameters in their printed order, for lists of them. */
  order: string[]
  values: UsedValue[]
  articles: UsedArticle[]
  rows: ReplayRow[]
  byArticle: ArticleSum[]
  total: ReplaySum
  budgetFen: Fen
  allocation: { old: SideAllocation; new: SideAllocation }
  /** What holds for the whole table, as sentences. */
  notes: string[]
}

/** Typed values as lines for the audit. */
export function valueLines(typed: readonly TypedView[]): string[] {
  return typed.map(({ articleNo, label, text }) => `${articleNo} ${label} ${text}`)
}

const ORIGINS = { policy: '政策原文', bureau: '本局录入', demo: '演示参数', unset: '' } as const

/** Every figure of the articles that have rows in a version. `typed`: the keys typed for this replay. */
export function usedValues(
  side: VersionSide,
  keys: ReadonlySet<ArticleKey | null>,
  typed: ReadonlySet<string>,
): UsedValue[] {
  return [...side.articles.values()].flatMap((article) => {
    if (!keys.has(article.key)) return []
    return Object.values(article.parameters).flatMap(({ key, label, unit, value, origin, basis }): UsedValue[] => {
      if (value === null) return []
      return [
        {
          side: side.name,
          articleNo: article.version.no,
          title: article.title,
          key,
          label,
          text: parameterText(value),
          unit: ['days', 'integer', 'decimal'].includes(value.type) ? unit : '',
          origin: typed.has(key) ? basis : ORIGINS[origin],
          basis: typed.has(key) ? '' : basis,
        },
      ]
    })
  })
}
