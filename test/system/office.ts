import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll } from 'vitest'

/** Every sheet in a file of its own, UTF-8, texts quoted, cells as they are shown. */
export const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true,false,false,-1'

/** A folder for one test file, removed at its end, and LibreOffice with a profile of its own in it. */
export function office(): { dir: string; convert: (paths: readonly string[], format: string, out: string) => void } {
  const dir = mkdtempSync(join(tmpdir(), 'office-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  const profile = pathToFileURL(join(dir, 'profile')).href
  return {
    dir,
    /** All the files in one run; `out` is a folder in `dir`. */
    convert(paths, format, out) {
      const order = ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', format]
      execFileSync('soffice', [...order, '--outdir', join(dir, out), ...paths], { stdio: 'ignore' })
    },
  }
}

/** Rows of cells. Texts may hold commas, quotes and line ends. */
export function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}
