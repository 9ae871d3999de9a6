import { withoutBlanks, withoutUnseen } from '../unseen.ts'

const WIDE = /[\uFF01-\uFF5E\u3000]/

/** Full-width letters, digits, signs and spaces as half-width; everything else as it is. */
export function halfWidth(text: string): string {
  // Most cells have none; looking first saves a third of the planning time of a large file.
  if (!WIDE.test(text)) return text
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

/** Half-width text without any white space and signs that cannot be seen. */
export function compact(text: string): string {
  return withoutBlanks(halfWidth(text))
}

/** A free text as it is kept: trimmed, line breaks and runs of spaces as one space, no signs that cannot be seen; its own width kept. */
export function tidy(text: string): string {
  return withoutUnseen(text).replace(/\s+/g, ' ').trim()
}

/** At most 60 signs of what a cell held, for messages. */
export function clip(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}

/** The first three and last two signs; the rest hidden (personal data in messages). */
export function mask(text: string): string {
  if (text.length <= 5) return '*'.repeat(text.length)
  return `${text.slice(0, 3)}${'*'.repeat(text.length - 5)}${text.slice(-2)}`
}
