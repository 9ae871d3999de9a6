import { expect, test } from 'vitest'
import { type CopyChoice, START, takable, whatIsMissing } from '../../renderer/features/rounds/copyChoice.ts'

test.each<[Partial<CopyChoice>, string]>([
  [{}, '请填写预算'],
  [{ budgetFen: 1 }, '请填写受理期，或选“不设受理期”'],
  [{ budgetFen: 1, windowFrom: '2027-01-04' }, '请填写受理期，或选“不设受理期”'],
  [{ budgetFen: 1, windowFrom: '2027-02-04', windowTo: '2027-01-04' }, '受理期的截止日早于开始日，请核对'],
  [{ budgetFen: 1, windowOk: false }, '受理期的日期不对'],
  [{ budgetFen: 1, windowFrom: '2027-01-04', windowTo: '2027-02-26' }, ''],
  [{ budgetFen: 1, noWindow: true, windowOk: false }, ''],
])('with %o a new round after an earlier one still needs: %s', (typed, missing) => {
  expect(whatIsMissing({ ...START, ...typed })).toBe(missing)
})

test('a parameter whose article has changed is offered to nobody', () => {
  const line = { articleNo: '第九条', label: '单项上限', before: '80万元', basis: '', effectiveFrom: null, note: '' }
  const parameters = [
    { ...line, key: 'platform.cap', after: '80万元' },
    { ...line, key: 'event.cap', after: '' },
  ]
  expect(takable({ from: '', name: '', lines: [], parameters, demoParameters: 0, schemes: [] })).toEqual([
    'platform.cap',
  ])
})
