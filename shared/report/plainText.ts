/** A text made comparable; `at` gives the place in the text as written (UTF-16) of each character of `plain`. */
export interface PlainText {
  plain: string
  at: number[]
}

const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD]|\p{Variation_Selector}/u
const CHINESE_DIGITS = '〇零○幺一壹二贰三叁四肆五伍六陆七柒八捌九玖'
const DIGIT_OF = new Map([...CHINESE_DIGITS].map((character, index) => [character, digitAt(index)]))
/** So many Chinese digits on end are a number read out, not words: a year has four. */
const SPOKEN = new RegExp(`[${CHINESE_DIGITS}](?:[\\s\\-—·.、]{0,2}[${CHINESE_DIGITS}]){6,}`, 'g')

/** Half-width, without invisible characters, and with a number written in Chinese digits turned into figures. */
export function plainText(text: string): PlainText {
  const made = folded(text, (part) => (INVISIBLE.test(part) ? '' : part.normalize('NFKC')))
  const plain = made.plain.replace(SPOKEN, (run) => [...run].map((one) => DIGIT_OF.get(one) ?? one).join(''))
  return { plain, at: made.at }
}

/**
 * Letters and figures alone, in capitals, every Chinese digit as a figure, and the letters people write for figures (O
 * for 0, I and l for 1) as those figures: two spellings of one number or address are equal in it.
 */
export function bareText(text: string): PlainText {
  return folded(text, bareCharacter)
}

/** Kept for each character once seen: a round repeats a few thousand of them in ten thousand fields. */
const BARE = new Map<string, string>()

function bareCharacter(character: string): string {
  const known = BARE.get(character)
  if (known !== undefined) return known
  const bare = character.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  const made = [...bare.toUpperCase()].map((one) => DIGIT_OF.get(one) ?? LOOKALIKES[one] ?? one).join('')
  BARE.set(character, made)
  return made
}

const LOOKALIKES: Record<string, string | undefined> = { O: '0', I: '1', L: '1' }

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

/** The list begins with three signs for nought and two more for one; every later digit has two. */
function digitAt(index: number): string {
  if (index < 3) return '0'
  return index < 6 ? '1' : String(2 + Math.floor((index - 6) / 2))
}
