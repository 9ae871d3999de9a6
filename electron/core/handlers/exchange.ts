import { dirname } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { Handlers } from '../callContext.ts'
import { readHeader } from '../exchange/container.ts'
import { contestedCases, ruleContest } from '../exchange/contests.ts'
import { dispatchLines, makeDispatch, planDispatch } from '../exchange/dispatch.ts'
import { inspectionOf, inspectReturn, mergeReturn } from '../exchange/merge.ts'
import { openDispatch } from '../exchange/open.ts'
import { makeReturn, workspaceTask } from '../exchange/returning.ts'
import { mergeLines, undoMerge } from '../exchange/undoMerge.ts'
import { noteOf } from '../exchange/workspaces.ts'

/** SwitchingCore answers these before any database is asked. */
function refuse(): never {
  throw new AppError('CONFLICT', '这里不能切换工作区')
}

/** 派发包 and 回收包. */
export const exchangeHandlers = {
  'exchange.dispatchPlan': ({ ws }, choice) => planDispatch(ws, choice),
  'exchange.dispatch': ({ ws, session, files, appVersion }, { file, ...input }) =>
    makeDispatch(ws, session.actor(), input, { path: files.path(file, 'write'), appVersion }),
  'exchange.dispatches': ({ ws }, { roundId }) => dispatchLines(ws, roundId),
  'exchange.inspect': ({ ws, files, returns }, { file }) => {
    const plan = inspectReturn(ws, files.path(file, 'read'))
    return inspectionOf(ws, returns.show(plan.read.dispatch.roundId, plan.read), plan)
  },
  'exchange.merge': ({ ws, session, returns }, { planId }) =>
    mergeReturn(ws, session.actor(), returns.take(planId).plan),
  'exchange.merges': ({ ws }, { roundId }) => mergeLines(ws, roundId),
  'exchange.undoMerge': ({ ws, session }, input) => mergeLines(ws, undoMerge(ws, session.actor(), input)),
  'exchange.contested': ({ ws }, { roundId }) => contestedCases(ws, roundId),
  'exchange.rule': ({ ws, session }, input) => contestedCases(ws, ruleContest(ws, session.actor(), input)),
  'exchange.peek': ({ files }, { file }) => {
    const { head, file: found } = readHeader(files.path(file, 'read'))
    const { kind, madeAt, appVersion } = head
    return { kind, code: shortCode(found.sha256), madeAt, appVersion, bytes: found.bytes }
  },
  'exchange.open': ({ files, packages, clock }, { file, ...request }) =>
    openDispatch(packages, { ...request, path: files.path(file, 'read') }, clock),
  'exchange.workspaces': refuse,
  'exchange.enter': refuse,
  'exchange.task': ({ ws }) => {
    const note = noteOf(dirname(ws.db.name))
    return note === null ? null : workspaceTask(ws, note)
  },
  'exchange.return': ({ ws, session, files, appVersion }, { file }) =>
    makeReturn(ws, session.actor(), { path: files.path(file, 'write'), appVersion }),
} satisfies Partial<Handlers>
