import type { Access } from '../../shared/contract/call.ts'
import { type CoreChannel, channels, contract, type Reply } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { AuditReader } from './auditReader.ts'
import { BackupKeeper } from './backupKeeper.ts'
import { bulkAct } from './bulkActs.ts'
import { type CallContext, ChosenFiles, type Handlers, Session, ShownPlans } from './callContext.ts'
import { CaseStore } from './caseStore.ts'
import { SwitchingCore } from './exchange/switchingCore.ts'
import { RunningExports } from './exportWatch.ts'
import { aboutHandlers } from './handlers/about.ts'
import { actHandlers } from './handlers/acts.ts'
import { auditHandlers } from './handlers/audit.ts'
import { backupHandlers } from './handlers/backups.ts'
import { caseHandlers } from './handlers/cases.ts'
import { compareHandlers } from './handlers/compare.ts'
import { deskHandlers } from './handlers/desk.ts'
import { evidenceHandlers } from './handlers/evidence.ts'
import { exchangeHandlers } from './handlers/exchange.ts'
import { explainHandlers } from './handlers/explain.ts'
import { exportHandlers } from './handlers/exports.ts'
import { filingHandlers } from './handlers/filings.ts'
import { maskHandlers } from './handlers/masks.ts'
import { moveHandlers } from './handlers/move.ts'
import { numberHandlers } from './handlers/numbers.ts'
import { objectionHandlers } from './handlers/objections.ts'
import { officeHandlers } from './handlers/office.ts'
import { paperHandlers } from './handlers/papers.ts'
import { personalHandlers } from './handlers/personal.ts'
import { policyHandlers } from './handlers/policy.ts'
import { printHandlers } from './handlers/printing.ts'
import { queueHandlers } from './handlers/queue.ts'
import { radarHandlers } from './handlers/radar.ts'
import { recoveryHandlers } from './handlers/recovery.ts'
import { referenceHandlers } from './handlers/references.ts'
import { roundHandlers } from './handlers/rounds.ts'
import { scoringHandlers } from './handlers/scoring.ts'
import { sessionHandlers } from './handlers/session.ts'
import { stageHandlers } from './handlers/stages.ts'
import { PrintJobs } from './printJobs.ts'
import { RecoverableCore, type Replacing } from './recoverableCore.ts'
import { type Workspace, workspaceOn } from './workspace.ts'

export interface Core {
  /** Answers any message: checks channel, shape, sign-in and role before anything runs. Never throws. */
  call(channel: string, input: unknown): Promise<Reply<unknown>>
  registerFile(token: string, path: string, mode: 'read' | 'write'): void
  /** To be called every minute: what changed gets a backup when it is due. Never throws. */
  keepTime(): Promise<void>
  close(): void
}

const handlers: Handlers = {
  ...sessionHandlers,
  ...roundHandlers,
  ...caseHandlers,
  ...evidenceHandlers,
  ...stageHandlers,
  ...deskHandlers,
  ...actHandlers,
  ...personalHandlers,
  ...queueHandlers,
  ...paperHandlers,
  ...maskHandlers,
  ...exportHandlers,
  ...printHandlers,
  ...radarHandlers,
  ...referenceHandlers,
  ...policyHandlers,
  ...compareHandlers,
  ...explainHandlers,
  ...scoringHandlers,
  ...objectionHandlers,
  ...filingHandlers,
  ...exchangeHandlers,
  ...officeHandlers,
  ...auditHandlers,
  ...aboutHandlers,
  ...numberHandlers,
  ...recoveryHandlers,
  ...backupHandlers,
  ...moveHandlers,
}

interface CoreOptions extends Replacing {
  dbPath: string
  resourcesRoot: string
  appVersion: string
  log(error: unknown): void
  clock?: () => number
}

/** Answers calls on the case database, which opens at once or when somebody signs in; says why when it does not open. */
export function createCore(options: Omit<CoreOptions, keyof Replacing>): Core {
  return new SwitchingCore(options, (at, packages) => new RecoverableCore(at, (found) => openCore(found, packages)))
}

/** Errors: what opening the database refuses. */
function openCore(options: CoreOptions, packages: string): Core {
  const { dbPath, clock = Date.now } = options
  const store = new CaseStore(dbPath, clock)
  const ws = workspaceOn(store, options.resourcesRoot, clock)
  const files = new ChosenFiles()
  let atWork = 0
  const context: CallContext = {
    ws,
    store,
    session: new Session(ws),
    files,
    plans: new ShownPlans(),
    lists: new ShownPlans(),
    returns: new ShownPlans(),
    packages,
    clock,
    exports: new RunningExports(),
    prints: new PrintJobs(),
    audit: new AuditReader(ws),
    backups: new BackupKeeper({ ws, appVersion: options.appVersion, log: options.log }),
    replaceBy: options.replaceBy,
    othersAtWork: () => atWork > 1,
    resourcesRoot: options.resourcesRoot,
    appVersion: options.appVersion,
  }
  const working = async <T>(act: () => Promise<T>): Promise<T> => {
    atWork += 1
    const done = await act()
    atWork -= 1
    if (atWork === 0) closeIfLeft(context, options.log)
    return done
  }
  // The window is told first that the core is ready; it needs the policy only some moments later.
  setImmediate(() => readPolicy(ws, options.log))
  return {
    call: (channel, input) => working(() => answer(context, channel, input, options.log)),
    registerFile: (token, path, mode) => files.register(token, path, mode),
    keepTime: () => (store.isOpen ? working(() => context.backups.makeIfDue()) : Promise.resolve()),
    close: () => store.close(),
  }
}

/** What is wrong with the policy files is said by every call that needs them. */
function readPolicy(ws: Workspace, log: (error: unknown) => void): void {
  try {
    ws.policy.policy
  } catch (error) {
    log(error)
  }
}

/** Nobody is signed in and nothing runs: an encrypted database is closed until somebody comes. */
function closeIfLeft({ store, session }: CallContext, log: (error: unknown) => void): void {
  try {
    if (store.isOpen && session.whoIsSignedIn() === null) store.lock()
  } catch (error) {
    // What was asked for is done and answered; a database that cannot be closed is no reason to say otherwise.
    log(error)
  }
}

async function answer(
  context: CallContext,
  channel: string,
  input: unknown,
  log: (error: unknown) => void,
): Promise<Reply<unknown>> {
  try {
    const known = coreChannel(channel)
    const { input: schema, access } = contract[known]
    allow(context, known, access)
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw new AppError('BAD_INPUT', shapeRefusal(parsed.error.issues))
    const bulk = bulkAct(context, known, parsed.data)
    if (bulk !== null) await context.backups.make(bulk)
    return { ok: true, value: await run(known, context, parsed.data) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message }
    log(error)
    return { ok: false, code: 'INTERNAL', message: '这一步没有完成，已有数据没有改动。请重试；仍不行时查看日志' }
  }
}

/** The contract's own sentence; the schema library's English says nothing to the person at the desk. */
function shapeRefusal(issues: readonly { message: string }[]): string {
  const spoken = issues.map(({ message }) => message).find((message) => /\p{Script=Han}/u.test(message))
  return spoken ?? '填写的内容有误，请检查后重试'
}

function coreChannel(channel: string): CoreChannel {
  const known = channels.find((one) => one === channel)
  if (known === undefined || contract[known].where !== 'core') throw new AppError('BAD_INPUT', '没有这项功能')
  return known as CoreChannel
}

/** What a person who must change the password can do. */
const WITH_FIRST_PASSWORD: ReadonlySet<CoreChannel> = new Set<CoreChannel>([
  'session.stay',
  'session.signOut',
  'session.changePassword',
])

function allow({ session }: CallContext, channel: CoreChannel, access: Access): void {
  if (access === 'anyone') return
  const account = session.requireAccount()
  if (account.mustChange && !WITH_FIRST_PASSWORD.has(channel)) {
    throw new AppError('FORBIDDEN', '这是管理员给的初始密码，请先改成自己的密码')
  }
  if (access !== 'signed-in' && !account.roles.some((role) => access.includes(role))) {
    throw new AppError('FORBIDDEN', '您的角色不能做这一步，请联系管理员或由有权限的同事处理')
  }
}

/** The schema of the channel has just checked the input, which is what this one cast rests on. */
function run(channel: CoreChannel, context: CallContext, input: unknown): unknown {
  const handler = handlers[channel] as (context: CallContext, input: unknown) => unknown
  return handler(context, input)
}
