import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_BOUNDS, readBounds, writeBounds } from '../../electron/main/bounds.ts'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const PLACED = { x: 100, y: 60, width: 1400, height: 900, maximized: true }

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'lg-bounds-')), 'window.json')
  writeFileSync(file, text)
  return file
}

test('the window comes back where it was', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lg-bounds-')), 'new/window.json')
  writeBounds(file, PLACED)
  expect(readBounds(file, [SCREEN])).toEqual(PLACED)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(PLACED)
})

test.each([
  ['nothing is remembered', '/no/such/file'],
  ['the file is torn', fileWith('{"x":1')],
  ['the file says something else', fileWith('{"x":1,"y":1,"width":-4,"height":99999,"maximized":false}')],
  ['it stood on a screen that is gone', fileWith(JSON.stringify({ ...PLACED, x: 4000 }))],
  ['its title bar would be above the screen', fileWith(JSON.stringify({ ...PLACED, y: -300 }))],
])('the default size is used when %s', (_why, file) => {
  expect(readBounds(file, [SCREEN])).toEqual(DEFAULT_BOUNDS)
})

test('a second screen is a place too', () => {
  const file = fileWith(JSON.stringify({ ...PLACED, x: 2000 }))
  expect(readBounds(file, [SCREEN, { ...SCREEN, x: 1920 }])).toMatchObject({ x: 2000 })
})
