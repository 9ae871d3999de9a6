/** Format signs (zero-width, turning marks, soft hyphen, tags) and what every font leaves blank (variation selectors, Hangul fillers, U+2800). */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')
const BLANK = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const ALL_BLANK = new RegExp(BLANK, 'gu')

/**
 * The one rule on signs that nobody sees on screen or paper, for what is read in, held against the privacy gate or printed:
 * they make equal words differ, split a number or turn a line round. One character.
 */
export function isUnseen(character: string): boolean {
  return UNSEEN.test(character)
}

/** The text without signs that nobody sees; white space stays. */
export function withoutUnseen(text: string): string {
  return text.replace(ALL_UNSEEN, '')
}

/** The text without white space and signs that nobody sees. */
export function withoutBlanks(text: string): string {
  // Most cells have neither; looking first is what keeps a large file quick.
  return BLANK.test(text) ? text.replace(ALL_BLANK, '') : text
}
