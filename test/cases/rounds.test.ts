import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ARTICLE_KEYS, type ArticleKey } from '../../shared/application.ts'
import { allocate } from '../../shared/cohort/allocate.ts'
import { type CohortEntry, DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { type Fen, yuanText } from '../../shared/money.ts'
import { parseParameterValue } from '../../shared/policy/values.ts'
import { assessRound, NO_HISTORY } from '../../shared/review/assessRound.ts'
import { readYaml } from './caseFile.ts'
import { applicationOf, fen, roundContext, roundingOf, STORE } from './workedExample.ts'
import { wrongSums } from './workings.ts'

const texts = z.array(z.string())
const article = z.enum(ARTICLE_KEYS)
const roundCases = z.strictObject({
  名额: z.array(
    z.strictObject({
      名称: z.string(),
      平台: texts,
      已批准: z.coerce.number().default(0),
      局定名额: z.string().optional(),
      后续占用: z.enum(['是', '否', '未设定']).default('是'),
      裁定: texts.nullable().default(null),
      裁定时并列: texts.nullable().default(null),
      考察: texts.default([]),
      结果: z.record(z.string(), z.enum(['入围', '候补', '并列待定', '不占名额'])),
      不得定稿: z.string().optional(),
    }),
  ),
  年度上限: z.array(
    z.strictObject({
      名称: z.string(),
      申报: texts,
      较早批次: z.string().default('0元'),
      算法: z.string(),
      考察: texts.default([]),
      结果: z.record(z.string(), z.string()),
    }),
  ),
  核减: z.array(
    z.strictObject({
      名称: z.string(),
      应资助: texts,
      预算: z.string(),
      取整: z.string().default('元舍尾'),
      最大余数法: z.enum(['是', '否']).default('否'),
      不核减: z.array(article).default([]),
      条款预算: z.partialRecord(article, z.string()).optional(),
      算法: z.string(),
      考察: texts.default([]),
      结果: z.record(z.string(), z.string()),
      余额: z.string(),
      不得定稿: z.string().optional(),
    }),
  ),
})
const cases = roundCases.parse(readYaml('rounds'))

const PLACES = { in: '入围', waiting: '候补', tied: '并列待定' } as const

describe('places per year and industry', () => {
  it.each(cases.名额.map((one) => [one.名称, one] as const))('%s', (_title, one) => {
    const entries = one.平台.map((line): CohortEntry => {
      const [applicationNo = '', score = '', phase = '', industry = '家具'] = line.split(' ')
      return {
        ...entry(applicationNo, 'platform', 100),
        industry,
        score: score === '无' ? null : score,
        later: phase === '后续',
      }
    })
    const places = placesOf(one.局定名额)
    const groups = [...new Set(entries.map(({ industry }) => industry))].map((industry) => ({
      article: 'platform' as const,
      industry,
      places: places - one.已批准,
      laterCounts: one.后续占用 === '未设定' ? null : one.后续占用 === '是',
      ruling: one.裁定 === null ? null : { applicationNos: one.裁定, tiedNos: one.裁定时并列 },
    }))
    const found = allocate(entries, groups, 1_000_000, DEFAULT_ROUND_RULES)
    const shown = Object.fromEntries(
      found.rows.map(({ applicationNo, quota }) => [applicationNo, quota === null ? '不占名额' : PLACES[quota]]),
    )
    expect(shown).toEqual(one.结果)
    expectBlocked(found.blocked, one.不得定稿 ?? (found.ties.length > 0 ? '并列待定' : undefined))
    for (const row of found.rows) {
      expect(row.allocatedFen).toBe(row.quota === 'in' || row.quota === null ? 100 : 0)
    }
  })
})

describe('yearly cap of one applicant', () => {
  it.each(cases.年度上限.map((one) => [one.名称, one] as const))('%s', (_title, one) => {
    const rows = one.申报.map((line) => {
      const [applicationNo = '', applicantKey = '', amount = '', ...rest] = line.split(' ')
      const decided = rest.find((word) => word.startsWith('决定'))
      const words = {
        申报单位: applicantKey,
        统一社会信用代码: '91440307MAABCDE01E',
        所属产业: '眼镜',
        申报金额: '100万元',
        用途: rest.includes('个人消费') ? '个人消费' : '产业端应用',
        采购额: amount,
      }
      return {
        application: { ...applicationOf('smart-glasses', words), applicationNo },
        applicantKey,
        settledFen: decided === undefined ? null : fen(decided.slice(2)),
      }
    })
    const history = {
      ...NO_HISTORY,
      grantedThisYear: () => ({ fen: fen(one.较早批次), applicationNos: [] }),
    }
    expect(wrongSums(one.算法)).toEqual([])
    const found = assessRound(rows, roundContext('2026-03-15', []), history)
    expect(amounts([...found].map(([no, { amountFen }]) => [no, amountFen ?? -1]))).toEqual(one.结果)
  })
})

describe('pro-rata reduction', () => {
  it.each(cases.核减.map((one) => [one.名称, one] as const))('%s', (_title, one) => {
    expect(wrongSums(one.算法)).toEqual([])
    const entries = one.应资助.map((line) => {
      const [applicationNo = '', key = '', amount = ''] = line.split(' ')
      return entry(applicationNo, article.parse(key), fen(amount))
    })
    const budgets = Object.entries(one.条款预算 ?? {}).map(([key, amount]) => [key, fen(amount)])
    const found = allocate(entries, [], fen(one.预算), {
      ...DEFAULT_ROUND_RULES,
      rounding: roundingOf(one.取整),
      largestRemainder: one.最大余数法 === '是',
      protectedArticles: one.不核减,
      cutScope: one.条款预算 === undefined ? 'round' : 'article',
      articleBudgets: Object.fromEntries(budgets),
    })
    expect(amounts(found.rows.map((row) => [row.applicationNo, row.allocatedFen]))).toEqual(one.结果)
    expect(yuanText(found.remainderFen)).toBe(one.余额)
    expectBlocked(found.blocked, one.不得定稿)
  })
})

/** 2 as the policy says, or what the bureau set. */
function placesOf(own: string | undefined): number {
  const value = own === undefined ? [] : [{ value: parseParameterValue('integer', own), key: 'platform.places' }]
  const entered = value.map((one) => ({ ...one, origin: 'bureau' as const, basis: '局定' }))
  const places = STORE.articlesOn('2026-03-15', entered).get('platform')?.parameters.places?.value
  expect(places).toEqual({ type: 'integer', integer: Number(own ?? 2) })
  return places?.type === 'integer' ? places.integer : 0
}

function entry(applicationNo: string, key: ArticleKey, entitledFen: Fen): CohortEntry {
  return { applicationNo, article: key, industry: '家具', score: null, later: false, entitledFen }
}

function amounts(rows: (readonly [string, Fen])[]): Record<string, string> {
  return Object.fromEntries(rows.map(([no, amount]) => [no, yuanText(amount)]))
}

function expectBlocked(blocked: readonly string[], words: string | undefined): void {
  if (words === undefined) expect(blocked).toEqual([])
  else expect(blocked.join('\n')).toContain(words)
}
