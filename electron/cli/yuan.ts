import { AppError } from '../../shared/errors.ts'
import { type Fen, parseMoney } from '../../shared/money.ts'

/** 元, with or without thousands separators in their places; nothing is guessed from any other form. Errors: BAD_INPUT. */
export function readYuan(what: string, text: string): Fen {
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text)) {
    throw new AppError('BAD_INPUT', `${what}“${text}”不是金额，请以元为单位写成 12000000.00`)
  }
  const fen = parseMoney(text.replaceAll(',', ''), '元')
  if (fen < 0) throw new AppError('BAD_INPUT', `${what}“${text}”不能是负数，请改正`)
  return fen
}
