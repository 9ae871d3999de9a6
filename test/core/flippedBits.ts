import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { alteredCases } from '../../db/intact.ts'
import { closeDatabase } from '../../db/open.ts'
import { SEALED_TABLES } from '../../db/tables.ts'
import { CaseStore } from '../../electron/core/caseStore.ts'
import { caseView } from '../../electron/core/views.ts'
import { type Workspace, workspaceOn } from '../../electron/core/workspace.ts'
import { AppError } from '../../shared/errors.ts'
import type { CaseRow } from '../../shared/views.ts'
import { caseOf, decide, RESOURCES, sampleDesk, tempFolder } from './coreHarness.ts'

/** What became of a turned bit: the file was not opened, a record was refused, nothing a person sees changed, or it was shown. */
export type Fate = 'not opened' | 'case refused' | 'harmless' | 'SHOWN'

/** A closed plain file of which single bits are turned over, and what each case of it looks like. */
export interface Flipped {
  path: string
  bytes: Buffer
  rows: ReturnType<typeof recordsOf>
  /** Of every case; empty to look only at the cases whose records changed. */
  views: Map<string, string>
}

const VIEWER = { id: '无', name: '无', roles: ['reviewer'] as const }

/** The sample, with two decisions in it. */
export async function decidedDesk() {
  const { desk, round } = await sampleDesk()
  const open = ({ outcome, status }: CaseRow) => outcome === 'met' && status === 'pending'
  const one = await decide(desk, await caseOf(desk, round.id, open))
  const other = await decide(desk, await caseOf(desk, round.id, open))
  return { desk, round, one, other }
}

/** Its file, closed in order or cut off, so that it has no sum. */
export async function decidedFile(closed: boolean): Promise<string> {
  const { desk } = await decidedDesk()
  desk.core.close()
  const path = join(tempFolder(), '评审.db')
  copyFileSync(desk.path, path)
  if (closed) return path
  const raw = new Database(path)
  raw.exec(
    "UPDATE file_sum SET value = 'file-sum-sha256:' || substr('open' || replace(hex(zeroblob(30)), '0', '-'), 1, 64)",
  )
  raw.close()
  return path
}

/** Errors: when the file does not open. */
export function flippable(path: string, views: boolean): Flipped {
  const bytes = readFileSync(path)
  const rows = recordsOf(bytes)
  const shown = new Map<string, string>()
  if (views) {
    const store = new CaseStore(path, () => 0)
    for (const id of caseIds(store))
      shown.set(
        id,
        view(
          workspaceOn(store, RESOURCES, () => 0),
          id,
        ),
      )
    closeDatabase(store.db)
    writeFileSync(path, bytes)
  }
  return { path, bytes, rows, views: shown }
}

/** Turns one bit of the file at rest, opens it and looks at every case whose records are not what they were. */
export function fateOf({ path, bytes, rows, views }: Flipped, bit: number): Fate {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  writeFileSync(path, copy)
  let store: CaseStore
  try {
    store = new CaseStore(path, () => 0)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return 'not opened'
  }
  try {
    const changed = changedRows(rows, copy)
    const ws = workspaceOn(store, RESOURCES, () => 0)
    const suspects = views.size > 0 ? [...views.keys()] : changed.flatMap(({ owner }) => owner ?? [])
    const fates = suspects.map((id) => fateOfCase(ws, id, views.get(id)))
    // A row that belongs to a case only through another one: its case was found when the file was opened.
    if (changed.some(({ owner }) => owner === null) && alteredCases(store.db).size === 0) fates.push('SHOWN')
    if (fates.includes('SHOWN')) return 'SHOWN'
    return fates.includes('case refused') || changed.length > 0 ? 'case refused' : 'harmless'
  } finally {
    store.db.close()
  }
}

function fateOfCase(ws: Workspace, id: string, before: string | undefined): Fate {
  try {
    return view(ws, id) === before ? 'harmless' : 'SHOWN'
  } catch (error) {
    if (error instanceof AppError && error.code === 'DAMAGED') return 'case refused'
    throw error
  }
}

function view(ws: Workspace, id: string): string {
  return JSON.stringify(caseView(ws, id, { ...VIEWER, roles: [...VIEWER.roles] }))
}

function caseIds({ db }: CaseStore): string[] {
  return db.prepare<[], string>('SELECT id FROM application').pluck().all()
}

interface Changed {
  /** The case the row names; null when it names none. */
  owner: string | null
}

/** Every record as text, by table and id. */
function recordsOf(bytes: Buffer): Map<string, { text: string } & Changed> {
  const db = new Database(Buffer.from(bytes).fill(1, 18, 20))
  try {
    const rows = [...SEALED_TABLES, 'audit_log', 'draft'].flatMap((table) =>
      db
        .prepare<[], Record<string, string | number | null>>(`SELECT * FROM ${table}`)
        .all()
        .map((row) => {
          const owner = table === 'application' ? row.id : row.application_id
          return [`${table} ${row.id ?? owner}`, { text: JSON.stringify(row), owner: owner as string | null }] as const
        }),
    )
    return new Map(rows.map(([key, { text, owner }]) => [key, { text, owner: owner ?? null }]))
  } finally {
    db.close()
  }
}

function changedRows(before: Flipped['rows'], bytes: Buffer): Changed[] {
  const now = recordsOf(bytes)
  const keys = [...before.keys()].filter((key) => before.get(key)?.text !== now.get(key)?.text)
  return keys.map((key) => ({ owner: before.get(key)?.owner ?? null }))
}
