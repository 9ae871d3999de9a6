import { canonicalDecimal } from '../shared/decimal.ts'
import { type Fen, parseMoney } from '../shared/money.ts'

/** Amounts in 分, both ends included; null: open on that side. */
export interface AmountRange {
  fromFen: Fen | null
  toFen: Fen | null
}

const NUMBER = '(\\d{1,11}(?:\\.\\d{1,6})?)'
const UNIT = '(万元|万|元)'
const COMPARED = new RegExp(`^(>=|<=|>|<|≥|≤|=)${NUMBER}${UNIT}?$`)
const BETWEEN = new RegExp(`^${NUMBER}${UNIT}?(?:-|~|—|–|至|到)${NUMBER}${UNIT}$`)
const SINGLE = new RegExp(`^${NUMBER}${UNIT}$`)

/**
 * Reads what was typed as amounts: ">=100万", "<30" (万元 unless said), "50-80万", "30万". Null when it is no amount; a
 * bare number is a part of an application number, not an amount.
 */
export function amountQuery(text: string): AmountRange | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '')
  return compared(plain) ?? between(plain) ?? single(plain)
}

function compared(plain: string): AmountRange | null {
  const [, sign, digits = '', unit] = COMPARED.exec(plain) ?? []
  if (sign === undefined) return null
  const fen = read(digits, unit ?? '万')
  if (fen === null) return null
  if (sign === '=') return { fromFen: fen, toFen: fen }
  if (sign === '>' || sign === '>=' || sign === '≥') return { fromFen: sign === '>' ? fen + 1 : fen, toFen: null }
  return { fromFen: null, toFen: sign === '<' ? fen - 1 : fen }
}

/** The unit at the end counts for both ends, as in speech: 50-80万. */
function between(plain: string): AmountRange | null {
  const [, low = '', lowUnit, high = '', unit] = BETWEEN.exec(plain) ?? []
  if (unit === undefined) return null
  const [from, to] = [read(low, lowUnit ?? unit), read(high, unit)]
  if (from === null || to === null) return null
  return { fromFen: Math.min(from, to), toFen: Math.max(from, to) }
}

function single(plain: string): AmountRange | null {
  const [, digits = '', unit] = SINGLE.exec(plain) ?? []
  if (unit === undefined) return null
  const fen = read(digits, unit)
  return fen === null ? null : { fromFen: fen, toFen: fen }
}

function read(digits: string, unit: string): Fen | null {
  try {
    return parseMoney(canonicalDecimal(digits), unit === '元' ? '元' : '万元')
  } catch {
    // Finer than a 分 or beyond all amounts: then it is no amount.
    return null
  }
}
