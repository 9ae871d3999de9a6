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

test('names, telephones, 证件号码 and accounts do not get into the log', () => {
  const log = openLog(join(mkdtempSync(join(tmpdir(), 'lg-log-')), 'logs'), at)
  const secret = ['欧阳样本', '13800138000', '44030719900101123X', '6222 0200 1234 5678 901', '91440300MA5EXAMP1A']
  log.write(new Error(`“${secret[0]}”的电话 ${secret[1]} 有误：{"name":"${secret[0]}","id":"${secret[2]}"}`))
  log.write(`bad value '${secret[0]}', account ${secret[3]}, code ${secret[4]}`)
  log.write(new Error('TypeError at 2026-03-05, “workbench.db” 4096 bytes'))
  const text = readFileSync(log.file, 'utf8')
  for (const one of secret) expect(text).not.toContain(one)
  expect(text).toMatch(/“…”的电话 \*\*\* 有误：\{"name":"…","id":"\*\*\*"\}\n\s+at .*log\.test\.ts:\d+:\d+/)
  expect(text).toContain('TypeError at 2026-03-05, “workbench.db” 4096 bytes')
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
