import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cli, done, doneJson, workFolder, writeBook } from './commandLine.ts'

const folder = workFolder()
const CODE = '91350100M000100Y43'
const db = join(folder, '评审.db')
const at = ['--db', db] as const
const round = [...at, '--round', '2026-2'] as const

/** A past round as an office keeps it: titles, a unit in the header, a total, a note, and one row that cannot be read. */
let pastRound = ''

beforeAll(async () => {
  await done(['init', ...at])
  await done(['round', 'create', ...round, '--budget', '12000000.00', '--params', 'demo'])
  pastRound = await writeBook(join(folder, '以往批次.xlsx'), {
    名单: [
      ['2026年度时尚产业专项资金资助名单（第一批）'],
      ['序号', '条款', '获资助单位', '统一社会信用代码', '资助金额（万元）'],
      [1, '智能眼镜', '示例眼镜甲有限公司', CODE, '１２.５'],
      [2, '智能眼镜', '示例眼镜乙有限公司', CODE, '约十万'],
      [3, '第九条', '', '', 30],
      ['合计', null, null, null, 42.5],
      ['注：本名单仅供测试'],
    ],
  })
})

const importing = (...more: string[]): string[] => [
  ...['list', 'import', ...round, '--kind', 'own-round', '--source', '2026年第1批', '--as-of', '2026-02-01', pastRound],
  ...more,
]

test('a list is previewed without being written, then imported, with every row accounted for', async () => {
  const before = readFileSync(db)
  const preview = await doneJson(importing('--dry-run'))
  expect(readFileSync(db).equals(before)).toBe(true)
  const imported = await doneJson(importing())
  expect(imported).toMatchObject({
    sheets: [{ name: '名单', headerRow: 2, rows: 5, accepted: 1, rejected: 2, skipped: 2 }],
    accepted: 1,
    rejected: 2,
    unchanged: 0,
    problems: [
      { sheet: '名单', row: 4, column: '资助金额（万元）', value: '约十万', reason: expect.stringContaining('确数') },
      { sheet: '名单', row: 5, reason: expect.stringContaining('没有单位名称') },
    ],
    skipped: [
      { sheet: '名单', row: 6, reason: '合计行' },
      { sheet: '名单', row: 7, reason: '注释或签署行' },
    ],
    repeats: '',
  })
  expect(preview).toEqual({ ...(imported as object), listId: null })
})

test('the same file again adds nothing and says so', async () => {
  const { stdout, code } = await cli(importing())
  expect(code).toBe(0)
  expect(stdout).toContain('这份文件已作为“2026年第1批”导入过（以往批次.xlsx），没有新增内容')
  expect(await doneJson(importing())).toMatchObject({ accepted: 1, unchanged: 1, listId: null })
  expect(await doneJson(['list', 'show', ...at])).toMatchObject([
    { kind: 'own-round', source: '2026年第1批', asOf: '2026-02-01', entries: 1, withdrawnReason: null },
  ])
})

test('the imported round counts against the yearly cap, until it is withdrawn with a reason', async () => {
  const header = [
    '申报编号',
    '申报条款',
    '申报单位',
    '统一社会信用代码',
    '所属产业',
    '申报金额（元）',
    '采购额（元）',
    '用途',
  ]
  const row = ['N1', '智能眼镜', '示例眼镜甲有限公司', CODE, '眼镜', 2_000_000, 2_000_000, '产业端应用']
  const book = await writeBook(join(folder, '申报.xlsx'), { 申报: [header, row] })
  await done(['import', ...round, book])
  const amount = async () => {
    const [found] = (await doneJson(['assess', ...round])) as { amountFen: number }[]
    return found?.amountFen
  }
  // 200万 × 15% = 30万; 12.5万 of the yearly 30万 are used.
  expect(await amount()).toBe(17_500_000)
  const withdraw = ['list', 'withdraw', ...at, '--source', '2026年第1批', '--reason', '用错了文件']
  expect(await done(withdraw)).toContain('已撤回以往批次资助名单“2026年第1批”')
  expect(await amount()).toBe(30_000_000)
  const again = await cli(withdraw)
  expect(again.code).toBe(1)
  expect(again.stderr).toMatch(/没有来源为“2026年第1批”的有效名单/)
  expect(await done(['list', 'show', ...at])).toContain('已撤回：用错了文件')
  await done(['verify', ...at])
})

test('a file whose numbers the spreadsheet has cut off, or that is no list, is refused whole', async () => {
  const cut = await writeBook(join(folder, '数字代码.xlsx'), {
    名单: [
      ['单位名称', '统一社会信用代码', '资助金额（元）'],
      ['示例公司', 914403001234567000, 100],
    ],
  })
  const importAs = (path: string) =>
    cli(['list', 'import', ...round, '--kind', 'other-bureau', '--source', '区商务局', path])
  const numeric = await importAs(cut)
  expect(numeric.code).toBe(1)
  expect(numeric.stderr).toMatch(/第 2 行“统一社会信用代码”是数字格式.*整个文件没有导入/)
  const other = await importAs(
    await writeBook(join(folder, '别的.xlsx'), {
      表: [
        ['日期', '天气'],
        ['周一', '晴'],
      ],
    }),
  )
  expect(other.stderr).toMatch(/没有找到表头/)
})

test.each([
  { args: ['list'], why: /“list”后面少了内容/ },
  { args: ['list', 'drop', ...at], why: /应是 import、show 或 withdraw/ },
  { args: ['list', 'import', ...round, '--kind', 'own', '--source', '甲', 'x.xlsx'], why: /--kind 只能是/ },
  { args: ['list', 'import', ...round, '--kind', 'restricted', 'x.xlsx'], why: /缺少 --source/ },
  {
    args: ['list', 'import', ...round, '--kind', 'restricted', '--source', '甲', '--as-of', '3月', 'x.xlsx'],
    why: /--as-of 应写成/,
  },
  { args: ['list', 'withdraw', ...at, '--reason', '误'], why: /须写 --id 或 --source 中的一个/ },
])('wrong usage ends with 2: $args', async ({ args, why }) => {
  const { code, stderr } = await cli(args)
  expect(code).toBe(2)
  expect(stderr).toMatch(why)
})
