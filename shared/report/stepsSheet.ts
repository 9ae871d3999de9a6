import type { Explanation } from '../explain/chain.ts'
import { type ColumnSets, isItemField, STEP_FIELDS, type StepField } from './columns.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { columnsFor, itemCell } from './itemCells.ts'
import { listMarks, listReference, roundTitle } from './marks.ts'
import type { CellLink, DataRow, PaperCell, PaperSheet } from './sheet.ts'
import { type ExplainedStep, explainedSteps } from './steps.ts'

/** The name of the sheet; no application has a say in it, so that a link to it is made of the program's own words. */
export const STEPS_SHEET = '计算依据'

/** By application number; empty where nothing is known beyond the list. */
export type Explanations = ReadonlyMap<string, Explanation>

/** 计算依据 for the given items, and where in it each application begins. */
export function stepsSheet(
  list: FrozenList,
  sets: ColumnSets,
  items: readonly ListItem[],
  explanations: Explanations,
  paperTitle: string,
): { sheet: PaperSheet; linkOf: (applicationNo: string) => CellLink | null } {
  const columns = columnsFor(sets.steps, list)
  const rows: DataRow[] = []
  const links = new Map<string, CellLink>()
  for (const item of items) {
    const steps = explainedSteps(item, explanations.get(item.applicationNo) ?? null)
    // Row 1 is the header.
    if (steps.length > 0) links.set(item.applicationNo, { sheet: STEPS_SHEET, row: rows.length + 2 })
    steps.forEach((step, index) => {
      const values = stepValues(step, index + 1)
      const rowNo = rows.length + 1
      const cells = columns.map(({ field }) => {
        if (isStepField(field)) return values[field]
        return isItemField(field) ? itemCell(field, item, rowNo, list) : null
      })
      rows.push({ kind: 'data', overridden: step.byPerson, cells })
    })
  }
  const sheet: PaperSheet = {
    name: STEPS_SHEET,
    ...{ before: [], after: [], plain: true, mark: listMarks(list).join('　'), reference: listReference(list) },
    ...{ columns, rows, unit: '金额单位：元', pageTitle: `${roundTitle(list)}${paperTitle}（${STEPS_SHEET}）` },
  }
  return { sheet, linkOf: (applicationNo) => links.get(applicationNo) ?? null }
}

function stepValues(step: ExplainedStep, stepNo: number): Record<StepField, PaperCell> {
  const { part, label, clause, text, beforeFen, afterFen } = step
  return { stepNo, stepPart: part, stepLabel: label, clause, stepText: text, beforeFen, afterFen }
}

function isStepField(field: string): field is StepField {
  return Object.hasOwn(STEP_FIELDS, field)
}
