import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A function that writes bytes to a new file in a folder of this test file, removed at the end. */
export function tempFiles(): { folder: string; write(name: string, bytes: Buffer | string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    write(name, bytes) {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      return path
    },
  }
}
