import { leftOf, type PlainText } from './plainText.ts'

/** A mailbox, a home or a travel document in a text; places are those of the text as written. */
export interface PersonalWords {
  kind: '邮箱' | '住址' | '证件号码'
  /** First and last character, in the text as written. */
  first: number
  last: number
  found: string
}

const AT = '(?:@|[(\\[{<《【]at[)\\]}>》】]|艾特)'
const DOT = '(?:\\.|。|[(\\[{<]dot[)\\]}>]|点)'
const ENDS = '(?:com|cn|net|org|edu|gov|io|cc|top|vip|me|info|biz|hk|mo|tw|xyz|中国|公司|网络)'
const PROVIDERS = '(?:qq|163|126|139|189|yeah|sina|sohu|gmail|foxmail|outlook|hotmail|aliyun|icloud)'
const LOCAL = '[A-Za-z0-9._%+-]'
/** Looked for once blanks are gone. */
const MAILS = [
  `${LOCAL}*${AT}[A-Za-z0-9-]+(?:${DOT}[A-Za-z0-9-]+)*${DOT}[A-Za-z]{2,}`,
  `${LOCAL}+#[A-Za-z0-9-]+(?:${DOT}[A-Za-z0-9-]+)*${DOT}${ENDS}`,
  `${LOCAL}+@[^@，。；、]{1,20}\\.${ENDS}`,
  `${LOCAL}+${AT}${PROVIDERS}(?![A-Za-z0-9])`,
]
/** 「zhang at example dot com」: its blanks tell it from a word. */
const SPOKEN_MAIL = `${LOCAL}+\\s+at\\s+[A-Za-z0-9-]+(?:\\s*(?:dot|点|\\.)\\s*[A-Za-z0-9-]+)*\\s*(?:dot|点|\\.)\\s*${ENDS}`

/** A house, flat or storey number: figures, Chinese ones, or a letter. */
const NUMBER = '(?:[0-9]+|[一二三四五六七八九十百零〇]+|[A-Za-z甲乙丙丁])'
const HOMES_AT = '(?:小区|公寓|花园|家园|苑|村|里|坊|宿舍)'
const PLACE = `(?:${HOMES_AT}|路|街|道|巷|大厦|广场|园)`
const NO_UNIT = '(?![0-9]|年|届|元|万|平|家|人|件|副|台|个|套|场|米)'
const NO_HALL = '(?!馆|展|厅|门|楼|线|会)'
/** Looked for once blanks and signs are gone. */
const HOMES = [
  `${PLACE}.{0,14}?${NUMBER}(?:号|栋|幢|座|巷|单元).{0,14}?${NUMBER}(?:室|房(?!地|产)|单元)`,
  `${NUMBER}(?:栋|幢|座|单元).{0,8}?${NUMBER}(?:室|房(?!地|产))`,
  `${NUMBER}(?:栋|幢|单元)${NUMBER}号${NO_HALL}`,
  `${HOMES_AT}.{0,14}?${NUMBER}(?:号|栋|幢|座|单元|巷).{0,8}?(?:[0-9]{3,4}|[一二三四五六七八九零〇]{3,4})${NO_UNIT}`,
  `${PLACE}.{0,14}?[0-9]+(?:号|栋|幢|座).{0,4}?(?!20[0-4]\\d)[0-9]{3,4}${NO_UNIT}`,
  `${HOMES_AT}.{0,8}?${NUMBER}(?:号|栋|幢|座).{0,4}?${NUMBER}(?:楼|层)`,
  `村.{0,6}?${NUMBER}(?:村民小)?组(?:${NUMBER}号)?`,
  `村.{0,6}?${NUMBER}号${NO_HALL}`,
  `${NUMBER}巷${NUMBER}号`,
  '(?:家庭住址|家庭地址|居住地址|户籍地址|现住址|住址|家住).{2,20}',
]
/** 护照, 港澳通行证 and 台胞证: by their letter and length, or by what they are called. A letter and a day is a model. */
const DOCUMENTS = [
  /(?<![A-Za-z0-9/])(?!.?20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))(?:[EGDSPCWHMLT][\s\-·.]?(?:[0-9][\s\-·.]?){7}[0-9](?:[\s\-·.]?[0-9]{2})?|[EC][A-Z][\s\-·.]?(?:[0-9][\s\-·.]?){6}[0-9])(?![A-Za-z0-9])/gi,
  /(?:护照|通行证|台胞证|回乡证|居住证|身份证|证件)[^0-9A-Za-z，。；]{0,6}[A-Za-z]{0,2}[0-9](?:[\s\-·.]{0,2}[0-9]){5,}/g,
]

const BLANK = /\s/
/** The brackets of a 文号 keep its year apart from its number. */
const BLANK_OR_SIGN = /(?![〔〕])[\s\p{P}\p{S}]/u
const MAIL_SIGN = /@|at|艾特|#/i
const HOME_WORD = /号|栋|幢|座|单元|巷|组|[室房楼层]|住|地址/

const mails = MAILS.map((pattern) => new RegExp(pattern, 'gi'))
const spokenMail = new RegExp(SPOKEN_MAIL, 'gi')
const homes = HOMES.map((pattern) => new RegExp(pattern, 'g'))

/** 邮箱, 住址 and travel documents, also spaced, broken over lines or with words for @ and the dot. */
export function personalWords(text: PlainText): PersonalWords[] {
  return [...mailsIn(text), ...DOCUMENTS.flatMap((paper) => search('证件号码', text, paper)), ...homesIn(text)]
}

function mailsIn(text: PlainText): PersonalWords[] {
  const unspaced = leftOf(text, BLANK)
  if (!MAIL_SIGN.test(unspaced.plain)) return []
  return [...mails.flatMap((mail) => search('邮箱', unspaced, mail)), ...search('邮箱', text, spokenMail)]
}

function homesIn(text: PlainText): PersonalWords[] {
  const bare = leftOf(text, BLANK_OR_SIGN)
  return HOME_WORD.test(bare.plain) ? homes.flatMap((home) => search('住址', bare, home)) : []
}

function search(kind: PersonalWords['kind'], { plain, at }: PlainText, pattern: RegExp): PersonalWords[] {
  return [...plain.matchAll(pattern)].map(({ 0: found, index }) => {
    return { kind, first: at[index] ?? 0, last: at[index + found.length - 1] ?? 0, found }
  })
}
