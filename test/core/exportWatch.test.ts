import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFileAtomic } from '../../electron/core/atomicFile.ts'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { ExportWatch } from '../../electron/core/exportWatch.ts'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import { type DataRow, type PaperSheet, rowsOf } from '../../shared/report/sheet.ts'
import { sampleDesk, tempFolder } from './coreHarness.ts'

const ROWS = 10_000
const INFO = { title: '表', createdAt: '2026-03-05T01:00:00.000Z' }

/** A long sheet that counts how many of its rows were ever made. */
function longSheet(): { sheet: PaperSheet; made: () => number } {
  let made = 0
  const rows = function* (): Generator<DataRow> {
    for (let at = 1; at <= ROWS; at += 1) {
      made += 1
      yield {
        kind: 'data',
        overridden: false,
        cells: Array.from({ length: 12 }, (_, column) => `第${at}行第${column}列`),
      }
    }
  }
  const columns = Array.from({ length: 12 }, (_, at): PaperSheet['columns'][number] => {
    return { field: `f${at}`, header: `列${at}`, width: 14, kind: 'text', total: false }
  })
  const sheet = { name: '长表', before: [], columns, rows: rowsOf(rows), after: [], plain: true, mark: '' }
  return { sheet: { ...sheet, unit: '', pageTitle: '长表', reference: '' }, made: () => made }
}

test('an export of 10,000 rows tells how far it is and lets other work have its turn', async () => {
  const { sheet } = longSheet()
  const told: ExportProgress[] = []
  const watch = new ExportWatch()
  const report = watch.report.bind(watch)
  watch.report = (progress) => {
    told.push(progress)
    report(progress)
  }
  let turns = 0
  let writing = true
  const other = (): void => {
    turns += 1
    if (writing) setImmediate(other)
  }
  setImmediate(other)
  await writeFileAtomic(join(tempFolder(), '表.xlsx'), (file) => writeWorkbook(file, [sheet], INFO, watch))
  writing = false
  expect(told.length).toBeGreaterThan(50)
  expect(told.at(-1)).toEqual({ sheet: '长表', number: 1, of: 1, rows: ROWS })
  expect(told.map(({ rows }) => rows)).toEqual(told.map(({ rows }) => rows).toSorted((a, b) => a - b))
  expect(turns).toBeGreaterThan(told.length)
})

test('cancelling half way stops the making of rows and leaves nothing on disk', async () => {
  const { sheet, made } = longSheet()
  const folder = tempFolder()
  const watch = new ExportWatch()
  const writing = writeFileAtomic(join(folder, '表.xlsx'), (file) => writeWorkbook(file, [sheet], INFO, watch))
  const stopHalfWay = (): void => {
    if (made() < ROWS / 4) setImmediate(stopHalfWay)
    else watch.cancel()
  }
  stopHalfWay()
  await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(made()).toBeLessThan(ROWS)
  expect(readdirSync(folder)).toEqual([])
})

test.each(['summary', 'approval'] as const)(
  'a cancelled %s is neither left nor logged; asked for again it is',
  async (kind) => {
    const { desk, round } = await sampleDesk('科长丙')
    const roundId = round.id
    const exports = async () => {
      const entries = await desk.ask('audit.list', { limit: 500 })
      return entries.filter(({ action }) => action === '导出').length
    }
    const folder = tempFolder()
    const saveToken = desk.writeToken(join(folder, '表.xlsx'))
    const before = await exports()
    const reply = desk.reply('paper.export', { roundId, listId: null, kind, saveToken })
    await desk.ask('export.cancel', { saveToken })
    expect(await reply).toMatchObject({ ok: false, code: 'CANCELLED', message: '已取消导出：没有留下文件，也没有登记' })
    expect(readdirSync(folder)).toEqual([])
    expect(await exports()).toBe(before)
    expect(await desk.ask('export.progress', { saveToken })).toBeNull()

    await desk.ask('paper.export', { roundId, listId: null, kind, saveToken })
    expect(readdirSync(folder)).toEqual(['表.xlsx'])
    expect(await exports()).toBe(before + 1)
  },
)
