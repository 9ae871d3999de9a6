import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { lostText, readBytes, sharedStore, storesOf } from '../../db/attachmentFiles.ts'
import { namedFiles } from '../../db/attachments.ts'
import { restoreDatabase } from '../../db/backup.ts'
import type { DbKey } from '../../db/connection.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { isEncrypted, keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { examineFile } from '../../db/verify.ts'
import type { DrillResult, DrillStep } from '../../shared/contract/backups.ts'
import { AppError } from '../../shared/errors.ts'
import type { BackupKeeper } from './backupKeeper.ts'
import { backupFolder } from './backups.ts'
import type { Workspace } from './workspace.ts'

const STEPS = 5

/** Lets what waits for an answer get it between two steps. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * A drill of the whole way back: makes a backup, damages a copy of it and sees that this is found, restores from the
 * backup beside the database, and compares every row of every table and every attachment. The present database is only
 * read; what the drill made beside the backup goes again. Never throws for what it finds: the sheet says it.
 */
export async function runDrill(ws: Workspace, backups: BackupKeeper, key: DbKey): Promise<DrillResult> {
  const steps: DrillStep[] = []
  const step = async <T>(name: string, act: () => Promise<T> | T, words: (found: T) => string): Promise<T> => {
    await breathe()
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    try {
      const found = await act()
      steps.push({ name, ok: true, words: words(found), ms: took() })
      return found
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      steps.push({ name, ok: false, words: error.message, ms: took() })
      throw error
    }
  }
  const at = ws.now()
  try {
    const backup = await step(
      '备份',
      () => backups.make('演练'),
      ({ manifest }) => {
        return `已备份并核验，留痕 ${manifest?.auditEntries ?? 0} 条、附件 ${manifest?.attachments ?? 0} 个`
      },
    )
    const room = mkdtempSync(join(backupFolder(ws.db.name), 'drill-'))
    try {
      await step(
        '损坏一份拷贝',
        () => damageCopy(backup.path, join(room, 'damaged.db'), key),
        (place) => `核验发现了：${place}`,
      )
      const restored = join(room, 'restored.db')
      await step(
        '恢复',
        () => restoreDatabase(backup.path, restored, key, { store: sharedStore(backupFolder(ws.db.name)) }),
        ({ rows }) => `从备份恢复出一个新库并核验，${rows} 条记录`,
      )
      await step(
        '逐行比较',
        () => compareWith(ws.db, restored, key),
        ({ tables, rows }) => `${tables} 张表 ${rows} 行，每一行都相同`,
      )
      await step(
        '附件',
        () => readAttachments(ws.db, backup.path, key),
        (count) => `逐个读过 ${count} 个，内容与加入时相同`,
      )
    } finally {
      rmSync(room, { recursive: true, force: true })
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  return { at, passed: steps.length === STEPS && steps.every(({ ok }) => ok), steps }
}

/** Answers the broken place the check names. Errors: DAMAGED when it finds none. */
function damageCopy(from: string, to: string, key: DbKey): string {
  copyFileSync(from, to)
  if (isEncrypted(from)) copyFileSync(keyFileOf(from), keyFileOf(to))
  flipByte(to, Math.floor(statSync(to).size / 2))
  const found = examineFile(to, { key, stores: null })
  if (found.ok) throw new AppError('DAMAGED', '改坏了一个字节，核验却没有发现；请停止使用并联系维护人员')
  return found.place
}

function flipByte(path: string, at: number): void {
  const handle = openSync(path, 'r+')
  try {
    const byte = Buffer.alloc(1)
    readSync(handle, byte, 0, 1, at)
    byte[0] = (byte[0] ?? 0) ^ 0xff
    writeSync(handle, byte, 0, 1, at)
  } finally {
    closeSync(handle)
  }
}

/** Errors: DAMAGED naming the first that the backup does not have as it came. */
async function readAttachments(db: ReadableDb, backupPath: string, key: DbKey): Promise<number> {
  const files = namedFiles(db)
  for (const named of files) {
    const { why } = readBytes(storesOf(backupPath), named.sha256, key)
    if (why !== null && named.withdrawn === 0) throw new AppError('DAMAGED', lostText([{ ...named, why }]))
    await breathe()
  }
  return files.length
}

/** Compares every row of every table with another file of the same key. Errors: CONFLICT naming the first that differs. */
export async function compareWith(db: ReadableDb, path: string, key: DbKey): Promise<{ tables: number; rows: number }> {
  const other = openDatabase(path, { readonly: true, key })
  try {
    let rows = 0
    const tables = tablesOf(db)
    for (const table of tables) {
      rows += compareTable(db, other, table)
      await breathe()
    }
    return { tables: tables.length, rows }
  } finally {
    closeDatabase(other)
  }
}

/** All but those SQLite keeps for the search, and the sum of the file, which is of its pages. */
function tablesOf(db: ReadableDb): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
  const names = db.prepare<[], string>(sql).pluck().all()
  const virtual = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all()
  return names.filter((name) => name !== 'file_sum' && !virtual.some((of) => name.startsWith(`${of}_`)))
}

function compareTable(one: ReadableDb, other: ReadableDb, table: string): number {
  const key = one
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table)
  const sql = `SELECT * FROM "${table}" ORDER BY ${key.map((column) => `"${column}"`).join(', ')}`
  const theirs = other.prepare<[], unknown[]>(sql).raw().iterate()
  let rows = 0
  try {
    for (const mine of one.prepare<[], unknown[]>(sql).raw().iterate()) {
      const { value } = theirs.next()
      if (JSON.stringify(mine) !== JSON.stringify(value)) throw different(table, rows + 1)
      rows += 1
    }
    if (theirs.next().done !== true) throw different(table, rows + 1)
  } finally {
    // A database with a reading left open cannot be closed.
    theirs.return?.()
  }
  return rows
}

function different(table: string, row: number): AppError {
  return new AppError(
    'CONFLICT',
    `恢复出的数据与现有数据不同：表 ${table} 第 ${row} 行；演练期间可能有人在改，请重做一次`,
  )
}
