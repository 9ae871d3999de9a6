/** The rules of P8 for @gorules/zen-engine: one decision per article, every condition an expression, trace switched on. */
import { type ZenDecision, ZenEngine } from '@gorules/zen-engine'
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

const list = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`
const metOr = (check: string, otherwise: PeerOutcome) => `${check} ? 'met' : '${otherwise}'`
const knownThen = (fact: string, check: string) => `${fact} == null ? 'unknown' : (${metOr(check, 'unmet')})`
const whenKind = (kind: string, expression: string) => `kind == '${kind}' ? (${expression}) : null`
const materials = (names: readonly string[]) => metOr(`all(${list(names)}, # in provided)`, 'unknown')
const amount = (percent: number, cap: string) =>
  `baseFen == null ? null : floor(min([floor(baseFen * ${percent} / 100), ${cap}, requestedFen == null ? 9007199254740991 : requestedFen]) / ${UNIT_FEN}) * ${UNIT_FEN}`

const common = {
  'credit-code': metOr("creditCode != ''", 'unknown'),
  industry: metOr(`industry in ${list(INDUSTRIES)}`, 'unknown'),
  requested: metOr('requestedFen != null', 'unknown'),
}
const base = { 'amount-base': "baseFen == null ? 'unknown' : null" }
const EVENT_RULES = {
  ...common,
  materials: materials(MATERIALS.event),
  kind: knownThen('kind', `kind in ${list(['大赛', '展会'])}`),
  'ai-group': whenKind('大赛', knownThen('aiGroup', 'aiGroup')),
  'ai-zone': whenKind('展会', knownThen('aiZone', 'aiZone')),
  area: whenKind('展会', knownThen('area', `area >= ${MIN_AREA}`)),
  exhibitors: whenKind('展会', knownThen('exhibitors', `exhibitors >= ${MIN_EXHIBITORS}`)),
  dates: metOr('startDay <= endDay', 'unknown'),
  'filed-before': knownThen('leadDays', 'leadDays > 0'),
  'filed-ahead': knownThen('leadDays', `leadDays >= ${LEAD_DAYS}`),
  'follow-up': metOr('followUp', 'unknown'),
  ...base,
}
const GLASSES_RULES = {
  ...common,
  materials: materials(MATERIALS['smart-glasses']),
  purpose: knownThen('purpose', "purpose == '产业端应用'"),
  ...base,
}

function decisionFor(engine: ZenEngine, conditions: Record<string, string>, amountFen: string): ZenDecision {
  const expressions = Object.entries({ ...conditions, amountFen }).map(([key, value]) => ({ id: key, key, value }))
  return engine.createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'rules', name: 'rules', type: 'expressionNode', position: { x: 1, y: 0 }, content: { expressions } },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  })
}

/** Two ways to run every application: one after the other, and all at once on the engine's own threads. */
export function zenRun(inputs: readonly PeerInput[]): Record<'inTurn' | 'atOnce', () => Promise<PeerAnswer[]>> {
  const engine = new ZenEngine()
  const decisions = {
    event: decisionFor(engine, EVENT_RULES, amount(EVENT.percent, String(EVENT.capFen))),
    'smart-glasses': decisionFor(
      engine,
      GLASSES_RULES,
      amount(GLASSES.percent, `max([${GLASSES.annualCapFen} - usedThisYearFen, 0])`),
    ),
  }
  const evaluate = async (input: PeerInput): Promise<PeerAnswer> => {
    const { result, trace } = await decisions[input.article].evaluate(input, { trace: true })
    if (trace === undefined) throw new Error('zen-engine gave no trace')
    const { amountFen, ...outcomes } = result
    return { outcomes, amountFen: amountFen ?? null }
  }
  return {
    inTurn: async () => {
      const answers: PeerAnswer[] = []
      for (const input of inputs) answers.push(await evaluate(input))
      return answers
    },
    atOnce: () => Promise.all(inputs.map(evaluate)),
  }
}
