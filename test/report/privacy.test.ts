import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { findPersonalData, type PersonalKind, refusePersonalData } from '../../shared/report/privacy.ts'

const kinds = (text: string, creditCode = false): PersonalKind[] =>
  findPersonalData(text, creditCode).map((hit) => hit.kind)

const HITS: [text: string, kind: PersonalKind][] = [
  ['110101199003078515', '证件号码'],
  ['证件号11010119900307851X（本人）', '证件号码'],
  ['11010119900307851x', '证件号码'],
  ['１１０１０１１９９００３０７８５１５', '证件号码'],
  ['110101 19900307 8515', '证件号码'],
  ['110101-19900307-8515', '证件号码'],
  ['老证号110101900307851号', '证件号码'],
  ['13812345678', '手机号'],
  ['联系138 1234 5678即可', '手机号'],
  ['138-1234-5678', '手机号'],
  ['１３８１２３４５６７８', '手机号'],
  ['+86 13812345678', '手机号'],
  ['8613812345678', '手机号'],
  ['138\u200B1234\u200B5678', '手机号'],
  ['138.1234.5678', '手机号'],
  ['张三13812345678负责的项目', '手机号'],
  ['账号6222020200001234567', '银行账号'],
  ['6222 0202 0000 1234 567', '银行账号'],
  ['6222-0202-0000-1234', '银行账号'],
  ['账号400012345678', '银行账号'],
  ['电话0755-28949027', '座机'],
  ['075528949027', '座机'],
  ['电话28949027', '座机'],
  ['zhang.san@example.com', '邮箱'],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', '邮箱'],
  ['住示例路12号示例花园3栋501室', '住址'],
  ['示例小区5栋2单元301房', '住址'],
  ['家庭住址：示例村', '住址'],
]

const HARMLESS = [
  '深圳市示例珠宝有限公司',
  '2026年第1批',
  '2024-2025-2026年度公共服务平台',
  '2026-03-05至2026-03-11',
  '2026.3.5—2026.3.11',
  '1,234,567,890,123.45元',
  '拟资助123456789012.50元',
  '邮编518172',
  '第十二届时尚设计大赛（3000平方米，150家）',
  'AI+鸿蒙3.0智能眼镜2000副',
  '示例大厦展厅',
  '示例路步行街时尚节',
  '深龙工信规〔2026〕1号',
  'SKU-12345678',
]

describe('running text', () => {
  const text = (words: string) => [{ place: '公示正文第1段', text: words, creditCode: false }]
  const office = ['0755-28949027、13800000001', '深圳市龙岗区示例街道行政路8号区政府大楼5栋301室']

  const contacts = office.map((words) => ({
    place: '公示设置',
    text: words,
    creditCode: false,
    contact: true as const,
  }))

  it('may name the bureau’s own telephones and address, in any spelling, and no other', () => {
    for (const words of [
      '咨询电话0755-28949028',
      '咨询电话138 0000 0001',
      '地址：示例街道行政路8号区政府大楼5栋301室',
    ]) {
      expect(() => refusePersonalData([...contacts, ...text(words)]), words).not.toThrow()
    }
    expect(() => refusePersonalData([...contacts, ...text('咨询电话138 0000 0002')])).toThrow(/手机号/)
    expect(() => refusePersonalData(text('咨询电话138 0000 0001'))).toThrow(/手机号/)
    expect(() => refusePersonalData([...contacts, ...text('行政路8号区政府大楼5栋302室')])).toThrow(/住址/)
  })

  it('finds a 证件号码 or an account even in a contact', () => {
    const contact = (words: string) => [
      { place: '公示设置的“咨询电话”', text: words, creditCode: false, contact: true as const },
    ]
    expect(() => refusePersonalData(contact('110101199003070038'))).toThrow('公示设置的“咨询电话”含证件号码')
    expect(() => refusePersonalData(contact('6222 0202 0000 1234 567'))).toThrow(/银行账号/)
    for (const words of ['0755-28949029/28949030', '（0755）2894 9028转802', '13800000001、13800000002']) {
      expect(() => refusePersonalData(contact(words)), words).not.toThrow()
    }
  })

  it('is read over the border of two paragraphs', () => {
    const two = [...text('联系王某138'), ...text('00138000')]
    expect(() => refusePersonalData(two)).toThrow('公示正文第1段连同下一段含手机号（138****8000）')
  })
})

describe('personal data in public texts', () => {
  it.each(HITS)('finds %s', (text, kind) => {
    expect(kinds(text)).toContain(kind)
  })

  it.each(HARMLESS)('lets “%s” pass', (text) => {
    expect(kinds(text)).toEqual([])
  })

  it('lets a credit code stand only in its own column', () => {
    for (const code of ['91350100M000100Y43', '114403070075514700', '911101066976941872', '91440300MA5EXAMP0X']) {
      expect(kinds(code, true)).toEqual([])
    }
    expect(kinds('911101066976941872')).toEqual(['银行账号'])
    expect(kinds('114403070075514700')).not.toEqual([])
  })

  it('takes a resident number in the credit code column for what it is', () => {
    // Right birthday and resident check digit; then a slip in the last digit, which no credit code explains either.
    expect(kinds('110101199003070038', true)).toEqual(['证件号码'])
    expect(kinds('110101199003070039', true)).toEqual(['证件号码'])
    expect(kinds('91440300MA5EXAMP0X 13812345678', true)).toContain('手机号')
  })

  it('finds every mobile number however it is spaced inside a sentence', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    const mobile = fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.array(digit, { minLength: 9, maxLength: 9 }))
      .map(([second, rest]) => `1${second}${rest.join('')}`)
    const separator = fc.constantFrom('', ' ', '-', '　', '—')
    fc.assert(
      fc.property(mobile, separator, (number, gap) => {
        const written = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap)
        expect(kinds(`项目联系${written}转办`)).toContain('手机号')
      }),
    )
  })

  it('stops the paper, names the place and proposes a masked text without repeating the number', () => {
    const text = { place: '公示表第1行LG2026-0023的“项目名称”', text: '平台（张三13812345678）', creditCode: false }
    let refusal: unknown
    try {
      refusePersonalData([text])
    } catch (cause) {
      refusal = cause
    }
    expect(refusal).toBeInstanceOf(AppError)
    const message = refusal instanceof AppError ? refusal.message : ''
    expect(message).toContain('公示表第1行LG2026-0023的“项目名称”含手机号（138****5678）')
    expect(message).toContain('建议改为“平台（张三138****5678）”')
    expect(message).not.toContain('13812345678')
  })
})
