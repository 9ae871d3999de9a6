import type { Application } from '../application.ts'
import { AppError } from '../errors.ts'
import type { ParameterType, ParameterValue } from '../policy/article.ts'
import type { ArticleInForce, EnteredParameter } from '../policy/inForce.ts'
import { parseParameterValue } from '../policy/values.ts'
import type { Assessment } from '../review/assessment.ts'
import type { VersionSide } from './replay.ts'

/** What every screen and sheet says beside a value that was typed for a replay only. */
export const TRIAL_VALUE = '测算用，非政策规定'

/** A value that one version needs for at least one application and does not have. */
export interface NeededValue {
  /** `<article key>.<parameter id>`. */
  key: string
  label: string
  unit: string
  type: ParameterType
  /** What the source says about it. */
  note: string
  articleNo: string
  /** The classes a table lacks, where the table itself is there. */
  classes: string[]
  applications: number
}

/** What a version lacks for the applications it answers 参数未设定 to, in the order of the articles. */
export function neededValues(applications: readonly Application[], side: VersionSide): NeededValue[] {
  const found = new Map<string, NeededValue>()
  for (const application of applications) {
    const article = application.article === null ? undefined : side.articles.get(application.article)
    const assessment = side.assessments.get(application.applicationNo)
    if (article === undefined || assessment?.outcome !== 'unset') continue
    for (const { id, className } of lacking(application, article, assessment)) {
      const needed = found.get(`${article.key}.${id}`) ?? neededValue(article, id)
      needed.applications += 1
      if (className !== null && !needed.classes.includes(className)) needed.classes.push(className)
      found.set(needed.key, needed)
    }
  }
  const order = [...side.articles.values()].flatMap(({ parameters }) => Object.values(parameters).map(({ key }) => key))
  return [...found.values()].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
}

interface Lack {
  id: string
  /** The class a table has no figure for; null when the parameter itself is unset. */
  className: string | null
}

/** The parameters an article lacks for one application, each once: those of its unset conditions, then of its amount. */
export function lacking(application: Application, article: ArticleInForce, assessment: Assessment): Lack[] {
  const { version, parameters } = article
  const unset = new Set(assessment.conditions.flatMap(({ id, outcome }) => (outcome === 'unset' ? [id] : [])))
  const ofConditions = version.conditions.flatMap((condition): Lack[] => {
    if (!unset.has(condition.id) || !('parameter' in condition)) return []
    if (parameters[condition.parameter]?.value === null) return [{ id: condition.parameter, className: null }]
    if (condition.check !== 'classListed') return []
    return [{ id: condition.parameter, className: String(application.facts[condition.fact] ?? '') }]
  })
  const rule = version.amount
  const method = rule?.method
  const main = method?.kind === 'rate' ? method.rate : method?.kind === 'tiers' ? method.tiers : method?.amounts
  const ofAmount = [main, rule?.cap, rule?.annualCap].flatMap((id): Lack[] =>
    id != null && parameters[id]?.value === null ? [{ id, className: null }] : [],
  )
  return [...ofConditions, ...ofAmount].filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at)
}

/**
 * A typed figure for a version that has none, for a replay only. A table that has some classes is given more; those it
 * has cannot be changed. Errors: NOT_FOUND when the version has no such parameter, CONFLICT when it has a value already,
 * BAD_INPUT when the text does not read.
 */
export function trialParameter(
  articles: ReadonlyMap<string, ArticleInForce>,
  key: string,
  text: string,
): EnteredParameter {
  const [articleKey = '', id = ''] = key.split('.')
  const article = articles.get(articleKey)
  const definition = article?.version.parameters.find((one) => one.id === id)
  if (article === undefined || definition === undefined) {
    throw new AppError('NOT_FOUND', `“${key}”不是对照版本中可以填测算值的参数，请核对后重填`)
  }
  const known = article.parameters[id]?.value ?? null
  const name = `${article.version.no}“${definition.label}”`
  const typed = readValue(definition.type, text, name)
  if (known === null) return { key, value: typed, origin: 'demo', basis: TRIAL_VALUE }
  if (known.type !== 'fenByClass' || typed.type !== 'fenByClass') {
    throw new AppError('CONFLICT', `${name}已有正式数值，不能填测算值`)
  }
  const isKnown = (className: string): boolean => Object.hasOwn(known.classes, className)
  const changed = Object.entries(typed.classes).find(([name, fen]) => isKnown(name) && known.classes[name] !== fen)
  if (changed !== undefined) throw new AppError('CONFLICT', `${name}中的“${changed[0]}”已有正式数值，不能填测算值`)
  const added = Object.keys(typed.classes).filter((className) => !isKnown(className))
  if (added.length === 0) throw new AppError('CONFLICT', `${name}已有正式数值，请只填缺少的类别`)
  const value: ParameterValue = { type: 'fenByClass', classes: { ...known.classes, ...typed.classes } }
  return { key, value, origin: 'demo', basis: `“${added.join('、')}”为${TRIAL_VALUE}，其余为正式数值` }
}

function readValue(type: ParameterType, text: string, name: string): ParameterValue {
  try {
    return parseParameterValue(type, text)
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, `${name}：${error.message}`)
    throw error
  }
}

/** What there is to say of a parameter that has to be typed. */
export function neededValue(article: ArticleInForce, id: string): NeededValue {
  const definition = article.version.parameters.find((one) => one.id === id)
  if (definition === undefined) throw new Error(`no parameter ${id} in ${article.key}`)
  const { label, unit, type, note } = definition
  const key = `${article.key}.${id}`
  return { key, label, unit, type, note, articleNo: article.version.no, classes: [], applications: 0 }
}
