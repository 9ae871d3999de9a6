/** The rules of P8 in plain words, for the peers to be written from. */
import type { Application } from '../../shared/application.ts'
import { daysBetween } from '../../shared/date.ts'

/** One application as the peers get it: numbers and words only. */
export interface PeerInput {
  article: 'event' | 'smart-glasses'
  creditCode: string
  industry: string
  /** Names of the materials handed in. */
  provided: string[]
  requestedFen: number
  kind: string
  aiGroup: boolean
  aiZone: boolean
  area: number
  exhibitors: number
  startDay: number
  endDay: number
  filingDay: number
  followUp: boolean
  purpose: string
  /** 审计确认金额 or 采购额. */
  baseFen: number
  usedThisYearFen: number
}

export interface PeerAnswer {
  met: boolean
  amountFen: number
  /** How many conditions were answered by name. */
  conditions: number
}

export const INDUSTRIES = ['黄金珠宝', '家具', '眼镜', '服装', '钟表', '内衣', '皮革', '化妆品', '工艺美术']
export const MATERIALS = {
  event: ['营业执照', '信用报告', '纳税证明', '专项审计报告'],
  'smart-glasses': ['营业执照', '信用报告', '纳税证明'],
}
export const MIN_AREA = 10_000
export const MIN_EXHIBITORS = 150
export const LEAD_DAYS = 15
export const EVENT = { percent: 30, capFen: 500_000_000 }
export const GLASSES = { percent: 15, annualCapFen: 30_000_000 }
/** 元. */
export const UNIT_FEN = 100

export function peerInput(application: Application, usedThisYearFen: number, industries: readonly string[]): PeerInput {
  const { article, creditCode, industry, facts, materials } = application
  if (article !== 'event' && article !== 'smart-glasses') throw new Error(`${article} is not among the rules of P8`)
  if (industries.join() !== INDUSTRIES.join()) throw new Error('the industries of the policy have changed')
  const day = (on: string | undefined) => (on === undefined ? 0 : daysBetween('2020-01-01', on))
  return {
    article,
    creditCode,
    industry,
    provided: Object.keys(materials).filter((name) => materials[name]),
    requestedFen: facts.requestedFen ?? 0,
    kind: facts.eventKind ?? '',
    aiGroup: facts.aiGroup === true,
    aiZone: facts.aiZone === true,
    area: Number(facts.areaSqm ?? 0),
    exhibitors: facts.exhibitors ?? 0,
    startDay: day(facts.startDate),
    endDay: day(facts.endDate),
    filingDay: day(facts.filingDate),
    followUp: facts.followUpNotes === true,
    purpose: facts.purpose ?? '',
    baseFen: (article === 'event' ? facts.auditedFen : facts.purchaseFen) ?? 0,
    usedThisYearFen,
  }
}
