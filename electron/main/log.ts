import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LARGEST_BYTES = 1_000_000
const KEPT_FILES = 3

export interface Log {
  readonly file: string
  write(error: unknown): void
}

/** A plain text log that turns over at 1 MB and keeps three files. A log that cannot be written never stops the work. */
export function openLog(folder: string, now: () => Date = () => new Date()): Log {
  const file = join(folder, 'workbench.log')
  return {
    file,
    write: (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      try {
        mkdirSync(folder, { recursive: true })
        turnOver(file)
        appendFileSync(file, `${now().toISOString()} ${text}\n`)
      } catch {
        console.error(text)
      }
    },
  }
}

function turnOver(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LARGEST_BYTES) return
  for (let age = KEPT_FILES - 1; age >= 1; age -= 1) {
    const older = age === 1 ? file : `${file}.${age - 1}`
    if (statSync(older, { throwIfNoEntry: false }) !== undefined) renameSync(older, `${file}.${age}`)
  }
}
