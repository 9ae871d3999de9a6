import type { IsoDate } from './date.ts'
import type { Decimal } from './decimal.ts'
import type { Fen } from './money.ts'

/** Stable keys of the articles (domain.md §2). Printed numbers move between versions; keys never do. */
export const ARTICLE_KEYS = [
  'platform',
  'talent',
  'exhibition',
  'event',
  'growth',
  'gold-exchange',
  'smart-glasses',
] as const
export type ArticleKey = (typeof ARTICLE_KEYS)[number]

/** How one fact is written and read. `fen` is integer 分, `flag` is 是/否, `year` an integer, `decimal` exact text. */
export type FactKind = 'text' | 'fen' | 'date' | 'flag' | 'year' | 'decimal' | 'integer' | 'id'

/**
 * Every fact an application can carry, with its Chinese name (the workbook's column) and kind.
 * The facts of all articles share one namespace because a mixed sheet carries them side by side.
 */
export const FACTS = {
  submittedOn: { label: '申报日期', kind: 'date' },
  requestedFen: { label: '申报金额', kind: 'fen' },
  phase: { label: '首次/后续', kind: 'text' },
  legalRepresentative: { label: '法定代表人', kind: 'text' },
  contact: { label: '联系人', kind: 'text' },
  phone: { label: '联系电话', kind: 'id' },
  bank: { label: '开户银行', kind: 'text' },
  bankAccount: { label: '银行账号', kind: 'id' },
  address: { label: '注册地址', kind: 'text' },
  platformName: { label: '平台名称', kind: 'text' },
  investmentYear: { label: '投入年度', kind: 'year' },
  priorYearInvestmentFen: { label: '上年度实际投入', kind: 'fen' },
  orgStructure: { label: '组织架构', kind: 'flag' },
  duties: { label: '职责', kind: 'flag' },
  results: { label: '工作成效', kind: 'flag' },
  eventName: { label: '活动名称', kind: 'text' },
  eventKind: { label: '活动类型', kind: 'text' },
  startDate: { label: '开始日期', kind: 'date' },
  endDate: { label: '结束日期', kind: 'date' },
  filingDate: { label: '报备日期', kind: 'date' },
  followUpNotes: { label: '事中跟踪', kind: 'flag' },
  aiGroup: { label: 'AI+组别', kind: 'flag' },
  aiZone: { label: '人工智能展区', kind: 'flag' },
  areaSqm: { label: '展览面积', kind: 'decimal' },
  exhibitors: { label: '参展企业数', kind: 'integer' },
  actualInvestmentFen: { label: '实际投入', kind: 'fen' },
  outputFen: { label: '上年度产值', kind: 'fen' },
  priorOutputFen: { label: '前一年度产值', kind: 'fen' },
  dataSource: { label: '数据来源', kind: 'text' },
  membershipClass: { label: '会员类别', kind: 'text' },
  membershipDate: { label: '取得日期', kind: 'date' },
  purchaseItem: { label: '采购内容', kind: 'text' },
  purpose: { label: '用途', kind: 'text' },
  purchaseDate: { label: '采购日期', kind: 'date' },
  quantity: { label: '数量', kind: 'decimal' },
  invoiceNo: { label: '发票号码', kind: 'id' },
  contractNo: { label: '合同编号', kind: 'id' },
  purchaseFen: { label: '采购额', kind: 'fen' },
  personName: { label: '姓名', kind: 'text' },
  idNumber: { label: '证件号码', kind: 'id' },
  employer: { label: '工作单位', kind: 'text' },
  honour: { label: '称号', kind: 'text' },
  honourYear: { label: '认定年度', kind: 'year' },
  auditedFen: { label: '审计确认金额', kind: 'fen' },
  score: { label: '评审得分', kind: 'decimal' },
} as const satisfies Record<string, { label: string; kind: FactKind }>

export type FactName = keyof typeof FACTS

interface FactTypes {
  text: string
  id: string
  fen: Fen
  date: IsoDate
  flag: boolean
  year: number
  integer: number
  decimal: Decimal
}

/** Facts known of an application. A missing key is an unknown fact, a question for a person, never false or 0. */
export type Facts = { [N in FactName]?: FactTypes[(typeof FACTS)[N]['kind']] }
export type FactValue = string | number | boolean

/** Whether each named material was handed in. A name that is absent was not stated. */
export type Materials = Record<string, boolean>

/** What the applicant wrote, parsed. `article` is null when the stated number is ambiguous (待核). */
export interface Application {
  applicationNo: string
  article: ArticleKey | null
  /** 申报条款 exactly as written; empty when blank. */
  articleText: string
  applicant: string
  /** 统一社会信用代码, upper case half-width; empty for natural persons or when blank. */
  creditCode: string
  industry: string
  projectName: string
  facts: Facts
  materials: Materials
}
