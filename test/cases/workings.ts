/**
 * Reads the 算法 of a worked example: sums written by hand, such as “1000万元×30%=300万元；得 3000000.00元”. Every
 * equation is worked again with exact fractions, by a reckoner of its own, and the last words must give the amount.
 */
import { FACTS } from '../../shared/application.ts'
import type { CaseFile, WorkedExample } from './caseFile.ts'

interface Exact {
  num: bigint
  den: bigint
}

const UNITS: Record<string, Exact> = {
  '': { num: 1n, den: 1n },
  元: { num: 1n, den: 1n },
  万元: { num: 10_000n, den: 1n },
  亿元: { num: 100_000_000n, den: 1n },
  '%': { num: 1n, den: 100n },
}
/** Words between the figures of a sum say what they are: “年度上限30万元－已计20万元=10万元”. Nor is LG9 a figure. */
const WORDS = /[A-Z]+\d+|[^\d.元万亿%×÷＋－()（）=]/g
const TOKEN = /(\d+(?:\.\d+)?)(万元|亿元|元|%)?|([×÷＋－()（）])/g

/** What is wrong with the words an example gives for its amount; empty when nothing. */
export function wrongWords(file: CaseFile, example: WorkedExample): string[] {
  if (example.金额 === '无') return example.算法 === undefined ? [] : ['没有金额而写了算法']
  const [first = ''] = Object.keys(file.基本)
  const words = example.算法 ?? (touchesMoney(example) ? undefined : file.算法[example.基本 ?? first])
  if (words === undefined) return ['没有写金额怎样得来']
  const wrong = wrongSums(words)
  const said = /得 ?(\d+\.\d\d)元$/.exec(words)?.[1]
  return said === example.金额 ? wrong : [...wrong, `末尾应写“得 ${example.金额}元”`]
}

/** The equations in the words that do not hold. */
export function wrongSums(words: string): string[] {
  const sums = words.split(/[；，：]/).filter((clause) => clause.includes('='))
  return sums.filter((sum) => !holds(sum)).map((sum) => `算错：${sum}`)
}

/** Whether the example changes anything its amount rests on, so that the words of 基本 no longer tell it. */
function touchesMoney({ 改写, 局定, 批次设置, 本单位, 适用日 }: WorkedExample): boolean {
  const money = Object.keys(改写).some((label) => {
    const fact = Object.values(FACTS).find((one) => one.label === label)
    return fact?.kind === 'fen' || label === '会员类别' || label === '称号'
  })
  const settings = 批次设置.取整 !== undefined || 批次设置.不超过申报金额 !== undefined
  const figures = Object.keys(局定).some((label) => !['申报材料', '每家只奖励一次', '报备提前天数'].includes(label))
  return money || settings || figures || 本单位.本年度已计 !== undefined || 适用日 < '2026-01-01'
}

function holds(sum: string): boolean {
  const [first, ...others] = sum.replaceAll(WORDS, '').split('=').map(reckon)
  return first !== undefined && others.length > 0 && others.every((one) => one.num * first.den === first.num * one.den)
}

/** × and ÷ before ＋ and －, brackets before both. */
function reckon(text: string): Exact {
  const tokens = [...text.matchAll(TOKEN)]
  let at = 0
  const sign = () => tokens[at]?.[3]
  const one = (): Exact => {
    const [, digits, unit = ''] = tokens[at] ?? []
    at += 1
    if (digits === undefined) {
      const inside = sums()
      at += 1
      return inside
    }
    const [whole = '0', fraction = ''] = digits.split('.')
    const { num, den } = UNITS[unit] ?? { num: 0n, den: 1n }
    return { num: BigInt(whole + fraction) * num, den: 10n ** BigInt(fraction.length) * den }
  }
  const products = (): Exact => {
    let value = one()
    for (let op = sign(); op === '×' || op === '÷'; op = sign()) {
      at += 1
      const { num, den } = one()
      value =
        op === '×' ? { num: value.num * num, den: value.den * den } : { num: value.num * den, den: value.den * num }
    }
    return value
  }
  const sums = (): Exact => {
    let value = products()
    for (let op = sign(); op === '＋' || op === '－'; op = sign()) {
      at += 1
      const { num, den } = products()
      const change = op === '＋' ? num * value.den : -num * value.den
      value = { num: value.num * den + change, den: value.den * den }
    }
    return value
  }
  return sums()
}
