import ExcelJS from 'exceljs'
import { bookEntries, GOOD_ROWS, rawBook, sheetXml, XML, zipOf } from '../excel/zipOf.ts'

import { entriesWith, good, type Hostile, oneSheet } from './hostileParts.ts'
import { sizes } from './hostileSheets.ts'

const MB = 1024 * 1024
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ole = (stream: string): Buffer =>
  Buffer.concat([OLE2, Buffer.alloc(1024), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])

/** Zips that lie. */
function zips(): Hostile[] {
  const whole = oneSheet(good)
  const zeros = Buffer.alloc(210 * MB)
  return [
    {
      name: 'zip bomb of 210 MB',
      bytes: entriesWith({ name: 'xl/media/bomb.bin', data: zeros }),
      refused: /解压后超过 200 MB/,
    },
    {
      name: 'zip bomb that claims ten bytes, in a sheet',
      bytes: entriesWith({ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(40 * MB, 32), claimedSize: 10 }),
      refused: /损坏/,
    },
    {
      name: 'sheet of 40 MB of blanks',
      bytes: entriesWith({ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(40 * MB, 32) }),
      refused: /结构异常/,
    },
    {
      name: 'sheet of five million tiny elements',
      bytes: entriesWith({
        name: 'xl/worksheets/sheet1.xml',
        data: `${XML}<worksheet><sheetData>${'<a/>'.repeat(5_000_000)}</sheetData></worksheet>`,
      }),
      refused: /结构异常/,
    },
    {
      name: 'two hundred and one entries',
      bytes: entriesWith(...Array.from({ length: 201 }, (_, at) => ({ name: `xl/media/${at}.png`, data: '' }))),
      refused: /部件超过 200 个/,
    },
    {
      name: 'five thousand entries',
      bytes: entriesWith(...Array.from({ length: 5_000 }, (_, at) => ({ name: `a${at}`, data: '' }))),
      refused: /部件超过 200 个/,
    },
    { name: 'cut in half', bytes: whole.subarray(0, whole.length / 2), refused: /损坏/ },
    { name: 'without its directory', bytes: whole.subarray(0, whole.length - 200), refused: /损坏/ },
    {
      name: 'garbled in the middle',
      bytes: Buffer.from(whole.map((byte, at) => (at > 900 && at < 1400 ? byte ^ 0x5a : byte))),
      refused: /./,
    },
    {
      name: 'the same part twice',
      bytes: zipOf([
        ...bookEntries({ sheets: [{ name: '表', xml: good }] }),
        { name: 'xl/workbook.xml', data: '<a/>' },
      ]),
      refused: /损坏/,
    },
    { name: 'a part outside the package', bytes: entriesWith({ name: '../../evil.xml', data: 'x' }), refused: /损坏/ },
    {
      name: 'entries with the encryption flag',
      bytes: entriesWith({ name: 'xl/worksheets/sheet1.xml', data: good, flags: 1 }),
      refused: /加密/,
    },
    {
      name: 'an unknown compression method',
      bytes: Buffer.from(
        entriesWith({ name: 'xl/worksheets/sheet1.xml', data: good, method: 'store' })
          .toString('latin1')
          .replaceAll('\x00\x08\x00\x00', '\x00\x08\x63\x00'),
        'latin1',
      ),
      refused: /./,
    },
    {
      name: '21 MB file',
      bytes: entriesWith({ name: 'xl/media/a.bin', data: Buffer.alloc(21 * MB), method: 'store' }),
      refused: /超过 20 MB/,
    },
    { name: 'encrypted by Excel', bytes: ole('EncryptedPackage'), refused: /已加密/ },
    { name: 'old .xls', bytes: ole('Workbook'), refused: /97-2003/ },
    { name: 'a picture', bytes: Buffer.from('89504e470d0a1a0a', 'hex'), refused: /不是 \.xlsx/ },
    { name: 'a table of text', bytes: Buffer.from('申报编号,申报单位\n1,甲\n'), refused: /不是 \.xlsx/ },
    { name: 'nothing', bytes: Buffer.alloc(0), refused: /空文件/ },
    { name: 'an empty zip', bytes: zipOf([]), refused: /不是 Excel 工作簿/ },
    { name: 'a zip of pictures', bytes: zipOf([{ name: 'a.png', data: 'x' }]), refused: /不是 Excel 工作簿/ },
    {
      name: 'a Word document',
      bytes: zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: '_rels/.rels', data: '<R/>' },
        { name: 'word/document.xml', data: '<d/>' },
      ]),
      refused: /不是 Excel 工作簿/,
    },
    { name: 'a binary workbook', bytes: entriesWith({ name: 'xl/workbook.bin', data: 'x' }), refused: /\.xlsb/ },
  ]
}

/** Content that does more than hold cells. */
function contents(): Hostile[] {
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`
  const outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  const body = (text: string): string =>
    `<worksheet><sheetData><row><c t="str"><v>${text}</v></c></row></sheetData></worksheet>`
  return [
    { name: 'milliard laughs', bytes: oneSheet(`<?xml version="1.0"?>${laughs}${body('&c;')}`), refused: /DOCTYPE/ },
    {
      name: 'an external entity',
      bytes: oneSheet(`<?xml version="1.0"?>${outside}${body('&x;')}`),
      refused: /DOCTYPE/,
    },
    {
      name: 'a DOCTYPE in the workbook',
      bytes: entriesWith({ name: 'xl/workbook.xml', data: `<!DOCTYPE a><workbook/>` }),
      refused: /DOCTYPE/,
    },
    {
      name: 'a DOCTYPE in the shared strings',
      bytes: oneSheet(good, { sharedStrings: `<!DOCTYPE a><sst/>` }),
      refused: /DOCTYPE/,
    },
    {
      name: 'a DOCTYPE in the content types',
      bytes: entriesWith({ name: '[Content_Types].xml', data: `<!DOCTYPE a><Types/>` }),
      refused: /DOCTYPE/,
    },
    { name: 'an undeclared entity', bytes: oneSheet(`${XML}${body('&nope;')}`), refused: /损坏/ },
    { name: 'XML that does not close', bytes: oneSheet(`${XML}<worksheet><sheetData><row>`), refused: /损坏/ },
    {
      name: 'text that is no UTF-8',
      bytes: entriesWith({
        name: 'xl/worksheets/sheet1.xml',
        data: Buffer.concat([
          Buffer.from('<worksheet><sheetData><row><c t="str"><v>'),
          Buffer.from([0xc3, 0x28, 0xff]),
          Buffer.from('</v></c></row></sheetData></worksheet>'),
        ]),
      }),
      refused: /损坏/,
    },
    { name: 'macros', bytes: entriesWith({ name: 'xl/vbaProject.bin', data: 'x' }), refused: /含有宏/ },
    {
      name: 'macros by content type only',
      bytes: entriesWith({
        name: '[Content_Types].xml',
        data: '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
      refused: /含有宏/,
    },
    {
      name: 'Excel 4 macro sheets',
      bytes: entriesWith({ name: 'xl/macrosheets/sheet1.xml', data: '<a/>' }),
      refused: /含有宏/,
    },
    {
      name: 'no content types',
      bytes: zipOf(bookEntries({ sheets: [{ name: '表', xml: good }] }).slice(1)),
      refused: /不是 Excel 工作簿/,
    },
    {
      name: 'wrong content types',
      bytes: entriesWith({
        name: '[Content_Types].xml',
        data: '<Types><Override PartName="/xl/workbook.xml" ContentType="image/png"/></Types>',
      }),
      refused: null,
    },
    { name: 'a workbook without sheets', bytes: rawBook({ sheets: [] }), refused: /没有可读的工作表/ },
    {
      name: 'a sheet that is elsewhere',
      bytes: entriesWith({
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="x/worksheet" TargetMode="External" Target="http://example.invalid/a.xml"/></Relationships>',
      }),
      refused: /没有可读的工作表/,
    },
    {
      name: 'a target that climbs out',
      bytes: entriesWith({
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>',
      }),
      refused: /没有可读的工作表/,
    },
    {
      name: 'numbers that are none',
      bytes: oneSheet(
        sheetXml(
          `${GOOD_ROWS}<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>NaN</v></c><c r="C3" s="99999999"><v>1</v></c><c r="D3" t="s"><v>-1</v></c><c r="E3" t="zz"><v>x</v></c></row>`,
        ),
      ),
      refused: null,
    },
    {
      name: 'names of the language in attributes',
      bytes: oneSheet(
        sheetXml(
          `${GOOD_ROWS}<row r="3" __proto__="1" constructor="2"><c r="A3" t="str" __proto__="x"><v>__proto__</v></c></row>`,
        ),
      ),
      refused: null,
    },
  ]
}

export function hostileFiles(): Hostile[] {
  return [...sizes(), ...zips(), ...contents()]
}

/** A workbook with everything switched on that exceljs can write: what must still be read. */
export async function decoratedBook(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('表')
  sheet.addRow(['申报编号', '申报单位', '申报金额'])
  sheet.addRow(['LG1', { text: '深圳市示例乙有限公司', hyperlink: 'https://example.invalid' }, 1])
  sheet.getCell('A2').note = '批注'
  sheet.autoFilter = 'A1:C1'
  sheet.addConditionalFormatting({
    ref: 'A1:C9',
    rules: [{ type: 'expression', priority: 1, formulae: ['TRUE'], style: {} }],
  })
  sheet.addTable({ name: 'T', ref: 'E1', columns: [{ name: '甲' }], rows: [['乙']] })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
