import { hash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { lostFiles, lostText, storesOf } from './attachmentFiles.ts'
import { checkChain } from './audit.ts'
import { rowShape } from './columns.ts'
import { APPLICATION_ID, connect, type DbKey, keyOf, settle } from './connection.ts'
import { addDigest, rowDigest, type Seal, sealsHash, sumText } from './digest.ts'
import { checkSum } from './fileSum.ts'
import { isAtRest } from './files.ts'
import { isEncrypted } from './keyFile.ts'
import { fileVersion, type Migration, targetVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { storageError } from './refusals.ts'
import { schemaDifference } from './schema.ts'
import { readSeals } from './seals.ts'
import { TABLE_NAMES } from './tableNames.ts'
import { SEALED_TABLES, type SqlValue, type TableName } from './tables.ts'

/** The whole file is as the program wrote it, or the first broken place as a Chinese sentence. */
export type Verification = Whole | { ok: false; place: string }

export interface Whole {
  ok: true
  rows: number
  auditEntries: number
  head: string
  /** Which entry the head asked for is the hash of, counted from 1; left out when none was asked for. */
  headAt?: number
}

/** What a whole file holds: records of each table that has any, its format, the SHA-256 of its bytes, '' when in use. */
export interface Examined extends Whole {
  version: number
  tables: Record<string, number>
  sha256: string
}

export interface VerifyOptions {
  /** An audit head printed on a paper, whole or its first 12 digits or more, in groups or not: it must be in the chain. */
  expectedHead?: string
  migrations?: readonly Migration[]
  /** Of an encrypted file. */
  key?: DbKey
  /** Where the attachments lie; the places beside the file unless told, null to leave them out. */
  stores?: readonly string[] | null
}

const SHORTEST_HEAD = 12

const OTHER_BYTES = '记录逐条相符，但文件内容与上次正常关闭时的校验和不同：文件在程序之外被改动或磁盘出错'

/** Carries the first broken place out of the checks. */
class Broken extends Error {}

/**
 * Checks an open database: structure, schema, foreign keys, every row digest, every seal, the audit chain and that its
 * newest entry sealed exactly what is there, and every attachment it names. Reads one moment; changes nothing.
 */
export function verifyDatabase(db: Database.Database, options: VerifyOptions = {}): Verification {
  const found = verifyImage(db, null, { stores: storesOf(db.name), ...options })
  if (!found.ok) return found
  return wholeOf(found)
}

type Checked = (Whole & Pick<Examined, 'tables'>) | { ok: false; place: string }

function verifyImage(db: Database.Database, image: Buffer | null, options: VerifyOptions): Checked {
  try {
    const begin = !db.inTransaction
    if (begin) db.exec('BEGIN')
    try {
      const result = check(db, options)
      if (checkSum(db, image) === 'broken') throw new Broken(OTHER_BYTES)
      return result
    } finally {
      if (begin && db.inTransaction) db.exec('COMMIT')
    }
  } catch (error) {
    return { ok: false, place: placeOf(error) }
  }
}

/**
 * Checks a file that this process does not have open, whatever state it is in. Never throws and never writes to the
 * file: at rest it is read into memory, which also compares its recorded sum; with a log beside it, it is opened
 * read-only.
 */
export function verifyFile(path: string, options: VerifyOptions = {}): Verification {
  const found = examineFile(path, options)
  if (!found.ok) return found
  return wholeOf(found)
}

function wholeOf({ rows, auditEntries, head, headAt }: Whole): Whole {
  return { ok: true, rows, auditEntries, head, ...(headAt === undefined ? {} : { headAt }) }
}

/** The same with what the file holds. */
export function examineFile(path: string, options: VerifyOptions = {}): Examined | { ok: false; place: string } {
  try {
    const { db, image, bytes } = openForReading(path, options.key ?? null)
    try {
      const version = fileVersion(db)
      const list = options.migrations ?? MIGRATIONS
      if (version > targetVersion(list))
        throw new Broken(`由更新版本的程序写成（格式 ${version}），请先升级本程序再核验`)
      const result = verifyImage(db, image, {
        stores: storesOf(path),
        ...options,
        migrations: version === list.length ? list : list.slice(0, version),
      })
      return result.ok ? { ...result, version, sha256: bytes === null ? '' : hash('sha256', bytes, 'hex') } : result
    } finally {
      db.close()
    }
  } catch (error) {
    return { ok: false, place: placeOf(error) }
  }
}

/**
 * The same for a copy this process has just made and nobody else has open: read straight from the file, for beside a
 * draft SQLite may leave what it likes. The recorded sum is not compared: it was written a moment ago.
 */
export function examineDraft(path: string, options: VerifyOptions): Examined | { ok: false; place: string } {
  try {
    const db = connect(path, { readonly: false, key: options.key ?? null })
    try {
      settle(db)
      const checked = check(db, options)
      const version = fileVersion(db)
      db.close()
      return { ...checked, version, sha256: hash('sha256', readFileSync(path), 'hex') }
    } finally {
      db.close()
    }
  } catch (error) {
    return { ok: false, place: placeOf(error) }
  }
}

interface Reading {
  db: Database.Database
  image: Buffer | null
  bytes: Buffer | null
}

/**
 * A connection for reading a file of ours. At rest the file is read into memory (no side files, works on read-only
 * media): `bytes` are those on disk, `image` those of the database, which differ in an encrypted one. Otherwise it is
 * opened read-only and both are null. Errors: AppError with the reason.
 */
export function openForReading(path: string, key: DbKey): Reading {
  const name = basename(path)
  const file = statSync(path, { throwIfNoEntry: false })
  if (file?.isFile() !== true) throw new AppError('NOT_FOUND', `找不到文件“${path}”，请检查位置`)
  if (key === null && isEncrypted(path)) {
    throw new AppError('NOT_SIGNED_IN', `“${name}”已加密，请指明姓名并输入密码（命令行用 --user 姓名）`)
  }
  const bytes = isAtRest(path) ? readFileSync(path) : null
  const image = bytes === null || key === null ? bytes : decrypted(path, key)
  const db = image === null ? connect(path, { readonly: true, key }) : inMemory(image, name)
  try {
    settle(db)
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new AppError('CONFLICT', `“${name}”不是本软件的数据库，请重新选择`)
    }
    return { db, image, bytes }
  } catch (error) {
    db.close()
    throw storageError(error)
  }
}

/** The pages of an encrypted file at rest. */
function decrypted(path: string, key: DbKey): Buffer {
  return withTemporaryCopy(path, key, (db) => db.serialize())
}

/** Reads a file nobody has open from a copy, encrypted as it is, with its log: SQLite would leave files beside the original. */
export function withTemporaryCopy<T>(path: string, key: DbKey, read: (db: Database.Database) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'))
  try {
    const copy = join(folder, basename(path))
    for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part)
    const db = connect(copy, { readonly: false, key })
    try {
      return read(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file in memory has no log: its header must not ask for one, so it is checked here and changed for the moment. */
function inMemory(image: Buffer, name: string): Database.Database {
  if (image.length < 512 || image.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw new AppError('DAMAGED', `“${name}”不是数据库文件，请重新选择或从备份恢复`)
  }
  const size = image.readUInt16BE(16) === 1 ? 65536 : image.readUInt16BE(16)
  const whole = image.readUInt32BE(28) * size === image.length
  const format = image.readUInt8(18)
  if (!whole || format !== image.readUInt8(19) || (format !== 1 && format !== 2)) {
    throw new AppError('DAMAGED', `“${name}”不完整或文件头已损坏，请从最近的备份恢复`)
  }
  image.fill(1, 18, 20)
  try {
    return new Database(image)
  } finally {
    image.fill(format, 18, 20)
  }
}

function placeOf(error: unknown): string {
  if (error instanceof Broken) return error.message
  const spoken = storageError(error)
  if (spoken instanceof AppError) return spoken.message
  return `数据库文件无法读取（${error instanceof Error ? error.message : String(error)}），请从最近的备份恢复`
}

function check(db: Database.Database, options: VerifyOptions): Whole & Pick<Examined, 'tables'> {
  const [finding] = db.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all()
  if (finding !== 'ok') throw new Broken(`数据库文件结构已损坏（${finding?.replaceAll(/\s+/g, ' ')}）`)
  const difference = schemaDifference(db, options.migrations ?? MIGRATIONS)
  if (difference !== null) throw new Broken(`数据库结构与程序不符：${difference}`)
  const [orphan] = db.prepare<[], string>('SELECT "table" FROM pragma_foreign_key_check LIMIT 1').pluck().all()
  if (orphan !== undefined) throw new Broken(`表 ${orphan} 有记录指向不存在的记录`)

  const found = sealsOfRows(db)
  compareSeals(readSeals(db), found)
  checkDrafts(db)
  const chain = checkChain(db)
  if (!chain.ok) throw new Broken(chain.place)
  if (chain.sealsHash !== sealsHash(found)) throw new Broken('最后一条审计日志封存的内容与现有记录不符')
  const asked = options.expectedHead === undefined ? {} : { headAt: placeOfHead(options.expectedHead, chain.seen) }
  refuseLostFiles(db, options.stores ?? null, options.key ?? keyOf(db))
  const rows = [...found.values()].reduce((sum, seal) => sum + seal.rows, 0)
  const tables = Object.fromEntries([...found].flatMap(([table, seal]) => (seal.rows > 0 ? [[table, seal.rows]] : [])))
  return { ok: true, rows, tables, auditEntries: chain.entries, head: chain.head, ...asked }
}

function refuseLostFiles(db: Database.Database, stores: readonly string[] | null, key: DbKey): void {
  const lost = stores === null ? [] : lostFiles(db, stores, key)
  if (lost.length > 0) throw new Broken(`${lostText(lost)}；请从备份恢复，或把原文件重新添加到该件`)
}

function sealsOfRows(db: Database.Database): Map<string, Seal> {
  const present = new Set(db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
  const seals = new Map<string, Seal>()
  // A file of an older format may lack tables that came later.
  for (const table of SEALED_TABLES) if (present.has(table)) seals.set(table, sealOfRows(db, table))
  return seals
}

function sealOfRows(db: Database.Database, table: TableName): Seal {
  const seal: Seal = { rows: 0, sum: 0n }
  for (const { values, digest, correct } of digested(db, table)) {
    if (!correct) {
      const { columns } = rowShape(db, table)
      throw new Broken(`${TABLE_NAMES[table]}（${table}）有一条记录被改动：编号 ${values[columns.indexOf('id')]}`)
    }
    addDigest(seal, digest)
  }
  return seal
}

function* digested(
  db: Database.Database,
  table: string,
): Generator<{ values: SqlValue[]; digest: string; correct: boolean }> {
  const { columns, select } = rowShape(db, table)
  const rows = db.prepare<[], SqlValue[]>(select).raw()
  for (const values of rows.iterate()) {
    const digest = rowDigest(table, columns, values)
    yield { values, digest, correct: digest === values[columns.length] }
  }
}

function checkDrafts(db: Database.Database): void {
  for (const { correct } of digested(db, 'draft')) {
    if (!correct) throw new Broken('有一条未提交的意见草稿被改动或损坏')
  }
  // A file before its format upgrade is examined too; it has no such table yet.
  if (!hasTable(db, 'personal_state')) return
  for (const { correct } of digested(db, 'personal_state')) {
    if (!correct) throw new Broken('有一条个人工作台的记忆（视图、稍后再审）被改动或损坏')
  }
}

function hasTable(db: Database.Database, name: string): boolean {
  return (
    db.prepare<[string], number>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !==
    undefined
  )
}

function compareSeals(stated: Map<string, Seal>, found: Map<string, Seal>): void {
  for (const table of new Set([...stated.keys(), ...found.keys()])) {
    const before = stated.get(table) ?? { rows: 0, sum: 0n }
    const now = found.get(table) ?? { rows: 0, sum: 0n }
    const name = SEALED_TABLES.find((known) => known === table)
    const label = name === undefined ? table : `${TABLE_NAMES[name]}（${table}）`
    if (before.rows !== now.rows) throw new Broken(`${label}封存时有 ${before.rows} 条记录，现在有 ${now.rows} 条`)
    if (sumText(before.sum) !== sumText(now.sum)) throw new Broken(`${label}的记录与封存的摘要不符`)
  }
}

/** Papers print it in groups of four. */
function placeOfHead(expected: string, seen: ReadonlySet<string>): number {
  const wanted = expected.replaceAll(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]*$/.test(wanted)) throw new Broken('核对的留痕首码只能是数字和字母 a 到 f，请照纸面重新输入')
  if (wanted.length < SHORTEST_HEAD) throw new Broken(`核对的留痕首码至少要有前 ${SHORTEST_HEAD} 位`)
  const at = [...seen].findIndex((head) => head.startsWith(wanted))
  if (at >= 0) return at + 1
  throw new Broken('审计日志里没有所给的留痕首码：印在纸面上之后，日志被截断或重写过，或首码输错')
}
