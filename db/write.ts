import type Database from 'better-sqlite3'
import type { IsoInstant } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import { appendAudit, type PendingEntry } from './audit.ts'
import { type ChangedTable, noteCommit, rowsChanged } from './changes.ts'
import { closedRounds, refuseClosed } from './closings.ts'
import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import { markOpen } from './fileSum.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { one, prepared } from './query.ts'
import { storageError } from './refusals.ts'
import { openSeals, type Seals } from './seals.ts'
import type { MutableTable, SqlValue, TableName, Tables } from './tables.ts'

export interface Actor {
  id: string
  name: string
}

/** Who writes, when, and where new ids come from. */
export interface WriteContext {
  actor: Actor
  now: IsoInstant
  newId(): string
}

/**
 * A row to be added: without what `insert` fills in itself. `id` only when the caller made it beforehand, `installation`
 * only of a record that another installation made.
 */
export type NewRow<T extends TableName> = Tables[T] & { id?: string; installation?: string }

type Values = Readonly<Record<string, SqlValue | undefined>>

/** One writing transaction. It cannot be used after `write` has returned. */
export interface Tx {
  /** The same connection, for reads that see what was written so far. */
  readonly db: ReadableDb
  readonly actor: Actor
  readonly now: IsoInstant
  readonly installation: string
  newId(): string
  /** Adds a row and answers its id. Errors: CONFLICT in a round the chief has closed for good. */
  insert<T extends TableName>(table: T, row: NewRow<T>): string
  /** Changes the columns named. Errors: as insert; NOT_FOUND; DAMAGED when the row was changed behind the program's back. */
  update<T extends MutableTable>(table: T, id: string, changes: Partial<Tables[T]>): void
  /** Adds an audit entry: what was done to what. `detail` must hold no secrets: it is shown and kept for good. */
  log(action: string, subject: string, detail: object): void
}

/**
 * The only way to write: one transaction, all or nothing, durable when it returns. At least one audit entry must be
 * logged. Errors: storage failures as AppError with nothing written; whatever `fn` throws, with nothing written.
 */
export function write<T>(db: WritableDb, ctx: WriteContext & { installation?: string }, fn: (tx: Tx) => T): T {
  return transact(db, (tables) => {
    const work = new Work(db, ctx, ctx.installation ?? installationOf(db), tables)
    const result = fn(work)
    if (result instanceof Promise) throw new Error('write: the transaction function must not be async')
    work.finish()
    return result
  })
}

/** The installation id of a file. */
export function installationOf(db: ReadableDb): string {
  const row = one<{ value: string }>(db, "SELECT value FROM meta WHERE key = 'installation'")
  if (row === null) throw new AppError('DAMAGED', '数据库缺少安装编号，请停止使用并从最近的备份恢复')
  return row.value
}

/**
 * Runs `act` between BEGIN IMMEDIATE and COMMIT; undone whole when anything fails. `act` adds to `tables` what it writes
 * to, beside log and seals.
 */
export function transact<T>(db: WritableDb, act: (tables: Set<ChangedTable>) => T): T {
  if (db.inTransaction) throw new Error('write: already inside a transaction')
  try {
    const before = rowsChanged(db)
    const tables = new Set<ChangedTable>()
    prepared(db, 'BEGIN IMMEDIATE').run()
    markOpen(db)
    const result = act(tables)
    prepared(db, 'COMMIT').run()
    noteCommit(db, tables, rowsChanged(db) - before)
    return result
  } catch (error) {
    if (db.inTransaction) prepared(db, 'ROLLBACK').run()
    throw storageError(error)
  }
}

class Work implements Tx {
  readonly db: ReadableDb
  readonly actor: Actor
  readonly now: IsoInstant
  readonly installation: string
  readonly newId: () => string
  readonly #connection: Database.Database
  readonly #seals: Seals
  readonly #closed: ReadonlySet<string>
  readonly #tables: Set<ChangedTable>
  readonly #nextSeq = new Map<TableName, number>()
  readonly #entries: PendingEntry[] = []
  #finished = false

  constructor(db: WritableDb, ctx: WriteContext, installation: string, tables: Set<ChangedTable>) {
    this.db = db
    this.actor = { id: ctx.actor.id.toWellFormed(), name: ctx.actor.name.toWellFormed() }
    this.now = ctx.now
    this.installation = installation
    this.newId = () => ctx.newId()
    this.#connection = db
    this.#tables = tables
    this.#seals = openSeals(db)
    this.#closed = closedRounds(db)
  }

  insert<T extends TableName>(table: T, row: NewRow<T>): string {
    this.#refuseFinished()
    const given: Values = row
    refuseClosed(this.#connection, this.#closed, table, given)
    const id = row.id ?? this.newId()
    const { columns, insert } = rowShape(this.#connection, table)
    const values: SqlValue[] = []
    for (const column of columns) {
      if (column === 'id') values.push(id)
      else if (column === 'installation') values.push(row.installation ?? this.installation)
      else if (column === 'seq') values.push(this.#seq(table))
      else values.push(storable(table, column, given[column]))
    }
    const digest = rowDigest(table, columns, values)
    values.push(digest)
    this.#tables.add(table)
    prepared(this.#connection, insert).run(values)
    this.#seals.add(table, digest)
    return id
  }

  update<T extends MutableTable>(table: T, id: string, changes: Partial<Tables[T]>): void {
    this.#refuseFinished()
    const before = one<Record<string, SqlValue>>(this.#connection, `SELECT * FROM ${table} WHERE id = ?`, id)
    if (before === null) throw new AppError('NOT_FOUND', '要修改的记录已不存在，请刷新后重试')
    refuseClosed(this.#connection, this.#closed, table, table === 'round' ? { round_id: id } : before)
    const { columns, update } = rowShape(this.#connection, table)
    const old = columns.map((column) => before[column])
    // Sealing a changed row anew would hide what was done to it.
    if (rowDigest(table, columns, old) !== before.digest) {
      throw new AppError('DAMAGED', `记录（${table}）在程序之外被改动过，已停止写入；请先做“核验”并从备份恢复`)
    }
    const { id: _id, installation: _installation, digest: _digest, ...changed } = changes as Values
    const values = columns.map((column) => storable(table, column, { ...before, ...changed }[column]))
    const digest = rowDigest(table, columns, values)
    this.#tables.add(table)
    prepared(this.#connection, update).run(...values, digest, id)
    this.#seals.replace(table, String(before.digest), digest)
  }

  log(action: string, subject: string, detail: object): void {
    this.#refuseFinished()
    const entry = { action: action.toWellFormed(), subject: subject.toWellFormed() }
    this.#entries.push({ ...entry, id: this.newId(), detail_json: JSON.stringify(detail) })
  }

  /** Writes seals and audit entries. */
  finish(): void {
    if (this.#entries.length === 0) throw new Error('write: nothing was logged')
    const sealed = this.#seals.flush()
    const who = { installation: this.installation, at: this.now, actor_id: this.actor.id, actor_name: this.actor.name }
    appendAudit(this.#connection, this.#entries, { ...who, seals_hash: sealed })
    this.#finished = true
  }

  #seq(table: TableName): number {
    const next =
      this.#nextSeq.get(table) ??
      one<{ next: number }>(this.#connection, `SELECT coalesce(max(seq), 0) + 1 AS next FROM ${table}`)?.next ??
      1
    this.#nextSeq.set(table, next + 1)
    return next
  }

  #refuseFinished(): void {
    if (this.#finished) throw new Error('write: the transaction has ended')
  }
}

/** Text is stored as UTF-8, which has no place for half a surrogate pair; numbers must be exact. */
function storable(table: string, column: string, value: SqlValue | undefined): SqlValue {
  if (value === undefined) throw new Error(`write: ${table}.${column} is missing`)
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed()
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`write: ${table}.${column} is not an exact integer: ${value}`)
  }
  return value
}
