/** The rules of P8 in plain words, for the peers to be written from. */
import type { Application } from '../../shared/application.ts'
import { daysBetween, type IsoDate } from '../../shared/date.ts'

/** One application as the peers get it: numbers and words only; null is not known. */
export interface PeerInput {
  article: 'event' | 'smart-glasses'
  creditCode: string
  industry: string
  /** Names of the materials handed in. */
  provided: string[]
  requestedFen: number | null
  kind: string | null
  aiGroup: boolean | null
  aiZone: boolean | null
  area: number | null
  exhibitors: number | null
  startDay: number | null
  endDay: number | null
  filingDay: number | null
  /** Days from filing to the opening. */
  leadDays: number | null
  followUp: boolean | null
  purpose: string | null
  /** 审计确认金额 or 采购额. */
  baseFen: number | null
  usedThisYearFen: number
}

export type PeerOutcome = 'met' | 'unmet' | 'unknown'

export interface PeerAnswer {
  /** By condition; one that does not apply is left out. */
  outcomes: Record<string, PeerOutcome>
  amountFen: number | null
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

export function peerInput(application: Application, usedThisYearFen: number): PeerInput {
  const { article, creditCode, industry, facts, materials } = application
  if (article !== 'event' && article !== 'smart-glasses') throw new Error(`${article} is not among the rules of P8`)
  const { startDate, endDate, filingDate } = facts
  return {
    article,
    creditCode,
    industry,
    provided: Object.keys(materials).filter((name) => materials[name]),
    requestedFen: facts.requestedFen ?? null,
    kind: facts.eventKind ?? null,
    aiGroup: facts.aiGroup ?? null,
    aiZone: facts.aiZone ?? null,
    area: facts.areaSqm === undefined ? null : Number(facts.areaSqm),
    exhibitors: facts.exhibitors ?? null,
    startDay: day(startDate),
    endDay: day(endDate),
    filingDay: day(filingDate),
    leadDays: startDate === undefined || filingDate === undefined ? null : daysBetween(filingDate, startDate),
    followUp: facts.followUpNotes ?? null,
    purpose: facts.purpose ?? null,
    baseFen: (article === 'event' ? facts.auditedFen : facts.purchaseFen) ?? null,
    usedThisYearFen,
  }
}

function day(on: IsoDate | undefined): number | null {
  return on === undefined ? null : daysBetween('2020-01-01', on)
}
