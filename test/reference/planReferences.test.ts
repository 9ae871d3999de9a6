import { expect, test } from 'vitest'
import { parseListHeaders } from '../../shared/reference/headerTables.ts'
import type { KnownLists } from '../../shared/reference/planReferences.ts'
import { REFERENCE_KINDS, type ReferenceList } from '../../shared/reference/reference.ts'
import { readBatch, readRoundName } from '../../shared/reference/roundName.ts'
import { HEADERS, sheetOf } from '../intake/sheets.ts'
import { entries, LIST_FILE, LIST_HEADERS, NOTHING_KNOWN, planList, planRowsOf } from './lists.ts'

const CODE = '91350100M000100Y43'
const PAST = ['年度', '批次', '条款', '单位名称', '所属产业', '资助金额（元）']
const reasons = (list: readonly { reason: string }[]): string => list.map(({ reason }) => reason).join('\n')

test('a past round is read as offices write it: titles, 万元 by header, text numbers, notes, totals, blank rows', () => {
  const plan = planList({ kind: 'own-round', source: '档案' }, [
    sheetOf('名单', [
      ['2025年度时尚产业专项资金资助名单（第二批）'],
      ['单位：万元'],
      ['序号', '条款', '获资助单位', '统一社会信用代码', '所属产业', '平台名称', '首次/后续', '资助金额'],
      [1, '完善时尚行业支撑体系', '甲公司', CODE, '黄金珠宝', '甲平台', '首次', '１，２３４.5'],
      [2, '原第十二条', '乙公司', CODE, '眼镜', null, null, 0],
      [],
      ['合计', null, null, null, null, null, null, 1234.5],
      ['备注：公示无异议'],
    ]),
  ])
  expect(plan.sheets).toEqual([
    { name: '名单', article: null, headerRow: 3, rows: 5, accepted: 1, rejected: 0, skipped: 4 },
  ])
  expect(entries(plan)).toEqual([
    {
      sheet: '名单',
      row: 4,
      name: '甲公司',
      creditCode: CODE,
      facts: {
        year: 2025,
        batch: 2,
        article: 'platform',
        industry: '黄金珠宝',
        platformName: '甲平台',
        phase: '首次',
        amountFen: 1_234_500_000,
      },
    },
  ])
  expect(plan.rows.flatMap((row) => (row.kind === 'skipped' ? [row.reason] : []))).toEqual([
    '资助金额为 0，没有资助',
    '空行',
    '合计行',
    '注释或签署行',
  ])
})

test.each([
  { words: '新条号与名称', stated: '第十四条 支持智能眼镜应用推广', article: 'smart-glasses' },
  { words: '键', stated: 'growth', article: 'growth' },
  { words: '注明新旧的旧条号', stated: '原第十二条', article: 'event' },
  { words: '注明新旧的新条号', stated: '第十二条（新）', article: 'growth' },
  { words: '新旧都有的条号', stated: '第十二条', article: undefined },
  { words: '没有写', stated: '', article: undefined },
])('the article of a past grant: $words → $article', ({ stated, article }) => {
  const header = ['年度', '批次', '条款', '单位名称', '资助金额（元）']
  const plan = planRowsOf('own-round', header, [['2025年度', '一', stated, '甲公司', 100]])
  const [entry] = entries(plan)
  expect(entry?.facts.article).toBe(article)
  expect(reasons(plan.warnings).includes('不计入年度上限和名额')).toBe(article === undefined)
})

test('an ambiguous number is decided by what else the row says', () => {
  const header = ['年度', '批次', '条款', '单位名称', '活动名称', '资助金额（元）']
  const plan = planRowsOf('own-round', header, [[2025, 1, '第十二条', '甲公司', '示例展会', 100]])
  expect(entries(plan)[0]?.facts).toMatchObject({ article: 'event', eventName: '示例展会' })
})

test('year and batch come from the row, else the titles, else the source, and are never guessed', () => {
  const header = ['条款', '单位名称', '资助金额（元）']
  const row = ['第九条', '甲公司', 100]
  const facts = (plan: ReturnType<typeof planList>) => entries(plan)[0]?.facts
  expect(facts(planRowsOf('own-round', header, [row], '2024年第3批'))).toMatchObject({ year: 2024, batch: 3 })
  expect(facts(planRowsOf('own-round', header, [row], '2024-3'))).toMatchObject({ year: 2024, batch: 3 })
  const titled = planList({ kind: 'own-round', source: '2024年第3批' }, [
    sheetOf('名单', [['2023年第1批资助名单'], header, row]),
  ])
  expect(facts(titled)).toMatchObject({ year: 2023, batch: 1 })
  const stated = planRowsOf('own-round', ['年度', '批次', ...header], [['2022', '第2批', ...row]], '2024年第3批')
  expect(facts(stated)).toMatchObject({ year: 2022, batch: 2 })
  const none = planRowsOf('own-round', header, [row], '档案')
  expect(none).toMatchObject({ accepted: 0, rejected: 1 })
  expect(reasons(none.problems)).toMatch(/没有年度.*\n没有批次/)
})

test('a past grant without an amount is reported, and leaves the good rows', () => {
  const header = ['单位名称', '资助金额（元）', '条款']
  const rows = [
    ['甲公司', 100, '第九条'],
    ['乙公司', null, '第九条'],
    ['丙公司', '-5', '第九条'],
    [null, 100, '第九条'],
  ]
  const plan = planRowsOf('own-round', header, rows, '2025年第1批')
  expect(plan).toMatchObject({ accepted: 1, rejected: 3 })
  expect(plan.problems.map(({ row, column, value }) => [row, column, value])).toEqual([
    [3, '资助金额', ''],
    [4, '资助金额（元）', '-5'],
    [5, '单位名称', ''],
  ])
})

test("another bureau's list keeps what matters are compared by; its own article numbers mean nothing here", () => {
  const header = [
    '企业名称',
    '信用代码',
    '年度',
    '扶持项目',
    '展会名称',
    '举办日期',
    '发票号码',
    '合同编号',
    '补贴金额（元）',
  ]
  const row = ['甲公司', CODE, '2025', '第十二条', '示例展会', '2025.3.5', '00123', 'HT-1', '10,000.00']
  const [entry] = entries(planRowsOf('other-bureau', header, [row], '区商务局'))
  expect(entry?.facts).toEqual({
    year: 2025,
    projectName: '第十二条',
    eventName: '示例展会',
    startDate: '2025-03-05',
    invoiceNo: '00123',
    contractNo: 'HT-1',
    amountFen: 1_000_000,
  })
})

test.each([
  { written: '2026年3月5日', day: '2026-03-05' },
  { written: '2026.3.5', day: '2026-03-05' },
  { written: '2026/03/05', day: '2026-03-05' },
  { written: '20260305', day: '2026-03-05' },
  { written: 20260305, day: '2026-03-05' },
  { written: '长期', day: undefined },
  { written: '/', day: undefined },
])('the last day of a restriction, written $written', ({ written, day }) => {
  const plan = planRowsOf('restricted', ['失信主体名称', '列入原因', '到期日期'], [['甲公司', '虚报', written]])
  expect(entries(plan)).toMatchObject([{ name: '甲公司', facts: { reason: '虚报' } }])
  expect(entries(plan)[0]?.facts.to).toBe(day)
})

test('a restriction may name its applicant by code alone; days the wrong way round and no days at all are told apart', () => {
  const header = ['单位名称', '统一社会信用代码', '列入日期', '到期日期']
  const rows = [
    ['', CODE, null, null],
    ['甲公司', '', '2026-03-05', '2026-03-04'],
    ['乙公司', '', '三月五日', null],
  ]
  const plan = planRowsOf('restricted', header, rows)
  expect(entries(plan)).toMatchObject([{ name: '', creditCode: CODE, facts: {} }])
  expect(reasons(plan.problems)).toMatch(/早于起始日期 2026-03-05.*\n不是有效日期/)
})

test('a list with names and codes only is a list', () => {
  expect(planRowsOf('restricted', ['企业名称', '统一社会信用代码'], [['甲公司', CODE]]).accepted).toBe(1)
})

test('a code in number format, or a formula without its result, refuses the whole file', () => {
  const header = ['企业名称', '统一社会信用代码']
  expect(() => planRowsOf('restricted', header, [['甲公司', 914403001234567000]])).toThrow(
    /是数字格式.*整个文件没有导入/,
  )
  expect(() => planRowsOf('restricted', header, [['甲公司', { kind: 'uncalculated' }]])).toThrow(/没有计算结果的公式/)
  expect(() => planRowsOf('restricted', ['日期', '天气'], [['周一', '晴']])).toThrow(/没有找到表头/)
  expect(() => planRowsOf('restricted', header, [])).toThrow(/只有表头，没有名单内容/)
})

test('a code that fails its check is kept with a warning', () => {
  const plan = planRowsOf('restricted', ['企业名称', '统一社会信用代码'], [['甲公司', '91350100M000100Y44']])
  expect(plan.accepted).toBe(1)
  expect(reasons(plan.warnings)).toContain('未通过校验')
})

test('the same file as the same list adds nothing; another file of the source is warned of; a row twice too', () => {
  const list: ReferenceList = {
    ...{ id: '1', kind: 'restricted', source: '来源', asOf: null, fileName: '旧.xlsx', sha256: 'a'.repeat(64) },
    ...{ importedBy: '甲', importedAt: '2026-03-05T00:00:00.000Z', entries: 1, withdrawnReason: null },
  }
  const sheets = [
    sheetOf('名单', [
      ['企业名称', '列入原因'],
      ['甲公司', '虚报'],
      ['甲公司', '虚报'],
    ]),
  ]
  const plan = (known: ReferenceList[]) => planList({ kind: 'restricted' }, sheets, { ...NOTHING_KNOWN, lists: known })
  expect(plan([list]).repeats).toBe('这份文件已作为“来源”导入过（旧.xlsx），没有新增内容')
  expect(plan([{ ...list, source: '另一来源' }]).repeats).toBe('')
  const corrected = plan([{ ...list, sha256: 'b'.repeat(64) }])
  expect(corrected.repeats).toBe('')
  expect(reasons(corrected.warnings)).toMatch(/与第 2 行内容相同.*\n“来源”已有一份名单（旧.xlsx）/)
})

test('what would count twice under another source is warned of: the same file, and a round another list has', () => {
  const standing: ReferenceList = {
    ...{ id: '1', kind: 'own-round', source: '档案室', asOf: null, fileName: '旧.xlsx', sha256: 'b'.repeat(64) },
    ...{ importedBy: '甲', importedAt: '2026-03-05T00:00:00.000Z', entries: 1, withdrawnReason: null },
  }
  const sheets = [sheetOf('名单', [PAST, [2025, 1, '第十四条', '甲公司', '眼镜', 100]])]
  const warned = (known: Partial<KnownLists>) =>
    reasons(planList({ kind: 'own-round', source: '财务科' }, sheets, { ...NOTHING_KNOWN, ...known }).warnings)
  expect(warned({ lists: [standing] })).toBe('')
  expect(warned({ lists: [{ ...standing, sha256: 'a'.repeat(64) }] })).toMatch(/^同一份文件已作为“档案室”导入过/)
  expect(warned({ listedRounds: new Map([['2025-2', '档案室']]) })).toBe('')
  expect(warned({ listedRounds: new Map([['2025-1', '档案室']]) })).toMatch(/^2025年第1批的资助在“档案室”名单中已有/)
})

test('a platform grant without 所属产业 is warned of, since it takes a place of no industry', () => {
  const rowOf = (industry: string | null, article: string) => [2025, 1, article, '甲公司', industry, 100]
  const warned = (industry: string | null, article: string) =>
    reasons(planRowsOf('own-round', PAST, [rowOf(industry, article)]).warnings)
  expect(warned(null, '第九条')).toMatch(/没有所属产业，看不出占用哪个产业的平台名额/)
  expect(warned('眼镜', '第九条')).toBe('')
  expect(warned(null, '第十四条')).toBe('')
})

test('a person may choose a column the table does not know, and its unit', () => {
  const sheets = [
    sheetOf('名单', [
      ['单位名称', '条款', '给了多少'],
      ['甲公司', '第九条', 3],
    ]),
  ]
  const target = { kind: 'field', field: 'grantedFen' } as const
  const overrides = new Map([['名单', { columns: new Map([[3, { target, unit: '万元' }]]) }]])
  const plan = planList({ kind: 'own-round', source: '2025年第1批' }, sheets, NOTHING_KNOWN, { overrides })
  expect(entries(plan)[0]?.facts.amountFen).toBe(3_000_000)
  expect(plan.choices.join()).toContain('读作“资助金额”')
})

test.each([
  ['2025年第1批', 2025, 1],
  ['2025年度时尚产业资助名单（第十二批）', 2025, 12],
  ['2025-3', 2025, 3],
  ['2025年12月30日公示', null, null],
  ['2024年、2025年汇总', null, null],
  ['第一批、第二批', null, null],
] as const)('%s names year %s and batch %s', (text, year, batch) => {
  expect(readRoundName(text)).toEqual({ year, batch })
})

test.each([
  ['1', 1],
  ['第2批', 2],
  ['第三批次', 3],
  ['十', 10],
  ['2025年第4批', 4],
  ['首批', null],
  ['0', null],
] as const)('the batch cell %s reads as %s', (text, batch) => {
  expect(readBatch(text).batch).toBe(batch)
})

test('the shipped words of each kind name only fields it may import, and every column has a name', () => {
  for (const kind of REFERENCE_KINDS) {
    const { table, choices } = LIST_HEADERS[kind]
    const named = new Set(table.fields.values())
    expect([...named].filter((field) => !choices.some((one) => one.field === field))).toEqual([])
    expect(choices.map(({ field }) => field).filter((field) => !named.has(field))).toEqual([])
    for (const word of table.fields.keys()) expect(table.ignored.has(word), `${kind} ${word}`).toBe(false)
  }
})

test.each([
  { what: 'an unknown field', from: 'restrictedTo:', to: 'restrictedUntil:', why: /没有名为“restrictedUntil”的字段/ },
  { what: 'a word given twice', from: '文书号,', to: '文书号, 事由,', why: /列名“事由”在这类名单里用了两次/ },
  {
    what: 'a field outside the columns',
    from: 'restrictedReason, restrictedFrom,',
    to: 'restrictedFrom,',
    why: /不在这类名单的 columns 里/,
  },
])('the file of words is refused for $what, with its line', ({ from, to, why }) => {
  expect(LIST_FILE).toContain(from)
  expect(() => parseListHeaders(LIST_FILE.replace(from, to), HEADERS)).toThrow(why)
  expect(() => parseListHeaders(LIST_FILE.replace(from, to), HEADERS)).toThrow(/第\d+行/)
})

test('a credit code in the column 证件号码 of a 失信 list is matched as one; an identity number stays one', () => {
  const plan = planRowsOf(
    'restricted',
    ['失信主体名称', '证件号码'],
    [
      ['甲公司', CODE],
      ['张示例', '110101199003070011'],
    ],
  )
  const entries = plan.rows.flatMap((row) => (row.kind === 'new' ? [row.entry] : []))
  expect(entries.map(({ creditCode, facts }) => [creditCode, facts.idNumber])).toEqual([
    [CODE, undefined],
    ['', '110101199003070011'],
  ])
})
