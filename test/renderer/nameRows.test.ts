import { describe, expect, test } from 'vitest'
import { nameRows, nameText } from '../../renderer/features/policy/nameRows.ts'
import { parameterText, parseParameterValue } from '../../shared/policy/values.ts'

describe('amounts by class, edited as a table', () => {
  test.each(['综合类=50万元', '综合类=50万元\n自营类=0.8万元\n金融类=12.34元'])(
    '%j is the text it came from',
    (text) => {
      expect(nameText(nameRows(text, true), true)).toBe(text)
      expect(parameterText(parseParameterValue('fenByClass', nameText(nameRows(text, true), true)))).toBe(text)
    },
  )

  test('a plain number is 万元, also in full-width digits and with separators', () => {
    expect(nameText([{ name: ' 综合类 ', amount: '１,２００' }], true)).toBe('综合类=1200万元')
    expect(nameText([{ name: '综合类', amount: '20000元' }], true)).toBe('综合类=20000元')
  })

  test('a row left empty is no row; one half filled is refused when it is read', () => {
    expect(nameText([{ name: '', amount: '' }], true)).toBe('')
    const half = nameText([{ name: '综合类', amount: '' }], true)
    expect(() => parseParameterValue('fenByClass', half)).toThrow(/应写成 综合类=50万元/)
  })
})

describe('a list of materials, edited as a table', () => {
  test('names divided in any way become rows, and rows become names divided by 、', () => {
    expect(nameRows('营业执照、信用报告，纳税证明', false).map(({ name }) => name)).toEqual([
      '营业执照',
      '信用报告',
      '纳税证明',
    ])
    expect(nameText(nameRows('营业执照；信用报告', false), false)).toBe('营业执照、信用报告')
  })

  test('nothing yet is one empty row to type in', () => {
    expect(nameRows('', false)).toEqual([{ name: '', amount: '' }])
  })
})
