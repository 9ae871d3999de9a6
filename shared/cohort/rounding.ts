import type { Fen } from '../money.ts'
import type { Rounding } from './allocation.ts'

/**
 * Rounds ≥ 0 分 to the round's unit (domain.md §3 step 6). 舍尾 cuts off; 四舍五入 goes half up, but never above
 * `limit`: rounding may not lift an amount over its cap or over what was asked, so it then cuts off instead.
 */
export function roundFen(fen: Fen, rounding: Rounding, limit: Fen): Fen {
  const { unitFen, mode } = rounding
  const below = fen - (fen % unitFen)
  if (mode === '舍尾') return below
  const up = fen % unitFen >= unitFen / 2 ? below + unitFen : below
  return up > limit ? below : up
}

/** "到元（舍尾取整）" and the like. */
export function roundingText({ unitFen, mode }: Rounding): string {
  const unit = unitFen === 100 ? '元' : unitFen === 10_000 ? '百元' : '万元'
  return `到${unit}（${mode === '舍尾' ? '舍尾取整' : '四舍五入'}）`
}
