/**
 * Prints which worked examples there are: article × condition, parameter or step × position, with the number of
 * examples; a position nobody tried is red. Run: node test/cases/coverageTable.ts; the exit code is 1 while one is missing.
 */
import { styleText } from 'node:util'
import { CASE_FILES, readCases } from './caseFile.ts'
import { coverage, missingCells, type Row, type Section } from './coverage.ts'

const LABEL_WIDTH = 36

export function coverageTable(sections: readonly Section[]): string {
  const cells = sections.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
  const missing = missingCells(sections).length
  const examples = CASE_FILES.reduce((sum, name) => sum + readCases(name).例.length, 0)
  const total = `合计 ${sections.reduce((sum, { rows }) => sum + rows.length, 0)} 项 ${cells.length} 个位置，有例 ${cells.length - missing} 个，缺 ${missing} 个；单件例 ${examples} 个`
  return [
    ...sections.flatMap(({ title, rows }) => [styleText('bold', title), ...rows.map(line), '']),
    missing === 0 ? total : styleText('red', total),
  ].join('\n')
}

function line({ label, cells }: Row): string {
  const tried = cells.map(({ position, examples }) =>
    examples === 0 ? styleText('red', `${position} 缺`) : `${position} ${examples}`,
  )
  return `  ${label}${' '.repeat(Math.max(1, LABEL_WIDTH - width(label)))}${tried.join(' · ')}`
}

/** A Chinese character takes two columns. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x100 ? 1 : 2), 0)
}

if (import.meta.main) {
  const sections = coverage()
  console.log(coverageTable(sections))
  process.exitCode = missingCells(sections).length === 0 ? 0 : 1
}
