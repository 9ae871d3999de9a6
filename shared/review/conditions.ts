import { grantsToPerson } from '../applicantName.ts'
import { FACTS, type FactName } from '../application.ts'
import { daysBetween } from '../date.ts'
import { canonicalDecimal, compareDecimals } from '../decimal.ts'
import type { Condition, ParameterInForce } from '../policy/article.ts'
import { checkCreditCode } from '../uscc.ts'
import type { ConditionResult, Outcome } from './assessment.ts'
import type { ArticleInput } from './context.ts'
import { findTier } from './tiers.ts'
import { choiceWord, classIn, industryName } from './words.ts'

/** What one check found; null when the condition does not apply to this application. */
interface Finding {
  outcome: Outcome
  text: string
  supplement?: string
}

type CheckOf<C extends Condition['check']> = Extract<Condition, { check: C }>

/** The sentence every unset parameter is reported with (domain.md §2). */
export function unsetText(parameters: readonly Pick<ParameterInForce, 'label'>[]): string {
  return parameters.map(({ label }) => `参数未设定：${label}，请科长在“条款参数”中录入并注明依据`).join('；')
}

/** Judges one condition (domain.md §2). A missing fact is a question for a person, never a refusal. */
export function judge(condition: Condition, input: ArticleInput): ConditionResult | null {
  const { when } = condition
  if (when !== null && choiceWord(textFact(input, when.fact) ?? '') !== when.is) return null
  const finding = find(condition, input)
  if (finding === null) return null
  return {
    id: condition.id,
    label: condition.label,
    outcome: finding.outcome,
    clause: input.article.version.no,
    text: finding.text,
    supplement: finding.supplement ?? '',
  }
}

function find(condition: Condition, input: ArticleInput): Finding | null {
  switch (condition.check) {
    case 'window':
      return findWindow(input)
    case 'creditCode':
      return findCreditCode(input)
    case 'industry':
      return findIndustry(input)
    case 'materials':
      return findMaterials(condition, input)
    case 'requested':
      return input.application.facts.requestedFen === undefined
        ? unknown('未填写申报金额，请申报单位补填', '请补填申报金额')
        : met('已填写申报金额')
    case 'notRestricted':
      return findRestricted(input)
    case 'notGrantedBefore':
      return findSameMatter(input)
    case 'reviewPassed':
      return findReviewPassed(input)
    case 'flag':
      return findFlag(condition, input)
    case 'choice':
      return findChoice(condition, input)
    case 'present':
      return input.application.facts[condition.fact] === undefined
        ? unknown(`${FACTS[condition.fact].label}未填写，请核对`, `请补填${FACTS[condition.fact].label}`)
        : met(`已填写${FACTS[condition.fact].label}`)
    case 'priorYear':
      return findPriorYear(condition, input)
    case 'atLeast':
      return findAtLeast(condition, input)
    case 'notAfter':
      return findOrder(condition, input)
    case 'filedBefore':
      return findFiledBefore(condition, input)
    case 'filedAhead':
      return findFiledAhead(condition, input)
    case 'datedSource':
      return findDatedSource(condition, input)
    case 'followUp':
      return findFollowUp(condition, input)
    case 'tier':
      return findTierReached(condition, input)
    case 'classListed':
      return findClass(condition, input)
    case 'oncePerApplicant':
      return findOnce(condition, input)
    case 'deletedClaim':
      return findDeletedClaim(condition, input)
  }
}

function findWindow({ application, round }: ArticleInput): Finding | null {
  const { windowFrom, windowTo } = round
  if (windowFrom === null && windowTo === null) return null
  const on = application.facts.submittedOn
  if (on === undefined) return unknown('没有申报日期，请核对是否在申报时间内', '请补填申报日期')
  const inside = (windowFrom === null || windowFrom <= on) && (windowTo === null || on <= windowTo)
  const span = `${windowFrom ?? '不限'}至${windowTo ?? '不限'}`
  return inside ? met(`申报日期 ${on} 在申报时间 ${span} 内`) : unmet(`申报日期 ${on} 不在申报时间 ${span} 内`)
}

function findCreditCode({ application }: ArticleInput): Finding | null {
  const { creditCode } = application
  if (creditCode === '' && grantsToPerson(application)) return null
  if (creditCode === '') return unknown('未填写统一社会信用代码，请补填', '请补填统一社会信用代码')
  switch (checkCreditCode(creditCode)) {
    case 'valid':
      return met('统一社会信用代码校验通过')
    case 'bad-shape':
      return met(`统一社会信用代码 ${creditCode} 不是18位标准写法，请核对营业执照；确认无误可写明理由后继续`)
    case 'bad-check-digit':
      return met(`统一社会信用代码 ${creditCode} 校验位不符，请核对营业执照；确认无误可写明理由后继续`)
  }
}

function findIndustry({ application, round }: ArticleInput): Finding {
  const name = industryName(application.industry)
  if (name === '') return unknown('未填写所属产业，请核对', '请补填所属产业')
  if (round.industries.includes(name)) return met(`所属产业为${name}`)
  return unknown(`所属产业“${application.industry}”不在${round.industries.length}个列名产业内，请人工认定`)
}

function findMaterials(condition: CheckOf<'materials'>, input: ArticleInput): Finding {
  const value = input.article.parameters[condition.parameter]?.value
  if (value?.type !== 'materials') return met('本条尚未设定必备材料清单，无必备材料可核对')
  const missing = value.materials.filter((name) => input.application.materials[name] !== true)
  if (missing.length === 0) return met(`材料齐全：${value.materials.join('、')}`)
  return unknown(`缺少材料：${missing.join('、')}`, `请补交：${missing.join('、')}`)
}

/** A hard stop: only the chief lifts it (domain.md §2). */
function findRestricted({ applicant }: ArticleInput): Finding | null {
  const { restrictions, restrictionLifted } = applicant
  if (restrictions === null) return null
  if (restrictions.length === 0) return met('不在失信/限制名单内')
  const listed = `申报单位在失信/限制名单内：${restrictions.map(({ text }) => text).join('；')}`
  return restrictionLifted === null ? unmet(listed) : met(`${listed}。${restrictionLifted}`)
}

function findSameMatter({ applicant }: ArticleInput): Finding | null {
  const matter = applicant.sameMatter
  if (matter === null) return null
  switch (matter.kind) {
    case 'none':
      return met('没有同一事项的资助记录')
    case 'suspected':
      return unknown(`疑似同一事项已获资助：${matter.text}，请在“查重”中认定是否同一事项`)
    case 'same':
      return unmet(`经认定为同一事项，不重复资助：${matter.text}`)
    case 'different':
      return met(`经认定为不同事项：${matter.text}`)
  }
}

/** Applies only where the round set a pass line. */
function findReviewPassed({ applicant }: ArticleInput): Finding | null {
  const { review } = applicant
  if (review === null) return null
  if (review.outcome === 'incomplete') return unknown(review.text)
  return review.outcome === 'passed' ? met(review.text) : unmet(review.text)
}

function findFlag(condition: CheckOf<'flag'>, { application }: ArticleInput): Finding {
  const value = application.facts[condition.fact]
  const name = FACTS[condition.fact].label
  if (value === true) return met(`${condition.label}：有`)
  if (value === undefined) return unknown(`${name}未填写，请核对`, `请说明${name}`)
  return condition.ifNo === 'unmet'
    ? unmet(`${name}为“否”，不符合“${condition.label}”`)
    : unknown(`缺少${name}`, `请在实施报告中补充${name}`)
}

function findChoice(condition: CheckOf<'choice'>, input: ArticleInput): Finding {
  const { stated, name, word } = statedChoice(condition.fact, input)
  if (word === '') return unknown(`${name}未填写，请核对`, `请补填${name}`)
  if (condition.met.includes(word)) return met(`${name}为${word}`)
  const refused = condition.unmet.includes(word)
  const other = condition.othersUnmet && (['其他', '无', '否'].includes(word) || input.round.industries.includes(word))
  if (refused || other) return unmet(`${name}为“${stated}”，应为${condition.met.join('或')}`)
  return unknown(`${name}“${stated}”无法判断，应为${condition.met.join('或')}，请核对`)
}

function statedChoice(
  fact: FactName | 'industry',
  input: ArticleInput,
): { stated: string; name: string; word: string } {
  if (fact === 'industry') {
    const stated = input.application.industry
    return { stated, name: '所属产业', word: industryName(stated) }
  }
  const stated = textFact(input, fact) ?? ''
  return { stated, name: FACTS[fact].label, word: choiceWord(stated) }
}

function findPriorYear(condition: CheckOf<'priorYear'>, { application, round }: ArticleInput): Finding {
  const year = application.facts[condition.fact]
  const wanted = round.year - 1
  if (year === undefined)
    return unknown(
      `${FACTS[condition.fact].label}未填写，请核对是否为${wanted}年`,
      `请补填${FACTS[condition.fact].label}`,
    )
  if (year === wanted) return met(`投入年度为上年度（${wanted}年）`)
  return unmet(
    `投入年度为${year}年；原“从公共服务平台设立当年起算”已调整为“按上年度实际投入核算资助”，本批次只认${wanted}年投入`,
  )
}

function findAtLeast(condition: CheckOf<'atLeast'>, input: ArticleInput): Finding {
  const parameter = input.article.parameters[condition.parameter]
  const bound = boundOf(parameter)
  if (parameter === undefined || bound === null) return unset(parameter)
  const value = input.application.facts[condition.fact]
  const { label } = FACTS[condition.fact]
  if (value === undefined) return unknown(`${label}未填写，请核对是否达到 ${bound}${parameter.unit}`, `请补填${label}`)
  const reached = compareDecimals(canonicalDecimal(String(value)), bound) >= 0
  const text = `${label} ${value}${parameter.unit}，下限 ${bound}${parameter.unit}（含）`
  return reached ? met(text) : unmet(`${text}，未达到`)
}

function boundOf(parameter: ParameterInForce | undefined): string | null {
  const value = parameter?.value
  if (value?.type === 'decimal') return value.decimal
  return value?.type === 'integer' ? String(value.integer) : null
}

function findOrder(condition: CheckOf<'notAfter'>, input: ArticleInput): Finding | null {
  const from = textFact(input, condition.fact)
  const to = textFact(input, condition.other)
  if (from === undefined || to === undefined) return null
  const [first, second] = [FACTS[condition.fact].label, FACTS[condition.other].label]
  return from <= to ? met(`${first} ${from}，${second} ${to}`) : unknown(`${first} ${from} 晚于${second} ${to}，请核对`)
}

function findFiledBefore(condition: CheckOf<'filedBefore'>, input: ArticleInput): Finding {
  const filed = textFact(input, condition.fact)
  const start = textFact(input, condition.start)
  if (filed === undefined) return unknown('没有报备日期，请核对举办前是否报备', '请提供举办前报备的证明')
  if (start === undefined) return unknown('没有开始日期，请核对', '请补填开始日期')
  return filed < start
    ? met(`${filed} 报备，早于开始日期 ${start}`)
    : unmet(`${filed} 报备，不早于开始日期 ${start}，未在活动举办前报备`)
}

function findFiledAhead(condition: CheckOf<'filedAhead'>, input: ArticleInput): Finding {
  const parameter = input.article.parameters[condition.parameter]
  if (parameter?.value?.type !== 'days') return unset(parameter)
  const wanted = parameter.value.days
  const filed = textFact(input, condition.fact)
  const start = textFact(input, condition.start)
  if (filed === undefined || start === undefined) return unknown(`缺少报备或开始日期，请核对是否提前 ${wanted} 天`)
  const ahead = daysBetween(filed, start)
  return ahead >= wanted
    ? met(`提前 ${ahead} 天报备，要求 ${wanted} 天（含）`)
    : unmet(`提前 ${ahead} 天报备，不足 ${wanted} 天`)
}

function findDatedSource(condition: CheckOf<'datedSource'>, input: ArticleInput): Finding {
  const source = textFact(input, condition.fact)
  if (source === undefined) return unknown('未注明数据来源，请核对', '请注明产值数据的来源和日期')
  const date = /(19|20)\d{2}\s*[年./-]?\s*(\d{1,2})?\s*[月./-]?\s*(\d{1,2})?\s*日?/.exec(source)
  const name = date === null ? source : source.replace(date[0], '')
  if (date === null || date[2] === undefined)
    return unknown(`数据来源“${source}”没有注明日期，请核对`, '请注明产值数据的日期')
  if (!/[\p{Script=Han}A-Za-z]/u.test(name))
    return unknown(`数据来源“${source}”没有注明出处，请核对`, '请注明产值数据的出处')
  return met(`数据来源：${source}`)
}

function findFollowUp(condition: CheckOf<'followUp'>, { application }: ArticleInput): Finding | null {
  const value = application.facts[condition.fact]
  if (value === undefined) return null
  return value === true ? met('有事中跟踪记录') : unknown('没有事中跟踪记录，请核对', '请补交事中跟踪记录')
}

function findTierReached(condition: CheckOf<'tier'>, input: ArticleInput): Finding {
  const parameter = input.article.parameters[condition.parameter]
  if (parameter?.value?.type !== 'tiers') return unset(parameter)
  const found = findTier(input.application, parameter.value.tiers)
  if (found.kind === 'unknown') return unknown(found.text, found.supplement)
  return found.kind === 'none' ? unmet(found.text) : met(found.text)
}

function findClass(condition: CheckOf<'classListed'>, input: ArticleInput): Finding {
  const parameter = input.article.parameters[condition.parameter]
  if (parameter?.value?.type !== 'fenByClass') return unset(parameter)
  const stated = textFact(input, condition.fact)
  const { label } = FACTS[condition.fact]
  if (stated === undefined) return unknown(`${label}未填写，请核对`, `请补填${label}`)
  const name = classIn(stated, Object.keys(parameter.value.classes))
  return name === null ? unset({ label: `${parameter.label}中的“${stated}”` }) : met(`${label}为${name}`)
}

function findOnce(condition: CheckOf<'oncePerApplicant'>, input: ArticleInput): Finding {
  const { earlier } = input.applicant
  if (earlier.length === 0) return met('本单位没有更早的同条申报')
  const parameter = input.article.parameters[condition.parameter]
  if (parameter?.value?.type !== 'yesNo') return unset(parameter)
  return parameter.value.yes
    ? unmet(`本单位已有同条申报 ${earlier.join('、')}，每家只奖励一次`)
    : met(`本单位另有同条申报 ${earlier.join('、')}，可重复奖励`)
}

function findDeletedClaim(condition: CheckOf<'deletedClaim'>, { application }: ArticleInput): Finding {
  const { honour = '', honourYear } = application.facts
  const words = condition.honourContains
  const topUp = application.projectName.includes(words) && application.projectName.includes('补足')
  if (!honour.includes(words) && !topUp) return met('不是已删除的补足奖励')
  if (topUp || honourYear === condition.honourYear) {
    return { outcome: 'repealed', text: `该项已删除。理由：${condition.reason}` }
  }
  if (honourYear === undefined)
    return unknown(`称号为“${honour}”而无认定年度，请核对是否属于已删除的补足奖励`, '请补填称号的认定年度')
  return met(`称号“${honour}”认定于${honourYear}年，不是已删除的补足奖励`)
}

function textFact({ application }: ArticleInput, fact: FactName): string | undefined {
  const value = application.facts[fact]
  return typeof value === 'string' ? value : undefined
}

function met(text: string): Finding {
  return { outcome: 'met', text }
}

function unmet(text: string): Finding {
  return { outcome: 'unmet', text }
}

function unknown(text: string, supplement = ''): Finding {
  return { outcome: 'unknown', text, supplement }
}

function unset(parameter: Pick<ParameterInForce, 'label'> | undefined): Finding {
  return { outcome: 'unset', text: unsetText([parameter ?? { label: '（未定义的参数）' }]) }
}
