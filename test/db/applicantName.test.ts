import { expect, test } from 'vitest'
import { applicantKeys, isNaturalPerson, normaliseName } from '../../shared/applicantName.ts'
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

test('an applicant is a person when the name is that of the person the grant is for, whatever code stands beside it', () => {
  const person = { creditCode: '', applicant: '样例 甲', facts: { personName: '样例甲' } }
  expect(isNaturalPerson(someApplication(1, person))).toBe(true)
  expect(isNaturalPerson(someApplication(1, { ...person, creditCode: 'X' }))).toBe(true)
  expect(isNaturalPerson(someApplication(1, { ...person, facts: {} }))).toBe(false)
  expect(isNaturalPerson(someApplication(1, { ...person, applicant: '样例有限公司' }))).toBe(false)
})

test('a row without a code belongs to the one firm of its name; two firms of one name stay apart', () => {
  const coded = { creditCode: '91440307MA0000000A', applicant: '深圳市样例有限责任公司' }
  const bare = { creditCode: '', applicant: '样例有限公司' }
  expect(applicantKeys([coded, bare])(bare)).toBe(coded.creditCode)
  const namesake = { creditCode: '91440307MA0000000B', applicant: '样例有限公司' }
  expect(applicantKeys([coded, bare, namesake])(bare)).not.toBe(coded.creditCode)
  expect(applicantKeys([bare])(bare)).toBe(applicantKeys([])({ ...bare, applicant: '深圳市样例有限责任公司' }))
})
