import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, done, doneJson, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '演示', '演示.db')
const zip = join(folder, '归档包.zip')
const sum = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

test('an archive is made, registered, checked without the database, and found out when a byte changes', {
  timeout: 120_000,
}, async () => {
  const empty = join(folder, '空.db')
  await done(['init', '--db', empty])
  await done(['round', 'create', '--db', empty, '--round', '2026-1', '--budget', '100.00'])
  const early = await cli(['archive', 'create', '--db', empty, '--round', '2026-1', '--out', zip])
  expect([early.code, existsSync(zip)]).toEqual([1, false])
  expect(early.stderr).toMatch(/还没有定稿名单，不能归档/)

  await done(['demo', '--out', join(folder, '演示')])
  const round = ['--db', db, '--round', '2026-1'] as const
  expect(await doneJson(['archive', 'create', ...round, '--out', zip])).toMatchObject({ cases: 52 })
  expect(await done(['papers', 'list', ...round])).toContain('归档包2026-1-01 有效')
  expect(await doneJson(['archive', 'verify', '--from', zip])).toMatchObject({ ok: true, sha256: sum(zip) })
  expect(await done(['verify', '--db', db])).toContain('通过')

  const bytes = readFileSync(zip)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(zip, bytes)
  const { code, stderr } = await cli(['archive', 'verify', '--from', zip])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^文件“.+”(读不出来|的内容)|归档包/)
})

test('wrong usage of archive is exit 2', async () => {
  expect((await cli(['archive', 'look'])).code).toBe(2)
  expect((await cli(['archive', 'verify', '--from', zip, '--db', db])).code).toBe(2)
  expect((await cli(['archive', 'create', '--db', db, '--from', zip])).code).toBe(2)
})
