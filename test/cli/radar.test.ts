import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cli, done, doneJson, readBook, workFolder, writeBook } from './commandLine.ts'

const folder = workFolder()
const at = ['--db', join(folder, '评审.db')] as const
const round = [...at, '--round', '2026-2'] as const
const NAME = '示例眼镜甲有限公司'

beforeAll(async () => {
  await done(['init', ...at])
  await done(['round', 'create', ...round, '--budget', '12000000.00', '--params', 'demo'])
  const claims = await writeBook(join(folder, '申报.xlsx'), {
    智能眼镜: [
      [
        '申报编号',
        '申报条款',
        '申报单位',
        '所属产业',
        '申报金额（元）',
        '采购额（元）',
        '用途',
        '采购日期',
        '联系电话',
      ],
      ['N1', '智能眼镜', NAME, '眼镜', 30_000, 200_000, '产业端应用', '2026-02-02', '13800138000'],
      ['N2', '智能眼镜', '示例眼镜乙有限公司', '眼镜', 30_000, 9000, '产业端应用', '2026-02-03', '13800138000'],
    ],
  })
  await done(['import', ...round, claims])
  const list = await writeBook(join(folder, '名单.xlsx'), {
    名单: [
      ['受补贴单位', '补贴项目', '采购日期', '采购额（元）', '补贴金额（元）', '年度'],
      ['深圳市示例眼镜甲有限责任公司', '智能眼镜采购', '2026-02-02', 200_000, 30_000, 2026],
    ],
  })
  await done(['list', 'import', ...round, '--kind', 'other-bureau', '--source', '区商务局', list])
  await done(['assess', ...round])
}, 60_000)

interface Found {
  pairs: { applicationNo: string; other: { key: string }; score: number; ruling: unknown }[]
  related: unknown[]
}

const radar = async (...more: string[]): Promise<Found> => (await doneJson(['radar', ...round, ...more])) as Found

test('the radar names both sides, score, reasons and who belongs together, with numbers masked', async () => {
  expect(await radar()).toEqual({
    pairs: [
      {
        applicationNo: 'N1',
        applicant: NAME,
        other: {
          key: expect.stringMatching(/^entry:/),
          kind: 'other-bureau',
          source: '区商务局',
          sheet: '名单',
          row: 2,
          applicationNo: null,
          name: '深圳市示例眼镜甲有限责任公司',
          creditCode: '',
          amountFen: 3_000_000,
          year: 2026,
        },
        score: 100,
        strong: true,
        reasons: [
          '采购日期 2026年2月2日、采购额 200,000.00 元相同',
          '名称相同，一方没有信用代码',
          '事项年度同为 2026年',
          '金额 30,000.00 元相同',
        ],
        ruling: null,
      },
    ],
    related: [{ by: 'phone', value: '138****8000', applications: ['N1', 'N2'] }],
  })
  const text = await done(['radar', ...round])
  expect(text).toContain('疑似重复 1 对，未认定 1 对；关联单位 1 组')
  expect(text).not.toContain('13800138000')
})

test('--min shows fewer or more, and is a number from 0 to 100', async () => {
  expect((await radar('--min', '100')).pairs).toHaveLength(1)
  for (const min of ['101', '-1', '六十']) expect((await cli(['radar', ...round, `--min=${min}`])).code, min).toBe(2)
})

test('a ruling refuses the claim, and a newer one takes its place', async () => {
  const [pair] = (await radar()).pairs
  const ruling = ['radar', 'rule', ...round, '--application', 'N1', '--other', pair?.other.key ?? '']
  const same = await doneJson([...ruling, '--as', 'same', '--reason', '同一张发票'])
  expect(same).toMatchObject({
    applicationNo: 'N1',
    ruling: 'same',
    reason: '同一张发票',
    rulerName: '命令行',
    outcome: 'unmet',
  })
  expect((await radar()).pairs[0]?.ruling).toMatchObject({ ruling: 'same', reason: '同一张发票' })
  expect(await done([...ruling, '--as', 'different', '--reason', '分属两批设备'])).toMatch(
    /^已认定 N1 与 “区商务局”名单第2行 为不同事项/,
  )
  const again = await cli([...ruling, '--as', 'different', '--reason', '分属两批设备'])
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: '这一对已按同样的理由认定为不同事项，没有变动\n' })
})

test('two applications of the round can be ruled by their numbers', async () => {
  const args = ['--application', 'N1', '--other', 'N2', '--as', 'same', '--reason', '拆分采购']
  expect(await doneJson(['radar', 'rule', ...round, ...args])).toMatchObject({ applicationNo: 'N2', outcome: 'unmet' })
  const line = (await done(['radar', ...round])).split('\n').find((one) => one.includes('拆分采购'))
  expect(line).not.toMatch(/：；/)
})

test.each([
  [['--application', 'N9', '--other', 'N1', '--as', 'same', '--reason', '试'], 1, '本批次没有申报编号“N9”'],
  [['--application', 'N1', '--other', 'entry:无', '--as', 'same', '--reason', '试'], 1, '名单可能已撤回'],
  [['--application', 'N1', '--other', 'N1', '--as', 'same', '--reason', '试'], 1, '不能与这件申报自身比较'],
  [['--application', 'N1', '--other', 'N2', '--as', 'same', '--reason', ' '], 1, '请写明认定理由'],
  [['--application', 'N1', '--other', 'N2', '--as', 'maybe', '--reason', '试'], 2, '--as 只能是 same 或 different'],
  [['--application', 'N1', '--other', 'N2', '--as', 'same'], 2, '缺少 --reason'],
])('radar rule %j → %i', async (more, code, words) => {
  const answer = await cli(['radar', 'rule', ...round, ...more])
  expect(answer.code).toBe(code)
  expect(answer.stderr).toContain(words)
})

test('--out writes the workbook', async () => {
  const out = join(folder, '查重表.xlsx')
  await radar('--out', out)
  const book = await readBook(out)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['疑似重复', '关联单位'])
  expect(book.getWorksheet('疑似重复')?.rowCount).toBe(3)
})
