import { expect, test } from 'vitest'
import type { Filing, FilingStep } from '../../shared/filings/filing.ts'
import { maskContact } from '../../shared/filings/filing.ts'
import { filingDifferences, mayBelong } from '../../shared/filings/matching.ts'
import { filingGaps, filingState, reminders } from '../../shared/filings/progress.ts'

const FILED: Filing = {
  ...{ id: 'f', year: 2026, number: 1, entererName: '王示例', enteredAt: '2026-03-01T01:00:00.000Z' },
  ...{ organiser: '示例会展有限公司', creditCode: '91350100M000100Y43', eventName: '示例家具展', eventKind: '展会' },
  ...{ industry: '家具', place: '示例展馆', startsOn: '2026-04-10', endsOn: '2026-04-12', filedOn: '2026-03-01' },
  ...{ contact: '王示例 13800138000', note: '', steps: [] },
}

function step(kind: FilingStep['kind'], happenedOn: string, doneOn = happenedOn): FilingStep {
  const doneAt = `${doneOn}T02:00:00.000Z`
  return { kind, applicationId: null, happenedOn, words: '到场', changes: [], doerName: '王示例', doneAt }
}

const VISITED = step('follow-up', '2026-04-11')
const AUDITED = step('audit', '2026-04-20')

test.each([
  ['the day before it opens', '2026-04-09', [], 'filed', ['未安排事中跟踪']],
  ['planned', '2026-04-09', [step('follow-up', '2026-04-10', '2026-04-01')], 'filed', []],
  ['opening day', '2026-04-10', [], 'running', ['缺举办期间的事中跟踪']],
  ['a plan is no visit', '2026-04-12', [step('follow-up', '2026-04-10', '2026-04-01')], 'running', undefined],
  ['visited', '2026-04-12', [VISITED], 'followed', []],
  ['the day after it ended', '2026-04-13', [VISITED], 'held', ['缺事后审核']],
  [
    'a visit before it opened is none',
    '2026-05-01',
    [step('follow-up', '2026-04-09'), AUDITED],
    'unfollowed',
    undefined,
  ],
  ['all three', '2026-05-01', [VISITED, AUDITED], 'complete', []],
  ['cancelled', '2026-05-01', [step('cancelled', '2026-03-20')], 'cancelled', []],
] as const)('%s', (_name, today, steps, state, gaps) => {
  const filing = { ...FILED, steps: [...steps] }
  expect(filingState(filing, today)).toBe(state)
  if (gaps !== undefined) expect(filingGaps(filing, today)).toEqual(gaps)
})

test('报备 on the opening day is taken and said not to be before it', () => {
  expect(filingGaps({ ...FILED, filedOn: '2026-04-10' }, '2026-04-09').join()).toContain('“举办前报备”不成立')
  expect(filingGaps({ ...FILED, filedOn: '2026-04-09' }, '2026-04-09').join()).not.toContain('不成立')
})

test('reminders: opening soon, held without 事后审核, and not yet applied while the round takes applications', () => {
  const window = { name: '2026年第1批', from: '2026-03-20', to: '2026-03-31' }
  const kinds = (today: string, applied = false, within = 30) =>
    reminders([{ ...FILED, applied }], { today, within, window }).map(({ kind }) => kind)
  expect(kinds('2026-03-10')).toEqual(['applying'])
  expect(kinds('2026-03-11', true)).toEqual(['opening'])
  expect(kinds('2026-03-10', false, 5)).toEqual([])
  expect(kinds('2026-04-01', true, 5)).toEqual([])
  expect(kinds('2026-04-13')).toEqual(['held'])
  expect(reminders([{ ...FILED, applied: false }], { today: '2026-03-30', within: 5, window })[0]?.text).toBe(
    '报备2026-01 示例会展有限公司“示例家具展”还没有申报；2026年第1批受理至2026年3月31日（还有 1 天）',
  )
  const open = { name: '2026年第1批', from: null, to: null }
  expect(reminders([{ ...FILED, applied: false }], { today: '2026-03-01', within: 5, window: open })).toEqual([])
})

test('a case is suggested by code or name and event, never another edition', () => {
  const facts = { eventName: '2026示例家具展', filingDate: '2026-03-05', startDate: '2026-04-10' }
  const applied = { applicant: '深圳市示例会展有限责任公司', creditCode: '', projectName: '', facts }
  expect(mayBelong(FILED, applied)).toBe(true)
  expect(mayBelong(FILED, { ...applied, applicant: '另一单位有限公司' })).toBe(false)
  expect(
    mayBelong({ ...FILED, eventName: '第3届示例家具展' }, { ...applied, facts: { eventName: '第4届示例家具展' } }),
  ).toBe(false)
  expect(filingDifferences(FILED, facts).map(({ label, stated, filed }) => [label, stated, filed])).toEqual([
    ['报备日期', '2026-03-05', '2026-03-01'],
    ['活动名称', '2026示例家具展', '示例家具展'],
    ['活动类型', '', '展会'],
    ['结束日期', '', '2026-04-12'],
  ])
})

test('a contact hides name and number', () => {
  expect(maskContact('王示例 13800138000')).toBe('王** 138****8000')
})
