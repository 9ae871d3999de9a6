import { describe, expect, test } from 'vitest'
import { FACTS } from '../../shared/application.ts'
import { fieldChoices } from '../../shared/intake/fields.ts'
import { headerMeaning, parseHeaderTable, readHeader } from '../../shared/intake/headers.ts'
import { HEADERS } from './sheets.ts'

const fieldOf = (text: string): string => {
  const meaning = headerMeaning(text, HEADERS)
  if (meaning === null) return '?'
  return meaning.kind === 'field' ? meaning.field : meaning.kind === 'material' ? `材料 ${meaning.material}` : '不导入'
}

test('every column named in domain.md §8 is known under its own name', () => {
  for (const { field, label } of fieldChoices()) expect(fieldOf(label), label).toBe(field)
  expect(fieldChoices()).toHaveLength(Object.keys(FACTS).length + 6)
})

test.each([
  ['企业名称', 'applicant'],
  ['单位名称', 'applicant'],
  ['申请单位', 'applicant'],
  ['申报单位（盖章）', 'applicant'],
  ['社会信用代码', 'creditCode'],
  ['拟申请资助金额（万元）', 'requestedFen'],
  ['* 申报\n金额', 'requestedFen'],
  ['申报金额万元', 'requestedFen'],
  ['申报金额（大写）', '?'],
  ['扶持条款', 'articleText'],
  ['所属行业', 'industry'],
  ['ＡＩ＋组别', 'aiGroup'],
  ['AI+组别（是/否）', 'aiGroup'],
  ['实际投入（元）', 'actualInvestmentFen'],
  ['上年度实际投入', 'priorYearInvestmentFen'],
  ['营业执照（复印件）', '材料 营业执照'],
  ['是否提供纳税证明', '材料 纳税证明'],
  ['审计报告', '材料 专项审计报告'],
  ['组织架构', 'orgStructure'],
  ['序号', '不导入'],
  ['员工人数', '?'],
])('%s → %s', (text, field) => expect(fieldOf(text)).toBe(field))

test('units come from brackets, a 单位 remark or the end of the name', () => {
  expect(
    [
      '申报金额（万元）',
      '申报金额(单位：元)',
      '【万元】申报金额',
      '申报金额/万元',
      '展览面积（m²）',
      '金额（千元）',
    ].map((text) => readHeader(text).unit),
  ).toEqual(['万元', '元', '万元', '万元', '㎡', '千元'])
  expect(readHeader('采购额（万美元）').unit).toBe('万美元')
  expect(readHeader('申报金额').unit).toBe('')
})

describe('the table is refused with file and line', () => {
  const refused = (yaml: string): string => {
    try {
      parseHeaderTable(yaml, '表.yaml')
      return 'read'
    } catch (error) {
      return String(error)
    }
  }
  test.each([
    ['fields:\n  applicant: [单位]\n  contact: [ 单 位 ]\n', /第 3 行.*“ ?单 位 ?”已在第 2 行用过/],
    ['fields:\n  applicant: [营业执照]\nmaterials:\n  营业执照: [营业执照]\n', /第 4 行.*已在第 2 行/],
    ['fields:\n  nonsense: [甲]\n', /第 2 行.*没有名为“nonsense”的字段/],
    ['fields:\n  applicant: 甲\n', /第 2 行.*列表/],
    ['colours:\n  red: [甲]\n', /第 1 行.*不认识的一节“colours”/],
    ['fields:\n  applicant: [甲]\n  applicant: [乙]\n', /第 3 行/],
    ['fields:\n  applicant: [甲\n', /格式错误/],
    ['- 甲\n', /应有/],
    ['fields:\n  applicant: [""]\n', /不能为空/],
  ])('%j', (yaml, words) => {
    expect(refused(yaml)).toMatch(words)
    expect(refused(yaml)).toContain('表.yaml')
  })
})
