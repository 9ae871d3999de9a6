import { type Application, ARTICLE_KEYS, type ArticleKey, type Facts } from '../../shared/application.ts'
import type { Rounding } from '../../shared/cohort/allocation.ts'
import type { Dice } from './dice.ts'
import type { OracleCase } from './rulesAssess.ts'

const WAN = 1_000_000
const INDUSTRIES = ['黄金珠宝', '黄金珠宝产业', '家具', '眼镜行业', '服装', '钟表', '其他', '首饰加工', ''] as const
const PAPERS = ['营业执照', '信用报告', '纳税证明', '实施报告', '专项审计报告'] as const
const CODES = ['91440307MAABCDE01E', '91440307MAABCDE01F', '12345', ''] as const
/** Round figures at which something changes, each tried with a 分 less and more. */
const EDGES = [
  0, 2, 15, 30, 50, 100, 200, 333.333334, 500, 1666.666667, 2000, 3000, 5000, 6000, 10_000, 11_000,
] as const

/** 分 near an edge, or anything up to 2亿元. */
export function anyFen(dice: Dice): number {
  if (dice.chance(40)) return dice.roll(20_000 * WAN)
  return Math.max(0, Math.round(dice.pick(EDGES) * WAN) + dice.roll(5) - 2)
}

/** An application with anything known or missing, of any article. */
export function randomApplication(dice: Dice, applicationNo: string, only: ArticleKey | null = null): Application {
  const article = only ?? (dice.chance(2) ? null : dice.pick(ARTICLE_KEYS))
  const missing = dice.pick([0, 0, 4, 25])
  const facts: Facts = {}
  const put = (some: Facts) => {
    if (!dice.chance(missing)) Object.assign(facts, some)
  }
  put({ requestedFen: dice.chance(50) ? 20_000 * WAN : anyFen(dice) })
  put({ submittedOn: dice.pick(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01']) })
  put({ phase: dice.pick(['首次', '后续', '首次申报', ' 后续 ', '第三年']) })
  put({ investmentYear: dice.pick([2025, 2025, 2025, 2024, 2026]) })
  put({ orgStructure: dice.chance(85) })
  put({ duties: dice.chance(85) })
  put({ results: dice.chance(85) })
  put({ eventKind: dice.pick(['展会', '展会', '大赛', '大赛', '论坛']) })
  const start = dice.roll(20) + 10
  put({ startDate: `2025-03-${start}` })
  put({ endDate: `2025-03-${Math.min(31, Math.max(10, start + dice.roll(4) - 1))}` })
  put({ filingDate: filingDate(dice, start) })
  if (dice.chance(30)) put({ followUpNotes: dice.chance(70) })
  put({ aiGroup: dice.chance(80) })
  put({ aiZone: dice.chance(80) })
  put({ areaSqm: dice.pick(['10000', '10000', '9999.99', '10000.01', '36000', '0']) })
  put({ exhibitors: dice.pick([150, 150, 149, 151, 300]) })
  put({ priorYearInvestmentFen: anyFen(dice) })
  put({ actualInvestmentFen: anyFen(dice) })
  put({ auditedFen: anyFen(dice) })
  const [output, prior] = outputs(dice)
  put({ outputFen: output })
  put({ priorOutputFen: prior })
  put({ dataSource: dice.pick(['统计年报 2026-03-31', '统计年报 2026年3月31日', '统计年报', '2026-03-31']) })
  put({ membershipClass: dice.pick(['综合类', '自营类会员', '金融', '国际会员']) })
  put({ membershipDate: '2025-08-12' })
  put({ purpose: dice.pick(['产业端应用', '产业端应用', '产业端应用（门店试戴）', '个人消费', '否', '展示推广']) })
  put({ purchaseFen: dice.chance(70) ? dice.roll(400 * WAN) : anyFen(dice) })
  put({ personName: '示例匠人' })
  put({ idNumber: '示例证件' })
  put({ honour: dice.pick(['行业工匠', '行业工匠', '龙岗眼镜工匠', '劳动模范']) })
  put({ honourYear: dice.pick([2023, 2024, 2025]) })
  return {
    applicationNo,
    article,
    articleText: '',
    applicant: dice.pick(['示例甲有限公司', '示例乙有限公司']),
    creditCode: dice.chance(80) ? CODES[0] : dice.pick(CODES),
    industry: dice.chance(50) ? dice.pick(['黄金珠宝', '家具']) : dice.pick(INDUSTRIES),
    projectName: dice.chance(10) ? '2023年龙岗眼镜工匠补足奖励' : '示例项目',
    facts,
    materials: Object.fromEntries(PAPERS.filter(() => !dice.chance(5)).map((name) => [name, !dice.chance(3)])),
  }
}

/** Around the opening day and around 15 days before it. */
function filingDate(dice: Dice, start: number): string {
  const ahead = dice.pick([-1, 0, 1, 14, 15, 15, 15, 16, 40])
  const day = start - ahead
  if (day >= 1) return `2025-03-${String(day).padStart(2, '0')}`
  return day > -28
    ? `2025-02-${String(day + 28).padStart(2, '0')}`
    : `2025-01-${String(day + 28 + 31).padStart(2, '0')}`
}

/** 上年度 and 前一年度产值: often exactly at a growth threshold, or one 分 beside it. */
function outputs(dice: Dice): [number, number] {
  const prior = dice.pick([0, 1000, 1500, 2000, 4000, 5000, 8000, 10_000]) * WAN + dice.roll(3)
  if (dice.chance(30)) return [anyFen(dice), prior]
  const grown = Math.floor((prior * dice.pick([90, 110, 120, 150, 200])) / 100)
  return [Math.max(0, grown + dice.roll(3) - 1), prior]
}

export function randomRounding(dice: Dice): Rounding {
  return { unitFen: dice.pick([100, 10_000, 1_000_000]), mode: dice.pick(['舍尾', '四舍五入']) }
}

/** The application with everything around it that the rules look at. */
export function randomCase(dice: Dice, applicationNo: string, only: ArticleKey | null = null): OracleCase {
  const year = dice.chance(88) ? 2026 : 2025
  return {
    application: randomApplication(dice, applicationNo, only),
    year,
    // The 演示参数 belong to the revised articles.
    demo: year === 2026 && dice.chance(60),
    windowFrom: dice.chance(30) ? '2026-03-01' : null,
    windowTo: dice.chance(30) ? '2026-03-31' : null,
    restricted: dice.chance(20) ? [dice.pick(['示例甲有限公司', '91440307MAABCDE01E', '示例丙有限公司'])] : null,
    capAtRequested: dice.chance(75),
    rounding: randomRounding(dice),
    usedThisYear: dice.chance(30) ? dice.roll(35 * WAN) : 0,
    earlier: dice.chance(20) ? 1 : 0,
    sameMatter: dice.pick([undefined, null, null, '2025-1 批次 LG1']),
    lifted: dice.chance(30),
    ruledSame: dice.pick([null, true, false]),
    review: dice.chance(70) ? null : dice.pick(['passed', 'passed', 'failed', 'incomplete']),
  }
}
