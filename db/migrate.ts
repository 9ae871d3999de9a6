import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'

/** One numbered step of the file format. `version` is the user_version after it. */
export interface Migration {
  version: number
  name: string
  up(db: Database.Database): void
}

/** The version this program writes: that of the last step. Errors: a list with a gap is a programming error. */
export function targetVersion(list: readonly Migration[]): number {
  for (const [at, step] of list.entries()) {
    if (step.version !== at + 1)
      throw new Error(`migration ${step.name} has number ${step.version}, expected ${at + 1}`)
  }
  return list.length
}

/** The version a file is at. */
export function fileVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings a file to the version of the list. Each step is one transaction with its own version stamp, so a failure
 * leaves the file at the last whole step. `backup` runs first when the file already holds something.
 * Errors: CONFLICT when the file was made by a newer program; it is left untouched.
 */
export function migrate(db: Database.Database, list: readonly Migration[], backup: (from: number) => void): void {
  const target = targetVersion(list)
  const current = fileVersion(db)
  refuseNewer(current, target)
  if (current === target) return
  if (current > 0) backup(current)
  for (const step of list.slice(current)) applyStep(db, step)
}

/** A file of a newer program: whole, and not to be touched. */
export class NewerFile extends AppError {}

/** Errors: NewerFile, a CONFLICT. */
export function refuseNewer(current: number, target: number): void {
  if (current <= target) return
  throw new NewerFile(
    'CONFLICT',
    `数据库由更新版本的程序写成（格式 ${current}，本程序只认识到 ${target}），没有改动它；请先升级本程序`,
  )
}

function applyStep(db: Database.Database, step: Migration): void {
  db.transaction(() => {
    // Another program may have taken the step while we waited for the lock.
    if (fileVersion(db) !== step.version - 1) throw new AppError('LOCKED', '数据库正由另一个程序升级，请稍后重新打开')
    step.up(db)
    const broken = db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()
    if (broken !== 0) throw new Error(`migration ${step.version} (${step.name}) broke ${broken} foreign keys`)
    db.pragma(`user_version = ${step.version}`)
  }).immediate()
}
