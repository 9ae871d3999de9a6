import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LARGEST_BYTES = 1_000_000
const KEPT_FILES = 3

export interface Log {
  readonly file: string
  write(error: unknown): void
}

/**
 * A plain text log that turns over at 1 MB and keeps three files, without personal data: it lies readable beside the
 * encrypted database and is sent to whoever maintains the program. A log that cannot be written never stops the work.
 */
export function openLog(folder: string, now: () => Date = () => new Date()): Log {
  const file = join(folder, 'workbench.log')
  return {
    file,
    write: (error) => {
      const text = withoutPersonalData(error instanceof Error ? (error.stack ?? error.message) : String(error))
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

/** Chinese between quotation marks: in a sentence of ours and in JSON, what a person entered. */
const QUOTED = /“[^“”\n]*\p{Script=Han}[^“”\n]*”|(["'`])(?:(?!\1)[^\n])*\p{Script=Han}(?:(?!\1)[^\n])*\1/gu
/** Telephones, 证件号码 and accounts, also in groups; credit codes. */
const NUMBERS = /\d{4}(?: ?\d){3,}[\dXx]?|\b[0-9A-HJ-NPQRTUWXY]{18}\b/g

/** What was going on stays readable; whom it was about does not. */
function withoutPersonalData(text: string): string {
  return text.replaceAll(QUOTED, (said) => `${said.at(0)}…${said.at(-1)}`).replaceAll(NUMBERS, '***')
}

function turnOver(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < LARGEST_BYTES) return
  for (let age = KEPT_FILES - 1; age >= 1; age -= 1) {
    const older = age === 1 ? file : `${file}.${age - 1}`
    if (statSync(older, { throwIfNoEntry: false }) !== undefined) renameSync(older, `${file}.${age}`)
  }
}
