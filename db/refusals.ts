import Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'

const LOCKED = '数据库正被另一个程序占用，请关闭其他打开本文件的窗口后重试；本次没有写入任何内容'
const FULL = '磁盘空间不足，本次没有写入任何内容；请腾出空间后重试'
const READ_ONLY = '数据库文件或所在文件夹不可写，本次没有写入任何内容；请检查权限或换一个文件夹'
const LOST = '读写数据库文件失败（磁盘或网络盘可能已断开），本次没有写入任何内容；请检查后重试'
const NOT_OPENED = '打不开数据库文件：所在文件夹不可写，或磁盘、网络盘已断开。没有写入任何内容；请检查权限和磁盘后重试'
const DAMAGED = '数据库文件已损坏，请停止使用并从最近的备份恢复'
const NOT_OURS = '这个文件不是本软件的数据库，请重新选择'
const TAKEN = '已有相同的记录，没有重复写入；请刷新后查看'

/**
 * What a storage failure means to a person, as an AppError; anything else is handed back unchanged. Also used for
 * failures of the file system beside the database.
 */
export function storageError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof Database.SqliteError) return sqliteRefusal(error, code) ?? error
  if (code === 'ENOSPC' || code === 'EDQUOT') return refusal('STORAGE', FULL, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return refusal('STORAGE', READ_ONLY, error)
  if (code === 'EIO' || code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE') {
    return refusal('STORAGE', LOST, error)
  }
  return error
}

function sqliteRefusal(error: Error, code: string): AppError | null {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return refusal('LOCKED', LOCKED, error)
  if (/^SQLITE_FULL/.test(code)) return refusal('STORAGE', FULL, error)
  if (/^SQLITE_(READONLY|PERM)/.test(code)) return refusal('STORAGE', READ_ONLY, error)
  if (/^SQLITE_CANTOPEN/.test(code)) return refusal('STORAGE', NOT_OPENED, error)
  if (/^SQLITE_IOERR/.test(code)) return refusal('STORAGE', LOST, error)
  if (/^SQLITE_CORRUPT/.test(code)) return refusal('DAMAGED', DAMAGED, error)
  if (/^SQLITE_NOTADB/.test(code)) return refusal('DAMAGED', NOT_OURS, error)
  // Triggers speak in whole Chinese sentences.
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return refusal('CONFLICT', error.message, error)
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return refusal('CONFLICT', TAKEN, error)
  }
  return null
}

function refusal(code: AppError['code'], message: string, cause: Error): AppError {
  return new AppError(code, message, { cause })
}

/** Runs `act`, turning storage failures into sentences. */
export function speaking<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw storageError(error)
  }
}
