/** Adds up vitest's JSON reports and closes with one plain line. A report that is missing counts as one failure. */
import { existsSync, readFileSync } from 'node:fs'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  numPendingTests: number
  numTodoTests: number
}

const reports = process.argv.slice(2).map((file): Report => {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  console.error(`${file} is missing: its runner did not get to its tests.`)
  return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1, numPendingTests: 0, numTodoTests: 0 }
})
const sum = (count: (report: Report) => number): number => reports.reduce((total, report) => total + count(report), 0)

const passed = sum((report) => report.numPassedTests)
// A file that breaks before its first test has a failed suite and no failed test.
const failed = sum((report) => Math.max(report.numFailedTests, Math.min(report.numFailedTestSuites, 1)))
const skipped = sum((report) => report.numPendingTests + report.numTodoTests)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
if (failed > 0 || passed === 0) process.exitCode = 1
