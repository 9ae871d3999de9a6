/**
 * A second reading of domain.md §2–3, written from the text alone: no policy files, no product code but its types.
 * Amounts are carried as exact fractions to the very end; conditions are a table per article.
 */
import type { Application } from '../../shared/application.ts'
import type { Rounding } from '../../shared/cohort/allocation.ts'
import type { Outcome } from '../../shared/review/assessment.ts'

export interface OracleCase {
  application: Application
  year: number
  demo: boolean
  windowFrom: string | null
  windowTo: string | null
  restricted: readonly string[] | null
  capAtRequested: boolean
  rounding: Rounding
  usedThisYear: number
  earlier: number
  sameMatter: string | null | undefined
  /** The chief lifted every restriction. */
  lifted: boolean
  /** A person ruled on the suspected pair; null while nobody did. */
  ruledSame: boolean | null
  /** What the experts' scores came to where a pass line is set. */
  review: 'passed' | 'failed' | 'incomplete' | null
}

export interface OracleAnswer {
  outcome: Outcome
  conditions: Record<string, Outcome>
  amount: number | null
}

const WAN = 1_000_000n
const NINE = ['黄金珠宝', '家具', '眼镜', '服装', '钟表', '内衣', '皮革', '化妆品', '工艺美术']
const DEMO_PAPERS = ['营业执照', '信用报告', '纳税证明']

interface Ratio {
  n: bigint
  d: bigint
}
/** A figure, or why there is none. */
type Money = { is: Ratio; limits: bigint[] } | 'unset' | 'no-base' | 'said'

export function oracleAssess(input: OracleCase): OracleAnswer {
  const { article } = input.application
  if (article === null) return { outcome: 'unknown', conditions: { article: 'unknown' }, amount: null }
  const revised = input.year >= 2026
  const isNew = article === 'growth' || article === 'gold-exchange' || article === 'smart-glasses'
  if (!revised && isNew) return { outcome: 'unmet', conditions: { article: 'unmet' }, amount: null }
  if (revised && article === 'exhibition') {
    return { outcome: 'repealed', conditions: { repealed: 'repealed' }, amount: null }
  }
  const conditions: Record<string, Outcome> = { ...common(input), ...own(input) }
  const money = amountOf(input)
  const audit = article === 'platform' || article === 'event' || article === 'exhibition'
  const baseGone = article === 'exhibition' ? 'actualInvestmentFen' : 'auditedFen'
  if (money === 'unset') conditions['amount-parameters'] = 'unset'
  if (audit && input.application.facts[baseGone] === undefined) conditions['amount-base'] = 'unknown'
  if (money === 'no-base') conditions['amount-base'] = 'unknown'
  const outcomes = Object.values(conditions)
  const has = (one: Outcome) => outcomes.includes(one)
  const outcome = has('repealed')
    ? 'repealed'
    : has('unmet')
      ? 'unmet'
      : has('unset')
        ? 'unset'
        : has('unknown')
          ? 'unknown'
          : 'met'
  const nothing = typeof money === 'string' || has('repealed')
  return { outcome, conditions, amount: nothing ? null : Number(settle(money, input)) }
}

function common(input: OracleCase): Record<string, Outcome> {
  const { application, windowFrom, windowTo, restricted, sameMatter, ruledSame, review } = input
  const found: Record<string, Outcome> = {}
  if (windowFrom !== null || windowTo !== null) {
    const day = dayNumber(application.facts.submittedOn)
    const early = windowFrom !== null && day !== null && day < (dayNumber(windowFrom) ?? 0)
    const late = windowTo !== null && day !== null && day > (dayNumber(windowTo) ?? 0)
    found.window = day === null ? 'unknown' : early || late ? 'unmet' : 'met'
  }
  // A person has no credit code and is not asked for one; a wrong one is only a warning.
  if (application.creditCode.length > 0) found['credit-code'] = 'met'
  else if (application.article !== 'talent') found['credit-code'] = 'unknown'
  found.industry = NINE.includes(industryOf(application.industry)) ? 'met' : 'unknown'
  found.materials = papersWanted(input).every((paper) => application.materials[paper] === true) ? 'met' : 'unknown'
  found.requested = application.facts.requestedFen === undefined ? 'unknown' : 'met'
  if (restricted !== null) {
    const hit = restricted.some((name) => name === application.creditCode || name === application.applicant)
    found['not-restricted'] = hit && !input.lifted ? 'unmet' : 'met'
  }
  if (sameMatter === null) found['not-granted-before'] = 'met'
  else if (sameMatter !== undefined) {
    found['not-granted-before'] = ruledSame === null ? 'unknown' : ruledSame ? 'unmet' : 'met'
  }
  if (review !== null) {
    found['review-passed'] = review === 'incomplete' ? 'unknown' : review === 'passed' ? 'met' : 'unmet'
  }
  return found
}

function papersWanted({ application, demo, year }: OracleCase): string[] {
  if (year < 2026) return []
  if (application.article === 'platform') return demo ? [...DEMO_PAPERS, '实施报告'] : ['实施报告']
  if (application.article === 'event') return demo ? [...DEMO_PAPERS, '专项审计报告'] : ['专项审计报告']
  return demo ? DEMO_PAPERS : []
}

function own(input: OracleCase): Record<string, Outcome> {
  const { application, demo, year } = input
  const { facts } = application
  if (application.article === 'talent') return talent(input)
  // The old thresholds of a 展会 are stated nowhere.
  const oldFair = application.article === 'event' && facts.eventKind === '展会'
  if (year < 2026) return oldFair ? { area: 'unset', exhibitors: 'unset' } : {}
  const found: Record<string, Outcome> = {}
  switch (application.article) {
    case 'platform': {
      const phase = { 首次: 'first', 首次申报: 'first', 后续: 'later', ' 后续 ': 'later' }[facts.phase ?? '']
      const invested = facts.investmentYear
      found['prior-year'] = invested === undefined ? 'unknown' : invested + 1 === year ? 'met' : 'unmet'
      found.phase = phase === undefined ? 'unknown' : 'met'
      // A report that lacks a part is a question with a 补正 suggestion, never a refusal.
      if (phase === 'first') {
        found['org-structure'] = facts.orgStructure === true ? 'met' : 'unknown'
        found.duties = facts.duties === true ? 'met' : 'unknown'
      }
      if (phase === 'later') found.results = facts.results === true ? 'met' : 'unknown'
      return found
    }
    case 'event': {
      const { eventKind: kind, startDate, endDate, filingDate } = facts
      found.kind = kind === '展会' || kind === '大赛' ? 'met' : 'unknown'
      if (kind === '大赛') found['ai-group'] = hard(facts.aiGroup)
      if (kind === '展会') {
        const area = facts.areaSqm === undefined ? null : hundredths(facts.areaSqm)
        found['ai-zone'] = hard(facts.aiZone)
        found.area = !demo ? 'unset' : area === null ? 'unknown' : area >= 1_000_000n ? 'met' : 'unmet'
        const many = facts.exhibitors
        found.exhibitors = !demo ? 'unset' : many === undefined ? 'unknown' : many >= 150 ? 'met' : 'unmet'
      }
      const [start, end, filed] = [dayNumber(startDate), dayNumber(endDate), dayNumber(filingDate)]
      if (start !== null && end !== null) found.dates = start > end ? 'unknown' : 'met'
      const both = start !== null && filed !== null
      found['filed-before'] = !both ? 'unknown' : filed < start ? 'met' : 'unmet'
      found['filed-ahead'] = !demo ? 'unset' : !both ? 'unknown' : start - filed >= 15 ? 'met' : 'unmet'
      if (facts.followUpNotes !== undefined) found['follow-up'] = facts.followUpNotes ? 'met' : 'unknown'
      return found
    }
    case 'growth':
      found['data-source'] = facts.dataSource?.startsWith('统计年报 2') === true ? 'met' : 'unknown'
      found.tier = !demo ? 'unset' : tierOf(input) === 'unknown' ? 'unknown' : tierOf(input) === null ? 'unmet' : 'met'
      return found
    case 'gold-exchange': {
      const industry = industryOf(application.industry)
      const elsewhere = NINE.includes(industry) || industry === '其他'
      found.jewellery = industry === '黄金珠宝' ? 'met' : elsewhere ? 'unmet' : 'unknown'
      const stated = facts.membershipClass
      found.class = !demo ? 'unset' : stated === undefined ? 'unknown' : goldReward(stated) === null ? 'unset' : 'met'
      found['membership-date'] = facts.membershipDate === undefined ? 'unknown' : 'met'
      found.once = input.earlier === 0 ? 'met' : demo ? 'unmet' : 'unset'
      return found
    }
    case 'smart-glasses': {
      const refused = ['个人消费', '否', '无'].includes(facts.purpose ?? '')
      found.purpose = facts.purpose?.startsWith('产业端应用') === true ? 'met' : refused ? 'unmet' : 'unknown'
      return found
    }
    default:
      return found
  }
}

function talent({ application, demo, year }: OracleCase): Record<string, Outcome> {
  const { honour, honourYear, personName, idNumber } = application.facts
  const reward = craftReward(honour, demo, year)
  const found: Record<string, Outcome> = {}
  const figuresSet = demo || year < 2026
  found.honour = !figuresSet ? 'unset' : honour === undefined ? 'unknown' : reward === null ? 'unset' : 'met'
  if (year < 2026) return found
  const topUp = application.projectName === '2023年龙岗眼镜工匠补足奖励'
  const glasses = honour === '龙岗眼镜工匠'
  found['deleted-top-up'] =
    topUp || (glasses && honourYear === 2023) ? 'repealed' : glasses && honourYear === undefined ? 'unknown' : 'met'
  found.person = personName === undefined ? 'unknown' : 'met'
  found['id-number'] = idNumber === undefined ? 'unknown' : 'met'
  return found
}

/** AI+组别, 人工智能展区: an explicit 否 fails, a blank is a question. */
function hard(flag: boolean | undefined): Outcome {
  return flag === undefined ? 'unknown' : flag ? 'met' : 'unmet'
}

function craftReward(honour: string | undefined, demo: boolean, year: number): bigint | null {
  if (year < 2026) return honour === '龙岗眼镜工匠' ? 2n * WAN : null
  return demo && honour === '行业工匠' ? 2n * WAN : null
}

function goldReward(stated: string): bigint | null {
  if (['综合类', '综合类会员', '综合', '金融类', '金融类会员', '金融'].includes(stated)) return 50n * WAN
  return ['自营类', '自营类会员', '自营'].includes(stated) ? 30n * WAN : null
}

function tierOf({ application }: OracleCase): { per: bigint; cap: bigint } | null | 'unknown' {
  const { outputFen, priorOutputFen } = application.facts
  if (outputFen === undefined || priorOutputFen === undefined || priorOutputFen === 0) return 'unknown'
  const [now, before] = [BigInt(outputFen), BigInt(priorOutputFen)]
  const grewBy = (percent: bigint) => now * 100n >= before * (100n + percent)
  if (now >= 10_000n * WAN) return grewBy(10n) ? { per: 10n, cap: 100n * WAN } : null
  if (now >= 5_000n * WAN) return grewBy(20n) ? { per: 8n, cap: 50n * WAN } : null
  if (now >= 2_000n * WAN) return grewBy(50n) ? { per: 6n, cap: 15n * WAN } : null
  return null
}

function amountOf(input: OracleCase): Money {
  const { application, demo, year } = input
  const { facts } = application
  const whole = (fen: bigint): Ratio => ({ n: fen, d: 1n })
  switch (application.article) {
    case 'platform':
      if (!demo || year < 2026) return 'unset'
      if (facts.auditedFen === undefined) return 'said'
      return { is: { n: BigInt(facts.auditedFen) * 3n, d: 10n }, limits: [100n * WAN] }
    case 'event':
      if (year < 2026) return 'unset'
      if (facts.auditedFen === undefined) return 'said'
      return { is: { n: BigInt(facts.auditedFen) * 3n, d: 10n }, limits: [500n * WAN] }
    case 'exhibition':
      return 'unset'
    case 'smart-glasses': {
      if (facts.purchaseFen === undefined) return 'no-base'
      const left = 30n * WAN - BigInt(input.usedThisYear)
      return { is: { n: BigInt(facts.purchaseFen) * 3n, d: 20n }, limits: [left > 0n ? left : 0n] }
    }
    case 'growth': {
      const tier = demo ? tierOf(input) : 'unknown'
      if (tier === 'unknown') return 'said'
      if (tier === null) return { is: whole(0n), limits: [] }
      const grown = BigInt(facts.outputFen ?? 0) - BigInt(facts.priorOutputFen ?? 0)
      return { is: { n: grown * tier.per, d: 1000n }, limits: [tier.cap] }
    }
    case 'gold-exchange': {
      const reward = demo && facts.membershipClass !== undefined ? goldReward(facts.membershipClass) : null
      return reward === null ? 'said' : { is: whole(reward), limits: [] }
    }
    case 'talent': {
      const reward = craftReward(facts.honour, demo, year)
      return reward === null ? 'said' : { is: whole(reward), limits: [] }
    }
    case null:
      return 'said'
  }
}

/** Caps, what was asked, rounding: from the exact fraction, once, at the end. */
function settle({ is, limits }: { is: Ratio; limits: bigint[] }, input: OracleCase): bigint {
  const { requestedFen } = input.application.facts
  const bounds = [...limits]
  if (input.capAtRequested && requestedFen !== undefined) bounds.push(BigInt(requestedFen))
  const lowest = bounds.reduce<bigint | null>((least, bound) => (least === null || bound < least ? bound : least), null)
  const { n, d } = lowest !== null && is.n > lowest * is.d ? { n: lowest, d: 1n } : is
  const unit = BigInt(input.rounding.unitFen)
  const down = (n / (d * unit)) * unit
  if (input.rounding.mode === '舍尾') return down
  const up = ((2n * n + d * unit) / (2n * d * unit)) * unit
  return lowest !== null && up > lowest ? down : up
}

function industryOf(stated: string): string {
  return stated.endsWith('产业') ? stated.slice(0, -2) : stated.endsWith('行业') ? stated.slice(0, -2) : stated
}

/** Days since the epoch by counting, without Date. */
function dayNumber(day: string | undefined): number | null {
  if (day === undefined) return null
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const leap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const lengths = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  let total = date
  for (let y = 2000; y < year; y += 1) total += leap(y) ? 366 : 365
  for (const length of lengths.slice(0, month - 1)) total += length
  return total
}

function hundredths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
}

/** A round, by the text: earlier application numbers of an applicant count, decided ones with what was decided. */
export function oracleRound(
  cases: readonly { input: OracleCase; applicantKey: string; settled: number | null; grantedBefore: number }[],
): Map<string, OracleAnswer> {
  const numberOf = (no: string) => Number(no.replace(/\D/g, ''))
  const answers = new Map<string, OracleAnswer>()
  const inOrder = cases.toSorted(
    (a, b) => numberOf(a.input.application.applicationNo) - numberOf(b.input.application.applicationNo),
  )
  inOrder.forEach((one, at) => {
    const before = inOrder
      .slice(0, at)
      .filter((other) => other.applicantKey === one.applicantKey)
      .filter((other) => other.input.application.article === one.input.application.article)
      .map((other) => {
        const answer = answers.get(other.input.application.applicationNo)
        return other.settled ?? (answer?.outcome === 'met' ? (answer.amount ?? 0) : 0)
      })
      .filter((fen) => fen > 0)
    const usedThisYear = one.grantedBefore + before.reduce((sum, fen) => sum + fen, 0)
    const earlier = before.length + (one.grantedBefore > 0 ? 1 : 0)
    answers.set(one.input.application.applicationNo, oracleAssess({ ...one.input, usedThisYear, earlier }))
  })
  return answers
}
