import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { applicationByNo } from '../../db/applications.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { validList } from '../../db/lists.ts'
import { openDatabase } from '../../db/open.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { type Fen, parseMoney, wanGrouped } from '../../shared/money.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { cli, done, doneJson, readBook, workFolder } from './commandLine.ts'
import { allocateDocument, assessDocument } from './documents.ts'

const folder = workFolder()
const db = join(folder, '演示.db')
const on = ['--db', db, '--round', '2026-1'] as const
const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, one) => total + one, 0)

beforeAll(async () => {
  await done(['demo', '--out', folder])
}, 120_000)

test('one sum from the assessment to the notice, to the last 分', async () => {
  const list = frozenList()
  const { allocatedFen, entitledFen } = list.allocation
  const granted = list.items.filter(({ status }) => status === 'granted')
  expect(sum(granted.map((item) => item.allocatedFen))).toBe(allocatedFen)
  expect(sum(granted.map((item) => item.entitledFen))).toBe(entitledFen)

  const assessed = assessDocument.parse(await doneJson(['assess', ...on]))
  const computed = new Map(assessed.map(({ applicationNo, amountFen }) => [applicationNo, amountFen]))
  for (const { applicationNo, computedFen } of list.items) expect(computed.get(applicationNo)).toBe(computedFen)
  const met = assessed.filter(({ outcome }) => outcome === 'met').map(({ amountFen }) => amountFen ?? 0)
  expect(sum(met)).toBe(sum(list.allocation.rows.map((row) => row.entitledFen)))

  const allocated = allocateDocument.parse(await doneJson(['allocate', ...on]))
  expect(allocated).toMatchObject({ allocatedFen, entitledFen })
  expect(allocated.rows.map((row) => row.allocatedFen)).toEqual(list.allocation.rows.map((row) => row.allocatedFen))

  const summary = (await readBook(join(folder, '资助汇总表.xlsx'))).getWorksheet('汇总')
  expect(columnSum(summary, '拟资助金额（元）', 1)).toEqual({ cells: allocatedFen, total: allocatedFen })
  expect(columnSum(summary, '申报金额（元）', 1).cells).toBe(sum(list.items.map((item) => item.requestedFen ?? 0)))

  const [approval] = (await readBook(join(folder, '审批表.xlsx'))).worksheets
  expect(columnSum(approval, '拟资助金额（元）', 4)).toEqual({ cells: allocatedFen, total: allocatedFen })
  expect(columnSum(approval, '应资助金额（元）', 4)).toEqual({ cells: entitledFen, total: entitledFen })

  const notice = (await pdfText(readFileSync(join(folder, '公示.pdf')))).join('').replace(/\s/g, '')
  expect(notice).toContain(`拟资助项目共${granted.length}项`)
  expect(notice).toContain(`拟资助金额合计${wanGrouped(allocatedFen)}万元`)
})

test('拨付明细表 pays out the sums of the list to whole accounts, and waits for an open objection', async () => {
  const out = join(folder, '拨付明细表.xlsx')
  const payment = ['export', 'payment', ...on, '--out', out] as const
  expect(await cli([...payment, '--assume-machine'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^试算没有定稿/),
  })
  const { items, listNo, hash, allocation } = frozenList()
  const granted = items.filter(({ status }) => status === 'granted')
  const [first] = granted
  const no = first?.applicationNo ?? ''
  const objection = ['objections', 'add', ...on, '--kind', 'objection', '--how', '书面', '--reason', '金额'] as const
  await done([...objection, '--date', '2026-09-29', '--application', no, '--person', '欧阳某某'])
  expect(await cli(payment)).toMatchObject({
    code: 1,
    stderr: '还不能下达：还有 1 件未办结：异议2026-1-01，请先在“异议台账”办结\n',
  })
  expect(existsSync(out)).toBe(false)
  const closing = [
    'objections',
    'step',
    ...on,
    '--id',
    '异议2026-1-01',
    '--date',
    '2026-09-30',
    '--reason',
    '核对',
  ] as const
  await done([...closing, '--as', 'rejected'])

  expect(await doneJson([...payment, '--json'])).toMatchObject({ out, listNo, hash, granted: granted.length })
  const [sheet] = (await readBook(out)).worksheets
  expect(columnSum(sheet, '金额（元）', 3)).toEqual({ cells: allocation.allocatedFen, total: allocation.allocatedFen })
  const rows = sheet?.getRows(4, granted.length) ?? []
  const paid = new Map(rows.map((row) => [row.getCell(2).text, row.getCell(5).value]))
  expect([...paid.keys()]).toEqual(granted.map(({ applicationNo }) => applicationNo))
  expect(paid.get(no)).toBe(accountOf(no))
  expect(await done(['papers', 'list', ...on])).toContain(`拨付明细表2026-1-01 有效 ${listNo}`)
})

/** A column's sum over the numbered rows, and the total the workbook has below them. */
function columnSum(sheet: ExcelJS.Worksheet | undefined, header: string, headerRow: number) {
  if (sheet === undefined) throw new Error('the sheet is missing')
  const headers = sheet.getRow(headerRow).values as (string | undefined)[]
  const column = headers.indexOf(header)
  if (column < 1) throw new Error(`no column ${header}`)
  const cells: Fen[] = []
  let total: Fen | null = null
  sheet.eachRow((row, at) => {
    const { value } = row.getCell(column)
    if (at <= headerRow || value === null) return
    if (typeof row.getCell(1).value === 'number') cells.push(toFen(value))
    else if (typeof value === 'object' && 'formula' in value) total = toFen(value.result)
  })
  return { cells: sum(cells), total }
}

function toFen(value: unknown): Fen {
  if (typeof value !== 'number') throw new Error(`not an amount: ${String(value)}`)
  return parseMoney(String(value), '元')
}

function frozenList() {
  return inRound((file, roundId) => {
    const list = validList(file, roundId)
    if (list === null) throw new Error('the demo froze no list')
    return list.content
  })
}

function accountOf(no: string): string {
  return inRound((file, roundId) => applicationByNo(file, roundId, no)?.application.facts.bankAccount ?? 'none')
}

function inRound<T>(read: (file: ReadableDb, roundId: string) => T): T {
  const file = openDatabase(db, { readonly: true })
  try {
    const round = roundByYearBatch(file, 2026, 1)
    if (round === null) throw new Error('the demo made no round')
    return read(file, round.id)
  } finally {
    file.close()
  }
}
