import { type Application, FACTS, type FactName } from '../application.ts'
import { factText } from '../intake/changes.ts'
import type { FieldChange } from '../intake/sheet.ts'
import type { Article, ArticleVersion, Condition, ParameterInForce } from '../policy/article.ts'
import { previousVersion } from '../policy/inForce.ts'
import { parameterText, wanUnit } from '../policy/values.ts'
import type { ApplicantContext } from '../review/context.ts'
import { findTier } from '../review/tiers.ts'
import { type ArticleWording, type ExplainedParameter, type Limits, NO_LIMITS, type SourceFact } from './chain.ts'

/** An article version as an assessment used it. `parameters` by parameter id. */
export interface UsedArticle {
  title: string
  version: ArticleVersion
  parameters: Record<string, ParameterInForce>
}

/** New and old number and wording; `article` is the instrument's, which knows the version before. */
export function wordingOf(
  { title, version }: Pick<UsedArticle, 'title' | 'version'>,
  article: Article | null,
  commonConditions: readonly Condition[],
): ArticleWording {
  const old = article === null ? null : previousVersion(article, version)
  const conditions = [...commonConditions, ...version.conditions].filter(({ quotation }) => quotation !== '')
  return {
    no: version.no,
    title,
    change: article?.change ?? '',
    noInferred: version.noInferred,
    passages: version.passages,
    old: old === null ? null : { no: old.no, passages: old.passages },
    repeal: version.repeal === null ? '' : version.repeal.reason + version.repeal.redirect,
    quotations: Object.fromEntries(conditions.map(({ id, quotation }) => [id, quotation])),
  }
}

/** Value, basis and who entered it; `enteredBy` answers words for a parameter key, empty for the policy's own. */
export function explainedParameters(
  parameters: Record<string, ParameterInForce>,
  enteredBy: (key: string) => string,
): ExplainedParameter[] {
  return Object.values(parameters).map(({ key, label, value, origin, basis, unit }) => {
    const bare = value !== null && ['days', 'integer', 'decimal'].includes(value.type)
    const text = value === null ? '' : parameterText(value) + (bare && unit !== '' ? ` ${unit}` : '')
    return { label, text, origin, basis, entered: enteredBy(key) }
  })
}

/** What the steps of the amount press against. */
export function limitsOf(
  { version, parameters }: UsedArticle,
  application: Application,
  applicant: Pick<ApplicantContext, 'usedThisYearFen' | 'usedBy'> | null,
): Limits {
  const rule = version.amount
  if (rule === null) return NO_LIMITS
  const valueAt = (id: string | null) => (id === null ? null : (parameters[id]?.value ?? null))
  const fenOf = (id: string | null) => {
    const value = valueAt(id)
    return value?.type === 'fen' ? value.fen : null
  }
  const annual = fenOf(rule.annualCap)
  return {
    ...methodLimits(rule.method.kind === 'byClass' ? null : valueAt(methodParameter(rule.method)), application),
    capFen: fenOf(rule.cap),
    annualLeft:
      annual === null || applicant === null
        ? null
        : {
            limitFen: Math.max(annual - applicant.usedThisYearFen, 0),
            what: annualText(annual, applicant, version.no),
          },
    requestedFen: application.facts.requestedFen ?? null,
  }
}

function methodParameter(method: { kind: 'rate'; rate: string } | { kind: 'tiers'; tiers: string }): string {
  return method.kind === 'rate' ? method.rate : method.tiers
}

function methodLimits(
  value: ParameterInForce['value'],
  application: Application,
): Pick<Limits, 'rate' | 'noTier' | 'tierCapFen'> {
  const none = { rate: null, noTier: false, tierCapFen: null }
  if (value?.type === 'rate') return { ...none, rate: value.rate }
  const found = value?.type === 'tiers' ? findTier(application, value.tiers) : null
  if (found?.kind !== 'tier') return { ...none, noTier: found?.kind === 'none' }
  const { reward, cap } = found.tier
  return { ...none, rate: 'rateOfGrowth' in reward ? reward.rateOfGrowth : null, tierCapFen: cap }
}

function annualText(
  annual: number,
  { usedThisYearFen, usedBy }: Pick<ApplicantContext, 'usedThisYearFen' | 'usedBy'>,
  no: string,
): string {
  if (usedThisYearFen === 0) return `${no}的年度上限`
  return `${no}的年度上限 ${wanUnit(annual)}，本年度 ${usedBy.join('、')} 已用 ${wanUnit(usedThisYearFen)}，剩余额度`
}

/** Names and addresses of people stay out, as every number that is an identity, phone, account or document number. */
const PERSONAL: readonly FactName[] = ['legalRepresentative', 'contact', 'bank', 'address', 'personName', 'employer']

/** The columns an article's amount and conditions read, as the application states them. */
export function sourceFacts(
  version: ArticleVersion,
  application: Application,
  corrections: readonly { changes: readonly FieldChange[]; note: string }[],
): SourceFact[] {
  const corrected = (field: string) =>
    corrections.flatMap(({ changes, note }) =>
      changes
        .filter((change) => change.field === field)
        .map(
          ({ before, after }) =>
            `更正：${before === '' ? '（空）' : before} → ${after === '' ? '（空）' : after}${note}`,
        ),
    )
  const { articleText, industry, facts } = application
  return [
    { label: '申报条款', text: articleText, corrections: [...corrected('articleText'), ...corrected('article')] },
    { label: '所属产业', text: industry, corrections: corrected('industry') },
    ...factNames(version).map((name) => {
      return { label: FACTS[name].label, text: factText(name, facts[name]), corrections: corrected(name) }
    }),
  ]
}

function factNames({ amount, conditions }: ArticleVersion): FactName[] {
  const names: (FactName | 'industry')[] = []
  if (amount?.base != null) names.push(amount.base.fact)
  if (amount?.base?.audited === true) names.push('auditedFen')
  if (amount?.method.kind === 'byClass') names.push(amount.method.fact)
  if (amount?.method.kind === 'tiers') names.push('outputFen', 'priorOutputFen')
  names.push('requestedFen')
  for (const condition of conditions) {
    if ('fact' in condition) names.push(condition.fact)
    if ('other' in condition) names.push(condition.other)
    if ('start' in condition) names.push(condition.start)
    if (condition.when !== null) names.push(condition.when.fact)
  }
  return [...new Set(names)].filter(
    (name) => name !== 'industry' && FACTS[name].kind !== 'id' && !PERSONAL.includes(name),
  ) as FactName[]
}
