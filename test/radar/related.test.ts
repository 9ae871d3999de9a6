import { expect, test } from 'vitest'
import type { Facts } from '../../shared/application.ts'
import { relatedApplicants } from '../../shared/radar/related.ts'
import { someApplication } from '../db/fixture.ts'

const firm = (no: number, facts: Facts) => someApplication(no, { facts })

test('different applicants that share several things are one group that says what', () => {
  const shared = { legalRepresentative: '样某某', phone: '138 0013 8000', bankAccount: '4000 0123 4567 8901' }
  const groups = relatedApplicants([
    firm(1, { ...shared, address: '深圳市龙岗区样例路1号样例大厦301' }),
    firm(2, {
      legalRepresentative: '样 某某',
      phone: '+86-13800138000',
      bankAccount: '4000012345678901',
      address: '龙岗区样例路１号样例大厦301',
    }),
    firm(3, { legalRepresentative: '例某某' }),
  ])
  expect(groups).toHaveLength(1)
  expect(groups[0]?.shares.map(({ by }) => by)).toEqual(['legalRepresentative', 'phone', 'address', 'bankAccount'])
  expect(groups[0]?.members.map(({ applicationNo }) => applicationNo)).toEqual(['LG2026-00001', 'LG2026-00002'])
})

test('groups of different applicants stand apart', () => {
  const groups = relatedApplicants([
    firm(1, { phone: '13800138000', legalRepresentative: '样某某' }),
    firm(2, { phone: '13800138000' }),
    firm(3, { legalRepresentative: '样某某' }),
  ])
  expect(groups.map(({ members }) => members.length)).toEqual([2, 2])
})

test('one applicant with two applications is no group, whatever the spelling', () => {
  const facts = { phone: '13800138000' }
  const one = someApplication(1, { facts })
  expect(
    relatedApplicants([one, { ...someApplication(2, { facts }), applicant: one.applicant, creditCode: '' }]),
  ).toEqual([])
})

test.each([
  ['phone', '无'],
  ['phone', '123456'],
  ['phone', '00000000'],
  ['bankAccount', '1234567'],
  ['address', '深圳市'],
  ['address', '龙岗区'],
  ['legalRepresentative', '无'],
  ['legalRepresentative', '—'],
  ['legalRepresentative', '不详'],
])('%s “%s” names nobody', (fact, value) => {
  expect(relatedApplicants([firm(1, { [fact]: value }), firm(2, { [fact]: value })])).toEqual([])
})

test('persons who share their employer’s number are no related firms', () => {
  const person = (no: number) =>
    someApplication(no, { article: 'talent', creditCode: '', applicant: `样某${no}`, facts: { phone: '13800138000' } })
  expect(relatedApplicants([person(1), person(2)])).toEqual([])
})
