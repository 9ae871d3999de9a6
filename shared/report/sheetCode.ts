import { AppError } from '../errors.ts'

/** The papers that people fill in or sign by hand and that come back to be typed in. */
export const SHEET_KINDS = ['review', 'scoring'] as const
export type SheetKind = (typeof SHEET_KINDS)[number]

/** What a sheet carries as text and QR code (核对码), so that it is matched with its case when it comes back signed. */
export interface SheetCode {
  year: number
  batch: number
  applicationNo: string
  kind: SheetKind
  /** The first eight hex digits, upper case, of the digest of what the sheet shows. */
  version: string
}

const LETTERS: Record<SheetKind, string> = { review: 'S', scoring: 'P' }
const SHAPE = /^(\d{4})-(\d{1,4})-(.+)-([PS])([0-9A-F]{8})([0-9A-Z])$/
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * 「2026-1-LG2026110010-P7F3A91C2K」: only hyphens between the parts, which a scanner also types right while a Chinese
 * input method is on; the last character is a check.
 */
export function writeSheetCode({ year, batch, applicationNo, kind, version }: SheetCode): string {
  const body = `${year}-${batch}-${applicationNo}-${LETTERS[kind]}${version}`
  return body + checkCharacter(body)
}

/** True for a text that has the shape of a code, whether or not its check character is right. */
export function looksLikeSheetCode(text: string): boolean {
  return SHAPE.test(plain(text))
}

/** Takes any case and width. Errors: BAD_INPUT for another shape or a wrong check character. */
export function readSheetCode(text: string): SheetCode {
  const code = plain(text)
  const [, year, batch, applicationNo, letter, version] = SHAPE.exec(code) ?? []
  if (applicationNo === undefined || version === undefined) {
    throw new AppError(
      'BAD_INPUT',
      `“${text}”不是核对码；核对码印在打分表、审核表的右上角，形如 2026-1-申报编号-P7F3A91C2K`,
    )
  }
  if (checkCharacter(code.slice(0, -1)) !== code.at(-1)) {
    throw new AppError('BAD_INPUT', `核对码“${code}”校验位不符，有一处扫错或输错；请再扫一次，或对照纸面重新输入`)
  }
  const kind = letter === LETTERS.review ? 'review' : 'scoring'
  return { year: Number(year), batch: Number(batch), applicationNo, kind, version }
}

/** True when both name the same case, whatever the letters' case and width. */
export function isSameNumber(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

/** ISO/IEC 7064 MOD 37,36 over the letters and digits: finds every single slip and every exchange of neighbours. */
function checkCharacter(text: string): string {
  let product = 36
  for (const character of plain(text)) {
    const value = CHARACTERS.indexOf(character)
    if (value < 0) continue
    const sum = (product + value) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return CHARACTERS.charAt((37 - product) % 36)
}
