import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { openFailure } from '../../electron/core/excel/zipGuard.ts'
import { AppError } from '../../shared/errors.ts'
import { planImport } from '../../shared/intake/plan.ts'
import { tempFiles } from '../excel/tempFile.ts'
import { rawBook, sheetXml, textRow } from '../excel/zipOf.ts'
import { HEADERS } from '../intake/sheets.ts'

const files = tempFiles()
const HEADER = ['申报编号', '申报单位', '统一社会信用代码', '证件号码', '银行账号', '申报金额（元）']

async function refusal(path: string): Promise<AppError> {
  try {
    planImport(await readWorkbook(path), HEADERS, new Map())
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  return expect.fail('the file was read')
}

async function written(name: string, rows: ExcelJS.CellValue[][]): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('申报表')
  for (const row of rows) sheet.addRow(row)
  return files.write(name, Buffer.from(await workbook.xlsx.writeBuffer()))
}

const row = (values: Record<number, ExcelJS.CellValue>): ExcelJS.CellValue[] =>
  ['LG1', '示例甲公司', '91440300MA5DA1B24L', null, null, 1].map((value, at) =>
    at in values ? (values[at] ?? null) : value,
  )

describe('each refusal says where, what and what to do', () => {
  const cases: { name: string; rows: ExcelJS.CellValue[][]; words: RegExp[] }[] = [
    {
      name: '没有表头.xlsx',
      rows: [
        ['甲', '乙'],
        ['1', '2'],
      ],
      words: [/没有找到表头/, /没有表头\.xlsx/, /请确认/],
    },
    { name: '只有表头.xlsx', rows: [HEADER], words: [/只有表头，没有申报数据/, /请确认/] },
    { name: '只有注释.xlsx', rows: [HEADER, ['合计', null, null, null, null, 5], ['注：无']], words: [/只有表头/] },
    {
      name: '信用代码是数字.xlsx',
      rows: [HEADER, row({ 2: 914403001234567 })],
      words: [/申报表”第 2 行“统一社会信用代码”/, /数字格式/, /文本格式/, /整个文件没有导入/],
    },
    {
      name: '账号是数字.xlsx',
      rows: [
        HEADER,
        row({}),
        row({ 0: 'LG2', 4: 6222077799307191744n.toString().length > 15 ? 6.222077799307192e18 : 0 }),
      ],
      words: [/第 3 行“银行账号”/, /末几位/, /文本格式/],
    },
    { name: '证件号是数字.xlsx', rows: [HEADER, row({ 3: 440307199001011 })], words: [/第 2 行“证件号码”/] },
    { name: '编号是长数字.xlsx', rows: [HEADER, row({ 0: 2026110001000001 })], words: [/第 2 行“申报编号”/] },
  ]
  test.each(cases)('$name', async ({ name, rows, words }) => {
    const error = await refusal(await written(name, rows))
    expect(error.code).toBe('BAD_WORKBOOK')
    for (const word of words) expect(error.message).toMatch(word)
    expect(error.message).not.toMatch(/6\.?222|914403|440307/)
  })

  test('a formula without a result, in a column that is read', async () => {
    const rows = `${textRow(1, HEADER)}<row r="2"><c r="A2" t="str"><v>LG1</v></c><c r="B2" t="str"><v>示例甲公司</v></c><c r="F2"><f>SUM(A1)</f></c></row>`
    const error = await refusal(
      files.write('未计算.xlsx', rawBook({ sheets: [{ name: '申报表', xml: sheetXml(rows) }] })),
    )
    expect(error.message).toMatch(/申报表”第 2 行“申报金额（元）”是没有计算结果的公式.*请用 Excel 或 WPS 打开/)
  })

  test('the same formula in a total or an ignored column does no harm', async () => {
    const rows = `${textRow(1, [...HEADER, '备注'])}${textRow(2, ['LG1', '示例甲公司'])}<row r="3"><c r="A3" t="str"><v>合计</v></c><c r="F3"><f>SUM(A1)</f></c></row><row r="4"><c r="A4" t="str"><v>LG2</v></c><c r="B4" t="str"><v>示例乙公司</v></c><c r="G4"><f>A1</f></c></row>`
    const book = await readWorkbook(
      files.write('合计未计算.xlsx', rawBook({ sheets: [{ name: '申报表', xml: sheetXml(rows) }] })),
    )
    expect(planImport(book, HEADERS, new Map())).toMatchObject({ accepted: 2, rejected: 0 })
  })

  test('account numbers of up to 15 digits survive as numbers', async () => {
    const book = await readWorkbook(await written('短账号.xlsx', [HEADER, row({ 4: 123456789012345 })]))
    const [planned] = planImport(book, HEADERS, new Map()).rows
    expect(planned?.kind === 'new' && planned.application.facts.bankAccount).toBe('123456789012345')
  })
})

describe('files that cannot be opened', () => {
  test('missing', async () => {
    expect(await refusal(join(files.folder, '没有.xlsx'))).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/找不到文件“没有\.xlsx”.*请重新选择/),
    })
  })
  test('a folder', async () => {
    const folder = join(files.folder, '文件夹.xlsx')
    mkdirSync(folder)
    expect((await refusal(folder)).message).toMatch(/是文件夹.*请选择/)
  })
  test('empty', async () => {
    expect((await refusal(files.write('空.xlsx', ''))).message).toMatch(/空文件（0 字节）.*请确认/)
  })
  test('not allowed', async () => {
    const path = files.write('禁止.xlsx', rawBook({ sheets: [{ name: '表', xml: sheetXml(textRow(1, HEADER)) }] }))
    chmodSync(path, 0o000)
    // Root reads everything, and Windows has no such right: there the file opens and is refused for having no rows.
    const allowed = process.platform === 'win32' || process.getuid?.() === 0
    expect((await refusal(path)).message).toMatch(allowed ? /只有表头/ : /没有权限读取“禁止\.xlsx”/)
    expect(openFailure('EACCES', '甲.xlsx').message).toMatch(/没有权限读取“甲\.xlsx”。请把文件复制/)
  })
  test('in use, and other failures of the disk', () => {
    expect(openFailure('EBUSY', '甲.xlsx').message).toMatch(/占用.*关闭/)
    expect(openFailure('EIO', '甲.xlsx').message).toMatch(/读取失败（EIO）/)
  })
})
