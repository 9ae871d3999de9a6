/**
 * `npm run soak` and `npm run attack` are vitest runs told as a person reads them: one Chinese line for each drill, with
 * what it counted, and one for each whole test file of the suite that is run along.
 */
import { basename } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

declare module 'vitest' {
  interface TaskMeta {
    /** What a drill counted, in words. */
    figure?: string
  }
}

export class DrillReport implements Reporter {
  readonly #ending: string
  readonly #named: Readonly<Record<string, string>>

  /** `ending` of a file of drills; the names under which other test files are counted. */
  constructor(ending: string, named: Readonly<Record<string, string>>) {
    this.#ending = ending
    this.#named = named
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result()
    const isDrill = test.module.moduleId.endsWith(this.#ending)
    if (isDrill) tell(state === 'passed', test.name, test.meta().figure ?? '')
    for (const { message, stacks } of errors) {
      const at = stacks?.map(({ file, line }) => `${basename(file)}:${line}`).join(' ← ')
      console.log(`      ${isDrill ? '' : `${test.fullName}：`}${message}（${at ?? ''}）`)
    }
  }

  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) console.log(`未过  ${basename(module.moduleId)}：${message}`)
    if (module.moduleId.endsWith(this.#ending)) return
    const tests = [...module.children.allTests()]
    const passed = tests.filter((test) => test.result().state === 'passed').length
    tell(
      passed === tests.length,
      this.#named[basename(module.moduleId)] ?? basename(module.moduleId),
      `${passed}/${tests.length}`,
    )
    const guards = Map.groupBy(tests, (test) => test.meta().figure ?? '')
    for (const [figure, of] of guards) if (figure !== '') console.log(`      ${of.length} 种：${figure}`)
  }
}

function tell(passed: boolean, name: string, figure: string): void {
  console.log(`${passed ? '通过' : '未过'}  ${name}${figure === '' ? '' : `：${figure}`}`)
}
