import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ownStore } from '../../../db/attachmentFiles.ts'
import { flushFolder } from '../../../db/files.ts'
import { keyFileOf } from '../../../db/keyFile.ts'
import { verifyDatabase } from '../../../db/verify.ts'
import type { HouseView } from '../../../shared/contract/move.ts'
import { AppError } from '../../../shared/errors.ts'
import { storageError } from '../atomicFile.ts'
import { backupFolder } from '../backups.ts'
import { CaseStore } from '../caseStore.ts'
import { enter } from '../door.ts'
import { Keyring } from '../keyring.ts'
import { type Actor, COMMAND_LINE, record, type Workspace, workspaceOn } from '../workspace.ts'
import {
  copyChecked,
  HOUSE_BACKUPS,
  HOUSE_DB,
  type House,
  houseView,
  isThere,
  LIST_NAME,
  readHouse,
} from './manifest.ts'

export interface MoveIn {
  /** The list in the folder that was brought here. */
  listPath: string
  /** Where the database goes; nothing may be there. */
  dbPath: string
  /** An administrator of the installation; null for a database of the command line, which has no accounts. */
  who: { name: string; password: string } | null
  resourcesRoot: string
  clock: () => number
}

/**
 * Takes over an installation from its folder where there is none. Every file is copied to a draft and read back against
 * the list; the draft is opened, verified whole (rows, seals, audit chain, attachments) and entered in its log; only then
 * it gets its name, the database last. The folder is left as it is. Errors: CONFLICT when something is there, NOT_FOUND,
 * DAMAGED, NOT_SIGNED_IN, FORBIDDEN without the administrator's role, STORAGE. Nothing changes then.
 */
export async function moveIn(moving: MoveIn): Promise<HouseView> {
  const { dbPath, listPath } = moving
  refuseInhabited(dbPath)
  const house = readHouse(listPath)
  const draft = `${dbPath}.迁入-${new Date(moving.clock()).toISOString().replaceAll(/[-:.]/g, '')}`
  const places = placesOf(dbPath, draft)
  try {
    for (const file of house.files)
      await copyChecked(join(dirname(listPath), file.path), draftOf(file.path, draft), file)
    await checkAndSign(moving, house, draft)
    settleIn(dbPath, places)
    return houseView(house)
  } catch (error) {
    throw storageError(error, dbPath)
  } finally {
    for (const [from] of places) rmSync(from, { recursive: true, force: true })
    for (const end of ['-wal', '-shm', '-journal']) rmSync(draft + end, { force: true })
  }
}

/** Errors: CONFLICT when there is a database, attachments or backups: nothing is ever written over. */
export function refuseInhabited(dbPath: string): void {
  const backups = backupFolder(dbPath)
  const there =
    [dbPath, ownStore(dbPath)].find(isThere) ??
    (isThere(backups) && readdirSync(backups).length > 0 ? backups : undefined)
  if (there === undefined) return
  throw new AppError(
    'CONFLICT',
    `本机已有“${basename(there)}”，没有迁入；整机迁入只在还没有案卷库的电脑上办理，不会覆盖任何文件`,
  )
}

/** From draft to place, in the order they are put there. */
function placesOf(dbPath: string, draft: string): [from: string, to: string][] {
  return [
    [`${draft}.${HOUSE_BACKUPS}`, backupFolder(dbPath)],
    [ownStore(draft), ownStore(dbPath)],
    [keyFileOf(draft), keyFileOf(dbPath)],
    [draft, dbPath],
  ]
}

/** Errors: DAMAGED for a file that belongs to no installation. */
function draftOf(path: string, draft: string): string {
  if (path.startsWith(`${HOUSE_BACKUPS}/`)) return `${draft}.${path}`
  if (path === HOUSE_DB || path === keyFileOf(HOUSE_DB) || path.startsWith(`${ownStore(HOUSE_DB)}/`)) {
    return draft + path.slice(HOUSE_DB.length)
  }
  throw new AppError('DAMAGED', `“${LIST_NAME}”列有不属于案卷库的文件“${path}”，没有迁入；请在原电脑上重新迁出`)
}

async function checkAndSign({ who, resourcesRoot, clock }: MoveIn, house: House, draft: string): Promise<void> {
  if (!existsSync(draft)) throw new AppError('DAMAGED', `“${LIST_NAME}”没有列出案卷库，没有迁入；请在原电脑上重新迁出`)
  const store = new CaseStore(draft, clock, { draft: true })
  try {
    const ws = workspaceOn(store, resourcesRoot, clock)
    const actor = await admit(ws, store, who)
    const checked = verifyDatabase(ws.db)
    if (!checked.ok)
      throw new AppError('DAMAGED', `案卷库未通过核验（${checked.place}），没有迁入；请在原电脑上重新迁出`)
    // Signing in may have added to the chain, so the head of that time is looked for in it.
    const known = verifyDatabase(ws.db, { expectedHead: house.auditHead, stores: null })
    if (!known.ok)
      throw new AppError('DAMAGED', '案卷库的留痕与清单不符，它不是迁出时的那一份，没有迁入；请在原电脑上重新迁出')
    record(ws, actor, (tx) => tx.log('从另一台电脑迁入', '', { files: house.files.length, head: house.auditHead }))
  } finally {
    store.close()
  }
}

async function admit(ws: Workspace, store: CaseStore, who: MoveIn['who']): Promise<Actor> {
  if (who === null) {
    if (!store.isOpen || store.hasAccounts) {
      throw new AppError('NOT_SIGNED_IN', '这份案卷库有账号，请由其中的管理员输入姓名和密码')
    }
    return COMMAND_LINE
  }
  const { id, name, roles } = await enter({ ws, store }, who)
  if (!roles.includes('admin')) {
    throw new AppError('FORBIDDEN', '整机迁入由管理员办理，没有迁入；请由原电脑上的管理员输入姓名和密码')
  }
  return { id, name }
}

/** What a first start that was cut off left is set aside. When a step fails those before it are taken back. */
function settleIn(dbPath: string, places: readonly [from: string, to: string][]): void {
  refuseInhabited(dbPath)
  new Keyring(dbPath, () => new Date().toISOString()).setAside()
  const done: [from: string, to: string][] = []
  try {
    for (const [from, to] of places) {
      if (!existsSync(from)) continue
      // Only the folder of the backups can be there, and it is empty then.
      if (existsSync(to)) rmSync(to, { recursive: true })
      renameSync(from, to)
      done.push([from, to])
    }
  } catch (error) {
    for (const [from, to] of done.reverse()) renameSync(to, from)
    throw error
  }
  flushFolder(dbPath)
}
