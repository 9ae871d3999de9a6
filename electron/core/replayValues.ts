import { readSetting } from '../../db/settings.ts'
import type { ArticleKey } from '../../shared/application.ts'
import type { IsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleInForce, EnteredParameter } from '../../shared/policy/inForce.ts'
import { neededValue, trialParameter } from '../../shared/replay/needed.ts'
import type { TypedView } from '../../shared/replay/view.ts'
import { bureauValues } from './bureauValues.ts'
import type { RoundState } from './roundState.ts'
import type { Workspace } from './workspace.ts'

type Articles = Map<ArticleKey, ArticleInForce>
type OwnRound = Pick<RoundState, 'round' | 'context' | 'entered'>

/** A value typed for a replay. It belongs to one version of an article and never becomes a parameter. */
export interface TypedValue {
  key: string
  /** First day of the article version it was typed for. */
  versionFrom: IsoDate
  text: string
}

/** The setting a round's typed values are kept under. */
export function typedValuesKey(roundId: string): string {
  return `replay.${roundId}`
}

export function storedValues(ws: Workspace, roundId: string): TypedValue[] {
  return readSetting<TypedValue[]>(ws.db, typedValuesKey(roundId)) ?? []
}

/**
 * The articles of another day with the figures that are known: an article whose version is the round's own keeps the
 * round's figures; another version has what ships and what the bureau entered as beginning in its time. `askable` holds those others.
 */
export function knownArticles(
  ws: Workspace,
  own: OwnRound,
  on: IsoDate,
): { articles: Articles; entered: EnteredParameter[]; askable: Articles } {
  const bureau = bureauValues(ws, on, ws.now())
  const entered = [...ws.policy.articlesOn(on, []).values()].flatMap((article): EnteredParameter[] => {
    const ofArticle = ({ key }: { key: string }): boolean => key.startsWith(`${article.key}.`)
    if (own.context.articles.get(article.key)?.version === article.version) return own.entered.filter(ofArticle)
    return bureau.filter(ofArticle)
  })
  const articles = ws.policy.articlesOn(on, entered)
  const others = [...articles].filter(([key, { version }]) => own.context.articles.get(key)?.version !== version)
  return { articles, entered, askable: new Map(others) }
}

/**
 * The typed values of the versions in force on the day as parameters, the round's stored ones with `given` laid over
 * them. Errors: those of trialParameter, for what was given; a stored value that no longer fits is left out.
 */
export function typedParameters(
  articles: ReadonlyMap<string, ArticleInForce>,
  stored: readonly TypedValue[],
  given: Readonly<Record<string, string>>,
): { parameters: EnteredParameter[]; typed: TypedView[] } {
  const kept = stored.filter(({ key, versionFrom }) => {
    return !Object.hasOwn(given, key) && articles.get(articleOf(key))?.version.from === versionFrom
  })
  const fitting = kept.flatMap(({ key, text }) => {
    const parameter = fits(() => trialParameter(articles, key, text))
    return parameter === null ? [] : [{ parameter, text }]
  })
  const own = Object.entries(given).flatMap(([key, text]) =>
    text.trim() === '' ? [] : [{ parameter: trialParameter(articles, key, text), text: text.trim() }],
  )
  const all = [...fitting, ...own]
  return {
    parameters: all.map(({ parameter }) => parameter),
    typed: all.flatMap(({ parameter, text }) => typedView(articles, parameter.key, text)),
  }
}

function typedView(articles: ReadonlyMap<string, ArticleInForce>, key: string, text: string): TypedView[] {
  const article = articles.get(articleOf(key))
  if (article === undefined) return []
  const { label, unit, type, note, articleNo } = neededValue(article, key.slice(articleOf(key).length + 1))
  return [{ key, label, unit, type, note, articleNo, text }]
}

/** The article key in front of a parameter's key. */
export function articleOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf('.'), 0))
}

function fits(read: () => EnteredParameter): EnteredParameter | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
