import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { readBook } from '../cli/commandLine.ts'
import { tempFolder } from './coreHarness.ts'
import { eventDesk, eventRow, importEvents, OLD_DAY, OLD_VALUES, save } from './eventRows.ts'

describe('新旧测算表', () => {
  async function exported(name = '示例会展有限公司') {
    const { desk, round } = await eventDesk()
    await importEvents(desk, round.id, [eventRow({ no: 'E9', applicant: name, asked: 800, audited: 1000 })])
    const view = await save(desk, round, OLD_VALUES)
    const path = join(tempFolder(), '新旧测算.xlsx')
    await desk.ask('policy.exportReplay', { roundId: round.id, against: OLD_DAY, saveToken: desk.writeToken(path) })
    return { desk, view, path }
  }

  test('has 对照, 测算汇总, 逐件 and 说明; its figures are numbers that add up to the total', async () => {
    const { desk, view, path } = await exported()
    const { sheets } = await readWorkbook(path)
    expect(sheets.map(({ name }) => name)).toEqual(['对照', '测算汇总', '逐件', '说明'])
    const book = await readBook(path)
    const column = (name: string, header: string): unknown[] => {
      const sheet = book.getWorksheet(name)
      if (sheet === undefined) throw new Error(`no sheet ${name}`)
      const heads = sheet.getRow(1).values
      return sheet.getColumn(Array.isArray(heads) ? heads.indexOf(header) : 0).values.slice(2)
    }
    const yuan = (cells: unknown[]) =>
      cells.filter((cell) => typeof cell === 'number').reduce((sum, cell) => sum + cell, 0)
    const sumOf = (cells: unknown[]) => cells.at(-1)
    expect(yuan(column('逐件', '差额（元）'))).toBe(view.total.differenceFen / 100)
    expect(sumOf(column('逐件', '差额（元）'))).toMatchObject({ result: view.total.differenceFen / 100 })
    for (const [header, fen] of [
      ['旧版合计（元）', view.total.oldFen],
      ['新版合计（元）', view.total.newFen],
      ['差额（元）', view.total.differenceFen],
    ] as const) {
      expect(yuan(column('测算汇总', header)), header).toBe(fen / 100)
      expect(sumOf(column('测算汇总', header)), header).toMatchObject({ result: fen / 100 })
    }
    expect(column('逐件', '原因').filter((cell) => cell !== undefined)).toEqual(view.rows.map(({ why }) => why))
    expect(new Set(column('逐件', '标记').filter((cell) => cell != null))).toEqual(
      new Set([
        '新旧测算，不作为资助依据　含测算值：测算用，非政策规定　测算值对每件一律套用，不分档次和次数　演示参数，非政策规定',
      ]),
    )
    const about = column('说明', '来源与依据')
    expect(about.filter((cell) => String(cell).startsWith('测算用，非政策规定'))).toHaveLength(6)
    const hashes = column('说明', '内容').filter((cell) => /^[0-9a-f]{64}$/.test(String(cell)))
    expect(hashes).toHaveLength(4)
    await desk.signIn('审计戊')
    const [entry] = (await desk.ask('audit.list', { limit: 20 })).filter(({ action }) => action === '导出')
    expect(entry?.detail).toContain('对照日期 2025-12-31，测算值 第十二条 资助比例 20%')
  })

  test('never makes a formula of what an applicant wrote', async () => {
    const name = '=HYPERLINK("http://x","点")有限公司'
    const { view, path } = await exported(name)
    expect(view.rows.map(({ applicant }) => applicant)).toContain(name)
    const book = await readBook(path)
    const formulas: string[] = []
    book.eachSheet((sheet) => {
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          if (cell.formula !== undefined) formulas.push(cell.formula)
        })
      })
    })
    expect(formulas.every((formula) => /^SUM\([A-Z]+\d+:[A-Z]+\d+\)$/.test(formula))).toBe(true)
    expect(formulas).toHaveLength(6)
  })
})
