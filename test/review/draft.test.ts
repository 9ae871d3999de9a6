import { expect, test } from 'vitest'
import { draftText, readDraft } from '../../shared/review/draft.ts'

const PLAIN = { opinion: '材料齐全', chosen: null, adjusting: false, amountFen: null }

test('words alone are kept as they are, so that drafts of every version read', () => {
  expect(draftText(PLAIN)).toBe('材料齐全')
  expect(readDraft('材料齐全')).toEqual(PLAIN)
  expect(readDraft('')).toBeNull()
})

test.each([
  { ...PLAIN, opinion: '', chosen: 'agree' as const },
  { ...PLAIN, adjusting: true, amountFen: 4_500 },
  { ...PLAIN, opinion: '{"draft":1}' },
])('what else is in the form comes back: %j', (draft) => {
  expect(readDraft(draftText(draft))).toEqual(draft)
})
