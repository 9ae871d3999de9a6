/** Digits and capitals without those mistaken for each other when read out or written by hand. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const GROUPS = 4
const GROUP = 4

/** The short code of a file, four groups of four (about 79 bits), from its SHA-256 in hex. */
export function shortCode(sha256: string): string {
  const base = BigInt(LETTERS.length)
  let rest = BigInt(`0x${sha256}`)
  const letters = Array.from({ length: GROUPS * GROUP }, () => {
    const letter = LETTERS.charAt(Number(rest % base))
    rest /= base
    return letter
  })
  return Array.from({ length: GROUPS }, (_, at) => letters.slice(at * GROUP, (at + 1) * GROUP).join('')).join('-')
}
