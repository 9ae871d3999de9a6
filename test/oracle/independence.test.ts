import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Everything the second reading of the rules consists of. */
const ORACLE = ['rulesAssess.ts', 'rulesCohort.ts', 'rulesRound.ts']

describe('the second reading of the rules', () => {
  it.each(ORACLE)('%s shares no code with the product: only types, and its own files', (name) => {
    const source = readFileSync(join(import.meta.dirname, name), 'utf8')
    const imports = [...source.matchAll(/^import\s+(type\s)?[^'"]*['"]([^'"]+)['"]/gms)]
    expect(imports.length).toBeGreaterThan(0)
    const shared = imports.filter(([, type, from]) => type === undefined && !/^\.\/rules\w+\.ts$/.test(from ?? ''))
    expect(shared.map(([whole]) => whole)).toEqual([])
    expect(source).not.toMatch(/\bimport\(|\brequire\(/)
  })
})
