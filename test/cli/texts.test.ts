import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cli, done, doneJson, SAMPLE, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '文字.db')
const notice = ['--db', db, '--kind', 'notice']

test('texts are shown, set from a file, refused with the line, and reset', async () => {
  await done(['init', '--db', db])
  const { text } = z
    .strictObject({ kind: z.string(), text: z.string() })
    .parse(await doneJson(['texts', 'show', ...notice]))
  const file = join(folder, '公示.yaml')
  writeFileSync(file, `\uFEFF${text.replace('接受社会监督', '请社会监督')}`)
  await doneJson(['texts', 'set', ...notice, '--file', file])
  const listed = await doneJson(['texts', 'list', '--db', db])
  expect(listed).toContainEqual(expect.objectContaining({ kind: 'notice', own: true, shippedChanged: false }))
  expect(await doneJson(['texts', 'show', ...notice])).toMatchObject({ text: expect.stringContaining('请社会监督') })

  writeFileSync(file, text.replace('{days}', '{dayz}'))
  const bad = await cli(['texts', 'set', ...notice, '--file', file])
  expect(bad).toMatchObject({ code: 1, stdout: '' })
  expect(bad.stderr).toMatch(/^模板“公示（本局文字）”第\d+行：不认识的字段“{dayz}”/)
  await done(['texts', 'reset', ...notice])
  expect(await doneJson(['texts', 'show', ...notice])).toEqual({ kind: 'notice', text })
  expect(await cli(['texts', 'show', '--db', db, '--kind', 'summary'])).toMatchObject({ code: 2 })
}, 60_000)

test('a character in no font stops the export and is named; no file is left', async () => {
  const other = join(folder, '生僻字.db')
  const on = ['--db', other, '--round', '2026-1']
  await done(['init', '--db', other])
  await done(['round', 'create', ...on, '--budget', '12000000.00'])
  await done(['import', ...on, SAMPLE])
  await done(['assess', ...on])
  const { text } = z
    .strictObject({ kind: z.string(), text: z.string() })
    .parse(await doneJson(['texts', 'show', '--db', other, '--kind', 'notice']))
  const file = join(folder, '生僻字.yaml')
  writeFileSync(file, text.replace('接受社会监督', '接受社会ก监督'))
  await done(['texts', 'set', '--db', other, '--kind', 'notice', '--file', file])
  const out = join(folder, '公示.pdf')
  const refused = await cli(['export', 'notice', ...on, '--assume-machine', '--out', out])
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^公示正文第1段中的“ก”（U\+0E01）在已安装的字体中都没有，无法打印，已停止生成/)
  expect(readdirSync(folder).filter((name) => name.includes('公示.pdf'))).toEqual([])
}, 60_000)
