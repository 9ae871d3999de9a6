import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFields, inWords } from '../../shared/report/fieldNames.ts'
import type { NoticeTemplate } from '../../shared/report/noticeTemplate.ts'
import { parseNoticeTemplate } from '../../shared/report/noticeTemplate.ts'
import { fieldsOf, TEXT_KINDS, templateProblems } from '../../shared/report/paperText.ts'

const FILE = readFileSync(join(import.meta.dirname, '../../templates/notice/publicity.yaml'), 'utf8')
const template = parseNoticeTemplate(FILE, 'publicity.yaml')
const problems = (part: Partial<NoticeTemplate>) => templateProblems('notice', { ...template, ...part })

test('the shipped text has nothing to mend; each slip is named by its place in the form', () => {
  expect(problems({})).toEqual([])
  expect(problems({ title: ['一', ''] })).toEqual(['标题第2段：不能为空'])
  expect(problems({ salutation: '{某}：' })).toEqual([
    expect.stringMatching(/^称谓：不认识的字段“{某}”，请从字段中选$/),
  ])
  const body = template.body.map((each, at) => (at === 2 ? { ...each, text: '自{start}起，共{days}。' } : each))
  expect(problems({ body })).toEqual(['正文：正文缺少字段“{公示止日}”，请补上'])
  expect(problems({ blanks: { year: { label: '年', value: '' } } })).toEqual([
    '自设内容“年”：“year”是固定字段，不能另行填写',
  ])
  expect(problems({ blanks: { own: { label: '', value: '' } } })).toEqual(['自设内容“own”：不能为空'])
})

test.each([
  [45, []],
  [50, []],
  [51, ['附表的列：各列宽度合计157毫米，超过版心156毫米']],
])('a second column of %i mm', (widthMm, said) => {
  const columns = template.columns.map((column, at) => (at === 1 ? { ...column, widthMm } : column))
  expect(problems({ columns })).toEqual(said)
})

test('every fault is said at once', () => {
  const columns = template.columns.map((column) => ({ ...column, widthMm: 40 }))
  expect(problems({ columns, attachment: '{甲' }).map((one) => one.split('：')[0])).toEqual(['附件名称', '附表的列'])
})

test('the form names every field in Chinese, and each name leads back to its field', () => {
  const own = new Map([['claimTerm', '自设1']])
  for (const kind of TEXT_KINDS) {
    for (const field of fieldsOf(kind)) {
      expect(inWords(`{${field}}`)).not.toMatch(/[a-z]/i)
      expect(inFields(inWords(`{${field}}`))).toBe(`{${field}}`)
    }
  }
  expect(inWords('在{claimTerm}内', own)).toBe('在{自设1}内')
  expect(inFields('在{自设1}内{某}', own)).toBe('在{claimTerm}内{某}')
})
