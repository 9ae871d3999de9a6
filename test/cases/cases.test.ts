import { describe, expect, it } from 'vitest'
import { yuanText } from '../../shared/money.ts'
import { OUTCOME_NAMES } from '../../shared/review/assessment.ts'
import { CASE_FILES, readCases } from './caseFile.ts'
import { run } from './workedExample.ts'
import { wrongWords } from './workings.ts'

describe.each(CASE_FILES)('worked examples of %s', (name) => {
  const file = readCases(name)
  it.each(file.例.map((example) => [example.名称, example] as const))('%s', (_title, example) => {
    const found = run(file, example)
    const outcomes = Object.fromEntries(found.conditions.map(({ label, outcome }) => [label, OUTCOME_NAMES[outcome]]))
    const open = Object.entries(outcomes).filter(([, outcome]) => outcome !== '符合')
    // Everything that is not met must be written in the example; what is met may be.
    const stated = Object.entries(example.条件)
    for (const [label, outcome] of stated) expect(outcomes[label] ?? '不列', label).toBe(outcome)
    expect(example.条件).toMatchObject(Object.fromEntries(open))
    expect(OUTCOME_NAMES[found.outcome]).toBe(example.结论)
    expect(found.amountFen === null ? '无' : yuanText(found.amountFen)).toBe(example.金额)
    if (example.条号 !== undefined) expect(found.articleNo).toBe(example.条号)
    const sentences = found.conditions.map(({ text }) => text).join('\n')
    for (const words of example.说明) expect(sentences).toContain(words)
    for (const words of example.提醒) expect(found.warnings.join('\n')).toContain(words)
    const supplements = found.conditions.map(({ supplement }) => supplement).join('\n')
    for (const words of example.补正) expect(supplements).toContain(words)
    expect(found.demo).toBe(example.参数 === '演示参数' && name !== 'exhibition')
    // The amount is the last step's result, each step starts where the one before ended.
    if (found.amountFen !== null) expect(found.steps.at(-1)?.afterFen).toBe(found.amountFen)
    found.steps.forEach((step, at) => {
      expect(step.beforeFen).toBe(at === 0 ? null : found.steps[at - 1]?.afterFen)
    })
  })
  it('says how each amount comes about, with sums that are right', () => {
    const wrong = file.例.flatMap((example) => wrongWords(file, example).map((words) => `${example.名称}：${words}`))
    expect(wrong).toEqual([])
  })
  it('gives every example its own name', () => {
    const names = file.例.map((example) => example.名称)
    expect(new Set(names).size).toBe(names.length)
  })
})
