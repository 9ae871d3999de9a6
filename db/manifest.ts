import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { replaceFile } from './files.ts'

/** Why, when and by which version of the program a backup is made. */
export interface Making {
  why: string
  madeAt: string
  appVersion: string
}

const count = z.number().int().nonnegative()
const sum = z.string().regex(/^[0-9a-f]{64}$/)
const manifest = z.object({
  madeAt: z.string(),
  why: z.string(),
  appVersion: z.string(),
  /** Format of the database file. */
  schema: count,
  bytes: count,
  /** Of the bytes of the database file. */
  sha256: sum,
  /** Records of each table that has any. */
  tables: z.record(z.string(), count),
  auditEntries: count,
  /** Hash of the newest audit entry. */
  auditHead: sum,
  attachments: count,
})

/** What was in a backup when it was verified. It says nothing of what stands in the records. */
export type Manifest = z.infer<typeof manifest>

/** The manifest lies beside the backup, under its name. */
export function manifestOf(backupPath: string): string {
  return `${backupPath}.manifest.json`
}

/** Null when there is none, or none that can be read: then the backup speaks for itself when it is verified. */
export function readManifest(backupPath: string): Manifest | null {
  const path = manifestOf(backupPath)
  if (!existsSync(path)) return null
  try {
    return manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Writes it whole or not at all. Throws what the file system throws. */
export function writeManifest(backupPath: string, content: Manifest): void {
  replaceFile(manifestOf(backupPath), `${JSON.stringify(content, null, 2)}\n`)
}
