import type { Fen } from '../money.ts'
import type { Rounding } from './allocation.ts'
import { compareApplicationNos } from './order.ts'

/** The 管理办法's own clause for the cut (facts.md §3.1). */
export const CUT_CLAUSE = '专项资金管理办法第三条'

export interface Share {
  applicationNo: string
  entitledFen: Fen
}

/**
 * 按比例核减 (管理办法第三条, domain.md §4.2): amountᵢ′ = round(amountᵢ × available ÷ Σ) when Σ exceeds `available`,
 * otherwise everything in full. The sum never exceeds `available` and no share exceeds its entitlement.
 * 四舍五入 can overshoot; then whole units are taken back, smallest fraction first, then larger application number.
 * 最大余数法 cuts off and hands the remainder out in whole units, largest fraction first, then smaller application number.
 */
export function reduceProRata(
  shares: readonly Share[],
  available: Fen,
  rounding: Rounding,
  largestRemainder: boolean,
): Map<string, Fen> {
  const total = sum(shares.map(({ entitledFen }) => entitledFen))
  const amounts = new Map<string, Fen>()
  if (total <= available) {
    for (const { applicationNo, entitledFen } of shares) amounts.set(applicationNo, entitledFen)
    return amounts
  }
  const { unitFen } = rounding
  // One unit and the budget, both over Σ: every share is compared and divided as a whole number.
  const unit = BigInt(unitFen) * BigInt(total)
  const budget = BigInt(available)
  const parts = shares.map(({ applicationNo, entitledFen }): Part => {
    const exact = BigInt(entitledFen) * budget
    const units = exact / unit
    const fen = Number(units) * unitFen
    return { applicationNo, entitledFen, fen, fraction: exact - units * unit, raised: false }
  })
  if (!largestRemainder && rounding.mode === '四舍五入') {
    for (const part of parts) {
      part.raised = part.fraction * 2n >= unit && part.fen + unitFen <= part.entitledFen
      if (part.raised) part.fen += unitFen
    }
    takeBack(parts, available, unitFen)
  }
  if (largestRemainder) handOut(parts, available, unitFen)
  for (const { applicationNo, fen } of parts) amounts.set(applicationNo, fen)
  return amounts
}

interface Part {
  applicationNo: string
  entitledFen: Fen
  fen: Fen
  /** Numerator of what was cut off, over unit × Σ: the same denominator for all. */
  fraction: bigint
  /** True when 四舍五入 lifted it by one unit; only then may a unit be taken back. */
  raised: boolean
}

function handOut(parts: readonly Part[], available: Fen, unitFen: Fen): void {
  let left = available - sum(parts.map(({ fen }) => fen))
  const order = [...parts].sort(
    (a, b) => compare(b.fraction, a.fraction) || compareApplicationNos(a.applicationNo, b.applicationNo),
  )
  for (const part of order) {
    if (left < unitFen) return
    if (part.fraction === 0n || part.fen + unitFen > part.entitledFen) continue
    part.fen += unitFen
    left -= unitFen
  }
}

function takeBack(parts: readonly Part[], available: Fen, unitFen: Fen): void {
  let over = sum(parts.map(({ fen }) => fen)) - available
  const raised = parts.filter((part) => part.raised)
  raised.sort((a, b) => compare(a.fraction, b.fraction) || compareApplicationNos(b.applicationNo, a.applicationNo))
  for (const part of raised) {
    if (over <= 0) return
    part.fen -= unitFen
    over -= unitFen
  }
}

/** Sum of 分; exact. */
export function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, fen) => total + fen, 0)
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
