/**
 * The rules of P8 for json-rules-engine: one engine per article, one rule for each outcome of each condition, as its
 * documents put it (a rule is conditions and the event they lead to); the amount is a plain function.
 */
import { Engine, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
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
  type PeerOutcome,
  UNIT_FEN,
} from './p8Rules.ts'

type Check = { fact: string; operator: string; value: unknown }
type Outcomes = Partial<Record<PeerOutcome, TopLevelCondition>>

const is = (fact: keyof PeerInput, operator: string, value: unknown): Check => ({ fact, operator, value })
const isKnown = (fact: keyof PeerInput): Check => is(fact, 'notEqual', null)
const isMissing = (fact: keyof PeerInput): Check => is(fact, 'equal', null)
const both = (...checks: Check[]): TopLevelCondition => ({ all: checks })
const either = (...checks: Check[]): TopLevelCondition => ({ any: checks })

const KINDS = ['大赛', '展会']
const fair = is('kind', 'equal', '展会')
const contest = is('kind', 'equal', '大赛')

const common: Record<string, Outcomes> = {
  'credit-code': { met: both(is('creditCode', 'notEqual', '')), unknown: both(is('creditCode', 'equal', '')) },
  industry: { met: both(is('industry', 'in', INDUSTRIES)), unknown: both(is('industry', 'notIn', INDUSTRIES)) },
  requested: { met: both(isKnown('requestedFen')), unknown: both(isMissing('requestedFen')) },
}
const materials = (names: readonly string[]): Outcomes => ({
  met: both(...names.map((name) => is('provided', 'contains', name))),
  unknown: either(...names.map((name) => is('provided', 'doesNotContain', name))),
})
const flag = (when: Check, fact: keyof PeerInput): Outcomes => ({
  met: both(when, is(fact, 'equal', true)),
  unmet: both(when, is(fact, 'equal', false)),
  unknown: both(when, isMissing(fact)),
})
const atLeast = (when: Check, fact: keyof PeerInput, bound: number): Outcomes => ({
  met: both(when, isKnown(fact), is(fact, 'greaterThanInclusive', bound)),
  unmet: both(when, isKnown(fact), is(fact, 'lessThan', bound)),
  unknown: both(when, isMissing(fact)),
})

const EVENT_RULES: Record<string, Outcomes> = {
  ...common,
  materials: materials(MATERIALS.event),
  kind: {
    met: both(is('kind', 'in', KINDS)),
    unmet: both(isKnown('kind'), is('kind', 'notIn', KINDS)),
    unknown: both(isMissing('kind')),
  },
  'ai-group': flag(contest, 'aiGroup'),
  'ai-zone': flag(fair, 'aiZone'),
  area: atLeast(fair, 'area', MIN_AREA),
  exhibitors: atLeast(fair, 'exhibitors', MIN_EXHIBITORS),
  dates: {
    met: both({ fact: 'startDay', operator: 'lessThanInclusive', value: { fact: 'endDay' } }),
    unknown: both({ fact: 'startDay', operator: 'greaterThan', value: { fact: 'endDay' } }),
  },
  'filed-before': {
    met: both(isKnown('leadDays'), is('leadDays', 'greaterThan', 0)),
    unmet: both(isKnown('leadDays'), is('leadDays', 'lessThanInclusive', 0)),
    unknown: both(isMissing('leadDays')),
  },
  'filed-ahead': {
    met: both(isKnown('leadDays'), is('leadDays', 'greaterThanInclusive', LEAD_DAYS)),
    unmet: both(isKnown('leadDays'), is('leadDays', 'lessThan', LEAD_DAYS)),
    unknown: both(isMissing('leadDays')),
  },
  'follow-up': { met: both(is('followUp', 'equal', true)), unknown: both(is('followUp', 'equal', false)) },
  'amount-base': { unknown: both(isMissing('baseFen')) },
}
const GLASSES_RULES: Record<string, Outcomes> = {
  ...common,
  materials: materials(MATERIALS['smart-glasses']),
  purpose: {
    met: both(is('purpose', 'equal', '产业端应用')),
    unmet: both(is('purpose', 'in', ['个人消费', '否', '无'])),
    unknown: both(isMissing('purpose')),
  },
  'amount-base': { unknown: both(isMissing('baseFen')) },
}

function engineFor(conditions: Record<string, Outcomes>): Engine {
  const rules = Object.entries(conditions).flatMap(([name, outcomes]) =>
    Object.entries(outcomes).map(
      ([type, when]): RuleProperties => ({
        name: `${name}:${type}`,
        conditions: when,
        event: { type, params: { name } },
      }),
    ),
  )
  return new Engine(rules)
}

function amountOf({ article, baseFen, requestedFen, usedThisYearFen }: PeerInput): number | null {
  if (baseFen === null) return null
  const [percent, cap] =
    article === 'event'
      ? [EVENT.percent, EVENT.capFen]
      : [GLASSES.percent, Math.max(GLASSES.annualCapFen - usedThisYearFen, 0)]
  const rated = Math.floor((baseFen * percent) / 100)
  const limit = requestedFen ?? Number.MAX_SAFE_INTEGER
  return Math.floor(Math.min(rated, cap, limit) / UNIT_FEN) * UNIT_FEN
}

/** Runs every application through its engine and answers in the order of `inputs`. */
export function ruleEngineRun(inputs: readonly PeerInput[]): () => Promise<PeerAnswer[]> {
  const engines = { event: engineFor(EVENT_RULES), 'smart-glasses': engineFor(GLASSES_RULES) }
  return async () => {
    const answers: PeerAnswer[] = []
    for (const input of inputs) {
      const { events } = await engines[input.article].run({ ...input })
      const outcomes: PeerAnswer['outcomes'] = {}
      for (const { type, params } of events) outcomes[String(params?.name)] = outcomeNamed(type)
      answers.push({ outcomes, amountFen: amountOf(input) })
    }
    return answers
  }
}

function outcomeNamed(type: string): PeerOutcome {
  return type === 'met' || type === 'unmet' ? type : 'unknown'
}
