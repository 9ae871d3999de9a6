import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { ReadableDb } from '../../../db/handle.ts'
import { readSetting } from '../../../db/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import type { WorkspaceLine } from '../../../shared/exchange/views.ts'

/**
 * A workspace is a folder of its own with a case database of its own, `packages/<id>/workbench.db` beside the office's.
 * What can be said of it while it is closed lies beside it in plain text.
 */
export const WORKSPACE_DB = 'workbench.db'
const NOTE = 'workspace.json'

const note = z.strictObject({
  format: z.literal(1),
  workspaceId: z.uuid(),
  dispatchId: z.uuid(),
  roundName: z.string(),
  dispatchNumber: z.number().int().positive(),
  person: z.string(),
  dueOn: z.string().nullable(),
  openedAt: z.string(),
})
export type WorkspaceNote = z.infer<typeof note>

/** What a workspace's database knows of where it comes from and goes back to; absent in every other database. */
export interface WorkspaceOrigin {
  workspaceId: string
  dispatchId: string
  number: number
  roundId: string
  roundName: string
  personId: string
  dueOn: string | null
  rulesHash: string
  /** Cases whose applicant has more at the office than was sent; absent in workspaces of the first format. */
  apart?: string[]
  dispatchedAt: string
  openedAt: string
  /** Hex, from the 派发包. */
  returnKey: string
  /** Ed25519, base64: SPKI and PKCS#8. */
  publicKey: string
  privateKey: string
}

export const ORIGIN = 'exchangeOrigin'

/** Null in a database that is no workspace. */
export function originOf(db: ReadableDb): WorkspaceOrigin | null {
  return readSetting<WorkspaceOrigin>(db, ORIGIN)
}

/** Errors: CONFLICT in a database that is no workspace. */
export function requireOrigin(db: ReadableDb): WorkspaceOrigin {
  const origin = originOf(db)
  if (origin === null) throw new AppError('CONFLICT', '这里不是派发包的工作区，没有可以交回的派发包；请先打开派发包')
  return origin
}

/** Where the workspaces of a computer lie, by its office database. */
export function packagesFolder(officeDbPath: string): string {
  return join(dirname(officeDbPath), 'packages')
}

export function workspaceDb(folder: string, workspaceId: string): string {
  return join(folder, workspaceId, WORKSPACE_DB)
}

export function notePath(workspaceFolder: string): string {
  return join(workspaceFolder, NOTE)
}

/** The workspaces of a folder, newest first. What is not one of ours is left alone. */
export function listWorkspaces(folder: string): WorkspaceNote[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => noteOf(join(folder, name)) ?? [])
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
}

/** Null for a folder that is no workspace. */
export function noteOf(workspaceFolder: string): WorkspaceNote | null {
  if (!existsSync(notePath(workspaceFolder)) || !existsSync(join(workspaceFolder, WORKSPACE_DB))) return null
  try {
    const read = note.safeParse(JSON.parse(readFileSync(notePath(workspaceFolder), 'utf8')))
    return read.success && read.data.workspaceId === basename(workspaceFolder) ? read.data : null
  } catch {
    return null
  }
}

export function workspaceLine({
  workspaceId,
  roundName,
  dispatchNumber,
  person,
  dueOn,
  openedAt,
}: WorkspaceNote): WorkspaceLine {
  return { workspaceId, roundName, dispatchNumber, person, dueOn, openedAt }
}
