import { expect, test } from 'vitest'
import { normaliseName } from '../../shared/applicantName.ts'
import { isOneSlip, nameLikeness, nearNameOf } from '../../shared/radar/names.ts'

/** What domain.md §5 says makes no difference: width, brackets, spaces, 有限(责任)公司, a leading 深圳市. */
test.each([
  ['深圳市样例珠宝有限公司', '样例珠宝有限责任公司'],
  ['深圳样例（罗湖）有限公司', '深圳样例(罗湖)有限公司'],
  ['样例「罗湖」有限公司', '样例〖罗湖〗有限公司'],
  ['样例『罗湖』有限公司', '样例﹝罗湖﹞有限公司'],
  ['深圳市 样例 珠宝有限公司', '样例珠宝　有限公司'],
  ['样例第１厂', '样例第1厂'],
])('%s and %s are one applicant', (a, b) => {
  expect(normaliseName(a)).toBe(normaliseName(b))
})

/** 深圳 without 市, a place in brackets and another legal form are parts of a registered name: money keeps them apart. */
test.each([
  ['深圳样例珠宝有限公司', '样例珠宝有限公司'],
  ['样例（深圳）珠宝有限公司', '样例珠宝有限公司'],
  ['样例（深圳市）珠宝有限公司', '样例珠宝有限公司'],
  ['样例珠宝股份有限公司', '样例珠宝有限公司'],
  ['样例一厂', '样例二厂'],
  ['样例珠宝有限公司', '样例珠保有限公司'],
  ['樣例珠寶有限公司', '样例珠宝有限公司'],
])('%s and %s are not one applicant for any money rule', (a, b) => {
  expect(normaliseName(a)).not.toBe(normaliseName(b))
})

const likeness = (a: string, b: string): number => nameLikeness(nearNameOf(a), nearNameOf(b))

test.each([
  ['深圳市样例珠宝有限公司', '样例珠宝有限责任公司', 100],
  ['深圳市龙岗样例珠宝有限公司', '深圳样例珠宝有限公司', 95],
  ['样例珠宝（深圳）有限公司', '深圳市样例珠宝有限公司', 95],
  ['样例珠宝股份有限公司', '样例珠宝有限公司', 95],
  ['样例珠宝有限公司', '样例珠保有限公司', 85],
  ['样例珠宝有限公司', '样例珠有限公司', 0],
  ['样例首饰珠宝有限公司', '样例首饰宝有限公司', 85],
  ['样例珠宝首饰有限公司', '样例宝珠首饰有限公司', 85],
])('for the radar %s and %s are %i alike', (a, b, expected) => {
  expect(likeness(a, b)).toBe(expected)
  expect(likeness(b, a)).toBe(expected)
})

test.each([
  ['示例一厂', '示例二厂'],
  ['示例家具一厂', '示例家具厂'],
  ['示例家具甲有限公司', '示例家具乙有限公司'],
  ['示例家具A有限公司', '示例家具B有限公司'],
  ['示例家具东区有限公司', '示例家具西区有限公司'],
  ['示例珠宝（罗湖）有限公司', '示例珠宝（龙岗）有限公司'],
  ['示例珠宝有限公司', '示例珠宝有限公司龙岗分公司'],
  ['示例珠宝有限公司', '示例家具有限公司'],
  ['示例', '示意'],
])('%s and %s are two even for the radar', (a, b) => {
  expect(likeness(a, b)).toBe(0)
})

test.each([
  ['', '', false],
  ['样例', '样例', false],
  ['样例', '样', true],
  ['样例甲', '样例乙', false],
  ['样例好', '样例妙', true],
  ['样例好', '例样好', true],
  ['样例好人', '例样好人们', false],
])('one slip of the pen lies between “%s” and “%s”: %s', (a, b, expected) => {
  expect(isOneSlip(a, b)).toBe(expected)
})
