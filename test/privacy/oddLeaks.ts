import { dice } from '../report/leaks.ts'

/** A leak of something nobody knows beforehand: one text, or the pieces of one split over neighbouring cells. */
export interface OddLeak {
  what: string
  secret: string
  texts: string[]
}

export const LEAK_KINDS = ['证件号码', '手机号', '座机', '银行账号', '邮箱', '住址'] as const
export type LeakKind = (typeof LEAK_KINDS)[number]

type Roll = (sides: number) => number
/** Writes a secret so that a plain search misses it; two pieces where it is split over cells. */
type Writer = [what: string, write: (secret: string, roll: Roll) => string | [string, string]]

const CHINESE = '〇一二三四五六七八九'
const READ_OUT = '零幺二三四五六七八九'
const BANKERS = '零壹贰叁肆伍陆柒捌玖'
const TRADITIONAL = '零壹貳參肆伍陸柒捌玖'
const ARABIC = '٠١٢٣٤٥٦٧٨٩'
const SIGNS = [
  ' ',
  '　',
  '-',
  '—',
  '–',
  '.',
  '·',
  '/',
  '_',
  '|',
  '*',
  '、',
  '：',
  '~',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\u2003',
  '+',
  '#',
  '=',
  '…',
]
const HIDDEN = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\u00ad',
  '\u061c',
  '\u180e',
  '\u034f',
  '\u115f',
  '\u2800',
  '\u3164',
  '\ufe0f',
  '\u{e0100}',
]

const from = (list: string | readonly string[], roll: Roll): string => [...list][roll([...list].length)] ?? ''
const digits = (count: number, roll: Roll): string => Array.from({ length: count }, () => String(roll(10))).join('')
const each = (text: string, change: (digit: number) => string): string =>
  text.replace(/[0-9]/g, (digit) => change(Number(digit)))
const by = (signs: string) => (text: string) => each(text, (digit) => [...signs][digit] ?? '')
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

function parts(text: string, roll: Roll): string[] {
  const cut: string[] = []
  for (let at = 0; at < text.length; ) {
    const length = 2 + roll(4)
    cut.push(text.slice(at, at + length))
    at += length
  }
  const last = cut.at(-1) ?? ''
  return last.length < 2 && cut.length > 1 ? [...cut.slice(0, -2), (cut.at(-2) ?? '') + last] : cut
}

const NUMBER_WRITERS: readonly Writer[] = [
  ['as it is', (text) => text],
  ['full-width', wide],
  ['grouped', (text, roll) => parts(text, roll).join(from(SIGNS, roll))],
  ['grouped with two signs', (text, roll) => parts(text, roll).join(` ${from(SIGNS, roll)} `)],
  [
    'grouped, every time another sign',
    (text, roll) => parts(text, roll).reduce((all, part) => all + from(SIGNS, roll) + part),
  ],
  ['in brackets', (text) => `（${text.slice(0, 3)}）${text.slice(3)}`],
  ['every character apart', (text, roll) => [...text].join(from(SIGNS, roll))],
  ['full-width and apart', (text) => [...wide(text)].join('　')],
  ['hidden signs between', (text, roll) => [...text].join(from(HIDDEN, roll))],
  ['hidden signs and blanks', (text, roll) => parts(text, roll).join(`${from(HIDDEN, roll)} ${from(HIDDEN, roll)}`)],
  ['inside turning marks', (text) => `\u202e${text}\u202c`],
  ['Chinese digits', by(CHINESE)],
  ['digits as read out', by(READ_OUT)],
  ['digits of bank forms', by(BANKERS)],
  ['traditional digits', by(TRADITIONAL)],
  ['Arabic digits', by(ARABIC)],
  ['Chinese digits with blanks', (text) => [...by(CHINESE)(text)].join(' ')],
  [
    'half Chinese',
    (text, roll) => each(text, (digit) => (roll(2) === 0 ? ([...CHINESE][digit] ?? '') : String(digit))),
  ],
  [
    'half full-width, half Chinese, grouped',
    (text, roll) =>
      parts(
        each(text, (digit) => (roll(2) === 0 ? ([...READ_OUT][digit] ?? '') : wide(String(digit)))),
        roll,
      ).join('-'),
  ],
  ['circled', (text) => each(text, (digit) => (digit === 0 ? '⓪' : String.fromCharCode(0x245f + digit)))],
  ['negative circled', (text) => each(text, (digit) => (digit === 0 ? '⓿' : String.fromCharCode(0x2775 + digit)))],
  ['bold', (text) => each(text, (digit) => String.fromCodePoint(0x1d7ce + digit))],
  ['superscript', by('⁰¹²³⁴⁵⁶⁷⁸⁹')],
  ['keycaps', (text) => each(text, (digit) => `${digit}\ufe0f\u20e3`)],
  ['struck through', (text) => each(text, (digit) => `${digit}\u0336`)],
  ['O for 0', (text) => text.replaceAll('0', 'O')],
  ['small o for 0, l for 1', (text) => text.replaceAll('0', 'o').replaceAll('1', 'l')],
  [
    'split over two cells',
    (text, roll) => {
      const at = 3 + roll(text.length - 6)
      return [text.slice(0, at), text.slice(at)]
    },
  ],
  [
    'split over two cells, full-width',
    (text, roll) => {
      const at = 3 + roll(text.length - 6)
      return [wide(text.slice(0, at)), ` ${text.slice(at)}`]
    },
  ],
  [
    'split over two lines',
    (text, roll) => {
      const at = 3 + roll(text.length - 6)
      return `${text.slice(0, at)}\n${text.slice(at)}`
    },
  ],
]

const ID_WRITERS: readonly Writer[] = [
  ['small x', (text) => text.toLowerCase()],
  ['× for X', (text) => text.replace('X', '×')],
  ['Cyrillic Х', (text) => text.replace('X', 'Х')],
  ['full-width x', (text) => text.replace('X', 'ｘ')],
  ['apart from its X', (text) => text.replace('X', ' X')],
  ['area, birthday, number', (text) => `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`],
  [
    'birthday with points',
    (text) => `${text.slice(0, 6)} ${text.slice(6, 10)}.${text.slice(10, 12)}.${text.slice(12, 14)} ${text.slice(14)}`,
  ],
  [
    'birthday with dashes',
    (text) => `${text.slice(0, 6)}-${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}-${text.slice(14)}`,
  ],
]

const MAIL_WRITERS: readonly Writer[] = [
  ['as it is', (text) => text],
  ['full-width', wide],
  ['capitals', (text) => text.toUpperCase()],
  ['Chinese stops', (text) => text.replaceAll('.', '。')],
  ['(at)', (text) => text.replace('@', '(at)')],
  ['[at] and [dot]', (text) => text.replace('@', ' [at] ').replaceAll('.', ' [dot] ')],
  ['at and dot', (text) => text.replace('@', ' at ').replaceAll('.', ' dot ')],
  ['＃ for @', (text) => text.replace('@', '#')],
  ['艾特 and 点', (text) => text.replace('@', '艾特').replaceAll('.', '点')],
  ['spaced', (text) => [...text].join(' ')],
  ['blanks around the signs', (text) => text.replace('@', ' @ ').replaceAll('.', ' . ')],
  ['hidden signs between', (text, roll) => [...text].join(from(HIDDEN, roll))],
  [
    'bold letters',
    (text) => text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
  ],
  ['split over two cells', (text) => [text.slice(0, text.indexOf('@')), text.slice(text.indexOf('@'))]],
  ['split over two lines', (text) => text.replace('@', '\n@')],
  ['without the end', (text) => text.replace(/@.*/, '@qq')],
  ['small @', (text) => text.replace('@', '﹫')],
]

const HOME_WRITERS: readonly Writer[] = [
  ['as it is', (text) => text],
  ['full-width', wide],
  ['spaced', (text) => [...text].join(' ')],
  ['hidden signs between', (text, roll) => [...text].join(from(HIDDEN, roll))],
  ['Chinese digits', by(CHINESE)],
  ['circled', (text) => each(text, (digit) => (digit === 0 ? '⓪' : String.fromCharCode(0x245f + digit)))],
  ['commas between', (text) => text.replace(/(号|栋|座|单元)/g, '$1，')],
  ['dashes between', (text) => text.replace(/(号|栋|座|单元)/g, '$1-')],
  ['line breaks between', (text) => text.replace(/(号|栋|座|单元)/g, '$1\n')],
  ['wide blanks between', (text) => text.replace(/(号|栋|座|单元)/g, '$1　')],
  [
    'split over two cells',
    (text) => {
      const at = Math.max(text.lastIndexOf('号', text.length - 2), text.lastIndexOf('栋'), text.lastIndexOf('座')) + 1
      return at > 0 ? [text.slice(0, at), text.slice(at)] : text
    },
  ],
]

const WRITERS: Record<LeakKind, readonly Writer[]> = {
  证件号码: [...NUMBER_WRITERS, ...ID_WRITERS],
  手机号: [...NUMBER_WRITERS, ['with 86', (text) => `+86 ${text}`], ['with 0086', (text) => `0086-${text}`]],
  座机: [
    ['as it is', (text) => text],
    ['full-width', wide],
    ['in brackets', (text) => text.replace(/^(\d+)-/, '（$1）')],
    ['blank for the dash', (text) => text.replace('-', ' ')],
    ['joined', (text) => text.replace('-', '')],
    ['Chinese digits', by(CHINESE)],
    ['hidden signs between', (text, roll) => [...text].join(from(HIDDEN, roll))],
    ['halves apart', (text) => `${text.slice(0, -4)} ${text.slice(-4)}`],
    ['with 86', (text) => `+86-${text.slice(1)}`],
    ['with an extension', (text) => `${text}转802`],
  ],
  银行账号: NUMBER_WRITERS,
  邮箱: MAIL_WRITERS,
  住址: HOME_WRITERS,
}

/** Random secrets of each kind: right form, nobody's. */
const SECRETS: Record<LeakKind, (roll: Roll) => string> = {
  证件号码(roll) {
    const day = `${String(1 + roll(12)).padStart(2, '0')}${String(1 + roll(28)).padStart(2, '0')}`
    const area = `${11 + roll(50)}${digits(4, roll)}`
    if (roll(6) === 0) return `${area}${50 + roll(50)}${day}${digits(3, roll)}`
    const number = `${area}${1950 + roll(60)}${day}${digits(3, roll)}`
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
    return `${number}${'10X98765432'[sum % 11]}`
  },
  手机号: (roll) => `1${3 + roll(7)}${digits(9, roll)}`,
  座机: (roll) => `${from(['0755', '0769', '020', '010', '0898'], roll)}-${2 + roll(7)}${digits(7, roll)}`,
  银行账号: (roll) =>
    `${from(['62', '6217', '6222', '4563', '4000', '4420', '7559', '8110', '1100'], roll)}${digits(12, roll)}${digits(roll(4), roll)}`,
  邮箱: (roll) =>
    `${from(['zhangsan', 'li.si', 'wang_wu', 'service', 'abc'], roll)}${roll(2) === 0 ? digits(3, roll) : ''}@${from(['qq.com', '163.com', 'example.com.cn', 'mail.example.org', 'sz-example.net'], roll)}`,
  住址: (roll) =>
    from(
      [
        `示例路${1 + roll(300)}号示例花园${1 + roll(20)}栋${1 + roll(30)}0${1 + roll(8)}室`,
        `示例街${1 + roll(300)}号${1 + roll(9)}栋${1 + roll(6)}单元${1 + roll(30)}0${1 + roll(8)}房`,
        `示例小区${1 + roll(20)}栋${1 + roll(6)}单元${1 + roll(30)}0${1 + roll(8)}房`,
        `示例苑${from('ABCD', roll)}座${1 + roll(30)}0${1 + roll(8)}室`,
        `示例新村${from('东西南北', roll)}${1 + roll(9)}巷${1 + roll(60)}号${1 + roll(9)}0${1 + roll(8)}`,
        `家庭住址：示例县示例镇示例村${1 + roll(60)}号`,
      ],
      roll,
    ),
}

const BEFORE = [
  '',
  '项目',
  '智能眼镜应用',
  '第二届设计大赛（',
  '平台建设，联系人',
  'AI+鸿蒙 ',
  '时尚展会—',
  '2026年度',
  '备注：',
  '负责人王某 ',
]
const AFTER = ['', '）', '等事宜', '，以此为准', ' 转办', '。', '（本人）', '张某', '的项目']

/** `count` leaks of one kind; the same seed makes the same leaks. */
export function oddLeaks(seed: number, kind: LeakKind, count: number): OddLeak[] {
  const roll = dice(seed)
  return Array.from({ length: count }, (_, index): OddLeak => {
    const [what, write] = WRITERS[kind][index % WRITERS[kind].length] ?? ['', (text: string) => text]
    const secret = SECRETS[kind](roll)
    const written = write(secret, roll)
    const [before, after] = [from(BEFORE, roll), from(AFTER, roll)]
    const texts =
      typeof written === 'string'
        ? [`${before}${written}${after}`]
        : [`${before}${written[0]}`, `${written[1]}${after}`]
    return { what, secret, texts }
  })
}
