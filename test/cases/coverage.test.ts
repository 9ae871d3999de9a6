import { describe, expect, it } from 'vitest'
import { coverage, missingCells, TAGGED } from './coverage.ts'
import { coverageTable } from './coverageTable.ts'

const sections = coverage()
const expected = new Map(
  sections.flatMap(({ scope, rows }) =>
    rows.flatMap(({ label, cells }) => cells.map((cell) => [`${scope} ${label}：${cell.position}`, cell.expected])),
  ),
)

describe('worked examples', () => {
  it('cover every condition, every parameter and every step of every version at every position', () => {
    console.log(coverageTable(sections))
    expect(missingCells(sections)).toEqual([])
  })
  it('name only conditions, parameters, steps and positions that exist', () => {
    const unknown = TAGGED.map(({ scope, label, position }) => `${scope} ${label}：${position}`)
    expect(unknown.filter((key) => !expected.has(key))).toEqual([])
  })
  it('state for each condition what must come of it at the position they are about', () => {
    const wrong = TAGGED.filter(({ scope, label, position, example }) => {
      const wanted = expected.get(`${scope} ${label}：${position}`) ?? null
      return wanted !== null && example.条件[label] !== wanted
    })
    expect(wrong.map(({ label, position, example }) => `${example.名称} ${label}：${position}`)).toEqual([])
  })
})
