import { join } from 'node:path'
import type { Actor, Workspace } from '../workspace.ts'
import { assessWholeRound } from './assessCases.ts'
import { createRound } from './createRound.ts'
import { applyImport, previewImport } from './importBook.ts'

/** 1200万元, invented like everything in the sample. */
const SAMPLE_BUDGET_FEN = 1_200_000_000

/** The shipped sample workbook in a round of its own with the 演示参数, imported and assessed; answers the round's id. */
export async function createSampleRound(ws: Workspace, actor: Actor): Promise<string> {
  const roundId = createRound(ws, actor, {
    year: 2026,
    batch: 1,
    budgetFen: SAMPLE_BUDGET_FEN,
    demoParameters: true,
    windowFrom: null,
    windowTo: null,
    sample: true,
  })
  const plan = await previewImport(ws, roundId, sampleWorkbook(ws))
  applyImport(ws, actor, roundId, plan)
  assessWholeRound(ws, actor, roundId)
  return roundId
}

/** Where the sample lies. */
export function sampleWorkbook(ws: Workspace): string {
  return join(ws.templatesRoot, 'sample', '2026-1-申报汇总.xlsx')
}
