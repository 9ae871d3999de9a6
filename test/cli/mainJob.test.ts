import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { pdfText } from '../pdf/pdfText.ts'
import { cli, done, doneJson, readBook, SAMPLE, sha256, workFolder } from './commandLine.ts'
import { allocateDocument, assessDocument, importDocument, verifyDocument } from './documents.ts'

const folder = workFolder()
const db = join(folder, '评审.db')
const on = ['--db', db, '--round', '2026-1'] as const
const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0)

beforeAll(async () => {
  expect(await done(['init', '--db', db])).toMatch(/没有账号、没有加密/)
  await done(['round', 'create', ...on, '--budget', '12000000.00', '--params', 'demo'])
}, 60_000)

test('the sample: 52 accepted, every row accounted for, the second time nothing changes', async () => {
  const dry = importDocument.parse(await doneJson(['import', ...on, '--dry-run', SAMPLE]))
  expect(await doneJson(['assess', ...on])).toEqual([])
  const first = importDocument.parse(await doneJson(['import', ...on, SAMPLE]))
  expect(first).toEqual(dry)
  expect(first).toMatchObject({ accepted: 52, rejected: 0, unchanged: 0, changed: 0, problems: [] })
  for (const { name, rows, accepted, rejected, skipped } of first.sheets) {
    expect(accepted + rejected + skipped, name).toBe(rows)
  }
  expect(sum(first.sheets.map(({ accepted }) => accepted))).toBe(52)
  expect(sum(first.sheets.map(({ skipped }) => skipped))).toBe(first.skipped.length)
  const head = verifyDocument.parse(await doneJson(['verify', '--db', db])).head
  const second = importDocument.parse(await doneJson(['import', ...on, SAMPLE]))
  expect(second).toMatchObject({ accepted: 52, unchanged: 52, changed: 0, rejected: 0 })
  expect(await doneJson(['verify', '--db', db])).toMatchObject({ ok: true, head })
})

test('the sample assessed with the demo parameters: documented keys, whole 分, each step carries on', async () => {
  const entries = assessDocument.parse(await doneJson(['assess', ...on]))
  expect(entries).toHaveLength(52)
  const outcomes = Object.groupBy(entries, ({ outcome }) => outcome)
  expect(outcomes.unset).toBeUndefined()
  for (const { applicationNo, outcome, steps, amountFen } of entries) {
    if (outcome === 'met') expect(amountFen, applicationNo).not.toBeNull()
    if (amountFen !== null) expect(steps.at(-1)?.afterFen, applicationNo).toBe(amountFen)
    for (const [at, { beforeFen }] of steps.entries()) {
      expect(beforeFen, `${applicationNo} step ${at}`).toBe(at === 0 ? null : steps[at - 1]?.afterFen)
    }
  }
})

test('the trial of the round: sums agree, the budget holds, another budget is not saved', async () => {
  const trial = allocateDocument.parse(await doneJson(['allocate', ...on, '--assume-machine']))
  expect(trial.budgetFen).toBe(1_200_000_000)
  expect(sum(trial.rows.map(({ allocatedFen }) => allocatedFen))).toBe(trial.allocatedFen)
  expect(trial.allocatedFen + trial.remainderFen).toBe(trial.budgetFen)
  const sharing = trial.rows.filter(({ quota }) => quota === null || quota === 'in')
  expect(sum(sharing.map(({ entitledFen }) => entitledFen))).toBe(trial.entitledFen)
  const budget = ['--budget', '30,000,000.00'] as const
  const rich = allocateDocument.parse(await doneJson(['allocate', ...on, '--assume-machine', ...budget]))
  expect(rich.allocatedFen).toBe(rich.entitledFen)
  expect(rich.entitledFen).toBe(trial.entitledFen)
  expect(allocateDocument.parse(await doneJson(['allocate', ...on])).rows).toEqual([])
  expect(await doneJson(['allocate', ...on, '--assume-machine'])).toEqual(trial)
})

test('without a frozen list an export says what to do; trial papers say 试算 on every page', async () => {
  const refused = await cli(['export', 'summary', ...on, '--out', join(folder, '没有.xlsx')])
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/没有有效的定稿名单，请先定稿.*--assume-machine/)
  expect(existsSync(join(folder, '没有.xlsx'))).toBe(false)
  const papers = [
    { kind: 'summary', out: join(folder, '汇总.xlsx') },
    { kind: 'approval', out: join(folder, '审批.xlsx') },
    { kind: 'notice', out: join(folder, '公示.pdf') },
  ]
  for (const { kind, out } of papers) await done(['export', kind, ...on, '--out', out, '--assume-machine'])
  for (const { out } of papers.slice(0, 2)) {
    const book = await readBook(out)
    for (const sheet of book.worksheets) {
      const printed = [sheet.headerFooter?.oddHeader, sheet.headerFooter?.oddFooter].join(' ')
      expect(printed, `${out} ${sheet.name}`).toContain('试算')
      expect(printed, `${out} ${sheet.name}`).toContain('演示参数，非政策规定')
    }
  }
  const pages = await pdfText(readFileSync(join(folder, '公示.pdf')))
  expect(pages.length).toBeGreaterThan(2)
  for (const page of pages) {
    expect(page.replace(/\s/g, '')).toContain('试算')
    expect(page.replace(/\s/g, '')).toContain('演示参数，非政策规定')
  }
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('backup and restore give the same record; restore never overwrites', async () => {
  const copy = join(folder, '备份.db')
  const back = join(folder, '恢复.db')
  const before = verifyDocument.parse(await doneJson(['verify', '--db', db]))
  const made = await doneJson(['backup', '--db', db, '--out', copy])
  expect(made).toMatchObject({ sha256: sha256(copy) })
  await done(['restore', '--from', copy, '--db', back])
  expect(await doneJson(['verify', '--db', back])).toMatchObject({ ok: true, head: before.head, rows: before.rows })
  const entries = await doneJson(['assess', '--db', back, '--round', '2026-1'])
  expect(entries).toEqual(await doneJson(['assess', ...on]))
  const bytes = sha256(back)
  const again = await cli(['restore', '--from', copy, '--db', back])
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toMatch(/已经存在，没有覆盖/)
  expect(sha256(back)).toBe(bytes)
})

test('without the demo parameters an unset parameter blocks by name and is never 0', async () => {
  const bare = join(folder, '未设定.db')
  const onBare = ['--db', bare, '--round', '2026-1'] as const
  await done(['init', '--db', bare])
  await done(['round', 'create', ...onBare, '--budget', '12000000'])
  await done(['import', ...onBare, SAMPLE])
  const entries = assessDocument.parse(await doneJson(['assess', ...onBare]))
  expect(entries).toHaveLength(52)
  const unset = entries.filter(({ outcome }) => outcome === 'unset')
  expect(unset.length).toBeGreaterThan(10)
  for (const { conditions } of unset) {
    const sentence = conditions.find(({ outcome }) => outcome === 'unset')?.text ?? ''
    expect(sentence).toMatch(/^参数未设定：.+，请科长在“条款参数”中录入并注明依据/)
  }
  const withoutFigures = entries.filter(({ article }) => article === 'platform' || article === 'growth')
  for (const { amountFen } of withoutFigures) expect(amountFen).toBeNull()
  const glasses = entries.filter(({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  expect(glasses.length).toBeGreaterThan(0)
  for (const { amountFen } of glasses) expect(amountFen).toBeLessThanOrEqual(30_000_000)
})

test('the demo makes database and papers, twice in the same folder, and the record verifies', async () => {
  const out = join(folder, '演示 目录')
  await done(['demo', '--out', out], {})
  expect(readdirSync(out).sort()).toEqual(
    expect.arrayContaining(['公示.pdf', '审批表.xlsx', '演示.db', '资助汇总表.xlsx'].sort()),
  )
  expect(await done(['verify', '--db', join(out, '演示.db')])).toMatch(/^核验通过/)
  await done(['demo', '--out', out], {})
  expect(await done(['verify', '--db', join(out, '演示-2.db')])).toMatch(/^核验通过/)
})
