import { expect, test } from 'vitest'
import { packProblems } from '../../electron/dev/packProblems.ts'

const GOOD = [
  'dist/main/main.cjs',
  'dist/renderer/pdf/standard_fonts/FoxitFixed.pfb',
  'dist/renderer/pdf/standard_fonts/LICENSE_FOXIT',
  'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  'node_modules/@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT',
]

test('a package for its own computer passes, on each system', () => {
  expect(packProblems(GOOD, 'linux-x64')).toEqual([])
  const windows = GOOD.map((path) =>
    path.replaceAll('linux-x64-gnu', 'win32-x64-msvc').replaceAll('linux-x64', 'win32-x64'),
  )
  expect(packProblems(windows, 'win32-x64')).toEqual([])
})

test.each([
  ['node_modules/better-sqlite3/prebuilds/win32-x64.node', 'a binary for another computer'],
  ['node_modules/@node-rs/argon2-linux-x64-musl/argon2.linux-x64-musl.node', 'a binary for another computer'],
  ['node_modules/better-sqlite3/src/database.cpp', 'a source'],
  ['dist/main/main.cjs.map', 'a source'],
  ['db/open.ts', 'a source'],
  ['node_modules/yaml/test/x.js', 'a source'],
  ['dist/renderer/assets/SimSun.ttf', 'a font without its licence'],
  ['node_modules/some-font/a.woff2', 'a font without its licence'],
])('%s stops it', (path, why) => {
  const problems = packProblems([...GOOD, path], 'linux-x64')
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(path)
  expect(problems[0]).toContain(why)
})

test('a package without a binary, or with that of another computer, stops', () => {
  expect(packProblems(GOOD, 'linux-arm64').length).toBe(4)
  expect(packProblems([], 'linux-x64')).toHaveLength(2)
})
