/**
 * P8: assessing 10,000 applications with the whole trace, against two rule engines on the same rules.
 *
 * The rules are those of 第十一条 (重大活动) and 第十四条 (智能眼镜) with the common conditions, as templates/policy
 * and the 演示参数 state them. Each of the three answers 符合, 不符合 or 待核 for every condition by name, and the amount;
 * all answers are compared. What differs, the peers have less of: they get days as numbers and the yearly cap already
 * used, check no check digit, keep no amount steps and write no sentences.
 */

import { join } from 'node:path'
import { openPolicyStore } from '../../electron/core/policyStore.ts'
import { applicantKeys } from '../../shared/applicantName.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { assessRound, NO_HISTORY } from '../../shared/review/assessRound.ts'
import type { RoundContext } from '../../shared/review/context.ts'
import { alternately, ms, NEVER, note, tell, times } from './figure.ts'
import { makeApplications } from './generate.ts'
import { ruleEngineRun } from './p8RuleEngine.ts'
import { type PeerAnswer, peerInput } from './p8Rules.ts'
import { zenRun } from './p8Zen.ts'
import { PROJECT } from './world.ts'

const COUNT = 10_000
const RUNS = 5
const OVER_RULE_ENGINE = 5
const OVER_ZEN = 2

const applications = makeApplications(COUNT * 2.5)
  .filter(({ article }) => article === 'event' || article === 'smart-glasses')
  .slice(0, COUNT)
  .sort((a, b) => compareApplicationNos(a.applicationNo, b.applicationNo))
const store = openPolicyStore(join(PROJECT, 'templates'))
const on = '2026-01-01'
const context: RoundContext = {
  year: 2026,
  windowFrom: null,
  windowTo: null,
  rules: DEFAULT_ROUND_RULES,
  articles: store.articlesOn(on, store.demoParameters(on)),
  commonConditions: store.policy.commonConditions,
  industries: store.policy.industries,
}
const keyOf = applicantKeys(applications)
const cases = applications.map((application) => ({
  application,
  applicantKey: keyOf(application),
  settledFen: null,
}))
const own = () => assessRound(cases, context, NO_HISTORY)

const assessments = own()
const used = new Map<string, number>()
const inputs = cases.map(({ application, applicantKey: applicant }) => {
  const key = `${application.article}\n${applicant}`
  const before = used.get(key) ?? 0
  const found = assessments.get(application.applicationNo)
  if (found?.outcome === 'met') used.set(key, before + (found.amountFen ?? 0))
  return peerInput(application, before)
})

const zen = zenRun(inputs)
const ruleEngine = ruleEngineRun(inputs)
const [ours = NEVER, engine = NEVER, zenInTurn = NEVER, zenAtOnce = NEVER] = await alternately(RUNS, [
  own,
  ruleEngine,
  zen.inTurn,
  zen.atOnce,
])
const fasterZen = Math.min(zenInTurn.ms, zenAtOnce.ms)
const beside = `json-rules-engine ${ms(engine.ms)}（本线程计算 ${ms(engine.cpu)}），zen-engine ${ms(fasterZen)}（逐件 ${ms(zenInTurn.ms)}，并发 ${ms(zenAtOnce.ms)}）`
const name = `P8 机审 ${COUNT} 件（第十一条、第十四条，全部条件和计算依据，${ms(ours.ms)}，本线程计算 ${ms(ours.cpu)}）`
tell({
  name: `${name}对 json-rules-engine`,
  measured: `快 ${times(engine.ms / ours.ms)}`,
  target: `≥ ${OVER_RULE_ENGINE} 倍`,
  beside,
  reached: engine.ms / ours.ms >= OVER_RULE_ENGINE,
})
tell({
  name: `${name}对 @gorules/zen-engine`,
  measured: `快 ${times(fasterZen / ours.ms)}`,
  target: `≥ ${OVER_ZEN} 倍`,
  beside: '同上',
  reached: fasterZen / ours.ms >= OVER_ZEN,
})
compareAnswers('json-rules-engine', await ruleEngine())
compareAnswers('zen-engine', await zen.inTurn())

/** The ratio means something only when all three came to the same. */
function compareAnswers(peer: string, answers: readonly PeerAnswer[]): void {
  const wrong = applications.filter(({ applicationNo }, at) => {
    const found = assessments.get(applicationNo)
    const answer = answers[at]
    if (found === undefined || answer === undefined || answer.amountFen !== found.amountFen) return true
    const theirs = Object.values(answer.outcomes).filter((outcome) => outcome !== null).length
    // 缺少认定金额 is a condition of its own here; where the material says so already, ours does not say it twice.
    const own = found.conditions.filter(({ id }) => id !== 'amount-base')
    const extra = answer.outcomes['amount-base'] === 'unknown' ? 1 : 0
    return theirs - extra !== own.length || own.some(({ id, outcome }) => answer.outcomes[id] !== outcome)
  })
  if (answers.length !== COUNT || wrong.length > 0) {
    note(`${peer} 有 ${wrong.length} 件与机审不同（如 ${wrong[0]?.applicationNo}），上面的数字不算数`)
  }
}
