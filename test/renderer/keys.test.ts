import { describe, expect, test } from 'vitest'
import { composes, type KeyPress, shortcutOf, undoKeyOf } from '../../renderer/ui/keys.ts'
import { PAGES, pageKey } from '../../renderer/workspace.ts'

function element(tagName: string, extra: Record<string, unknown> = {}): EventTarget {
  return Object.assign(new EventTarget(), { tagName, ...extra })
}

function press(key: string, part: Partial<KeyPress> = {}): KeyPress {
  const none = { isComposing: false, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false }
  return { key, keyCode: 0, target: element('BODY'), ...none, ...part }
}

describe('keys of the review screen', () => {
  test.each([
    ['1', '1'],
    ['N', 'n'],
    ['J', 'j'],
    ['?', '?'],
    ['/', '/'],
  ])('%s acts outside inputs', (key, name) => {
    expect(shortcutOf(press(key))).toBe(name)
  })

  test.each([
    ['a text box', element('TEXTAREA')],
    ['an input', element('INPUT', { type: 'text' })],
    ['a list box', element('SELECT')],
    ['editable text', element('DIV', { isContentEditable: true })],
  ])('a plain key typed in %s is typing', (_, target) => {
    expect(shortcutOf(press('1', { target }))).toBeNull()
    expect(shortcutOf(press('n', { target }))).toBeNull()
  })

  test('Ctrl+Enter acts in the opinion box too', () => {
    expect(shortcutOf(press('Enter', { ctrlKey: true, target: element('TEXTAREA') }))).toBe('ctrl+enter')
  })

  test('a ticked box is no place to type', () => {
    expect(shortcutOf(press('2', { target: element('INPUT', { type: 'checkbox' }) }))).toBe('2')
  })

  test('nothing acts while an input method composes', () => {
    expect(shortcutOf(press('1', { isComposing: true }))).toBeNull()
    expect(shortcutOf(press('n', { keyCode: 229 }))).toBeNull()
    expect(shortcutOf(press('Enter', { ctrlKey: true, keyCode: 229 }))).toBeNull()
    expect(composes({ isComposing: false, keyCode: 13 })).toBe(false)
  })

  test('a key somebody else took, or one held with Alt, does nothing', () => {
    expect(shortcutOf(press('1', { defaultPrevented: true }))).toBeNull()
    expect(shortcutOf(press('1', { altKey: true }))).toBeNull()
  })
})

describe('撤销 and 重做', () => {
  const held = (key: string, part: Partial<KeyPress> & { shiftKey?: boolean } = {}) => ({
    ...press(key, { ctrlKey: true, ...part }),
    shiftKey: part.shiftKey ?? false,
  })

  test('Ctrl+Z takes back, Ctrl+Shift+Z and Ctrl+Y do again', () => {
    expect(undoKeyOf(held('z'))).toBe('undo')
    expect(undoKeyOf(held('Z', { shiftKey: true }))).toBe('redo')
    expect(undoKeyOf(held('y'))).toBe('redo')
    expect(undoKeyOf(held('z', { ctrlKey: false }))).toBeNull()
  })

  test('inside an input the undo of the input is meant, and nothing while composing', () => {
    expect(undoKeyOf(held('z', { target: element('TEXTAREA') }))).toBeNull()
    expect(undoKeyOf(held('z', { keyCode: 229 }))).toBeNull()
  })
})

test('every page has a key of its own, 交换 too; the expert of a package by position', () => {
  const keys = PAGES.map((page) => pageKey(PAGES, page))
  expect(new Set(keys).size).toBe(PAGES.length)
  expect(pageKey(PAGES, 'exchange')).toBe('Ctrl+0')
  expect(pageKey(PAGES, 'settings')).toBe('Ctrl+,')
  expect(pageKey(['scoring', 'exchange'], 'exchange')).toBe('Ctrl+2')
  const held = { ctrlKey: true, metaKey: false, altKey: false, keyCode: 0, isComposing: false, defaultPrevented: false }
  expect(shortcutOf({ ...held, key: ',', target: null })).toBe('ctrl+,')
})
