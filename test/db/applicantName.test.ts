import { expect, test } from 'vitest'
import { isNaturalPerson, normaliseName } from '../../shared/applicantName.ts'
import { someApplication } from './fixture.ts'

test.each([
  ['深圳市样例珠宝有限公司', '样例珠宝有限责任公司'],
  ['深圳样例（罗湖）有限公司', '深圳样例(罗湖)有限公司'],
  ['样例〔罗湖〕有限公司', '样例【罗湖】有限公司'],
  ['样例　珠宝 有限公司', '样例珠宝有限公司'],
  ['ＡＢＣ样例１２', 'abc样例12'],
  ['样\u200b例', '样例'],
])('%s is %s', (a, b) => {
  expect(normaliseName(a)).toBe(normaliseName(b))
})

test.each([
  ['样例珠宝有限公司', '样例家具有限公司'],
  ['深圳市', ''],
  ['深圳样例有限公司', '样例有限公司'],
  ['样例股份有限公司', '样例有限公司'],
])('%s is not %s', (a, b) => {
  expect(normaliseName(a)).not.toBe(normaliseName(b))
})

test('a person has no credit code and is the one the grant is for', () => {
  const person = { creditCode: '', applicant: '样例 甲', facts: { personName: '样例甲' } }
  expect(isNaturalPerson(someApplication(1, person))).toBe(true)
  expect(isNaturalPerson(someApplication(1, { ...person, creditCode: 'X' }))).toBe(false)
  expect(isNaturalPerson(someApplication(1, { ...person, facts: {} }))).toBe(false)
  expect(isNaturalPerson(someApplication(1, { ...person, applicant: '样例有限公司' }))).toBe(false)
})
