import { FACTS, type FactName } from '../application.ts'
import type { AmountRule, ArticleVersion, Condition, ParameterDefinition } from './article.ts'
import { parameterText } from './values.ts'

/** What a condition asks for, as a clause for a sentence: 「AI+组别填“否”即不符合，未填写为待核」. */
export function conditionWords(condition: Condition, version: ArticleVersion): string {
  const only = condition.when === null ? '' : `${factLabel(condition.when.fact)}为${condition.when.is}的，`
  return `${only}${demand(condition, version)}`
}

function demand(condition: Condition, version: ArticleVersion): string {
  const parameter = 'parameter' in condition ? parameterName(version, condition.parameter) : ''
  switch (condition.check) {
    case 'flag':
      return condition.ifNo === 'unmet'
        ? `${factLabel(condition.fact)}填“否”即不符合，未填写为待核`
        : `缺少${factLabel(condition.fact)}的为待核，提示补正`
    case 'choice': {
      const refused = condition.unmet.length === 0 ? '' : `，填${condition.unmet.join('、')}即不符合`
      const others = condition.othersUnmet ? '，属于其他产业即不符合' : ''
      return `${factLabel(condition.fact)}应为${condition.met.join('或')}${refused}${others}，无法判断的为待核`
    }
    case 'present':
      return `应填写${factLabel(condition.fact)}，未填写为待核`
    case 'priorYear':
      return `${factLabel(condition.fact)}应为上年度，其他年度不符合`
    case 'atLeast':
      return `${factLabel(condition.fact)}应达到${parameter}，不足即不符合`
    case 'notAfter':
      return `${factLabel(condition.fact)}不应晚于${factLabel(condition.other)}，否则为待核`
    case 'filedBefore':
      return `${factLabel(condition.fact)}应早于${factLabel(condition.start)}，当天或以后即不符合`
    case 'filedAhead':
      return `${factLabel(condition.fact)}应比${factLabel(condition.start)}提前${parameter}，不足即不符合`
    case 'datedSource':
      return `应注明${factLabel(condition.fact)}及日期，没有注明为待核`
    case 'followUp':
      return `${factLabel(condition.fact)}填“否”的为待核，未填写的提醒核对`
    case 'tier':
      return `产值和增速应达到${parameter}中的一档`
    case 'classListed':
      return `${factLabel(condition.fact)}应在${parameter}之内`
    case 'oncePerApplicant':
      return `本单位另有同条申报的，按${parameter}核对`
    case 'deletedClaim':
      return `属于${condition.honourYear}年“${condition.honourContains}”补足奖励的申报，按已删除处理`
    case 'materials':
      return `应交齐${parameter}，缺少的为待核，提示补正`
    case 'window':
    case 'creditCode':
    case 'industry':
    case 'requested':
    case 'notRestricted':
    case 'notGrantedBefore':
    case 'reviewPassed':
      return condition.label
  }
}

/** How the amount is worked out, by the names of its figures: 「审计确认的实际投入×资助比例，不超过单次资助上限」. */
export function amountWords(version: ArticleVersion): string {
  const rule = version.amount
  if (rule === null) return '不出金额'
  const caps = [rule.cap, rule.annualCap].flatMap((id) => (id === null ? [] : [`不超过${labelOf(version, id)}`]))
  return [methodWords(rule, version), ...caps].join('，')
}

function methodWords({ base, method }: AmountRule, version: ArticleVersion): string {
  switch (method.kind) {
    case 'rate': {
      const start = base === null ? '' : `${base.audited ? '审计确认的' : ''}${factLabel(base.fact)}`
      return `${start}×${labelOf(version, method.rate)}`
    }
    case 'tiers':
      return `取“${labelOf(version, method.tiers)}”中对应的一档`
    case 'byClass':
      return `取“${labelOf(version, method.amounts)}”中对应的一类`
  }
}

/** 「展会面积下限（未设定）」, 「资助比例 30%」. */
export function parameterName(version: ArticleVersion, id: string): string {
  const definition = version.parameters.find((one) => one.id === id)
  return definition === undefined ? '' : `“${definition.label}”（${parameterValueWords(definition)}）`
}

/** The value that ships with its unit where the text has none, or that it is unset. */
export function parameterValueWords({ shipped, unit }: ParameterDefinition): string {
  if (shipped === null) return '未设定'
  const bare = ['days', 'integer', 'decimal'].includes(shipped.value.type)
  return `${parameterText(shipped.value).replaceAll('\n', '；')}${bare ? unit : ''}`
}

function labelOf(version: ArticleVersion, id: string): string {
  return version.parameters.find((one) => one.id === id)?.label ?? ''
}

function factLabel(fact: FactName | 'industry'): string {
  return fact === 'industry' ? '所属产业' : FACTS[fact].label
}
