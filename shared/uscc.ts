import { isIsoDate } from './date.ts'

/** 统一社会信用代码, GB 32100-2015 (facts.md §5.2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/

export type CreditCodeCheck = 'valid' | 'bad-shape' | 'bad-check-digit'

/** Checks shape and check digit. A failure is a warning, never a block: real registered codes exist that fail. */
export function checkCreditCode(code: string): CreditCodeCheck {
  if (!SHAPE.test(code)) return 'bad-shape'
  return code.endsWith(creditCodeCheckDigit(code)) ? 'valid' : 'bad-check-digit'
}

/**
 * Whether a number of unknown kind can only be a credit code: an identity number has digits before its last character and
 * a birthday in the middle.
 */
export function isSurelyCreditCode(number: string): boolean {
  if (checkCreditCode(number) === 'bad-shape') return false
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return /[A-Z]/.test(number.slice(0, 17)) || !isIsoDate(birthday)
}

/** The 18th character for the first 17. */
export function creditCodeCheckDigit(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + ALPHABET.indexOf(code.charAt(at)) * weight, 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}
