import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { GOOD_ROWS, rawBook, sheetXml } from '../excel/zipOf.ts'
import { OVER_A_FOLDER, UNWRITABLE } from '../fixtures/unwritable.ts'
import { type CellText, cli, done, doneJson, SAMPLE, sha256, start, workFolder, writeBook } from './commandLine.ts'
import { importDocument } from './documents.ts'

const folder = workFolder()
const db = join(folder, '评审.db')
const on = ['--db', db, '--round', '2026-1'] as const
const at = (name: string): string => join(folder, name)
let before = ''

const HEADER = ['申报编号', '申报条款', '申报单位', '统一社会信用代码', '申报金额（元）', '采购额（元）', '用途']
const row = (no: string, code: CellText = '91440300MA5SAMPLE0'): CellText[] => {
  return [no, '智能眼镜', '深圳市示例甲有限公司', code, 100_000, 200_000, '产业端应用']
}

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...on, '--budget', '12000000.00'])
  writeFileSync(at('不是工作簿.xlsx'), '这是一段文字，不是工作簿')
  writeFileSync(at('空文件.xlsx'), '')
  writeFileSync(at('不是数据库.db'), 'SQLite 不是这样的')
  mkdirSync(at('文件夹.xlsx'))
  await writeBook(at('表头不对.xlsx'), {
    表: [
      ['甲', '乙', '丙'],
      ['1', '2', '3'],
    ],
  })
  await writeBook(at('只有表头.xlsx'), { 表: [HEADER] })
  await writeBook(at('数字证号.xlsx'), {
    表: [
      ['申报编号', '申报条款', '姓名', '证件号码', '称号'],
      ['LG1', '人才', '示例匠人', Number('440301199001011234'), '工匠'],
    ],
  })
  const formula =
    '<row r="3"><c r="A3" t="str"><v>LG2</v></c><c r="C3" t="str"><v>乙</v></c><c r="E3"><f>1+1</f></c></row>'
  writeFileSync(at('未计算.xlsx'), rawBook({ sheets: [{ name: '表', xml: sheetXml(GOOD_ROWS + formula) }] }))
  const bomb = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
  writeFileSync(at('合并炸弹.xlsx'), rawBook({ sheets: [{ name: '表', xml: sheetXml(GOOD_ROWS, { after: bomb }) }] }))
  before = sha256(db)
}, 60_000)

interface Refused {
  args: string[]
  says: RegExp
}

const importing = (name: string, says: RegExp): Refused => ({ args: ['import', ...on, at(name)], says })
const creating = (budget: string, says: RegExp, round = '2026-2'): Refused => {
  return { args: ['round', 'create', '--db', db, '--round', round, `--budget=${budget}`], says }
}

const REFUSED: Refused[] = [
  importing('不是工作簿.xlsx', /不是工作簿\.xlsx.*(xlsx|Excel)/),
  importing('空文件.xlsx', /空/),
  importing('表头不对.xlsx', /没有找到表头/),
  importing('只有表头.xlsx', /只有表头，没有申报数据/),
  importing('数字证号.xlsx', /“表”第 2 行“证件号码”是数字格式/),
  importing('未计算.xlsx', /“表”第 3 行.*没有计算结果的公式/),
  importing('没有这个.xlsx', /没有这个\.xlsx|找不到/),
  importing('文件夹.xlsx', /文件夹/),
  { args: ['import', '--db', db, '--round', '2026-9', SAMPLE], says: /没有2026年第9批，请先用 round create/ },
  { args: ['import', '--db', at('没有.db'), '--round', '2026-1', SAMPLE], says: /找不到数据库文件/ },
  { args: ['import', '--db', at('不是数据库.db'), '--round', '2026-1', SAMPLE], says: /不是本软件的数据库/ },
  { args: ['assess', '--db', db, '--round', '2026-9'], says: /没有2026年第9批/ },
  { args: ['allocate', '--db', db, '--round', '2025-1'], says: /没有2025年第1批/ },
  { args: ['allocate', ...on, '--budget', '1200万元'], says: /预算“1200万元”不是金额/ },
  { args: ['export', 'notice', ...on, '--out', at('公示.pdf')], says: /没有有效的定稿名单，请先定稿/ },
  {
    args: ['export', 'summary', ...on, '--out', join(UNWRITABLE, '汇总.xlsx'), '--assume-machine'],
    says: /无法保存“汇总\.xlsx”/,
  },
  { args: ['export', 'summary', ...on, '--out', at('空文件.xlsx/汇总.xlsx'), '--assume-machine'], says: /无法保存/ },
  { args: ['export', 'approval', ...on, '--out', at('没有夹/审批.xlsx'), '--assume-machine'], says: /文件夹不存在/ },
  { args: ['export', 'approval', ...on, '--out', folder, '--assume-machine'], says: OVER_A_FOLDER },
  { args: ['export', 'summary', ...on, '--out', db, '--assume-machine'], says: /正是案件数据库/ },
  { args: ['init', '--db', db], says: /已经?存在|已有/ },
  { args: ['init', '--db', join(UNWRITABLE, '新.db')], says: /[\u4e00-\u9fff]/ },
  { args: ['init', '--db', at('空文件.xlsx/新.db')], says: /[\u4e00-\u9fff]/ },
  { args: ['init', '--db', at('没有夹/新.db')], says: /文件夹/ },
  { args: ['demo', '--out', join(UNWRITABLE, '演示')], says: /不能在“.+演示”建立文件夹/ },
  { args: ['demo', '--out', at('空文件.xlsx')], says: /不能在/ },
  { args: ['backup', '--db', db, '--out', db], says: /已经?存在|已有/ },
  { args: ['backup', '--db', db, '--out', join(UNWRITABLE, '备份.db')], says: /[\u4e00-\u9fff]/ },
  { args: ['restore', '--from', at('不是数据库.db'), '--db', at('恢复.db')], says: /没有恢复/ },
  { args: ['restore', '--from', at('没有.db'), '--db', at('恢复.db')], says: /找不到备份文件/ },
  { args: ['restore', '--from', db, '--db', at('空文件.xlsx')], says: /已经?存在|已有/ },
  { args: ['verify', '--db', at('没有.db')], says: /核验不通过：找不到文件/ },
  { args: ['verify', '--db', at('不是数据库.db')], says: /核验不通过/ },
  creating('12000000.00', /2026年第1批已经存在/, '2026-1'),
  creating('-5', /不能是负数/),
  creating('1e7', /“1e7”不是金额/),
  creating('1200万元', /不是金额/),
  creating('1,2,3', /不是金额/),
  creating('12.345', /分以下/),
  creating('99999999999999999999', /超出可精确记录的范围/),
  creating('１２００', /不是金额/),
]

test('every refusal: exit 1, one Chinese sentence, nothing on stdout, the file unchanged', async () => {
  for (const { args, says } of REFUSED) {
    const name = args.join(' ')
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stdout }, name).toEqual({ code: 1, stdout: '' })
    expect(stderr, name).toMatch(says)
    expect(stderr.trimEnd().split('\n'), name).toHaveLength(1)
    expect(stderr, name).not.toMatch(/\bat .*:\d+|Error|undefined|\[object/)
    expect(sha256(db), name).toBe(before)
  }
  expect(existsSync(at('恢复.db'))).toBe(false)
  expect(await done(['verify', '--db', db])).toMatch(/^核验通过/)
}, 600_000)

const WRONG_USAGE: string[][] = [
  [],
  ['不存在'],
  ['round', 'delete', '--db', db, '--round', '2026-1', '--budget', '1'],
  ['round', '--db', db],
  ['import', ...on],
  ['import', ...on, SAMPLE, SAMPLE],
  ['import', '--round', '2026-1', SAMPLE],
  ['import', '--db', db, SAMPLE],
  ['assess', ...on, '--budget', '1'],
  ['assess', ...on, '--没有这个选项'],
  ['allocate', ...on, '--assume-machine=yes'],
  ['assess', '--db', db, '--round', '2026'],
  ['assess', '--db', db, '--round', "2026-1'; DROP TABLE round; --"],
  ['assess', '--db', db, '--round', '2026-0'],
  ['assess', '--db', db, '--round', '二〇二六-1'],
  ['export', 'poster', ...on, '--out', at('x.pdf')],
  ['export', 'notice', ...on],
  ['round', 'create', ...on, '--budget', '1', '--params', 'real'],
  ['init'],
  ['init', '--db', ''],
  ['restore', '--from', db],
]

test('wrong usage: exit 2, what is wrong and the usage in Chinese, nothing on stdout, the file unchanged', async () => {
  for (const args of WRONG_USAGE) {
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' })
    const [first = ''] = stderr.split('\n')
    expect(first, args.join(' ')).toMatch(/[\u4e00-\u9fff]/)
    expect(first, args.join(' ')).not.toMatch(/Unknown|Unexpected|argument|option/i)
    expect(stderr, args.join(' ')).toContain('用法：')
    expect(sha256(db), args.join(' ')).toBe(before)
  }
}, 600_000)

test('a merged area over the whole sheet costs nothing', async () => {
  const started = process.hrtime.bigint()
  const plan = importDocument.parse(await doneJson(['import', ...on, '--dry-run', at('合并炸弹.xlsx')]))
  expect(plan).toMatchObject({ accepted: 1, rejected: 0 })
  expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(25)
})

test('a bad row is reported with its place and does not stop the good ones', async () => {
  const other = join(folder, '坏行.db')
  const onOther = ['--db', other, '--round', '2026-1'] as const
  await done(['init', '--db', other])
  await done(['round', 'create', ...onOther, '--budget', '12000000.00'])
  const book = await writeBook(at('坏行.xlsx'), {
    甲: [HEADER, row('LG1'), row(''), ['LG3', '智能眼镜', '丙', '', '三万', 1, '产业端应用'], row('LG4')],
    乙: [HEADER, row('LG4'), row('LG5 𠮷𫓧🏺'), [], ['合计', '', '', '', 300_000, '', '']],
  })
  const answer = importDocument.parse(await doneJson(['import', ...onOther, book]))
  expect(answer).toMatchObject({ accepted: 3, rejected: 3 })
  expect(answer.problems.map(({ sheet, row, column }) => `${sheet}${row}${column}`)).toEqual([
    '甲3申报编号',
    '甲4申报金额（元）',
    '乙2申报编号',
  ])
  for (const { rows, accepted, rejected, skipped } of answer.sheets) expect(accepted + rejected + skipped).toBe(rows)
  const entries = await doneJson(['assess', ...onOther])
  expect(entries).toHaveLength(3)
  expect(JSON.stringify(entries)).toContain('LG5𠮷𫓧🏺')
})

test('a reader that closes the pipe early (… | head) gets no trace, and what was done is done', async () => {
  const child = start(['compare', '--json'])
  child.stdout.destroy()
  const [stderr, code] = await Promise.all([text(child.stderr), new Promise((resolve) => child.on('close', resolve))])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
