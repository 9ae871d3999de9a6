import { describe, expect, it } from 'vitest'
import { chineseAmount } from '../../shared/chineseAmount.ts'
import { parseMoney } from '../../shared/money.ts'

/** facts.md §5.3; the 零 before 伍角 in 107000.53 is optional there. */
const VECTORS: [yuan: string, words: string][] = [
  ['1409.50', '人民币壹仟肆佰零玖元伍角'],
  ['6007.14', '人民币陆仟零柒元壹角肆分'],
  ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '人民币叁佰贰拾伍元零肆分'],
  ['107000.53', '人民币壹拾万柒仟元伍角叁分'],
  ['30001', '人民币叁万零壹元整'],
  ['300702.23', '人民币叁拾万零柒佰零贰元贰角叁分'],
  ['9000800', '人民币玖佰万零捌佰元整'],
  ['100.05', '人民币壹佰元零伍分'],
  ['0', '人民币零元整'],
  ['20115959.00', '人民币贰仟零壹拾壹万伍仟玖佰伍拾玖元整'],
  ['100000000', '人民币壹亿元整'],
  ['10', '人民币壹拾元整'],
]

describe('金额大写', () => {
  it.each(VECTORS)('%s 元 → %s', (yuan, words) => {
    expect(chineseAmount(parseMoney(yuan, '元'))).toBe(words)
  })

  it('refuses a negative amount and a fraction of a 分', () => {
    expect(() => chineseAmount(-1)).toThrow('不能写成大写')
    expect(() => chineseAmount(0.5)).toThrow('不能写成大写')
  })
})
