/** Invented applications and workbooks for the figures: the same seed gives the same data, of any size. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { type Application, type ArticleKey, FACTS, type FactName, type Facts } from '../../shared/application.ts'
import { addDays } from '../../shared/date.ts'
import { yuanText } from '../../shared/money.ts'
import { creditCodeCheckDigit } from '../../shared/uscc.ts'

const INDUSTRIES = ['黄金珠宝', '家具', '眼镜', '服装', '钟表', '内衣', '皮革', '化妆品', '工艺美术']
const NAME_PARTS = '珺云锦岚拾朗曦澄屿禾知墨微言青木沐辰逸和舒雅瑾瑜星河望舟'.split('')
const CODE_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** How many of a hundred applications each article gets. */
const SHARES: readonly (readonly [ArticleKey, number])[] = [
  ['platform', 12],
  ['event', 20],
  ['growth', 18],
  ['gold-exchange', 10],
  ['smart-glasses', 28],
  ['talent', 8],
  ['exhibition', 4],
]

/** Repeatable numbers in [0, 1) (mulberry32), and what is picked with them. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** An integer from `from` up to and with `to`. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }
  chance(part: number): boolean {
    return this.next() < part
  }
  pick<T>(list: readonly [T, ...T[]] | readonly T[], or: T): T {
    return list[this.integer(0, list.length - 1)] ?? or
  }
  /** 分 between two amounts in 万元. */
  fen(fromWan: number, toWan: number): number {
    return this.integer(fromWan * 1_000_000, toWan * 1_000_000)
  }
}

/** `count` applications of every article, mixed; about one in eight does not meet its conditions. */
export function makeApplications(count: number, seed = 1): Application[] {
  const dice = new Dice(seed)
  const applications: Application[] = []
  for (let no = 1; no <= count; no += 1) {
    const made = makeApplication(no, dice)
    // Some applicants come again under the same article, so that yearly caps have something to do.
    const earlier = dice.chance(0.1) ? applications[dice.integer(0, Math.max(0, applications.length - 1))] : undefined
    const again = earlier !== undefined && earlier.article === made.article && earlier.creditCode !== ''
    const { applicant, creditCode } = again ? earlier : made
    applications.push({ ...made, applicant, creditCode })
  }
  return applications
}

function makeApplication(no: number, dice: Dice): Application {
  const article = pickArticle(dice)
  const industry = article === 'gold-exchange' && dice.chance(0.95) ? '黄金珠宝' : dice.pick(INDUSTRIES, '眼镜')
  const natural = article === 'talent'
  const word = `${dice.pick(NAME_PARTS, '云')}${dice.pick(NAME_PARTS, '锦')}`
  const person = `示例匠人${no}`
  const applicant = natural ? person : `深圳市示例${word}${industry}${no}有限公司`
  const facts: Facts = {
    submittedOn: addDays('2026-03-01', dice.integer(0, 60)),
    requestedFen: dice.fen(5, 600),
    legalRepresentative: `王示例${no}`,
    contact: `李示例${no}`,
    phone: `138${digits(dice, 8)}`,
    bank: '示例银行龙岗支行',
    bankAccount: `6222${digits(dice, 15)}`,
    address: `龙岗区示例路${dice.integer(1, 999)}号`,
    ...articleFacts(article, no, person, dice),
  }
  const materials: Application['materials'] = {
    营业执照: true,
    信用报告: dice.chance(0.99),
    纳税证明: dice.chance(0.99),
  }
  if (article === 'platform') materials.实施报告 = dice.chance(0.97)
  if (article === 'event') materials.专项审计报告 = dice.chance(0.97)
  return {
    applicationNo: `LG2026${String(no).padStart(6, '0')}`,
    article,
    articleText: ARTICLE_TEXTS[article],
    applicant,
    creditCode: natural ? '' : creditCode(dice),
    industry,
    projectName: `${word}${PROJECTS[article]}${no}`,
    facts: withGaps(facts, dice),
    materials,
  }
}

/** Facts that people forget to write down. */
const FORGOTTEN: readonly FactName[] = [
  'requestedFen',
  'filingDate',
  'aiZone',
  'aiGroup',
  'areaSqm',
  'auditedFen',
  'purpose',
  'purchaseFen',
  'eventKind',
]

function withGaps(facts: Facts, dice: Dice): Facts {
  const forgotten = FORGOTTEN.filter(() => dice.chance(0.01))
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !forgotten.some((one) => one === name)))
}

const ARTICLE_TEXTS: Record<ArticleKey, string> = {
  platform: '第九条 完善时尚行业支撑体系',
  talent: '第十条 促进时尚产业高技能人才成长',
  exhibition: '原第十一条 支持时尚企业参加展会',
  event: '第十一条 支持培育时尚产业重大活动',
  growth: '第十二条 支持培育时尚产业高质量发展',
  'gold-exchange': '第十三条 支持黄金珠宝企业申报上海黄金交易所会员资格',
  'smart-glasses': '第十四条 支持智能眼镜应用推广',
}

const PROJECTS: Record<ArticleKey, string> = {
  platform: '示例公共服务平台',
  talent: '行业工匠奖励',
  exhibition: '参加示例展会',
  event: '示例时尚活动',
  growth: '产值增长奖励',
  'gold-exchange': '会员资格奖励',
  'smart-glasses': '智能眼镜应用',
}

function articleFacts(article: ArticleKey, no: number, person: string, dice: Dice): Facts {
  switch (article) {
    case 'platform': {
      const fen = dice.fen(50, 800)
      return {
        platformName: `示例公共服务平台${no}`,
        phase: dice.chance(0.7) ? '首次' : '后续',
        investmentYear: dice.chance(0.96) ? 2025 : 2024,
        priorYearInvestmentFen: fen,
        auditedFen: Math.floor(fen * 0.9),
        orgStructure: dice.chance(0.97),
        duties: dice.chance(0.97),
        results: dice.chance(0.97),
        score: `${dice.integer(600, 999) / 10}`,
      }
    }
    case 'event': {
      const fen = dice.fen(100, 2500)
      const fair = dice.chance(0.6)
      const startDate = addDays('2025-03-01', dice.integer(0, 250))
      return {
        eventName: `示例时尚活动${no}`,
        eventKind: fair ? '展会' : '大赛',
        startDate,
        endDate: addDays(startDate, dice.integer(1, 5)),
        filingDate: addDays(startDate, -dice.integer(dice.chance(0.96) ? 15 : 0, 60)),
        followUpNotes: true,
        ...(fair
          ? {
              aiZone: dice.chance(0.96),
              areaSqm: String(dice.integer(9_800, 40_000)),
              exhibitors: dice.integer(148, 900),
            }
          : { aiGroup: dice.chance(0.96) }),
        actualInvestmentFen: fen,
        auditedFen: Math.floor(fen * 0.95),
        score: `${dice.integer(600, 999) / 10}`,
      }
    }
    case 'growth': {
      const prior = dice.fen(1_500, 20_000)
      return {
        priorOutputFen: prior,
        outputFen: Math.floor(prior * (1.05 + dice.next())),
        dataSource: '区统计局 2026年2月28日',
      }
    }
    case 'gold-exchange':
      return {
        membershipClass: dice.pick(['综合类', '自营类', '金融类'], '综合类'),
        membershipDate: addDays('2025-01-01', dice.integer(0, 364)),
      }
    case 'smart-glasses':
      return {
        purchaseItem: '智能眼镜',
        purpose: dice.chance(0.93) ? '产业端应用' : '个人消费',
        purchaseDate: addDays('2025-01-01', dice.integer(0, 364)),
        quantity: String(dice.integer(5, 400)),
        purchaseFen: dice.fen(2, 300),
      }
    case 'talent':
      return {
        personName: person,
        idNumber: `4403071990${digits(dice, 8)}`,
        employer: '深圳市示例工坊',
        honour: '行业工匠',
        honourYear: 2025,
      }
    case 'exhibition':
      return {}
  }
}

function pickArticle(dice: Dice): ArticleKey {
  let left = dice.next() * 100
  for (const [article, share] of SHARES) {
    left -= share
    if (left < 0) return article
  }
  return 'exhibition'
}

function digits(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => dice.integer(0, 9)).join('')
}

function creditCode(dice: Dice): string {
  const middle = Array.from({ length: 9 }, () => CODE_LETTERS.charAt(dice.integer(0, 30))).join('')
  const body = `91440307${middle}`
  return `${body}${creditCodeCheckDigit(body)}`
}

const SHEETS: Record<ArticleKey, { name: string; facts: readonly FactName[] }> = {
  platform: {
    name: '第九条 公共服务平台',
    facts: [
      'phase',
      'platformName',
      'investmentYear',
      'priorYearInvestmentFen',
      'auditedFen',
      'orgStructure',
      'duties',
      'results',
      'score',
    ],
  },
  event: {
    name: '第十一条 重大活动',
    facts: [
      'eventName',
      'eventKind',
      'startDate',
      'endDate',
      'filingDate',
      'followUpNotes',
      'aiGroup',
      'aiZone',
      'areaSqm',
      'exhibitors',
      'actualInvestmentFen',
      'auditedFen',
      'score',
    ],
  },
  growth: { name: '第十二条 高质量发展', facts: ['outputFen', 'priorOutputFen', 'dataSource'] },
  'gold-exchange': { name: '第十三条 黄金交易所会员', facts: ['membershipClass', 'membershipDate'] },
  'smart-glasses': {
    name: '第十四条 智能眼镜',
    facts: ['purchaseItem', 'purpose', 'purchaseDate', 'quantity', 'purchaseFen'],
  },
  talent: { name: '第十条 高技能人才', facts: ['personName', 'idNumber', 'employer', 'honour', 'honourYear'] },
  exhibition: { name: '原第十一条 参加展会', facts: [] },
}

const COMMON: readonly FactName[] = [
  'submittedOn',
  'requestedFen',
  'legalRepresentative',
  'contact',
  'phone',
  'bank',
  'bankAccount',
  'address',
]
const MATERIALS = ['营业执照', '信用报告', '纳税证明', '实施报告', '专项审计报告']

/** Writes the applications as an intake workbook, one sheet per article, amounts in 元, dates as dates. */
export async function writeIntakeWorkbook(path: string, applications: readonly Application[]): Promise<void> {
  const file = createWriteStream(path)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: true })
  const sheets = Map.groupBy(applications, ({ article }) => article ?? 'exhibition')
  for (const [article, own] of sheets) {
    const { name, facts } = SHEETS[article]
    const columns = [...COMMON, ...facts]
    const materials = MATERIALS.filter((material) => own.some((one) => material in one.materials))
    const sheet = book.addWorksheet(name)
    sheet.addRow([`2026年度${name}申报汇总表`]).commit()
    const head = ['序号', '申报编号', '申报条款', '申报单位', '统一社会信用代码', '所属产业', '项目名称']
    sheet.addRow([...head, ...columns.map(header), ...materials]).commit()
    own.forEach((one, index) => {
      const row = sheet.addRow([
        index + 1,
        one.applicationNo,
        one.articleText,
        one.applicant,
        one.creditCode,
        one.industry,
        one.projectName,
        ...columns.map((fact) => cell(one.facts, fact)),
        ...materials.map((material) => (one.materials[material] === true ? '有' : '无')),
      ])
      row.commit()
    })
    sheet.commit()
  }
  await book.commit()
  await finished(file)
}

function header(fact: FactName): string {
  const { label, kind } = FACTS[fact]
  return kind === 'fen' ? `${label}（元）` : label
}

function cell(facts: Facts, fact: FactName): string | number | Date | null {
  const value = facts[fact]
  if (value === undefined) return null
  switch (FACTS[fact].kind) {
    case 'fen':
      return Number(yuanText(Number(value)))
    case 'date':
      return new Date(`${value}T00:00:00Z`)
    case 'flag':
      return value === true ? '有' : '无'
    default:
      return typeof value === 'number' ? value : String(value)
  }
}
