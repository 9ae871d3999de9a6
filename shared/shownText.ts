import { withoutUnseen } from './unseen.ts'

/** Control characters and halves of characters; line breaks and tabs stay. */
const CONTROL = /(?![\n\t])[\p{Cc}\p{Cs}]/gu

/**
 * A text as everybody reads it: what cannot be seen is left out, since it would make two equal names differ or turn a
 * line round on paper. A line break of any kind becomes one.
 */
export function shownText(text: string): string {
  return withoutUnseen(text.replace(/\r\n?|[\u2028\u2029]/g, '\n')).replace(CONTROL, '')
}
