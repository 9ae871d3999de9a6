import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PrintOrder } from '../../shared/contract/printing.ts'
import { publishedRound } from '../e2e/office/publishedRound.ts'
import { pdfText } from '../pdf/pdfText.ts'

test('a print is logged as such with list, paper and pages; a fallen list is refused; a trial is marked', {
  timeout: 240_000,
}, async () => {
  const { office, roundId } = await publishedRound()
  await office.signIn('赵示例')
  const [valid, fallen] = await office.ask('list.all', { roundId })
  if (valid === undefined || fallen === undefined) throw new Error('two lists were frozen')
  const order = { of: 'list', roundId, listId: valid.id, kinds: ['notice', 'approval'] } as const
  const job = await office.ask('print.prepare', { order: { ...order, kinds: [...order.kinds] } })
  expect(job.parts.map(({ name, main, paper }) => [name, main, paper.format, paper.landscape])).toEqual([
    ['公示', true, 'A4', false],
    ['审批表·审批表', true, 'A4', true],
    ['审批表·计算依据', false, 'A4', true],
  ])
  const { jobId } = job
  await office.ask('print.done', { jobId, parts: [0, 1] })
  const pages = (job.parts[0]?.pages ?? 0) + (job.parts[1]?.pages ?? 0)

  await expect(
    office.ask('print.prepare', { order: { of: 'list', roundId, listId: fallen.id, kinds: ['summary'] } }),
  ).rejects.toThrow(/已失效（.+），不能打印。请重新定稿/)
  await expect(office.ask('print.done', { jobId: 'another-job', parts: [0] })).rejects.toThrow('页面已不在')
  await expect(office.ask('print.done', { jobId, parts: [9] })).rejects.toThrow('要打印的部分不存在')

  const rows = await office.ask('case.list', { roundId })
  const caseIds = rows.slice(0, 3).map(({ id }) => id)
  const cases = await office.ask('print.prepare', { order: { of: 'cases', kind: 'review', caseIds, dueOn: null } })
  expect(cases.cases).toBe(3)
  const [drawn] = await office.ask('print.pages', { jobId: cases.jobId, parts: [0] })
  expect(drawn?.starts).toHaveLength(3)

  await office.signIn('钱示例')
  const printed = (await office.ask('audit.list', { limit: 20 })).filter(({ action }) => action === '打印')
  expect(printed.map(({ who, detail }) => [who, detail.split('，文件')[0]])).toEqual([
    ['赵示例', expect.stringContaining(`${valid.listNo} 文书 公示、审批表·审批表，页数 ${pages}`)],
  ])
  office.close()
})

test('a printed copy bears the number of the newest export, and none where it would be another paper', {
  timeout: 240_000,
}, async () => {
  const { office, roundId } = await publishedRound()
  await office.signIn('赵示例')
  const [valid] = await office.ask('list.all', { roundId })
  if (valid === undefined) throw new Error('a list was frozen')
  const folder = mkdtempSync(join(tmpdir(), 'lg-printed-copy-'))
  for (const kind of ['notice', 'summary'] as const) {
    const order = { of: 'list', roundId, listId: valid.id, kinds: [kind] } as const
    const warnings = async () =>
      (await office.ask('print.prepare', { order: { ...order, kinds: [kind] } })).warnings.join('；')
    const saveToken = office.file(join(folder, kind), 'write')
    await office.ask('paper.export', { roundId, listId: valid.id, kind, saveToken })
    expect(await warnings()).not.toMatch(/打印件不带文书编号/)
  }
  const settings = await office.ask('settings.get', {})
  await office.ask('settings.save', { ...settings, address: `${settings.address}（东门）` })
  const order = { of: 'list', roundId, listId: valid.id, kinds: ['notice'] } as const
  const changed = await office.ask('print.prepare', { order: { ...order, kinds: ['notice'] } })
  expect(changed.warnings.join('；')).toMatch(/“公示2026-1-\d\d”导出之后.*打印件不带文书编号，正式使用请重新导出再打印/)
  const never = await office.ask('print.prepare', { order: { ...order, kinds: ['approval'] } })
  expect(never.warnings.join('；')).toMatch(/审批表还没有编号：打印件不带文书编号/)
  office.close()
})

test('审定要点 and papers of cases bear their number of the register in print, or none: never that it comes later', {
  timeout: 240_000,
}, async () => {
  const { office, roundId } = await publishedRound()
  await office.signIn('赵示例')
  const [valid] = await office.ask('list.all', { roundId })
  if (valid === undefined) throw new Error('a list was frozen')
  const folder = mkdtempSync(join(tmpdir(), 'lg-printed-case-'))
  const caseIds = (await office.ask('case.list', { roundId })).slice(0, 2).map(({ id }) => id)
  const cases = { kind: 'review', caseIds, dueOn: null } as const
  const pack = { of: 'pack', roundId, listId: valid.id } as const
  const printed = async (order: PrintOrder) => {
    const { jobId, warnings } = await office.ask('print.prepare', { order })
    const [part] = await office.ask('print.pages', { jobId, parts: [0] })
    const pages = part === undefined ? [] : await pdfText(part.pdf)
    return { warnings: warnings.join('；'), pages: pages.map((page) => page.replace(/\s/g, '')) }
  }
  const orders: [PrintOrder, string][] = [
    [{ of: 'cases', ...cases, caseIds }, '个案审核表2026-1-01'],
    [pack, '审定要点2026-1-01'],
  ]
  for (const [order] of orders) {
    const { warnings, pages } = await printed(order)
    expect(warnings).toMatch(/还没有编号：打印件不带文书编号/)
    expect(pages.join('')).not.toMatch(/文书编号/)
  }
  await office.ask('paper.exportCase', { ...cases, caseIds, saveToken: office.file(join(folder, 'a.pdf'), 'write') })
  const saveToken = office.file(join(folder, 'b.pdf'), 'write')
  await office.ask('desk.exportPack', { roundId, listId: valid.id, saveToken })
  for (const [order, no] of orders) {
    const { warnings, pages } = await printed(order)
    expect(warnings).not.toMatch(/打印件不带文书编号/)
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect(page).toContain(`文书编号${no}`)
  }
  office.close()
})
