import { hash, randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createCore } from '../../electron/core/server.ts'
import type { CoreChannel, Input, Output, Reply } from '../../shared/contract.ts'

/** What the parent says, as JSON in the only argument. */
export interface Work {
  dbPath: string
  resourcesRoot: string
  folder: string
  book: string
  name: string
  /** Passwords are this text and a number. */
  password: string
  passwordNo: number
  /** Acts are numbered through all lives of the desk. */
  from: number
}

/** One act that was done and answered, as a line of JSON on standard output. */
export type Done = { act: number } & (
  | { kind: 'decide'; caseId: string }
  | { kind: 'import'; roundId: string; cases: number }
  | { kind: 'export' | 'backup'; path: string; sha256: string }
  | { kind: 'password'; passwordNo: number }
)

/** Works at a desk until it is killed: review, import, export, backup and password, in turn, each told when answered. */
const work: Work = JSON.parse(process.argv[2] ?? '{}')
let { passwordNo } = work
const core = createCore({ ...work, appVersion: '0.0.0', log: (error) => console.error(error) })

async function ask<C extends CoreChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const reply = (await core.call(channel, input)) as Reply<Output<C>>
  if (!reply.ok) throw new Error(`${channel}: ${reply.code} ${reply.message}`)
  return reply.value
}

function token(path: string, mode: 'read' | 'write'): string {
  const made = randomUUID()
  core.registerFile(made, path, mode)
  return made
}

const tell = (done: Done): void => {
  writeSync(1, `${JSON.stringify(done)}\n`)
}
const sumOf = (path: string): string => hash('sha256', readFileSync(path), 'hex')

async function decide(act: number): Promise<void> {
  const caseId = caseIds[act % caseIds.length] ?? ''
  const { assessmentId } = await ask('case.get', { caseId })
  const decision = { kind: 'agree', amountFen: 100 + act, opinion: `第${act}步` } as const
  await ask('case.decide', { caseId, assessmentId: assessmentId ?? '', ...decision })
  tell({ act, kind: 'decide', caseId })
}

async function importBook(act: number): Promise<void> {
  const open = { windowFrom: null, windowTo: null, demoParameters: true }
  const number = { year: 2027 + Math.floor(act / 99), batch: 1 + (act % 99) }
  const { id: roundId } = await ask('round.create', { ...number, budgetFen: 1_000_000_00, ...open })
  const { planId } = await ask('import.preview', { roundId, fileToken: token(work.book, 'read') })
  const { created } = await ask('import.commit', { planId })
  tell({ act, kind: 'import', roundId, cases: created })
}

async function exportQueue(act: number): Promise<void> {
  const path = join(work.folder, `列表${act}.xlsx`)
  const shown = { columns: ['applicationNo', 'applicant', 'requested'] as const, words: '' }
  await ask('queue.export', {
    roundId,
    caseIds,
    ...shown,
    columns: [...shown.columns],
    saveToken: token(path, 'write'),
  })
  tell({ act, kind: 'export', path, sha256: sumOf(path) })
}

async function backUp(act: number): Promise<void> {
  const path = join(work.folder, `备份${act}.db`)
  await ask('backup.create', { saveToken: token(path, 'write') })
  tell({ act, kind: 'backup', path, sha256: sumOf(path) })
}

async function changePassword(act: number): Promise<void> {
  const [oldPassword, password] = [work.password + passwordNo, work.password + (passwordNo + 1)]
  await ask('session.changePassword', { oldPassword, password })
  passwordNo += 1
  tell({ act, kind: 'password', passwordNo })
}

await ask('session.signIn', { name: work.name, password: work.password + passwordNo })
const [first] = (await ask('round.list', {})).filter(({ year }) => year === 2026)
const roundId = first?.id ?? ''
const caseIds = (await ask('case.list', { roundId })).filter(({ outcome }) => outcome === 'met').map(({ id }) => id)
const acts = [decide, exportQueue, decide, importBook, decide, backUp, decide, changePassword]
writeSync(1, 'ready\n')
for (let act = work.from; ; act += 1) await acts[act % acts.length]?.(act)
