import { yuanGrouped } from '../money.ts'
import type { Claim } from './claim.ts'
import type { Evidence } from './evidence.ts'

/** Where a claim stands, for sentences: 区商务局名单“名单”第5行, 2025年第1批 LG2025-3. */
export function claimPlace({ source, place, applicationNo }: Claim): string {
  if (place === null) return [source, applicationNo ?? ''].join(' ').trim()
  return `“${source}”${place.sheet}第${place.row}行`
}

/** A claim as a finding names it: where, who, year, amount. */
export function claimText(claim: Claim): string {
  const year = claim.place === null || claim.year === null ? '' : `，${claim.year}年`
  const amount = claim.amountFen === null ? '' : `，${yuanGrouped(claim.amountFen)} 元`
  return `${claimPlace(claim)} ${claim.name}${year}${amount}`
}

/** The reasons for a pair, strongest first, in short words; never empty, since people may rule on any pair. */
export function reasonWords(evidence: readonly Evidence[]): string[] {
  return evidence.length === 0 ? ['没有相同之处'] : evidence.map(({ short }) => short)
}

/** The reasons for a pair as sentence parts. */
export function reasonText(evidence: readonly Evidence[]): string {
  return evidence.map(({ text }) => text).join('；')
}
