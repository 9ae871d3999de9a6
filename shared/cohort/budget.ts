import { type Fen, mulDivFloor } from '../money.ts'
import type { Rounding } from './allocation.ts'
import { compareApplicationNos } from './order.ts'

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
  if (total <= available) return new Map(shares.map(({ applicationNo, entitledFen }) => [applicationNo, entitledFen]))
  const { unitFen } = rounding
  const parts = shares.map(({ applicationNo, entitledFen }) => {
    const exact = BigInt(entitledFen) * BigInt(available)
    const unit = BigInt(unitFen) * BigInt(total)
    const floor = mulDivFloor(entitledFen, available, total)
    return { applicationNo, entitledFen, fen: floor - (floor % unitFen), fraction: exact % unit, raised: false }
  })
  if (!largestRemainder && rounding.mode === '四舍五入') {
    const half = BigInt(unitFen) * BigInt(total)
    for (const part of parts) {
      part.raised = part.fraction * 2n >= half && part.fen + unitFen <= part.entitledFen
      if (part.raised) part.fen += unitFen
    }
    takeBack(parts, available, unitFen)
  }
  if (largestRemainder) handOut(parts, available, unitFen)
  return new Map(parts.map(({ applicationNo, fen }) => [applicationNo, fen]))
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
