/** Longest text a cell can hold. */
const MAX_TEXT = 32_767
const CUT_NOTE = '……（文字过长，以下略）'

const SPECIAL = /[&<>"\p{Cc}\uFFFE\uFFFF]/u
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '\t',
  '\n': '\n',
}

/** Text for an element or an attribute in double quotes. Signs XML has no place for are left out; lines end with LF. */
export function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text.replace(/\r\n?/g, '\n').replace(new RegExp(SPECIAL, 'gu'), (sign) => ENTITIES[sign] ?? '')
}

/** Text as a cell can hold it: _x0041_ stays what it says instead of becoming “A”. */
export function cellText(text: string): string {
  const safe = text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text
  return escaped(safe.length <= MAX_TEXT ? safe : safe.slice(0, MAX_TEXT - CUT_NOTE.length) + CUT_NOTE)
}

/** A, B … Z, AA … of a column counted from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  const letter = String.fromCharCode(65 + (index % 26))
  return rest === 0 ? letter : columnLetters(rest - 1) + letter
}
