import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { type PolicyFile, parseDemo, parsePolicy } from '../../shared/policy/parse.ts'
import { ARTICLE_FILES, policyFile, policyText, SOURCE_NAME } from './policyFiles.ts'

const badFiles = z
  .array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      replace: z.string(),
      by: z.string(),
      line: z.string(),
      message: z.array(z.string()).min(1),
    }),
  )
  .parse(parse(readFileSync(join(import.meta.dirname, '../bad/policy/files.yaml'), 'utf8')))

const source = policyText(SOURCE_NAME)

function load(changed: PolicyFile | null): void {
  const file = (name: string) => (changed?.name === name ? changed : policyFile(name))
  parsePolicy(file('fashion-2026/instrument.yaml'), ARTICLE_FILES.map(file), source)
  parseDemo(file('demo.yaml'))
}

function refusal(run: () => void): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('不该通过')
}

describe('policy files that must be refused', () => {
  it('reads the files as they ship', () => {
    expect(() => load(null)).not.toThrow()
  })
  it.each(badFiles.map((one) => [one.name, one] as const))('%s', (_name, bad) => {
    const good = policyText(bad.file)
    // The last place, so that it is the version in force that breaks; for the versions' own dates the text is unique.
    const at = good.lastIndexOf(bad.replace)
    expect(at, '原文里找不到要改的文字').toBeGreaterThanOrEqual(0)
    const text = good.slice(0, at) + bad.by + good.slice(at + bad.replace.length)
    const error = refusal(() => load({ name: bad.file, text }))
    expect(error.code).toBe('POLICY_FILE')
    for (const words of bad.message) expect(error.message).toContain(words)
    const [, name, number] = /^模板“(.+)”第(\d+)行：/.exec(error.message) ?? []
    expect(name, error.message).toBe(bad.file)
    const pointed = text.split('\n')[Number(number) - 1]
    expect(pointed, error.message).toContain(bad.line)
  })
  it('refuses a policy with an article missing, or twice', () => {
    const head = policyFile('fashion-2026/instrument.yaml')
    const files = ARTICLE_FILES.map(policyFile)
    expect(refusal(() => parsePolicy(head, files.slice(1), source)).message).toContain('缺少条款')
    const twice = [...files, ...files.slice(0, 1)]
    expect(refusal(() => parsePolicy(head, twice, source)).message).toContain('同一条款有两个文件')
  })
})
