import { expect, test } from 'vitest'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { figuresOf } from '../../shared/desk/figures.ts'
import { yearOverYear } from '../../shared/desk/yearOverYear.ts'
import { type PackFacts, packPages } from '../../shared/report/decisionPack.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import type { Page } from '../../shared/report/pages.ts'

const item = (at: number, given: Partial<ListItem> = {}): ListItem => ({
  applicationNo: `LG${String(at).padStart(4, '0')}`,
  applicant: `深圳市示例名称相当长的时尚产业公共服务${at}有限公司`,
  personName: '',
  naturalPerson: false,
  creditCode: '',
  article: 'platform',
  articleNo: '第九条',
  articleTitle: '完善时尚行业支撑体系',
  industry: '家具',
  projectName: '',
  status: 'granted',
  outcome: 'met',
  score: null,
  requestedFen: 50_0000_00,
  auditedFen: null,
  computedFen: 40_0000_00,
  entitledFen: 30_0000_00,
  allocatedFen: 30_0000_00 + at,
  overridden: false,
  opinion: '',
  reviewer: '',
  reasons: [],
  steps: [],
  source: { sheet: '表', row: at },
  ...given,
})

function facts(items: ListItem[], given: Partial<FrozenList> = {}): PackFacts {
  const list: FrozenList = {
    listNo: '定稿2026-1-01',
    hash: 'ab'.repeat(32),
    trial: false,
    demo: false,
    round: {
      year: 2026,
      batch: 1,
      name: '2026年第1批',
      budgetFen: 1,
      policyOn: '2026-01-01',
      rules: DEFAULT_ROUND_RULES,
    },
    articles: [],
    parameters: [],
    frozenAt: '2026-03-05T01:00:00.000Z',
    frozenBy: '丙',
    auditHead: 'cd'.repeat(32),
    allocation: {
      budgetFen: 1200_0000_00,
      entitledFen: 900_0000_00,
      allocatedFen: 900_0000_00,
      remainderFen: 300_0000_00,
      cut: null,
      rows: [],
      ties: [],
      blocked: [],
    },
    items,
    ...given,
  }
  return {
    list,
    figures: figuresOf(items.map((one) => ({ ...one, sharing: one.status === 'granted' }))),
    years: yearOverYear({ year: 2026, batch: 1 }, [], [], 0),
    matches: [],
    objections: [],
    issued: '',
    madeOn: '2026-03-05',
    hide: (text) => text,
  }
}

/** Chinese characters are as wide as the size, others half as wide. */
const measure = (text: string, _: string, size: number) =>
  [...text].reduce((width, letter) => width + (letter < '\u2000' ? size / 2 : size), 0)
const textOf = (pages: readonly Page[]) =>
  pages.flatMap(({ texts, common }) => [...texts, ...(common?.texts ?? [])].map(({ text }) => text)).join('\n')

test('a quiet round: budget line, list number and hash, and a word for everything there is nothing of', () => {
  const pages = packPages(facts([item(1)]), measure)
  expect(pages).toHaveLength(1)
  const text = textOf(pages)
  for (const words of ['1,200.00', '300.00', '定稿2026-1-01', 'abab abab', 'cdcd', '没有人工调整', '无可比数据']) {
    expect(text).toContain(words)
  }
  expect(text).not.toContain('试算')
})

test('a trial and demo parameters are marked on the page', () => {
  const text = textOf(packPages(facts([item(1)], { trial: true, demo: true, listNo: '试算' }), measure))
  expect(text).toContain('【试算　演示参数，非政策规定　不得作为审定依据】')
})

test('however many overrides, waiting cases, pairs and objections: one page, readable, the rest counted', () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    item(at + 1, {
      overridden: true,
      opinion: '部分投入与项目无关，按审定的合同和发票逐项核减，详见附件清单和审计报告第三部分的说明'.repeat(3),
      ...(at % 3 === 0 ? { status: 'waiting', allocatedFen: 0 } : {}),
    }),
  )
  const lines = Array.from(
    { length: 40 },
    (_, at) => `第 ${at} 行的说明文字也相当长，写明与哪一份名单相同以及理由是什么`,
  )
  const pages = packPages({ ...facts(many), matches: lines, objections: lines }, measure)
  expect(pages).toHaveLength(1)
  expect(Math.min(...pages.flatMap(({ texts }) => texts.map(({ size }) => size)))).toBeGreaterThanOrEqual(8.5)
  const text = textOf(pages).replaceAll('\n', '')
  expect(text).toMatch(/另有 \d+ 项见审批表/)
  expect(text).toContain('60 项')
})

test('a natural person is masked, and the five largest are the largest', () => {
  const text = textOf(
    packPages(
      facts([...[1, 2, 3, 4, 5].map((at) => item(at)), item(9, { applicant: '张小三', naturalPerson: true })]),
      measure,
    ),
  ).replaceAll('\n', '')
  expect(text).toContain('1. LG0009 张*三')
  expect(text).not.toContain('张小三')
  expect(text).not.toMatch(/\d\. LG0001/)
})
