import { expect, test } from 'vitest'
import { beyond } from '../../renderer/ui/undoStore.ts'
import type { ActLine } from '../../shared/undo/trail.ts'

const line = (id: string, more: Partial<ActLine> = {}): ActLine => ({
  id,
  label: id,
  at: '2026-03-05T06:32:00.000Z',
  undone: false,
  caseId: id,
  closed: '',
  ...more,
})
/** Newest first. */
const trail = {
  acts: [
    line('5'),
    line('4', { closed: '请先撤销那一步' }),
    line('3', { undone: true }),
    line('2'),
    line('1', { undone: true }),
  ],
  undo: '5',
  redo: '1',
}

test('a refused act is skipped for the nearest one of the same kind that nothing stands in the way of', () => {
  expect(beyond(trail, 'undo', '5')?.id).toBe('2')
  expect(beyond(trail, 'undo', '2')).toBeNull()
  expect(beyond(trail, 'redo', '1')?.id).toBe('3')
  expect(beyond(trail, 'redo', '3')).toBeNull()
  expect(beyond(trail, 'undo', 'gone')).toBeNull()
})
