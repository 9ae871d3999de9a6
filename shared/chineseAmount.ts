import nzh from 'nzh/cn'
import { decimalFromInteger } from './decimal.ts'
import { AppError } from './errors.ts'
import type { Fen } from './money.ts'

/**
 * 金额大写 with its prefix: 140950 → “人民币壹仟肆佰零玖元伍角” (facts.md §5.3).
 * Input is integer 分, handed on as decimal text so that no binary fraction is involved. Errors: BAD_INPUT below zero.
 */
export function chineseAmount(fen: Fen): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new AppError('BAD_INPUT', `金额 ${fen} 分不能写成大写，请核对金额`)
  // Without the trailing zeros: “.00” would be read as 角分 and lose its 整.
  return nzh.toMoney(decimalFromInteger(BigInt(fen), 2), { outSymbol: true })
}
