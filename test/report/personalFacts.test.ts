import { describe, expect, it } from 'vitest'
import type { Application } from '../../shared/application.ts'
import { factFinder, personalFacts } from '../../shared/report/personalFacts.ts'
import { findPersonalData, refusePersonalData } from '../../shared/report/privacy.ts'
import { leaks, secretive } from './leaks.ts'

const person = (facts: Application['facts'], applicant = '示例某甲'): Application => ({
  applicationNo: 'LG2026-0001',
  article: 'talent',
  articleText: '第十条',
  applicant,
  creditCode: '',
  industry: '眼镜',
  projectName: '',
  facts,
  materials: {},
})
const firm = (facts: Application['facts']): Application => ({
  ...person(facts, '深圳市示例珠宝有限公司'),
  article: 'event',
  creditCode: '91440300MA5EXAMP0X',
})

function refusal(text: string, applications: Application[], applicationNo = 'LG2026-0001'): string {
  const find = factFinder(applications.flatMap(personalFacts))
  try {
    refusePersonalData([{ place: '公示表第1行LG2026-0001的“项目名称”', text, creditCode: false, applicationNo }], {
      facts: find,
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

describe('what the bureau knows of the applicants', () => {
  it.each([11, 22, 33, 44, 55])('is stopped in 200 odd spellings (seed %i)', (seed) => {
    const applications = secretive(seed, 40)
    const find = factFinder(applications.flatMap(personalFacts))
    const missed = leaks(seed, applications, 200).filter(({ text }) => find(text, 'LG2026-9999').length === 0)
    expect(missed).toEqual([])
  })

  it('finds another applicant’s number too, and the number in 联系人', () => {
    const other = { ...firm({ contact: '示例某乙 138 0013 8000' }), applicationNo: 'LG2026-0002' }
    expect(refusal('平台（咨询一三八零零一三八零零零）', [other])).toContain('含手机号（138****8000）')
  })

  it('finds a telephone without its area code, which no pattern can tell from another number', () => {
    expect(findPersonalData('咨询2894 0001')).toEqual([])
    expect(refusal('咨询2894 0001', [firm({ phone: '28940001' })])).toContain('含联系电话')
    expect(refusal('咨询（0755）2894 0001', [firm({ phone: '0755-28940001' })])).toContain('含座机')
  })

  it('masks what it found and repeats it nowhere', () => {
    const message = refusal('平台 6222.0202.0000.1234.567 建设', [firm({ bankAccount: '6222020200001234567' })])
    expect(message).toContain('含银行账号（622****4567）')
    expect(message).toContain('建议改为“平台 622****4567 建设”')
    expect(message.replace(/\D/g, '')).not.toContain('6222020200001234567')
  })

  it('takes an address without its city and district, but no place name alone', () => {
    const one = firm({ address: '广东省深圳市龙岗区示例街道示例路12号示例大厦3栋' })
    expect(refusal('示例路12号示例大厦3栋展厅改造', [one])).toContain('含住址')
    expect(refusal('龙岗区示例街道时尚节', [one])).toBe('')
    expect(refusal('示例路步行街改造', [one])).toBe('')
  })

  it('looks for the name of a person only in the texts of the own application', () => {
    const one = person({ personName: '示例某甲' })
    expect(refusal('示例 某甲工匠奖励', [one])).toContain('含姓名（示**甲）')
    expect(refusal('示例某甲工匠奖励', [one], 'LG2026-0002')).toBe('')
  })

  it('does not look for the 法定代表人 of a company, who is public', () => {
    expect(refusal('示例某丙工作室', [firm({ legalRepresentative: '示例某丙', contact: '示例某丙' })])).toBe('')
    expect(refusal('示例某丙工作室', [person({ legalRepresentative: '示例某丙' })])).toContain('含姓名')
  })

  it('passes texts that only look alike', () => {
    const find = factFinder(secretive(1, 200).flatMap(personalFacts))
    for (const text of [
      '2026年第1批',
      '第十二届时尚设计大赛（3000平方米）',
      'AI+鸿蒙3.0智能眼镜2000副',
      '示例大厦展厅',
    ]) {
      expect(find(text, null)).toEqual([])
    }
  })
})

describe('travel documents and homes by their form', () => {
  it.each([
    'E12345678',
    '护照Ｅ１２３４５６７８',
    '护照号码：EA1234567',
    '港澳通行证C12345678',
    'H12345678',
    '台胞证 12345678',
    '台胞证号：0012345678',
    '通行证（M 1234 5678）',
  ])('finds %s', (text) => {
    expect(findPersonalData(text).map(({ kind }) => kind)).toContain('证件号码')
  })

  it.each([
    '示例路十二号示例花园三栋五零一室',
    '示例路12号501',
    '示例村三组5号',
    '示例苑A座1201房',
    '家住示例新村',
    '户籍地址：示例县示例镇',
    '电话一三八零零一三八零零零',
  ])('finds %s', (text) => {
    expect(findPersonalData(text)).not.toEqual([])
  })

  it.each([
    '示例街道第三届时尚节',
    '示例路步行街改造一期',
    '产业园2026年度平台',
    '二〇二六年度第一批',
    '型号SKU-12345678',
    '广场舞大赛（1200人）',
  ])('lets “%s” pass', (text) => {
    expect(findPersonalData(text)).toEqual([])
  })
})
