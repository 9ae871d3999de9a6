import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ENGLISH_NAMES, replaceOnce } from '../../electron/dev/chineseNames.ts'

const MODULES = join(import.meta.dirname, '../../node_modules')

test.each(ENGLISH_NAMES)('$module still says $english, and only once', (name) => {
  const code = replaceOnce(readFileSync(join(MODULES, name.module), 'utf8'), name)
  expect(code).not.toContain(name.english)
  expect(code).toContain(name.chinese)
})

test('a library that says something else stops the build', () => {
  const [name] = ENGLISH_NAMES
  if (name === undefined) throw new Error('no names')
  expect(() => replaceOnce('', name)).toThrow('expected once')
  expect(() => replaceOnce(name.english + name.english, name)).toThrow('expected once')
})
