import type { z } from 'zod'
import { aboutCalls } from './contract/about.ts'
import { actCalls } from './contract/acts.ts'
import { auditCalls } from './contract/audit.ts'
import { backupCalls } from './contract/backups.ts'
import type { Call } from './contract/call.ts'
import { caseCalls } from './contract/cases.ts'
import { compareCalls } from './contract/compare.ts'
import { deskCalls } from './contract/desk.ts'
import { evidenceCalls } from './contract/evidence.ts'
import { exchangeCalls } from './contract/exchange.ts'
import { explainCalls } from './contract/explain.ts'
import { exportCalls } from './contract/exports.ts'
import { filingCalls } from './contract/filings.ts'
import { intakeCalls } from './contract/intake.ts'
import { maskCalls } from './contract/masks.ts'
import { moveCalls } from './contract/move.ts'
import { numberCalls } from './contract/numbers.ts'
import { objectionCalls } from './contract/objections.ts'
import { officeCalls } from './contract/office.ts'
import { paperCalls } from './contract/papers.ts'
import { personalCalls } from './contract/personal.ts'
import { policyCalls } from './contract/policy.ts'
import { printCalls } from './contract/printing.ts'
import { queueCalls } from './contract/queue.ts'
import { radarCalls } from './contract/radar.ts'
import { recoveryCalls } from './contract/recovery.ts'
import { referenceCalls } from './contract/references.ts'
import { roundCalls } from './contract/rounds.ts'
import { scoringCalls } from './contract/scoring.ts'
import { sessionCalls } from './contract/session.ts'
import { shellCalls } from './contract/shell.ts'
import { stageCalls } from './contract/stages.ts'
import type { ErrorCode } from './errors.ts'

/** Every request the window can make, by part. Names, shapes and rights exist in these files and nowhere else. */
export const contract = {
  ...sessionCalls,
  ...roundCalls,
  ...intakeCalls,
  ...caseCalls,
  ...stageCalls,
  ...deskCalls,
  ...actCalls,
  ...personalCalls,
  ...evidenceCalls,
  ...queueCalls,
  ...paperCalls,
  ...maskCalls,
  ...exportCalls,
  ...printCalls,
  ...policyCalls,
  ...compareCalls,
  ...explainCalls,
  ...radarCalls,
  ...referenceCalls,
  ...scoringCalls,
  ...objectionCalls,
  ...filingCalls,
  ...exchangeCalls,
  ...officeCalls,
  ...auditCalls,
  ...aboutCalls,
  ...numberCalls,
  ...recoveryCalls,
  ...backupCalls,
  ...moveCalls,
  ...shellCalls,
} satisfies Record<string, Call<z.ZodType, unknown>>

export type Contract = typeof contract
export type Channel = keyof Contract
/** Channels main answers itself. */
export type MainChannel = Extract<Channel, `dialog.${string}` | `app.${string}`>
export type CoreChannel = Exclude<Channel, MainChannel>
export type Input<C extends Channel> = z.infer<Contract[C]['input']>
export type Output<C extends Channel> = Exclude<Contract[C]['output'], undefined>
export type Reply<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; message: string }
export const channels = Object.keys(contract) as Channel[]
