import { isUnseen } from '../unseen.ts'

/** A text made comparable; `at` gives the place in the text as written (UTF-16) of each character of `plain`. */
export interface PlainText {
  plain: string
  at: number[]
}

/** Marks that lie over the character before (strokes, keycaps). */
const OVERLAID = /\p{M}/u
const CHINESE_DIGITS = [
  '〇零○洞',
  '一壹幺',
  '二贰貳弍兩',
  '三叁參叄',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒拐',
  '八捌',
  '九玖勾',
]
const DIGIT_OF = new Map(CHINESE_DIGITS.flatMap((signs, digit) => [...signs].map((sign) => [sign, String(digit)])))
/** Figures no normal form unfolds: ❶ ➀ ➊ and ⓿. */
const DINGBATS = new Map<string, string>([
  ['⓿', '0'],
  ...[0x2776, 0x2780, 0x278a].flatMap((first) =>
    Array.from({ length: 10 }, (_, index) => [String.fromCharCode(first + index), String(index + 1)] as const),
  ),
])

/** Half-width, figures of every script as 0–9, without invisible characters. Chinese digits stay words. */
export function plainText(text: string): PlainText {
  return folded(text, plainCharacter)
}

/**
 * Letters and figures alone, in capitals, every Chinese digit as a figure, and the letters people write for figures (O
 * for 0, I and l for 1) as those figures: two spellings of one number or address are equal in it.
 */
export function bareText(text: string): PlainText {
  return folded(text, bareCharacter)
}

/** The text without the characters that `dropped` matches, places kept. */
export function leftOf({ plain, at }: PlainText, dropped: RegExp): PlainText {
  let left = ''
  const places: number[] = []
  for (let index = 0; index < plain.length; index += 1) {
    const character = plain.charAt(index)
    if (dropped.test(character)) continue
    left += character
    places.push(at[index] ?? 0)
  }
  return { plain: left, at: places }
}

/** The figure a character stands for: 0–9, or a Chinese digit in any of its forms; null for another. */
export function digitOf(character: string): string | null {
  return /[0-9]/.test(character) ? character : (DIGIT_OF.get(character) ?? null)
}

/** Kept for each character once seen: a round repeats a few thousand of them in ten thousand fields. */
const PLAIN = new Map<string, string>()
const BARE = new Map<string, string>()

function plainCharacter(character: string): string {
  return kept(PLAIN, character, () => {
    if (isUnseen(character) || OVERLAID.test(character)) return ''
    const dingbat = DINGBATS.get(character)
    if (dingbat !== undefined) return dingbat
    return [...character.normalize('NFKC')].map((one) => (/\p{Nd}/u.test(one) ? decimalOf(one) : one)).join('')
  })
}

function bareCharacter(character: string): string {
  return kept(BARE, character, () => {
    const bare = plainCharacter(character).replace(/[^\p{L}\p{N}]/gu, '')
    return [...bare.toUpperCase()].map((one) => DIGIT_OF.get(one) ?? LOOKALIKES[one] ?? one).join('')
  })
}

const LOOKALIKES: Record<string, string | undefined> = { O: '0', I: '1', L: '1' }

function kept(cache: Map<string, string>, character: string, make: () => string): string {
  const known = cache.get(character)
  if (known !== undefined) return known
  const made = make()
  cache.set(character, made)
  return made
}

/** Unicode lays the decimal figures of a script in a row that begins with its nought. */
function decimalOf(figure: string): string {
  const code = figure.codePointAt(0) ?? 0
  if (code < 0x80) return figure
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

function folded(text: string, fold: (character: string) => string): PlainText {
  let plain = ''
  const at: number[] = []
  let index = 0
  for (const character of text) {
    const part = fold(character)
    plain += part
    for (let count = 0; count < part.length; count += 1) at.push(index)
    index += character.length
  }
  return { plain, at }
}
