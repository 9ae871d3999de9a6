import { listRounds } from '../../../db/rounds.ts'
import type { ImportPlan } from '../../../shared/intake/sheet.ts'
import type { ImportPlanView } from '../../../shared/views.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { roundViewFor } from '../expertRound.ts'
import { allocateRound, ruleTie } from '../jobs/allocateRound.ts'
import { assessWholeRound } from '../jobs/assessCases.ts'
import { closeRound } from '../jobs/closeRound.ts'
import { copyPlan, copyRound } from '../jobs/copyRound.ts'
import { createRound } from '../jobs/createRound.ts'
import { discardSample, discardSentences } from '../jobs/discardSample.ts'
import { applyImport, draftImport } from '../jobs/importBook.ts'
import { createSampleRound } from '../jobs/sampleRound.ts'
import { setRules } from '../jobs/setRules.ts'
import { roundDashboard } from '../roundDashboard.ts'
import { requireRound } from '../roundState.ts'
import { cohortView, roundView } from '../views.ts'

/** Rounds, intake and cohort. */
export const roundHandlers = {
  'round.list': ({ ws, session }) => {
    const { roles } = session.requireAccount()
    return listRounds(ws.db).map((round) => roundViewFor(ws, round, roles))
  },
  'round.create': (context, input) =>
    viewRound(context, createRound(context.ws, context.session.actor(), { ...input, sample: false })),
  'round.createSample': async (context) =>
    viewRound(context, await createSampleRound(context.ws, context.session.actor())),
  'round.copyPlan': ({ ws }, target) => copyPlan(ws, target),
  'round.copy': (context, input) => viewRound(context, copyRound(context.ws, context.session.actor(), input)),
  'round.discardPlan': ({ ws }, { roundId }) => discardSentences(ws, roundId),
  'round.discardSample': ({ ws, session }, { roundId }) => discardSample(ws, session.actor(), roundId),
  'round.close': ({ ws, session }, { roundId, reason }) => closeRound(ws, session.actor(), roundId, reason),
  'round.dashboard': ({ ws }, { roundId }) => roundDashboard(ws, roundId),
  'round.get': ({ ws, session }, { roundId }) =>
    roundViewFor(ws, requireRound(ws, roundId), session.requireAccount().roles),
  'round.setRules': (context, { roundId, budgetFen, rules }) => {
    setRules(context.ws, context.session.actor(), roundId, budgetFen, rules)
    return viewRound(context, roundId)
  },
  'round.assess': ({ ws, session }, { roundId }) => assessWholeRound(ws, session.actor(), roundId),

  'import.preview': async ({ ws, files, plans }, { roundId, fileToken, overrides = [] }) => {
    const plan = await draftImport(ws, roundId, files.path(fileToken, 'read'), overrides)
    return planView(plan, plans.show(roundId, plan))
  },
  'import.commit': ({ ws, session, plans }, { planId }) => {
    const { roundId, plan } = plans.take(planId)
    applyImport(ws, session.actor(), roundId, plan)
    assessWholeRound(ws, session.actor(), roundId)
    const { created, changed, unchanged, rejected } = planView(plan, planId)
    return { created, changed, unchanged, rejected }
  },

  'cohort.view': ({ ws }, { roundId, budgetFen }) =>
    cohortView(allocateRound(ws, roundId, { budgetFen, assumeMachine: false }), budgetFen !== null),
  'cohort.ruleTie': ({ ws, session }, { roundId, ...ruling }) => {
    ruleTie(ws, session.actor(), roundId, ruling)
    return cohortView(allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false }), false)
  },
} satisfies Partial<Handlers>

function viewRound({ ws }: CallContext, roundId: string) {
  return roundView(ws, requireRound(ws, roundId))
}

function planView(plan: ImportPlan, planId: string): ImportPlanView {
  const count = (kind: ImportPlan['rows'][number]['kind']) => plan.rows.filter((row) => row.kind === kind).length
  return {
    planId,
    fileName: plan.fileName,
    sheets: plan.sheets,
    rows: plan.rows,
    created: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    skipped: count('skipped'),
    problems: plan.problems,
    warnings: plan.warnings,
    refusal: plan.refusal,
    mapping: plan.mapping,
    tops: plan.tops,
    choices: plan.choices,
  }
}
