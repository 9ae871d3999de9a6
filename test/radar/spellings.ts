import type { Dice } from '../oracle/dice.ts'

/** The name in another of the spellings domain.md §5 says are one: width, brackets, 有限(责任)公司, 深圳市. */
export function spelledOtherwise(roll: Dice, name: string): string {
  let text = name
  if (roll.chance(20))
    text = text.replace('股份有限公司', '股份责任有限公司').replace('股份责任有限公司', '股份有限公司')
  if (roll.chance(30)) text = text.replace(/(?<!股份)有限公司$/, '有限责任公司')
  if (roll.chance(25)) text = text.replace(/^深圳市/, '')
  if (roll.chance(30))
    text = text.replace('（', roll.pick(['(', '【', '〔', '﹝'])).replace('）', roll.pick([')', '】', '〕', '﹞']))
  if (roll.chance(10)) text = `${text.slice(0, 3)}${roll.pick([' ', '　', '\u200b'])}${text.slice(3)}`
  if (roll.chance(8)) text = text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  // Not equal by rule, but what people leave out: the district.
  if (roll.chance(8)) text = text.replace(/(深圳市?)(龙岗|罗湖|宝安)/, '$1')
  return text
}

/** One slip in the part of the name that tells firms apart: a wrong, a missing, a doubled or a swapped character. */
export function misspelt(roll: Dice, name: string): string {
  const start = name.search(/[岚澄沐芊珞瑾霁旻翊曦煦禾屿桉汀薇棠栎珩璟砚岑朔漪]/)
  if (start < 0) return name
  const at = start + roll.roll(3)
  const letter = name[at] ?? ''
  const next = name[at + 1] ?? ''
  switch (roll.roll(4)) {
    case 0:
      return `${name.slice(0, at)}误${name.slice(at + 1)}`
    case 1:
      return `${name.slice(0, at)}${name.slice(at + 1)}`
    case 2:
      return `${name.slice(0, at)}${letter}${name.slice(at)}`
    default:
      return `${name.slice(0, at)}${next}${letter}${name.slice(at + 2)}`
  }
}

/** The name of an event or platform as another hand writes it. */
export function titleOtherwise(roll: Dice, title: string): string {
  let text = title
  if (roll.chance(20)) text = `“${text}”`
  if (roll.chance(15)) text = `深圳${text}`
  if (roll.chance(15)) text = `${text}项目`
  if (roll.chance(6)) text = `${text.slice(0, 2)}误${text.slice(3)}`
  return text
}
