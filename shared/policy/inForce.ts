import type { ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { Article, ArticleVersion, ParameterInForce, ParameterValue, Policy } from './article.ts'
import { closedEntry } from './entry.ts'
import { parseParameterValue } from './values.ts'

/** An article as one day and one set of entered parameters see it. */
export interface ArticleInForce {
  key: ArticleKey
  title: string
  version: ArticleVersion
  /** SHA-256 of the version's canonical text; given by the caller, who can hash. */
  hash: string
  /** By parameter id (without the article key). */
  parameters: Record<string, ParameterInForce>
}

/** A parameter value somebody entered, or one of the 演示参数. */
export interface EnteredParameter {
  /** `<article key>.<parameter id>`. */
  key: string
  value: ParameterValue
  origin: 'bureau' | 'demo'
  basis: string
}

/** The version in force on a day, or null when the article did not exist yet. */
export function versionOn(article: Article, on: IsoDate): ArticleVersion | null {
  return article.versions.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? null
}

/** The version before `version`, or null. */
export function previousVersion(article: Article, version: ArticleVersion): ArticleVersion | null {
  return article.versions.findLast(({ from }) => from < version.from) ?? null
}

/** Every article that exists on the day, with its parameters resolved: what was entered wins over what ships. */
export function articlesInForce(
  policy: Policy,
  on: IsoDate,
  entered: readonly EnteredParameter[],
  hashOf: (article: Article, version: ArticleVersion) => string,
): Map<ArticleKey, ArticleInForce> {
  const byKey = new Map(entered.map((one) => [one.key, one]))
  const result = new Map<ArticleKey, ArticleInForce>()
  for (const article of policy.articles) {
    const version = versionOn(article, on)
    if (version === null) continue
    const parameters: Record<string, ParameterInForce> = {}
    for (const definition of version.parameters) {
      const key = `${article.key}.${definition.id}`
      const own = byKey.get(key)
      const shipped = definition.shipped
      parameters[definition.id] = {
        key,
        label: definition.label,
        unit: definition.unit,
        value: own?.value ?? shipped?.value ?? null,
        origin: own?.origin ?? (shipped === null ? 'unset' : 'policy'),
        basis: own?.basis ?? shipped?.quotation ?? definition.note,
      }
    }
    result.set(article.key, {
      key: article.key,
      title: article.title,
      version,
      hash: hashOf(article, version),
      parameters,
    })
  }
  return result
}

/**
 * The 演示参数 as entered parameters. Errors: POLICY_FILE when a key is not a parameter in force on `on`,
 * BAD_INPUT when a value does not read.
 */
export function demoParameters(
  policy: Policy,
  on: IsoDate,
  demo: { notice: string; parameters: Record<string, string> },
): EnteredParameter[] {
  return Object.entries(demo.parameters).map(([key, text]) => {
    const definition = parameterDefinition(policy, on, key)
    if (definition === null) throw new AppError('POLICY_FILE', `演示参数“${key}”不是现行条款的参数`)
    return { key, value: parseParameterValue(definition.type, text), origin: 'demo', basis: demo.notice }
  })
}

/**
 * Of values the bureau entered, oldest first, the newest of each parameter that belongs to the versions in force on `on`
 * and has begun by `begun`. A value entered for another version of the article, or for a figure that the policy itself
 * states by now, is not among them.
 */
export function valuesOfVersion<V extends { key: string; policyOn: IsoDate; effectiveFrom: IsoDate }>(
  policy: Policy,
  on: IsoDate,
  values: readonly V[],
  begun: IsoDate,
): V[] {
  const newest = new Map<string, V>()
  for (const value of values) {
    const [articleKey] = splitKey(value.key)
    const article = policy.articles.find(({ key }) => key === articleKey)
    const definition = parameterDefinition(policy, on, value.key)
    if (article === undefined || definition === null || closedEntry(definition, { demo: false }) !== '') continue
    if (value.effectiveFrom > begun || versionOn(article, value.policyOn) !== versionOn(article, on)) continue
    newest.set(value.key, value)
  }
  return [...newest.values()]
}

/** The definition behind a full key on a day, or null. */
export function parameterDefinition(policy: Policy, on: IsoDate, key: string) {
  const [articleKey, id] = splitKey(key)
  const article = policy.articles.find((one) => one.key === articleKey)
  const version = article === undefined ? null : versionOn(article, on)
  return version?.parameters.find((one) => one.id === id) ?? null
}

function splitKey(key: string): [string, string] {
  const dot = key.indexOf('.')
  return [key.slice(0, dot), key.slice(dot + 1)]
}
