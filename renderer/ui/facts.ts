import { type ArticleKey, FACTS, type FactName, type Facts, type FactValue } from '../../shared/application.ts'
import { chineseDate } from '../../shared/date.ts'
import type { ArticleVersion } from '../../shared/policy/article.ts'
import { moneyText } from '../../shared/policy/values.ts'
import { bothUnits } from './amounts.ts'

/** Facts in the order of the workbook's columns. */
export const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS)

/** Titles of the articles, for lists that know only the key. */
export const ARTICLE_TITLES: Record<ArticleKey, string> = {
  platform: '完善时尚行业支撑体系',
  talent: '促进时尚产业高技能人才成长',
  exhibition: '支持时尚企业参加展会',
  event: '支持培育时尚产业重大活动',
  growth: '支持培育时尚产业高质量发展',
  'gold-exchange': '支持黄金珠宝企业申报上海黄金交易所会员资格',
  'smart-glasses': '支持智能眼镜应用推广',
}

/** A fact as people read it. Personal numbers are not masked here. */
export function factText(name: FactName, value: FactValue): string {
  const { kind } = FACTS[name]
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (kind === 'fen') return bothUnits(Number(value))
  if (kind === 'date') return chineseDate(String(value))
  return kind === 'year' ? `${value}年` : String(value)
}

/** A fact as it is typed when corrected; empty when unknown. */
export function factInput(facts: Facts, name: FactName): string {
  const value = facts[name]
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return FACTS[name].kind === 'fen' ? moneyText(Number(value)) : String(value)
}

/** Facts the article's conditions and amount look at, for this application. */
export function factsAskedBy(version: ArticleVersion, facts: Facts): Set<FactName> {
  const asked = new Set<FactName>(['requestedFen'])
  for (const condition of version.conditions) {
    const { when } = condition
    if (when !== null && facts[when.fact] !== undefined && facts[when.fact] !== when.is) continue
    if ('fact' in condition && condition.fact !== 'industry') asked.add(condition.fact)
    if ('start' in condition) asked.add(condition.start)
    if ('other' in condition) asked.add(condition.other)
  }
  const base = version.amount?.base ?? null
  if (base !== null) asked.add(base.audited ? 'auditedFen' : base.fact)
  return asked
}
