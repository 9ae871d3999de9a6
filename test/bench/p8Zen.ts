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
  UNIT_FEN,
} from './p8Rules.ts'

const list = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`
const materials = (names: readonly string[]) => `all(${list(names)}, # in provided)`
const whenKind = (kind: string, check: string) => `kind != '${kind}' or ${check}`
const amount = (percent: number, cap: string) =>
  `floor(min([floor(baseFen * ${percent} / 100), ${cap}, requestedFen]) / ${UNIT_FEN}) * ${UNIT_FEN}`

const common = {
  creditCodeMet: "creditCode != ''",
  industryMet: `industry in ${list(INDUSTRIES)}`,
  requestedMet: 'requestedFen > 0',
}
const EVENT_RULES = {
  ...common,
  materialsMet: materials(MATERIALS.event),
  kindMet: `kind in ${list(['大赛', '展会'])}`,
  aiGroupMet: whenKind('大赛', 'aiGroup == true'),
  aiZoneMet: whenKind('展会', 'aiZone == true'),
  areaMet: whenKind('展会', `area >= ${MIN_AREA}`),
  exhibitorsMet: whenKind('展会', `exhibitors >= ${MIN_EXHIBITORS}`),
  datesMet: 'startDay <= endDay',
  filedBeforeMet: 'filingDay < startDay',
  filedAheadMet: `startDay - filingDay >= ${LEAD_DAYS}`,
  followUpMet: 'followUp == true',
}
const GLASSES_RULES = {
  ...common,
  materialsMet: materials(MATERIALS['smart-glasses']),
  purposeMet: "purpose == '产业端应用'",
}

function decisionFor(engine: ZenEngine, conditions: Record<string, string>, amountFen: string): ZenDecision {
  const all = Object.keys(conditions)
    .map((key) => `$.${key}`)
    .join(' and ')
  const expressions = Object.entries({ ...conditions, met: all, amountFen }).map(([key, value]) => ({
    id: key,
    key,
    value,
  }))
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
    return { met: result.met, amountFen: Number(result.amountFen), conditions: Object.keys(result).length - 2 }
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
