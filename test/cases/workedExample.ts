import { join } from 'node:path'
import { openPolicyStore } from '../../electron/core/policyStore.ts'
import { type Application, type ArticleKey, FACTS, type FactName, type Facts } from '../../shared/application.ts'
import { DEFAULT_ROUND_RULES, type Rounding, type RoundRules } from '../../shared/cohort/allocation.ts'
import { type Fen, parseMoney } from '../../shared/money.ts'
import type { ArticleVersion } from '../../shared/policy/article.ts'
import { type EnteredParameter, versionOn } from '../../shared/policy/inForce.ts'
import { parseParameterValue } from '../../shared/policy/values.ts'
import { assess } from '../../shared/review/assess.ts'
import type { Assessment } from '../../shared/review/assessment.ts'
import type { ApplicantContext, RoundContext } from '../../shared/review/context.ts'
import type { CaseFile, WorkedExample } from './caseFile.ts'

export const STORE = openPolicyStore(join(import.meta.dirname, '../../templates'))

type Words = CaseFile['基本'][string]

/** Assesses one worked example exactly as a round would. */
export function run(file: CaseFile, example: WorkedExample): Assessment {
  const [first = ''] = Object.keys(file.基本)
  const base = file.基本[example.基本 ?? first]
  if (base === undefined) throw new Error(`${example.名称}: 没有“${example.基本}”这组基本事实`)
  const words = { ...base, ...example.改写, ...(example.材料 === undefined ? {} : { 材料: example.材料 }) }
  return assess({
    application: applicationOf(file.条款, words),
    round: roundOf(file.条款, example),
    applicant: applicantOf(example),
  })
}

/** The version of the article the example is judged by, or null before the article existed. */
export function versionOf(file: CaseFile, example: WorkedExample): ArticleVersion | null {
  const article = STORE.policy.articles.find(({ key }) => key === file.条款)
  return article === undefined ? null : versionOn(article, example.适用日)
}

export function roundContext(
  on: string,
  entered: readonly EnteredParameter[],
  rules: Partial<RoundRules> = {},
): RoundContext {
  return {
    year: Number(on.slice(0, 4)),
    windowFrom: null,
    windowTo: null,
    rules: { ...DEFAULT_ROUND_RULES, ...rules },
    articles: STORE.articlesOn(on, entered),
    commonConditions: STORE.policy.commonConditions,
    industries: STORE.policy.industries,
  }
}

/** "30万元" or "149999.99元" as 分. */
export function fen(text: string): Fen {
  const [, amount = '', unit = ''] = /^([\d.]+)(元|万元|亿元)$/.exec(text) ?? []
  if (unit === '亿元') return parseMoney(amount, '万元') * 10_000
  if (unit !== '元' && unit !== '万元') throw new Error(`“${text}”不是金额`)
  return parseMoney(amount, unit)
}

/** An application from the workbook's own words; “空” is an empty cell. */
export function applicationOf(article: ArticleKey, words: Words): Application {
  const stated = new Map(Object.entries(words).filter(([, value]) => value !== '空'))
  const take = (label: string): string => {
    const value = stated.get(label) ?? ''
    stated.delete(label)
    return typeof value === 'string' ? value : ''
  }
  const materials = stated.get('材料') ?? {}
  stated.delete('材料')
  const application = {
    applicationNo: 'LG2026110001',
    article,
    articleText: '',
    applicant: take('申报单位'),
    creditCode: take('统一社会信用代码'),
    industry: take('所属产业'),
    projectName: take('项目名称'),
  }
  const facts: Facts = {}
  for (const [label, value] of stated) {
    const found = Object.entries(FACTS).find(([, fact]) => fact.label === label)
    if (found === undefined || typeof value !== 'string') throw new Error(`“${label}”不是申报表的栏目`)
    const [name, { kind }] = found
    Object.assign(facts, { [name satisfies string]: factValue(kind, value) })
  }
  const stack = typeof materials === 'string' ? {} : materials
  return {
    ...application,
    facts,
    materials: Object.fromEntries(Object.entries(stack).map(([name, word]) => [name, word === '是'])),
  }
}

function factValue(kind: (typeof FACTS)[FactName]['kind'], text: string): string | number | boolean {
  if (kind === 'fen') return fen(text)
  if (kind === 'year' || kind === 'integer') return Number(text)
  if (kind !== 'flag') return text
  if (!['是', '有', '否', '无'].includes(text)) throw new Error(`“${text}”不是 是/有/否/无`)
  return text === '是' || text === '有'
}

function roundOf(article: ArticleKey, example: WorkedExample): RoundContext {
  const { 批次设置: settings, 适用日: on } = example
  const demo = example.参数 === '演示参数' ? STORE.demoParameters(on) : []
  const definitions = STORE.articlesOn(on, []).get(article)?.version.parameters ?? []
  const bureau = Object.entries(example.局定).map(([label, value]): EnteredParameter => {
    const definition = definitions.find((one) => one.label === label)
    if (definition === undefined) throw new Error(`${example.名称}: 没有参数“${label}”`)
    return {
      key: `${article}.${definition.id}`,
      value: parseParameterValue(definition.type, value),
      origin: 'bureau',
      basis: '局定',
    }
  })
  const context = roundContext(on, [...demo, ...bureau], {
    capAtRequested: settings.不超过申报金额 ?? true,
    ...(settings.取整 === undefined ? {} : { rounding: roundingOf(settings.取整) }),
  })
  const [from = '', to = ''] = settings.申报时间?.split('至') ?? []
  return { ...context, windowFrom: from === '' ? null : from, windowTo: to === '' ? null : to }
}

export function roundingOf(text: string): Rounding {
  const [, unit, mode] = /^(元|百元|万元)(舍尾|四舍五入)$/.exec(text) ?? []
  if (mode !== '舍尾' && mode !== '四舍五入') throw new Error(`“${text}”不是取整方式`)
  return { unitFen: unit === '元' ? 100 : unit === '百元' ? 10_000 : 1_000_000, mode }
}

function applicantOf({ 本单位: record }: WorkedExample): ApplicantContext {
  const used = record.本年度已计
  return {
    usedThisYearFen: used === undefined ? 0 : fen(used),
    usedBy: used === undefined ? [] : ['LG2026010001'],
    earlier: record.更早同条申报 ?? [],
    sameMatter: matterOf(record),
    restrictions: record.限制名单?.map((text, at) => ({ entryId: String(at), text })) ?? null,
    restrictionLifted: record.解除限制 ?? null,
    review: reviewOf(record),
    grantedPlatformBefore: record.以前获平台资助 ?? null,
  }
}

function matterOf(record: WorkedExample['本单位']): ApplicantContext['sameMatter'] {
  if (record.认定同一事项 !== undefined) return { kind: 'same', text: record.认定同一事项 }
  if (record.认定不同事项 !== undefined) return { kind: 'different', text: record.认定不同事项 }
  if (record.疑似同一事项 === undefined) return null
  return record.疑似同一事项 === '没有' ? { kind: 'none' } : { kind: 'suspected', text: record.疑似同一事项 }
}

function reviewOf({ 评审结果: found }: WorkedExample['本单位']): ApplicantContext['review'] {
  if (found === undefined) return null
  const outcome = found === '达到' ? 'passed' : found === '未达到' ? 'failed' : 'incomplete'
  return { outcome, text: `评审${found}` }
}
