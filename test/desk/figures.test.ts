import { describe, expect, test } from 'vitest'
import { type FigureCase, figuresOf, shareText } from '../../shared/desk/figures.ts'
import { batchesText, changeText, type YearGrant, yearOverYear } from '../../shared/desk/yearOverYear.ts'
import { wanGrouped } from '../../shared/money.ts'

const one = (given: Partial<FigureCase>): FigureCase => ({
  articleNo: '第九条',
  articleTitle: '完善时尚行业支撑体系',
  industry: '黄金珠宝',
  requestedFen: 100_0000_00,
  sharing: true,
  entitledFen: 80_0000_00,
  allocatedFen: 60_0000_00,
  ...given,
})

describe('概况 per article and per industry', () => {
  const event = { articleNo: '第十一条', articleTitle: '支持培育时尚产业重大活动' }
  const cases = [
    one({}),
    one({ sharing: false, entitledFen: 50_0000_00, allocatedFen: 0 }),
    one({ ...event, industry: '家具', requestedFen: null, entitledFen: 20_0000_00, allocatedFen: 20_0000_00 }),
    one({ ...event, industry: '', sharing: false, entitledFen: 0, allocatedFen: 0 }),
  ]
  const { articles, industries, total } = figuresOf(cases)

  test('a waiting case counts among the applications and adds to no amount that shares in the budget', () => {
    const [platform] = articles
    expect(platform).toMatchObject({ name: '第九条', cases: 2, granted: 1, requestedFen: 200_0000_00 })
    expect(platform).toMatchObject({ entitledFen: 80_0000_00, cutFen: 20_0000_00, allocatedFen: 60_0000_00 })
  })

  test('a case without a requested amount is said and not taken as nothing', () => {
    expect(articles[1]).toMatchObject({ name: '第十一条', requestedFen: 100_0000_00, unasked: 1 })
  })

  test('shares are parts of the whole allocation; where nothing is allocated there is none', () => {
    expect(articles.map(({ shareBasis }) => shareText(shareBasis))).toEqual(['75.00%', '25.00%'])
    expect(figuresOf([one({ allocatedFen: 0 })]).articles.map(({ shareBasis }) => shareText(shareBasis))).toEqual(['—'])
  })

  test('both groupings add up to the same total', () => {
    for (const key of ['cases', 'requestedFen', 'entitledFen', 'cutFen', 'allocatedFen'] as const) {
      for (const rows of [articles, industries]) expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(total[key])
    }
  })

  test('articles stand in the order of their numbers, industries by money, 未注明 by name', () => {
    const mixed = ['第十二条', '第九条', '第二十条', '条款待核', '第十条'].map((articleNo) => one({ articleNo }))
    expect(figuresOf(mixed).articles.map(({ name }) => name)).toEqual([
      '第九条',
      '第十条',
      '第十二条',
      '第二十条',
      '条款待核',
    ])
    expect(industries.map(({ name }) => name)).toEqual(['黄金珠宝', '家具', '未注明'])
  })
})

describe('与上年比较', () => {
  const grant = (given: Partial<YearGrant>): YearGrant => ({
    year: 2025,
    batch: 1,
    articleTitle: '甲条',
    allocatedFen: 10_0000_00,
    imported: false,
    ...given,
  })
  const own = [
    { articleTitle: '甲条', allocatedFen: 15_0000_00 },
    { articleTitle: '乙条', allocatedFen: 0 },
  ]

  test('without any earlier sum there is no comparison, not a zero', () => {
    const years = yearOverYear({ year: 2026, batch: 1 }, own, [], 3)
    expect(years).toMatchObject({ lastYear: null, articles: [], withoutSum: 3 })
    expect(years.thisYear).toMatchObject({ count: 1, fen: 15_0000_00, batches: [1] })
  })

  test('all known batches of the last year stand beside this year with its earlier batches', () => {
    const earlier = [
      grant({}),
      grant({ batch: 2, imported: true, articleTitle: '丙条', allocatedFen: 2_0000_00 }),
      grant({ year: 2024, allocatedFen: 99_0000_00 }),
      grant({ year: 2026, allocatedFen: 5_0000_00 }),
    ]
    const years = yearOverYear({ year: 2026, batch: 2 }, own, earlier, 0)
    expect(years.lastYear).toEqual({ year: 2025, batches: [1, 2], count: 2, fen: 12_0000_00 })
    expect(years.thisYear).toEqual({ year: 2026, batches: [1, 2], count: 2, fen: 20_0000_00 })
    expect(years.articles).toEqual([
      { title: '甲条', now: { count: 2, fen: 20_0000_00 }, before: { count: 1, fen: 10_0000_00 } },
      { title: '丙条', now: null, before: { count: 1, fen: 2_0000_00 } },
      { title: '乙条', now: { count: 0, fen: 0 }, before: null },
    ])
    expect(years.rounds.map(({ year, batch, imported }) => [year, batch, imported])).toEqual([
      [2026, 1, false],
      [2025, 2, true],
      [2025, 1, false],
      [2024, 1, false],
    ])
    expect(batchesText({ year: 2025, batches: [1, 2] })).toBe('2025年第1、2批')
  })

  test('a change is said with its direction', () => {
    expect(changeText(15_0000_00, 10_0000_00, wanGrouped)).toBe('增加 5.00 万元（+50.0%）')
    expect(changeText(5_0000_00, 10_0000_00, wanGrouped)).toBe('减少 5.00 万元（−50.0%）')
    expect(changeText(10_0000_00, 10_0000_00, wanGrouped)).toBe('持平')
  })
})
