import { decimalFromNumber } from '../../shared/decimal.ts'
import { parseMoney, wanText, yuanGrouped, yuanText } from '../../shared/money.ts'

/** The first way of writing `fen` that does not read back as `fen`, or null. */
export function brokenRoundTrip(fen: number): string | null {
  const yuan = yuanText(fen)
  if (parseMoney(yuan, '元') !== fen) return `元 ${yuan}`
  const wan = wanText(fen)
  if (parseMoney(wan, '万元') !== fen) return `万元 ${wan}`
  // What a spreadsheet hands over: the binary number nearest to the text.
  const cell = Number(yuan)
  if (parseMoney(decimalFromNumber(cell), '元') !== fen) return `数值 ${cell}`
  if (parseMoney(yuanGrouped(fen).replaceAll(',', ''), '元') !== fen) return `千分位 ${yuanGrouped(fen)}`
  return null
}
