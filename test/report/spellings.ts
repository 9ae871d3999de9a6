/** A way to write a number or an address so that a plain search misses it. */
export type Spelling = [what: string, write: (text: string, roll: (sides: number) => number) => string]

const CHINESE = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const BANKERS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const SEPARATORS = [' ', '　', '-', '—', '–', '.', '·', '/', '_', '|', '*', '，', '、', '：', '~', '\n', '\u00a0', '（']
const INVISIBLE = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad']

function each(text: string, change: (digit: number) => string): string {
  return text.replace(/[0-9]/g, (digit) => change(Number(digit)))
}

function grouped(text: string, separator: string, roll: (sides: number) => number): string {
  const parts: string[] = []
  let rest = text
  while (rest.length > 0) {
    const length = 2 + roll(3)
    parts.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return parts.join(separator)
}

const separator = (roll: (sides: number) => number): string => SEPARATORS[roll(SEPARATORS.length)] ?? ' '
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

export const numberSpellings: readonly Spelling[] = [
  ['as it is', (text) => text],
  ['full-width', (text) => wide(text)],
  ['grouped with a separator', (text, roll) => grouped(text, separator(roll), roll)],
  ['every character apart', (text, roll) => [...text].join(separator(roll))],
  ['full-width and grouped', (text, roll) => grouped(wide(text), separator(roll), roll)],
  ['invisible characters inside', (text, roll) => grouped(text, INVISIBLE[roll(INVISIBLE.length)] ?? '', roll)],
  ['Chinese digits', (text) => each(text, (digit) => CHINESE[digit] ?? '')],
  ['digits of bank forms', (text) => each(text, (digit) => BANKERS[digit] ?? '')],
  ['circled digits', (text) => each(text, (digit) => (digit === 0 ? '⓪' : String.fromCharCode(0x245f + digit)))],
  ['bold mathematical digits', (text) => each(text, (digit) => String.fromCodePoint(0x1d7ce + digit))],
  ['keycap digits', (text) => each(text, (digit) => `${digit}\ufe0f\u20e3`)],
  [
    'half in Chinese digits',
    (text, roll) => each(text, (digit) => (roll(2) === 0 ? (CHINESE[digit] ?? '') : String(digit))),
  ],
  ['O for 0 and l for 1', (text) => text.replaceAll('0', 'O').replaceAll('1', 'l')],
  ['small letters', (text) => text.toLowerCase()],
]

export const addressSpellings: readonly Spelling[] = [
  ['as it is', (text) => text],
  ['without province, city and district', (text) => text.replace('深圳市龙岗区', '')],
  ['from the road on', (text) => text.replace('深圳市龙岗区示例街道', '')],
  ['full-width', (text) => wide(text)],
  ['spaced', (text) => [...text].join(' ')],
  ['Chinese digits', (text) => each(text, (digit) => CHINESE[digit] ?? '')],
  ['commas between the parts', (text) => text.replace(/(路|号|栋)/g, '$1，')],
  ['dashes for 号 and 栋 kept', (text) => text.replace(/(号|栋)/g, '$1-')],
]
