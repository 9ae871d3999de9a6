import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../electron/main/log.ts'

const at = (): Date => new Date('2026-03-05T06:07:08.000Z')

test('an error is kept with its time and its stack', () => {
  const log = openLog(join(mkdtempSync(join(tmpdir(), 'lg-log-')), 'logs'), at)
  log.write(new Error('broken'))
  expect(readFileSync(log.file, 'utf8')).toMatch(/^2026-03-05T06:07:08.000Z Error: broken\n\s+at /)
})

test('at 1 MB the log turns over, and only three files are kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lg-log-'))
  const log = openLog(folder, at)
  for (const age of ['first', 'second', 'third', 'fourth']) {
    log.write(age)
    writeFileSync(log.file, `${age}\n`.padEnd(1_000_000, '.'))
  }
  log.write('now')
  expect(readdirSync(folder).sort()).toEqual(['workbench.log', 'workbench.log.1', 'workbench.log.2'])
  expect(readFileSync(log.file, 'utf8')).toContain('now')
  expect(readFileSync(`${log.file}.1`, 'utf8')).toContain('fourth')
  expect(readFileSync(`${log.file}.2`, 'utf8')).toContain('third')
})

test('a folder that cannot be made does not stop the work', () => {
  const blocked = join(mkdtempSync(join(tmpdir(), 'lg-log-')), 'file')
  writeFileSync(blocked, '')
  expect(() => openLog(join(blocked, 'logs'), at).write('lost')).not.toThrow()
})
