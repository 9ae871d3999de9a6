import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pdfFile, xlsxFile } from '../fixtures/evidenceFiles.ts'
import { cli, done, doneJson, SAMPLE, sha256, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '2026.db')
const on = ['--db', db, '--round', '2026-1'] as const
const one = ['--case', 'LG2026110010'] as const
const attachment = z.object({ id: z.string(), applicationNo: z.string(), fileName: z.string(), media: z.string() })

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...on, '--budget', '12000000', '--params', 'demo'])
  await done(['import', ...on, SAMPLE])
}, 60_000)

test('files are added, listed, withdrawn, backed up and restored; a lost one is named by verify', async () => {
  const report = join(folder, '审计报告.pdf')
  writeFileSync(report, await pdfFile())
  writeFileSync(join(folder, '台账.xlsx'), xlsxFile())
  const added = attachment.parse(await doneJson(['attachment', 'add', ...on, ...one, report]))
  expect(added).toMatchObject({ applicationNo: 'LG2026110010', fileName: '审计报告.pdf', media: 'pdf' })
  await done(['attachment', 'add', ...on, ...one, join(folder, '台账.xlsx')])
  const listed = z.array(attachment)
  expect(listed.parse(await doneJson(['attachment', 'list', ...on]))).toHaveLength(2)
  const again = await cli(['attachment', 'add', ...on, ...one, report])
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toMatch(/已有内容完全相同的附件“审计报告.pdf”/)
  const wrong = await cli(['attachment', 'add', ...on, ...one, '--material', '没有的材料', report])
  expect(wrong).toMatchObject({ code: 1, stdout: '' })
  expect(wrong.stderr).toMatch(/没有材料“没有的材料”/)

  const copy = join(folder, '备份.db')
  expect(await done(['backup', '--db', db, '--out', copy])).toMatch(/附件 2 个在旁边的文件夹“备份.db.files”里/)
  await done(['attachment', 'withdraw', ...on, ...one, '--id', added.id, '--reason', '错件'])
  expect(listed.parse(await doneJson(['attachment', 'list', ...on, ...one]))).toHaveLength(1)
  const back = join(folder, '恢复.db')
  await done(['restore', '--from', copy, '--db', back])
  expect(await doneJson(['verify', '--db', back])).toMatchObject({ ok: true })
  expect(listed.parse(await doneJson(['attachment', 'list', '--db', back, '--round', '2026-1']))).toHaveLength(2)

  const hash = sha256(report)
  rmSync(join(`${back}.files`, hash.slice(0, 2), hash))
  const verified = await cli(['verify', '--db', back])
  expect(verified).toMatchObject({ code: 1, stdout: '' })
  expect(verified.stderr).toMatch(/核验不通过：申报 LG2026110010 附件“审计报告.pdf”的文件不见了/)
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('wrong usage is told apart from a refusal', async () => {
  for (const words of [['add'], ['list', 'x.pdf'], ['look']]) {
    expect(await cli(['attachment', ...words, ...on]), words.join(' ')).toMatchObject({ code: 2, stdout: '' })
  }
})
