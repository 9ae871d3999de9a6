import { checkCreditCode } from '../uscc.ts'
import { workOutAmount } from './amount.ts'
import { type Assessment, type ConditionResult, OUTCOMES, type Outcome } from './assessment.ts'
import { judge } from './conditions.ts'
import type { ArticleInput, AssessInput } from './context.ts'
import { isLater } from './words.ts'

/**
 * Assesses one application against its article (domain.md §2–3).
 * Pure: the same application, articles, parameters and round always give the same assessment.
 */
export function assess(input: AssessInput): Assessment {
  const { application, round } = input
  if (application.article === null) return articleUnknown(application.articleText)
  const article = round.articles.get(application.article)
  if (article === undefined) return articleNotInForce(input)
  const { version } = article
  const head = { article: article.key, articleNo: version.no, articleHash: article.hash }
  const demo = Object.values(article.parameters).some(({ origin }) => origin === 'demo')
  if (version.repeal !== null) {
    const { reason, redirect } = version.repeal
    const text = `本条已删除。理由：${reason}${redirect}`
    const repealed = result('repealed', '条款已删除', 'repealed', version.no, text)
    return { ...head, outcome: 'repealed', conditions: [repealed], amountFen: null, steps: [], warnings: [], demo }
  }
  const full: ArticleInput = { ...input, article }
  const judged: ConditionResult[] = []
  for (const conditions of [round.commonConditions, version.conditions]) {
    for (const condition of conditions) {
      const judgement = judge(condition, full)
      if (judgement !== null) judged.push(judgement)
    }
  }
  const repealedClaim = judged.some(({ outcome }) => outcome === 'repealed')
  const amount = version.amount === null || repealedClaim ? null : workOutAmount(version.amount, full)
  const conditions = [...judged]
  const said = judged.filter(({ outcome }) => outcome === 'unset').map(({ text }) => text)
  if (amount?.kind === 'unset' && !amount.labels.every((label) => said.some((text) => text.includes(label)))) {
    conditions.push(result('amount-parameters', '金额参数已设定', 'unset', version.no, amount.text))
  }
  const base = amount?.kind === 'unset' ? amount.missingBase : amount?.kind === 'no-base' ? amount : null
  if (base !== null && !judged.some(({ text }) => text === base.text)) {
    conditions.push(result('amount-base', '认定金额', 'unknown', version.no, base.text, base.supplement))
  }
  return {
    ...head,
    outcome: firstOutcome(conditions),
    conditions,
    amountFen: amount?.kind === 'amount' ? amount.amountFen : null,
    steps: amount?.kind === 'amount' ? amount.steps : [],
    warnings: [...warnings(full), ...(amount?.kind === 'amount' ? amount.warnings : [])],
    demo,
  }
}

/** The first that occurs of repealed, unmet, unset, unknown; else met (domain.md §2). */
export function firstOutcome(conditions: readonly ConditionResult[]): Outcome {
  const found = new Set(conditions.map(({ outcome }) => outcome))
  return OUTCOMES.find((outcome) => found.has(outcome)) ?? 'met'
}

function warnings({ application, applicant, article }: ArticleInput): string[] {
  const found: string[] = []
  const { facts, creditCode } = application
  if (applicant.apartWarning !== undefined) found.push(applicant.apartWarning)
  if (applicant.scoreWarning !== undefined) found.push(applicant.scoreWarning)
  if (applicant.restrictionLifted !== null) found.push(`申报单位在失信/限制名单内，${applicant.restrictionLifted}`)
  if (creditCode !== '' && checkCreditCode(creditCode) !== 'valid') {
    found.push(`统一社会信用代码 ${creditCode} 未通过校验，请核对；确认无误可写明理由后继续`)
  }
  const declared = article.version.amount?.base?.audited === true ? facts[article.version.amount.base.fact] : undefined
  if (typeof declared === 'number' && facts.auditedFen !== undefined && facts.auditedFen > declared) {
    found.push('审计确认金额大于申报的实际投入，请核对')
  }
  if (article.key === 'event' && facts.followUpNotes === undefined) {
    found.push('表中没有事中跟踪情况，请对照“事前报备—事中跟踪—事后审核”核对')
  }
  if (article.key === 'platform' && facts.phase !== undefined && applicant.grantedPlatformBefore !== null) {
    const ticked = !isLater(facts)
    if (ticked === applicant.grantedPlatformBefore) {
      found.push(`申报填写“${facts.phase}”，与以前批次记录不一致，请核对`)
    }
  }
  return found
}

function articleUnknown(stated: string): Assessment {
  const text = stated === '' ? '没有填写申报条款，请核对后指定' : `申报条款“${stated}”可能指不止一条，请核对后指定`
  return withoutArticle(result('article', '申报条款', 'unknown', '条款待核', text))
}

function articleNotInForce({ application, round }: AssessInput): Assessment {
  const text = `所报条款在${round.year}年度批次尚未施行，请核对申报条款`
  const conditions = result('article', '申报条款', 'unmet', '条款待核', text)
  return { ...withoutArticle(conditions), article: application.article }
}

function withoutArticle(condition: ConditionResult): Assessment {
  return {
    article: null,
    articleNo: '条款待核',
    articleHash: '',
    outcome: condition.outcome,
    conditions: [condition],
    amountFen: null,
    steps: [],
    warnings: [],
    demo: false,
  }
}

function result(
  id: string,
  label: string,
  outcome: Outcome,
  clause: string,
  text: string,
  supplement = '',
): ConditionResult {
  return { id, label, outcome, clause, text, supplement }
}
