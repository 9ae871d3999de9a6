import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { isAllowed, licenceList, shippedPackages } from '../../electron/dev/licences.ts'
import { PROJECT } from '../../electron/dev/project.ts'
import { readLicenceFile } from '../../shared/licenceFile.ts'

const packages = shippedPackages()
const list = licenceList(packages)

test('every package that npm would install for the product is in the list', () => {
  const asked = spawnSync('npm', ['ls', '--all', '--omit=dev', '--parseable', '--long'], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  const installed = asked.stdout
    .split('\n')
    .slice(1)
    // Left there by the install script of a development package.
    .filter((line) => !line.includes(':EXTRANEOUS'))
    .map((line) => /.*node_modules[\\/](.+?):.*@([^@:]+)(?::|$)/.exec(line))
    .filter((match) => match !== null)
  expect(installed.length).toBeGreaterThan(80)
  // Under its alias a package is listed by its own name.
  const named = new Set(packages.map(({ name }) => name))
  const missing = installed
    .map(([, name = '']) => name.split('node_modules/').at(-1) ?? '')
    .filter((name) => !named.has(name))
  expect(missing).toEqual(['better-sqlite3'])
})

test('fonts, pdf.js, SQLite and the packing library come with their texts', () => {
  for (const name of ['@expo-google-fonts/noto-serif-sc', 'pdfjs-dist', 'better-sqlite3-multiple-ciphers', 'yazl']) {
    expect([name, packages.find((each) => each.name === name)?.texts.length]).not.toEqual([name, 0])
    expect(list).toContain(`\n${name} `)
  }
  expect(list).toContain('SIL OPEN FONT LICENSE')
  expect(list).toContain('SQLite3 Multiple Ciphers')
})

test('nothing for development only is listed', () => {
  expect(packages.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['exceljs']))
  expect(packages.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['vitest']))
})

describe('a licence', () => {
  test.each(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'MIT AND OFL-1.1'])(
    '%s may be shipped',
    (licence) => {
      expect(isAllowed(licence)).toBe(true)
    },
  )

  test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'UNLICENSED', ''])('"%s" stops the list', (licence) => {
    expect(() => licenceList([{ name: 'x', version: '1', licence, texts: [] }])).toThrow('x@1')
  })
})

test('the file reads back as it was made, every package once, with its own words', () => {
  const { notes, packages: read } = readLicenceFile(list)
  expect(read.map(({ name, licence }) => [name, licence])).toEqual(
    packages.map(({ name, version, licence }) => [`${name} ${version}`, licence]),
  )
  expect(new Set(read.map(({ name }) => name)).size).toBe(read.length)
  for (const { name, version, texts } of packages) {
    expect(read.find((one) => one.name === `${name} ${version}`)?.text, name).toBe(texts.join('\n\n').trim())
  }
  expect(notes.join()).toContain('SQLite3 Multiple Ciphers')
})
