import { randomUUID } from 'node:crypto'
import { type Account, accountById } from '../../db/accounts.ts'
import type { CoreChannel, Input, Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportPlan } from '../../shared/intake/sheet.ts'
import type { ReferencePlan } from '../../shared/reference/reference.ts'
import type { AuditReader } from './auditReader.ts'
import type { BackupKeeper } from './backupKeeper.ts'
import type { CaseStore } from './caseStore.ts'
import type { ReadReturn } from './exchange/readReturn.ts'
import type { RunningExports } from './exportWatch.ts'
import { idleMinutes } from './idleTime.ts'
import type { PrintJobs } from './printJobs.ts'
import type { Replacing } from './recoverableCore.ts'
import type { Actor, Workspace } from './workspace.ts'

/** What one window's calls share: who is signed in, files chosen in dialogs, plans that were shown. */
export interface CallContext extends Replacing {
  ws: Workspace
  store: CaseStore
  session: Session
  files: ChosenFiles
  plans: ShownPlans<ImportPlan>
  lists: ShownPlans<ReferencePlan>
  /** 回收包 that were inspected. */
  returns: ShownPlans<ReadReturn>
  /** Where the workspaces of 派发包 lie. */
  packages: string
  clock: () => number
  exports: RunningExports
  prints: PrintJobs
  backups: BackupKeeper
  /** Whether a call other than the one that asks, or the clock's work, is under way. */
  othersAtWork(): boolean
  audit: AuditReader
  resourcesRoot: string
  appVersion: string
}

/** One closed function per channel; the handler types are the contract's. */
export type Handlers = {
  [C in CoreChannel]: (context: CallContext, input: Input<C>) => Output<C> | Promise<Output<C>>
}

const MINUTE_MS = 60_000

/** The signed-in person. Roles are read from the database at every call, so a switched-off account stops at once. */
export class Session {
  #accountId: string | null = null
  #lastCall = 0
  readonly #ws: Workspace

  constructor(ws: Workspace) {
    this.#ws = ws
  }

  signIn(account: Account): void {
    this.#accountId = account.id
    this.#lastCall = Date.parse(this.#ws.now())
  }

  signOut(): void {
    this.#accountId = null
  }

  /** The account at work: the idle time starts anew. Null as in `whoIsSignedIn`. */
  account(): Account | null {
    const account = this.whoIsSignedIn()
    if (account !== null) this.#lastCall = Date.parse(this.#ws.now())
    return account
  }

  /**
   * The account, or null when nobody is signed in, the account was switched off, or it was idle for too long.
   * A look does not count as work. A clock set back as far locks too, or it would keep a desk open.
   */
  whoIsSignedIn(): Account | null {
    if (this.#accountId === null) return null
    if (Math.abs(Date.parse(this.#ws.now()) - this.#lastCall) > idleMinutes(this.#ws) * MINUTE_MS) {
      this.signOut()
      return null
    }
    const account = accountById(this.#ws.db, this.#accountId)
    return account?.active ? account : null
  }

  /** As `account`. Errors: NOT_SIGNED_IN. */
  requireAccount(): Account {
    const account = this.account()
    if (account === null) throw new AppError('NOT_SIGNED_IN', '请先登录；闲置一段时间会自动锁定，未提交的意见已保存')
    return account
  }

  /** Errors: NOT_SIGNED_IN. */
  actor(): Actor {
    const { id, name } = this.requireAccount()
    return { id, name }
  }
}

/** Paths a person chose in a dialog, by token; the window never sees a path. A token works for one purpose. */
export class ChosenFiles {
  readonly #paths = new Map<string, { path: string; mode: 'read' | 'write' }>()

  register(token: string, path: string, mode: 'read' | 'write'): void {
    this.#paths.set(token, { path, mode })
  }

  /** Errors: BAD_INPUT when the token is unknown or was given for the other purpose. */
  path(token: string, mode: 'read' | 'write'): string {
    const chosen = this.#paths.get(token)
    if (chosen === undefined || chosen.mode !== mode) throw new AppError('BAD_INPUT', '请重新选择文件')
    return chosen.path
  }
}

/** Import plans that were shown; a confirm applies the very object. Only the newest is kept. */
export class ShownPlans<P> {
  #current: { planId: string; roundId: string; plan: P } | null = null

  show(roundId: string, plan: P): string {
    const planId = randomUUID()
    this.#current = { planId, roundId, plan }
    return planId
  }

  /** Takes the plan out: it can be applied once. Errors: CONFLICT. */
  take(planId: string): { roundId: string; plan: P } {
    const current = this.#current
    if (current === null || current.planId !== planId) {
      throw new AppError('CONFLICT', '这份核对结果已失效，请重新选择文件核对')
    }
    this.#current = null
    return current
  }
}
