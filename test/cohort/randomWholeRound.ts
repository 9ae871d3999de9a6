import type { ArticleKey } from '../../shared/application.ts'
import { allocate } from '../../shared/cohort/allocate.ts'
import {
  type Allocation,
  DEFAULT_ROUND_RULES,
  type QuotaGroup,
  type RoundRules,
} from '../../shared/cohort/allocation.ts'
import { machineEntries } from '../../shared/cohort/waterfall.ts'
import type { Assessment } from '../../shared/review/assessment.ts'
import { assessRound, type History, NO_HISTORY } from '../../shared/review/assessRound.ts'
import type { RoundContext } from '../../shared/review/context.ts'
import { STORE } from '../cases/workedExample.ts'
import type { Dice } from '../oracle/dice.ts'
import { randomCase } from '../oracle/randomApplication.ts'
import type { OracleRoundCase } from '../oracle/rulesRound.ts'

const ARTICLES = STORE.articlesOn('2026-06-30', STORE.demoParameters('2026-06-30'))
/** Glasses and platforms more often: yearly caps, and places to fight for. */
const ENTERING = [
  ...(['platform', 'platform', 'platform'] as const),
  ...(['smart-glasses', 'smart-glasses', 'event', 'growth', 'talent'] as const),
] as const
/** What an amount starts from. */
const BASES = ['auditedFen', 'purchaseFen', 'outputFen'] as const

export interface RandomWholeRound {
  cases: OracleRoundCase[]
  rules: RoundRules
  budgetFen: number
  placesTaken: number
}

/** A round of up to seven applications of two applicants, with 演示参数 and any setting. */
export function randomWholeRound(toss: Dice): RandomWholeRound {
  const setting = { ...randomCase(toss, 'LG0'), year: 2026, demo: true, windowFrom: null, windowTo: null }
  const granted = new Map<string, number>()
  const cases = Array.from({ length: 1 + toss.roll(7) }, (_none, at): OracleRoundCase => {
    const article: ArticleKey = toss.pick(ENTERING)
    // 9 and 10, 99 and 100: order is by number, not by text.
    const { application } = randomCase(toss, `LG${90 + at * 4}`, article)
    const applicantKey = toss.pick(['甲', '甲', '乙'])
    const key = `${article} ${applicantKey}`
    if (!granted.has(key)) granted.set(key, toss.chance(20) ? toss.roll(31_000_000) : 0)
    const input = {
      ...setting,
      application: withFacts(application, toss),
      restricted: null,
      sameMatter: undefined,
      review: null,
    }
    const score = toss.pick(['80', '80.0', '79.5', '92', null])
    return { input, applicantKey, settled: null, grantedBefore: granted.get(key) ?? 0, score }
  })
  const { capAtRequested, rounding } = setting
  const rules: RoundRules = {
    ...DEFAULT_ROUND_RULES,
    ...{ capAtRequested, rounding, largestRemainder: toss.chance(30) },
    protectedArticles: toss.chance(30) ? ['talent'] : [],
  }
  return { cases, rules, budgetFen: toss.roll(600) * 1_000_000, placesTaken: toss.pick([0, 0, 1, 2, 3]) }
}

/** Most applications have what their article asks for, so that the money rules are reached. */
function withFacts(application: OracleRoundCase['input']['application'], toss: Dice): typeof application {
  if (toss.chance(20)) return application
  const good = {
    investmentYear: 2025,
    orgStructure: true,
    duties: true,
    results: true,
    phase: toss.pick(['首次', '后续']),
  }
  const event = {
    eventKind: '大赛',
    aiGroup: true,
    startDate: '2025-03-30',
    endDate: '2025-03-31',
    filingDate: '2025-03-01',
  }
  const other = {
    purpose: '产业端应用',
    honour: '行业工匠',
    honourYear: 2025,
    personName: '示例匠人',
    idNumber: '示例证件',
  }
  const growth = { dataSource: '统计年报 2026-03-31', followUpNotes: true }
  const papers = ['营业执照', '信用报告', '纳税证明', '实施报告', '专项审计报告']
  return {
    ...application,
    creditCode: '91440307MAABCDE01E',
    industry: toss.pick(['家具', '服装产业']),
    projectName: '示例项目',
    facts: { requestedFen: 30_000_000, ...application.facts, ...good, ...event, ...other, ...growth },
    materials: Object.fromEntries(papers.map((name) => [name, true])),
  }
}

export interface Found {
  assessments: Map<string, Assessment>
  allocation: Allocation
}

/** The round as the program works it out: assessed, met ones entered, places and money given. */
export function worked({ cases, rules, budgetFen, placesTaken }: RandomWholeRound, order = cases): Found {
  const context: RoundContext = {
    ...{ year: 2026, windowFrom: null, windowTo: null, rules, articles: ARTICLES },
    commonConditions: STORE.policy.commonConditions,
    industries: STORE.policy.industries,
  }
  const before = new Map(
    cases.map((one) => [`${one.input.application.article} ${one.applicantKey}`, one.grantedBefore]),
  )
  const history: History = {
    ...NO_HISTORY,
    grantedThisYear: (key, article) => ({ fen: before.get(`${article} ${key}`) ?? 0, applicationNos: [] }),
    grantedEver: (key, article) => ((before.get(`${article} ${key}`) ?? 0) > 0 ? ['LG0'] : []),
  }
  const rows = order.map(({ input: { application }, applicantKey, settled }) => ({
    ...{ application, applicantKey },
    settledFen: settled,
  }))
  const assessments = assessRound(rows, context, history)
  const entries = machineEntries(
    order.flatMap(({ input: { application }, score }) => {
      const assessment = assessments.get(application.applicationNo)
      const given = score === null ? null : { text: score, exact: null }
      return assessment === undefined
        ? []
        : [{ id: application.applicationNo, application, assessment, score: given, decision: null }]
    }),
  )
  const industries = new Set(entries.flatMap((one) => (one.article === 'platform' ? [one.industry] : [])))
  const groups = [...industries].sort().map(
    (industry): QuotaGroup => ({
      ...{ article: 'platform', industry, places: 2 - placesTaken, laterCounts: true, ruling: null },
    }),
  )
  return { assessments, allocation: allocate(entries, groups, budgetFen, rules) }
}

/** The same round in which one application starts from more. */
export function raised(round: RandomWholeRound, at: number, by: number): RandomWholeRound {
  const cases = round.cases.map((one, index): OracleRoundCase => {
    if (index !== at) return one
    const { application } = one.input
    const more = BASES.flatMap((fact) => {
      const fen = application.facts[fact]
      return fen === undefined ? [] : [[fact, fen + by] as const]
    })
    const facts = { ...application.facts, ...Object.fromEntries(more) }
    return { ...one, input: { ...one.input, application: { ...application, facts } } }
  })
  return { ...round, cases }
}
