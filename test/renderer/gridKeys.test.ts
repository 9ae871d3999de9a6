import { expect, test } from 'vitest'
import { placeAfter } from '../../renderer/features/queue/gridKeys.ts'

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 23],
  ['PageDown', 90, 99],
  ['PageUp', 23, 3],
  ['PageUp', 3, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['ArrowDown', -1, 0],
] as const)('%s from row %i of a hundred leads to row %i', (key, from, to) => {
  expect(placeAfter(key, from, 100, 20)).toBe(to)
})

test('other keys and an empty table lead nowhere', () => {
  expect(placeAfter('x', 3, 100, 20)).toBeNull()
  expect(placeAfter('ArrowDown', -1, 0, 20)).toBeNull()
})
