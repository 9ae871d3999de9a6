import { DATE_STYLES, GOOD_ROWS, letters, rawBook, sheetXml, textRow, XML } from '../excel/zipOf.ts'

import { good, type Hostile, oneSheet } from './hostileParts.ts'

const validation = (ref: string): string =>
  `<dataValidations count="1"><dataValidation type="list" sqref="${ref}"><formula1>"是,否"</formula1></dataValidation></dataValidations>`
const merge = (...refs: string[]): string =>
  `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`

/** Files that look like workbooks and claim or hide too much. */
export function sizes(): Hostile[] {
  const read = (name: string, bytes: Buffer): Hostile => ({ name, bytes, refused: null })
  const manyMerges = Array.from({ length: 30_000 }, (_, at) => `A${at + 3}:XFD${at + 3}`)
  const wideRow = Array.from({ length: 16_384 }, (_, at) => `<c r="${letters(at + 1)}3"><v>1</v></c>`).join('')
  return [
    read('merge of the whole sheet', oneSheet(sheetXml(GOOD_ROWS, { after: merge('A1:XFD1048576') }))),
    read('merge of a thousand full rows', oneSheet(sheetXml(GOOD_ROWS, { after: merge('A1:XFD1000') }))),
    read('thirty thousand full-width merges', oneSheet(sheetXml(GOOD_ROWS, { after: merge(...manyMerges) }))),
    read('overlapping merges', oneSheet(sheetXml(GOOD_ROWS, { after: merge('A1:C1', 'B1:D1', 'A1:XFD1') }))),
    read('merge of nonsense', oneSheet(sheetXml(GOOD_ROWS, { after: merge('', 'A0:B', 'ZZZZ1:ZZZZZ1') }))),
    read('validation of the whole sheet', oneSheet(sheetXml(GOOD_ROWS, { after: validation('A1:XFD1048576') }))),
    read(
      'validation of a thousand areas',
      oneSheet(sheetXml(GOOD_ROWS, { after: validation(Array(1000).fill('A1:XFD1000').join(' ')) })),
    ),
    read('dimension of the whole sheet', oneSheet(sheetXml(GOOD_ROWS, { before: '<dimension ref="A1:XFD1048576"/>' }))),
    read(
      'a column range to the end, hidden',
      oneSheet(sheetXml(GOOD_ROWS, { before: '<cols><col min="1" max="16384" hidden="1"/></cols>' })),
    ),
    read(
      'a column range to four milliard, hidden',
      oneSheet(sheetXml(GOOD_ROWS, { before: '<cols><col min="1" max="4000000000" hidden="1"/></cols>' })),
    ),
    read('the last row only', oneSheet(sheetXml(`${GOOD_ROWS}${textRow(1_048_576, ['注：完'])}`))),
    read('a row 16384 cells wide', oneSheet(sheetXml(`${GOOD_ROWS}<row r="3">${wideRow}</row>`))),
    read(
      'conditional formats everywhere',
      oneSheet(
        sheetXml(GOOD_ROWS, {
          after:
            '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="cellIs"><formula>1</formula></cfRule></conditionalFormatting>',
        }),
      ),
    ),
    { name: 'row number beyond the sheet', bytes: oneSheet(sheetXml(textRow(9_999_999, ['甲']))), refused: /损坏/ },
    { name: 'row number negative', bytes: oneSheet(sheetXml('<row r="-5"><c><v>1</v></c></row>')), refused: /损坏/ },
    {
      name: 'row number no number',
      bytes: oneSheet(sheetXml('<row r="1e3000"><c><v>1</v></c></row>')),
      refused: /损坏/,
    },
    {
      name: 'column beyond the sheet',
      bytes: oneSheet(sheetXml('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')),
      refused: /损坏/,
    },
    { name: 'the same row twice', bytes: oneSheet(sheetXml(GOOD_ROWS + GOOD_ROWS)), refused: /损坏/ },
    {
      name: 'the same cell twice',
      bytes: oneSheet(sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
      refused: /损坏/,
    },
    {
      name: 'seven hundred thousand cells',
      bytes: oneSheet(
        sheetXml(
          `<row r="1">${'<c/>'.repeat(1)}</row>${Array.from({ length: 7000 }, (_, at) => `<row r="${at + 2}">${'<c><v>1</v></c>'.repeat(100)}</row>`).join('')}`,
        ),
      ),
      refused: /单元格过多/,
    },
    {
      name: 'a cell of forty thousand signs',
      bytes: oneSheet(sheetXml(textRow(1, ['字'.repeat(40_000)]))),
      refused: /32767/,
    },
    {
      name: 'a cell of ten million signs',
      bytes: oneSheet(sheetXml(textRow(1, ['A'.repeat(10_000_000)]))),
      refused: /结构异常/,
    },
    {
      name: 'two million nested elements',
      bytes: oneSheet(`${XML}<worksheet>${'<a>'.repeat(2_000_000)}`),
      refused: /结构异常/,
    },
    {
      name: 'eighty-one sheets',
      bytes: rawBook({ sheets: Array.from({ length: 81 }, (_, at) => ({ name: `表${at}`, xml: good })) }),
      refused: /超过 60 个工作表/,
    },
    {
      name: 'eighty thousand styles',
      bytes: oneSheet(good, {
        styles: `${XML}<styleSheet><cellXfs>${'<xf numFmtId="0"/>'.repeat(80_000)}</cellXfs></styleSheet>`,
      }),
      refused: /样式过多/,
    },
    read(
      'sixty thousand styles',
      oneSheet(good, {
        styles: `${XML}<styleSheet><cellXfs>${'<xf numFmtId="14"/>'.repeat(60_000)}</cellXfs></styleSheet>`,
      }),
    ),
    read(
      'styles nested as deep as allowed',
      oneSheet(good, { styles: DATE_STYLES.replace('<fonts', `${'<x>'.repeat(50)}${'</x>'.repeat(50)}<fonts`) }),
    ),
    {
      name: 'shared strings of sixty megabytes',
      bytes: oneSheet(good, {
        sharedStrings: `${XML}<sst>${`<si><t>${'字'.repeat(1000)}</t></si>`.repeat(20_000)}</sst>`,
      }),
      refused: null,
    },
    {
      name: 'a million shared strings',
      bytes: oneSheet(good, { sharedStrings: `${XML}<sst>${'<si><t>a</t></si>'.repeat(1_000_000)}</sst>` }),
      refused: /文字过多/,
    },
    {
      name: 'two hundred thousand attributes on one element',
      bytes: oneSheet(
        `${XML}<worksheet ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(' ')}><sheetData/></worksheet>`,
      ),
      refused: /结构异常/,
    },
  ]
}
