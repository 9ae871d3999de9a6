import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { isDateFormat } from '../../electron/core/excel/bookParts.ts'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { serialDay } from '../../electron/core/excel/sheetXml.ts'
import type { RawCell } from '../../shared/intake/sheet.ts'
import { tempFiles } from './tempFile.ts'
import { bookEntries, DATE_STYLES, GOOD_ROWS, rawBook, sheetXml, textRow, XML, zipOf } from './zipOf.ts'

const files = tempFiles()

async function cellsOf(rows: string, more: { styles?: string; sharedStrings?: string; workbookPr?: string } = {}) {
  const path = files.write(
    'cells.xlsx',
    rawBook({ sheets: [{ name: '表', xml: sheetXml(rows) }], styles: DATE_STYLES, ...more }),
  )
  const book = await readWorkbook(path)
  return new Map(book.sheets[0]?.rows[0]?.cells)
}

const text = (value: string, formula = false): RawCell => ({ kind: 'text', text: value, formula })
const number = (value: number, formula = false): RawCell => ({ kind: 'number', value, formula })
const date = (value: string, formula = false): RawCell => ({ kind: 'date', date: value, formula })

test('every kind of cell arrives as what it is', async () => {
  const shared = `${XML}<sst><si><t>共享</t></si><si><r><t>富</t></r><r><t xml:space="preserve">文本 </t></r><rPh sb="0" eb="1"><t>fu</t></rPh></si></sst>`
  const cells = await cellsOf(
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>直写</v></c>
     <c r="D1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c><c r="E1"><v>48.4756</v></c><c r="F1" t="b"><v>1</v></c>
     <c r="G1" t="e"><v>#REF!</v></c><c r="H1" t="d"><v>2026-03-05T00:00:00Z</v></c><c r="I1" t="str"><v></v></c><c r="J1" s="1"/>
     <c r="K1" t="str"><v> 　</v></c><c r="L1" t="str"><v>甲_x000D_乙</v></c><c r="M1" t="s"><v>9</v></c></row>`,
    { sharedStrings: shared },
  )
  expect(cells).toEqual(
    new Map<number, RawCell>([
      [1, text('共享')],
      [2, text('富文本 ')],
      [3, text('直写')],
      [4, text('内联')],
      [5, number(48.4756)],
      [6, { kind: 'flag', value: true, formula: false }],
      [7, { kind: 'error', text: '#REF!', formula: false }],
      [8, date('2026-03-05')],
      [12, text('甲\r乙')],
      [13, { kind: 'error', text: '#共享文本缺失', formula: false }],
    ]),
  )
})

test('a formula keeps its cached result, an empty text is a result, no value is uncalculated', async () => {
  const cells = await cellsOf(
    `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;""</f><v>二</v></c><c r="C1" t="str"><f>""</f><v></v></c>
     <c r="D1"><f>NOW()</f></c><c r="E1"><f>X()</f><v/></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
     <c r="G1" t="b"><f>TRUE</f><v>0</v></c><c r="H1" s="1"><f>A1</f><v>45664.9</v></c></row>`,
  )
  expect([...cells.values()]).toEqual([
    number(2, true),
    text('二', true),
    text('', true),
    { kind: 'uncalculated' },
    { kind: 'uncalculated' },
    { kind: 'error', text: '#DIV/0!', formula: true },
    { kind: 'flag', value: false, formula: true },
    date('2025-01-07', true),
  ])
})

test('date formats make a day, time and quoted letters do not', async () => {
  const cells = await cellsOf(
    '<row r="1"><c r="A1" s="1"><v>45664</v></c><c r="B1" s="2"><v>45664.5</v></c><c r="C1" s="3"><v>0.5</v></c><c r="D1" s="4"><v>45664</v></c><c r="E1" s="5"><v>45664</v></c><c r="F1" s="1"><v>5</v></c></row>',
  )
  expect([...cells.values()]).toEqual([
    date('2025-01-07'),
    date('2025-01-07'),
    number(0.5),
    number(45664),
    date('2025-01-07'),
    number(5),
  ])
  expect(['yyyy/m/d', '[$-804]yyyy"年"m"月"', 'm月d日', 'dd'].map(isDateFormat)).toEqual([true, true, true, true])
  expect(['General', '0.00', '[Red]0', '#,##0.00_ ', 'h:mm', '"day"0', '@'].map(isDateFormat)).toEqual(
    Array(7).fill(false),
  )
})

test('days are counted in UTC whatever the time zone, and from 1904 when the workbook says so', async () => {
  const zone = process.env.TZ
  try {
    for (const tz of ['Asia/Shanghai', 'America/New_York', 'UTC', 'Pacific/Kiritimati']) {
      process.env.TZ = tz
      expect(serialDay(45664, false)).toBe('2025-01-07')
      expect(serialDay(45664.99999, false)).toBe('2025-01-07')
    }
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
  expect(serialDay(60, false)).toBeNull()
  expect(serialDay(61, false)).toBe('1900-03-01')
  const row = '<row r="1"><c r="A1" s="1"><v>44202</v></c></row>'
  expect([...(await cellsOf(row, { workbookPr: '<workbookPr date1904="1"/>' })).values()]).toEqual([date('2025-01-07')])
})

test('merged titles are echoed across their row, and only across the columns the sheet uses', async () => {
  const rows = textRow(1, ['标题']) + textRow(2, ['甲', '乙', '丙']) + textRow(3, ['纵'])
  const after = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A3:A9"/><mergeCell ref="B3:C4"/></mergeCells>'
  const path = files.write('merged.xlsx', rawBook({ sheets: [{ name: '表', xml: sheetXml(rows, { after }) }] }))
  const [title, , tall] = (await readWorkbook(path)).sheets[0]?.rows ?? []
  expect([...(title?.cells.keys() ?? [])]).toEqual([1, 2, 3])
  expect([...(title?.echoed ?? [])]).toEqual([2, 3])
  expect([...(tall?.cells.keys() ?? [])]).toEqual([1])
})

test('hidden sheets, rows and columns are told, rows without numbers and prefixed names are read', async () => {
  const before = '<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>'
  const rows =
    '<row hidden="1"><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row><row><c t="str"><v>丙</v></c></row>'
  const prefixed = `${XML}<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="4"><x:c r="C4" t="str"><x:v>前缀</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const sheets = [
    { name: '表', xml: sheetXml(rows, { before }), state: 'hidden' },
    { name: '二', xml: prefixed },
  ]
  const [first, second] = (await readWorkbook(files.write('hidden.xlsx', rawBook({ sheets })))).sheets
  expect(first).toMatchObject({ name: '表', hidden: true, hiddenColumns: [2] })
  expect(first?.rows.map((row) => [row.row, row.hidden, [...row.cells.keys()]])).toEqual([
    [1, true, [1, 2]],
    [2, false, [1]],
  ])
  expect(second?.rows[0]?.cells.get(3)).toEqual(text('前缀'))
})

test('the hash is that of the file, and sheet order and names are those of the workbook', async () => {
  const bytes = rawBook({ sheets: ['乙', '甲 & 丙'].map((name) => ({ name, xml: sheetXml(GOOD_ROWS) })) })
  const book = await readWorkbook(files.write('两表.xlsx', bytes))
  expect(book.fileName).toBe('两表.xlsx')
  expect(book.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(book.sheets.map(({ name }) => name)).toEqual(['乙', '甲 & 丙'])
})

test('UTF-16 parts and absolute targets are read', async () => {
  const parts = bookEntries({ sheets: [{ name: '表', xml: '' }] })
  const sheet = `\uFEFF${sheetXml(GOOD_ROWS).replace('UTF-8', 'UTF-16')}`
  const entries = parts.map((entry) => {
    if (entry.name.endsWith('sheet1.xml')) return { ...entry, data: Buffer.from(sheet, 'utf16le') }
    return { ...entry, data: String(entry.data).replace('Target="worksheets/', 'Target="/xl/worksheets/') }
  })
  const book = await readWorkbook(files.write('utf16.xlsx', zipOf(entries)))
  expect(book.sheets[0]?.rows).toHaveLength(2)
})

test('a day written as a Date by exceljs comes back as the same day', async () => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('表').addRow([new Date(Date.UTC(2026, 2, 5)), 1])
  const path = `${files.folder}/day.xlsx`
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()))
  expect((await readWorkbook(path)).sheets[0]?.rows[0]?.cells.get(1)).toEqual(date('2026-03-05'))
})

test('the thread is ended when it has computed too long', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) =>
    textRow(at + 1, ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']),
  ).join('')
  const path = files.write('slow.xlsx', rawBook({ sheets: Array(8).fill({ name: '表', xml: sheetXml(rows) }) }))
  await expect(readWorkbook(path, { cpuMs: 20 })).rejects.toMatchObject({
    code: 'BAD_WORKBOOK',
    message: expect.stringMatching(/读取时间过长/),
  })
  expect((await readWorkbook(path, { cpuMs: 30_000 })).sheets).toHaveLength(8)
})

test('a thread that cannot start is an error of the program, not of the file', async () => {
  const worker = new URL('./nowhere.ts', import.meta.url)
  await expect(readWorkbook('甲.xlsx', { worker })).rejects.toMatchObject({ code: 'INTERNAL' })
})
