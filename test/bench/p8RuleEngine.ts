/** The rules of P8 for json-rules-engine: one engine per article, one rule per condition, the amount as a fact. */
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import {
  EVENT,
  GLASSES,
  INDUSTRIES,
  LEAD_DAYS,
  MATERIALS,
  MIN_AREA,
  MIN_EXHIBITORS,
  type PeerAnswer,
  type PeerInput,
  UNIT_FEN,
} from './p8Rules.ts'

type Check = { fact: string; operator: string; value: unknown }
const is = (fact: keyof PeerInput | 'leadDays', operator: string, value: unknown): Check => ({ fact, operator, value })
const only = (check: Check): TopLevelCondition => ({ all: [check] })
const whenKind = (kind: string, check: Check): TopLevelCondition => ({ any: [is('kind', 'notEqual', kind), check] })

const common: Record<string, TopLevelCondition> = {
  creditCode: only(is('creditCode', 'notEqual', '')),
  industry: only(is('industry', 'in', INDUSTRIES)),
  requested: only(is('requestedFen', 'greaterThan', 0)),
}
const materials = (names: readonly string[]): TopLevelCondition => ({
  all: names.map((name) => is('provided', 'contains', name)),
})
const EVENT_RULES: Record<string, TopLevelCondition> = {
  ...common,
  materials: materials(MATERIALS.event),
  kind: only(is('kind', 'in', ['大赛', '展会'])),
  aiGroup: whenKind('大赛', is('aiGroup', 'equal', true)),
  aiZone: whenKind('展会', is('aiZone', 'equal', true)),
  area: whenKind('展会', is('area', 'greaterThanInclusive', MIN_AREA)),
  exhibitors: whenKind('展会', is('exhibitors', 'greaterThanInclusive', MIN_EXHIBITORS)),
  dates: only({ fact: 'startDay', operator: 'lessThanInclusive', value: { fact: 'endDay' } }),
  filedBefore: only({ fact: 'filingDay', operator: 'lessThan', value: { fact: 'startDay' } }),
  filedAhead: only(is('leadDays', 'greaterThanInclusive', LEAD_DAYS)),
  followUp: only(is('followUp', 'equal', true)),
}
const GLASSES_RULES: Record<string, TopLevelCondition> = {
  ...common,
  materials: materials(MATERIALS['smart-glasses']),
  purpose: only(is('purpose', 'equal', '产业端应用')),
}

function engineFor(rules: Record<string, TopLevelCondition>): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  engine.addFact('leadDays', async (_params, almanac) => {
    const [start, filed] = await Promise.all([
      almanac.factValue<number>('startDay'),
      almanac.factValue<number>('filingDay'),
    ])
    return start - filed
  })
  for (const [name, conditions] of Object.entries(rules)) {
    engine.addRule({ name, conditions, event: { type: 'met', params: { name } } })
  }
  return engine
}

function amountOf({ article, baseFen, requestedFen, usedThisYearFen }: PeerInput): number {
  const [percent, cap] =
    article === 'event'
      ? [EVENT.percent, EVENT.capFen]
      : [GLASSES.percent, Math.max(GLASSES.annualCapFen - usedThisYearFen, 0)]
  const rated = Math.floor((baseFen * percent) / 100)
  return Math.floor(Math.min(rated, cap, requestedFen) / UNIT_FEN) * UNIT_FEN
}

/** Runs every application through its engine and answers in the order of `inputs`. */
export function ruleEngineRun(inputs: readonly PeerInput[]): () => Promise<PeerAnswer[]> {
  const engines = { event: engineFor(EVENT_RULES), 'smart-glasses': engineFor(GLASSES_RULES) }
  return async () => {
    const answers: PeerAnswer[] = []
    for (const input of inputs) {
      const { results, failureResults } = await engines[input.article].run({ ...input })
      answers.push({
        met: failureResults.length === 0,
        amountFen: amountOf(input),
        conditions: results.length + failureResults.length,
      })
    }
    return answers
  }
}
