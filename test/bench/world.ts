/** Databases of any size, filled through the very functions the program writes with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applicantFinder } from '../../db/applicants.ts'
import { addApplication, addSourceFile } from '../../db/applications.ts'
import { addMove } from '../../db/stages.ts'
import { assessWholeRound } from '../../electron/core/jobs/assessCases.ts'
import { createRound } from '../../electron/core/jobs/createRound.ts'
import {
  COMMAND_LINE,
  createCaseDatabase,
  createWorkspace,
  record,
  type Workspace,
} from '../../electron/core/workspace.ts'
import type { Application } from '../../shared/application.ts'
import type { Fen } from '../../shared/money.ts'

export const PROJECT = join(import.meta.dirname, '../..')

/** A folder that is removed when the process ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lg-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty case database at `path` that the command line may work on. */
export function newWorkspace(path: string): Workspace {
  return createWorkspace(createCaseDatabase(path, COMMAND_LINE, { cliOperated: true }), PROJECT)
}

/** A round with 演示参数, without applications. 20 亿元 is less than 10,000 applications ask for, so it is cut. */
export function newRound(ws: Workspace, batch = 1, budgetFen: Fen = 200_000_000_000): string {
  return createRound(ws, COMMAND_LINE, {
    year: 2026,
    batch,
    budgetFen,
    demoParameters: true,
    windowFrom: null,
    windowTo: null,
    sample: false,
  })
}

/** Adds the applications in one transaction and has the machine assess them in another. */
export function fillRound(ws: Workspace, roundId: string, applications: readonly Application[]): void {
  record(ws, COMMAND_LINE, (tx) => {
    const fileId = addSourceFile(tx, { sha256: 'b'.repeat(64), fileName: '申报汇总.xlsx' })
    const finder = applicantFinder(tx)
    applications.forEach((application, index) => {
      const origin = { fileId, sheet: '申报', row: index + 3 }
      const applicationId = addApplication(tx, roundId, application, origin, finder)
      addMove(tx, { applicationId, from: '草稿', to: '已受理', reason: '导入' })
    })
    tx.log('导入', roundId, { created: applications.length })
  })
  assessWholeRound(ws, COMMAND_LINE, roundId)
}
