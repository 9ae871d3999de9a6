import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Lock {
  packages: Record<string, { name?: string; hasInstallScript?: boolean }>
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
}

const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json')
const installing = Object.entries(read<Lock>('package-lock.json').packages).flatMap(([path, entry]) =>
  // npm asks by the name in the registry: an alias's own name in `allowScripts` allows and forbids nothing.
  entry.hasInstallScript === true ? [entry.name ?? path.replace(/^.*node_modules\//, '')] : [],
)

test('the install script of every package is allowed or forbidden by its name in the registry', () => {
  expect(installing.filter((name) => !(name in allowScripts))).toEqual([])
})

test('npm ci asks for no compiler: only Node itself may run a script', () => {
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node'])
  expect(allowScripts['better-sqlite3-multiple-ciphers']).toBe(false)
})
