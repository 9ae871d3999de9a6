import { canonicalDecimal } from '../../shared/decimal.ts'
import { AppError } from '../../shared/errors.ts'
import { type Fen, type MoneyUnit, parseMoney, wanGrouped, wanOfColumn, yuanGrouped } from '../../shared/money.ts'

/** 万元 text, or a dash for an amount that is not there. */
export function wan(fen: Fen | null): string {
  return fen === null ? '—' : wanGrouped(fen)
}

/** As `wan`, for the cells of one column: all with the decimals its finest amount needs. */
export function wanColumn(column: readonly (Fen | null)[]): (fen: Fen | null) => string {
  const text = wanOfColumn(column)
  return (fen) => (fen === null ? '—' : text(fen))
}

/** 元 text, or a dash. */
export function yuan(fen: Fen | null): string {
  return fen === null ? '—' : yuanGrouped(fen)
}

/** Amount for a sentence: "4,395,517.00 元（439.5517 万元）". */
export function bothUnits(fen: Fen): string {
  return `${yuanGrouped(fen)} 元（${wanGrouped(fen)} 万元）`
}

/**
 * What a person typed as 分: full-width digits, separators and blanks are taken, a unit in the text wins over `unit`.
 * Empty text is null. Errors: BAD_INPUT with a sentence.
 */
export function readAmount(text: string, unit: MoneyUnit): Fen | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '')
  if (plain === '') return null
  const match = /^(\d+(?:\.\d+)?)(万元|万|元)?$/.exec(plain)
  const digits = match?.[1]
  if (digits === undefined) throw new AppError('BAD_INPUT', '请输入数字，例如 1200 或 1,200.50')
  const written: MoneyUnit = match?.[2] === undefined ? unit : match[2] === '元' ? '元' : '万元'
  return parseMoney(canonicalDecimal(digits), written)
}
