import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { actsOf } from '../../db/acts.ts'
import { saveDraft } from '../../db/drafts.ts'
import { closeDatabase } from '../../db/open.ts'
import { approvalOf, attentionOf, deskFigures, deskSteps, meetingOf } from '../../electron/core/desk.ts'
import { correctCase } from '../../electron/core/jobs/correct.ts'
import { decideCase, proposeByMachine } from '../../electron/core/jobs/decide.ts'
import { moveStages } from '../../electron/core/jobs/moveStages.ts'
import { outdatedCases, outdatedInRound } from '../../electron/core/jobs/outdatedCases.ts'
import { createSampleRound } from '../../electron/core/jobs/sampleRound.ts'
import { setRules } from '../../electron/core/jobs/setRules.ts'
import { undoAct } from '../../electron/core/jobs/undo.ts'
import { radarOf } from '../../electron/core/radar.ts'
import { type CaseState, loadRound, requireRound } from '../../electron/core/roundState.ts'
import { COMMAND_LINE, createCaseDatabase, createWorkspace, type Workspace } from '../../electron/core/workspace.ts'
import { AppError } from '../../shared/errors.ts'
import { ROLES } from '../../shared/roles.ts'
import { RESOURCES, tempFolder } from './coreHarness.ts'

const PERSON = { ...COMMAND_LINE, roles: [...ROLES] }

type Act = (ws: Workspace, roundId: string, one: CaseState, amount: number) => void

const decide =
  (kind: 'agree' | 'refuse' | 'hold'): Act =>
  (ws, _roundId, { stored, found }, amount) =>
    decideCase(ws, COMMAND_LINE, stored.id, found?.id ?? '', {
      kind,
      amountFen: kind === 'agree' ? amount * 100 : null,
      opinion: `改为 ${amount} 元`,
    })

const ACTS: Record<string, Act> = {
  agree: decide('agree'),
  refuse: decide('refuse'),
  hold: decide('hold'),
  correct: (ws, _roundId, { stored }, amount) =>
    correctCase(ws, COMMAND_LINE, stored.id, [{ fact: 'requestedFen', text: `${amount}元` }], '与合同不符'),
  retitle: (ws, _roundId, { stored }, amount) =>
    correctCase(ws, COMMAND_LINE, stored.id, [{ fact: 'projectName', text: `示例项目${amount % 3}` }], '笔误'),
  rules: (ws, roundId, _one, amount) =>
    setRules(ws, COMMAND_LINE, roundId, amount * 1000, requireRound(ws, roundId).rules),
  withdraw: (ws, roundId, { stored }) =>
    moveStages(ws, PERSON, { roundId, act: 'withdraw', caseIds: [stored.id], reason: '申报单位撤回' }),
  undo: (ws, roundId) => {
    const newest = actsOf(ws.db, PERSON.id, roundId).at(-1)
    if (newest !== undefined) undoAct(ws, PERSON, roundId, newest.id)
  },
  // Typing changes the file and nothing that the desk says.
  draft: (ws, _roundId, { stored }, amount) =>
    saveDraft(ws.db, { applicationId: stored.id, accountId: '甲', opinion: `${amount}`, savedAt: ws.now() }),
}

/** All that the desk keeps, as it says it now. */
function said(ws: Workspace, roundId: string) {
  const state = loadRound(ws, roundId)
  return structuredClone({
    attention: attentionOf(ws, roundId),
    approval: approvalOf(ws, COMMAND_LINE, roundId),
    figures: deskFigures(ws, roundId),
    meeting: meetingOf(ws, roundId),
    outdated: outdatedInRound(ws, state),
    cases: state.cases,
  })
}

test('what the desk keeps from before an act is what it would work out anew', async () => {
  const db = createCaseDatabase(join(tempFolder(), '评审.db'), COMMAND_LINE, { cliOperated: true })
  onTestFinished(() => closeDatabase(db))
  const ws = createWorkspace(db, RESOURCES)
  const roundId = await createSampleRound(ws, COMMAND_LINE)
  proposeByMachine(ws, COMMAND_LINE, roundId)
  db.exec('CREATE TEMP TABLE probe (at INTEGER)')
  const done = new Set<string>()
  const step = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(), fc.integer({ min: 1, max: 2_000_000 }))
  for (const [name, at, amount] of fc.sample(step, { numRuns: 36, seed: 20261125 })) {
    const { cases } = loadRound(ws, roundId)
    const one = cases[at % cases.length]
    if (one === undefined) throw new Error('the sample is empty')
    // Somebody's desk is opening while the act is done.
    const opening = (['meeting', 'approval'] as const).map((screen) => deskSteps(ws, roundId, screen))
    for (let step = 0; step < amount % 7; step += 1) for (const steps of opening) steps.next()
    try {
      ACTS[name]?.(ws, roundId, one, amount)
      done.add(name)
    } catch (error) {
      // A refusal is undone whole; nothing may be kept from inside it.
      if (!(error instanceof AppError)) throw error
    }
    for (const steps of opening) for (const _step of steps);
    const kept = said(ws, roundId)
    // A change that nobody accounts for: everything is worked out anew.
    db.exec('INSERT INTO probe VALUES (1)')
    const state = loadRound(ws, roundId)
    expect(kept, `${name} ${one.stored.application.applicationNo}`).toEqual(said(ws, roundId))
    expect(kept.outdated).toEqual(outdatedCases(ws, state).sort(byPlace(kept.outdated)))
    expect(radarOf(ws, roundId).compared.applications).toBe(state.cases.length)
  }
  expect([...done].sort()).toEqual(Object.keys(ACTS).sort())
})

/** The same ones, whatever their order. */
function byPlace(order: readonly string[]) {
  return (a: string, b: string) => order.indexOf(a) - order.indexOf(b)
}
