import { hash, randomBytes, webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { openBytes, sealBytes, sealedSize } from './attachmentSeal.ts'
import { type NamedFile, namedFiles } from './attachments.ts'
import { type DbKey, keyOf } from './connection.ts'
import { flushFolder, flushFolderAway } from './files.ts'

/**
 * The bytes of attachments lie in a folder beside the database, each file under its SHA-256: `<store>/ab/<sha256>`.
 * Those of an encrypted database are encrypted too, each with a key made from the database's.
 * They are written before the record that names them, so a crash between the two leaves at most a file nobody names.
 */

/** The store of a database file: beside it, under its name. */
export function ownStore(dbPath: string): string {
  return `${dbPath}.files`
}

/** The store that all databases of a folder share: automatic backups do, so that nothing is copied twice. */
export function sharedStore(folder: string): string {
  return join(folder, 'attachments')
}

/** Where the bytes a database names may lie, nearest first. */
export function storesOf(dbPath: string): string[] {
  return [ownStore(dbPath), sharedStore(dirname(dbPath))]
}

/** What a lost file is: not there, or with other bytes than it came with. */
type Why = 'missing' | 'changed'
export type Lost = NamedFile & { why: Why }
type Found = { bytes: Buffer; why: null } | { bytes: null; why: Why }

/** The bytes under a hash, checked against it, from the first store that has them as they were. */
export function readBytes(stores: readonly string[], sha256: string, key: DbKey): Found {
  let why: Why = 'missing'
  for (const store of stores) {
    const path = pathOf(store, sha256)
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue
    const bytes = openBytes(readFileSync(path), key)
    if (bytes !== null && hash('sha256', bytes, 'hex') === sha256) return { bytes, why: null }
    why = 'changed'
  }
  return { bytes: null, why }
}

/** Puts bytes into a store under their hash, whole or not at all. What is there with other bytes is damage and replaced. */
export function placeBytes(store: string, sha256: string, bytes: Buffer, key: DbKey): void {
  if (readBytes([store], sha256, key).bytes !== null) return
  refuseGone(store)
  const path = pathOf(store, sha256)
  const made = mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    writeFileSync(draft, sealBytes(bytes, key), { flag: 'wx', flush: true })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  flushFolder(path)
  if (made !== undefined) flushFolder(made)
  flushFolder(dirname(path))
}

/** A folder that went away (a drive pulled out) is not made anew: the bytes would lie where nobody looks for them. */
function refuseGone(store: string): void {
  if (existsSync(dirname(store))) return
  throw new AppError('STORAGE', `文件夹“${dirname(store)}”不见了，附件没有存入；请接回磁盘或把文件夹移回原处后重试`)
}

/** Files a database names that none of the stores has as they came in. Reads every byte. */
export function lostFiles(db: Database.Database, stores: readonly string[], key: DbKey): Lost[] {
  return namedFiles(db).flatMap((named) => {
    const { why } = readBytes(stores, named.sha256, key)
    return why === null ? [] : [{ ...named, why }]
  })
}

/** How a copy that already lies in the store is checked: every byte, or that it is there with its size. */
export type Check = 'bytes' | 'size'

export interface Copying {
  from: readonly string[]
  to: string
  check: Check
  /** Hashes of what is known to lie in `to` as it should. */
  known?: ReadonlySet<string>
}

/** Copies what a database names into another store, reading each new copy back; answers what could not be copied. */
export function copyFiles(db: Database.Database, copying: Copying): Lost[] {
  const key = keyOf(db)
  return namedFiles(db).flatMap((named) => copyFile(named, copying, key) ?? [])
}

/** How long such work goes on before what waits gets its turn. */
const SLICE_MS = 20

/**
 * The same with pauses, so that who waits for an answer gets it meanwhile; answers the hashes that lie there now. What
 * could not be copied is left to the copy that follows, which says so.
 */
export function copyFilesInSlices(db: Database.Database, copying: Copying): Promise<Set<string>> {
  const key = keyOf(db)
  return inSlices(db, async (named) => lies(named, copying, key) || (await copyAway(named, copying, key)))
}

/**
 * Seals what a plain database names into another store under `key`, with pauses; answers the hashes that lie there now.
 * What could not be sealed is left to the copy that follows, which says so.
 */
export function sealFilesInSlices(db: Database.Database, to: string, key: Uint8Array): Promise<Set<string>> {
  const from = storesOf(db.name)
  return inSlices(db, ({ sha256 }) => {
    const { bytes } = readBytes(from, sha256, null)
    if (bytes === null) return false
    placeBytes(to, sha256, bytes, key)
    return readBytes([to], sha256, key).why === null
  })
}

/** The hashes of the files a database names for which `act` says yes. */
async function inSlices(
  db: Database.Database,
  act: (named: NamedFile) => boolean | Promise<boolean>,
): Promise<Set<string>> {
  const done = new Set<string>()
  let since = performance.now()
  for (const named of namedFiles(db)) {
    if (await act(named)) done.add(named.sha256)
    if (performance.now() - since < SLICE_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return done
}

/** Copies one file, the disk and the sums left to other threads; answers whether it lies there as it should. */
async function copyAway({ sha256 }: NamedFile, { from, to }: Copying, key: DbKey): Promise<boolean> {
  const stored = await soundFile(from, sha256, key)
  if (stored === null) return false
  refuseGone(to)
  const path = pathOf(to, sha256)
  const made = await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await writeFile(draft, stored, { flag: 'wx', flush: true })
    await rename(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  for (const named of [path, ...(made === undefined ? [] : [made]), dirname(path)]) await flushFolderAway(named)
  return (await readFile(path)).equals(stored)
}

/** A file as it lies in the first store where its bytes are those it came with; null when in none. */
async function soundFile(stores: readonly string[], sha256: string, key: DbKey): Promise<Buffer | null> {
  for (const store of stores) {
    const path = pathOf(store, sha256)
    if ((await stat(path).catch(() => null))?.isFile() !== true) continue
    const stored = await readFile(path)
    const bytes = openBytes(stored, key)
    if (bytes !== null && (await sumAway(bytes)) === sha256) return stored
  }
  return null
}

/** SHA-256 worked out by another thread. */
async function sumAway(bytes: Buffer): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

function lies(named: NamedFile, { to, check, known }: Copying, key: DbKey): boolean {
  if (known?.has(named.sha256) === true) return true
  return check === 'size' ? hasSize(to, named, key) : readBytes([to], named.sha256, key).why === null
}

function copyFile(named: NamedFile, copying: Copying, key: DbKey): Lost | null {
  if (lies(named, copying, key)) return null
  const { from, to } = copying
  const { bytes, why } = readBytes(from, named.sha256, key)
  if (bytes === null) return { ...named, why }
  placeBytes(to, named.sha256, bytes, key)
  const copied = readBytes([to], named.sha256, key)
  return copied.why === null ? null : { ...named, why: copied.why }
}

/** What is lost, in words: which file of which case, and how many more. Empty when nothing is. */
export function lostText([first, ...more]: readonly Lost[]): string {
  if (first === undefined) return ''
  const what = first.why === 'missing' ? '的文件不见了' : '的文件内容与加入时不同'
  const withdrawn = first.withdrawn === 1 ? '已撤下的' : ''
  const others = more.length > 0 ? `，另有 ${more.length} 个附件也有问题` : ''
  return `申报 ${first.applicationNo} ${withdrawn}附件“${first.fileName}”${what}${others}`
}

function hasSize(store: string, { sha256, bytes }: NamedFile, key: DbKey): boolean {
  const found = statSync(pathOf(store, sha256), { throwIfNoEntry: false })
  return found?.isFile() === true && found.size === sealedSize(bytes, key)
}

function pathOf(store: string, sha256: string): string {
  return join(store, sha256.slice(0, 2), sha256)
}
