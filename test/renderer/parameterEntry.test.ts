import { expect, test } from 'vitest'
import { definitionOf } from '../../renderer/features/policy/parameterDefinition.ts'
import type { ParameterDefinition } from '../../shared/policy/article.ts'
import { closedEntry } from '../../shared/policy/entry.ts'

const unset: ParameterDefinition = { id: 'cap', label: '最高金额', type: 'fen', unit: '万元', shipped: null, note: '' }
const shipped: ParameterDefinition = { ...unset, shipped: { value: { type: 'fen', fen: 100 }, quotation: '测试用' } }
const materials: ParameterDefinition = {
  ...unset,
  type: 'materials',
  shipped: { value: { type: 'materials', materials: [] }, quotation: '测试用' },
}

test.each([
  ['an unset value', unset, false, /^$/],
  ['a value of the policy', shipped, false, /政策原文规定/],
  ['the list of materials', materials, false, /^$/],
  ['an unset value of a demo round', unset, true, /演示参数/],
  ['a value of the policy in a demo round', shipped, true, /政策原文规定/],
  ['the list of materials in a demo round', materials, true, /演示参数/],
])('%s may be entered as the core allows it', (_, definition, demo, words) => {
  expect(closedEntry(definition, { demo })).toMatch(words)
})

test('a parameter finds its own definition, not one whose name it ends with', () => {
  const longer = { ...unset, id: 'annual.cap' }
  expect(definitionOf({ key: 'event.annual.cap' }, [unset, longer])).toBe(longer)
})
