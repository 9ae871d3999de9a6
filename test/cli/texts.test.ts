import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cli, done, doneJson, workFolder } from './commandLine.ts'

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
