import type { Explanation } from '../explain/chain.ts'
import type { Fen } from '../money.ts'
import { type ColumnSets, isItemField, STEP_FIELDS, type StepField } from './columns.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { columnsFor, itemCell } from './itemCells.ts'
import { listHead, listMarks, listReference, roundTitle } from './marks.ts'
import { type CellLink, type DataRow, type PaperCell, type PaperSheet, rowsOf } from './sheet.ts'
import { type ExplainedStep, explainedSteps } from './steps.ts'

/** The name of the sheet; no application has a say in it, so that a link to it is made of the program's own words. */
export const STEPS_SHEET = '计算依据'

/** What stands behind an application's amount, worked out when it is asked for; null where nothing is known beyond the list. */
export type Explain = (applicationNo: string) => Explanation | null
export const NOTHING_KNOWN: Explain = () => null

/** What other sheets need of the 计算依据: where each application begins, and the wording the amounts rest on. */
interface Walked {
  places: ReadonlyMap<string, CellLink>
  /** 条文 lines of 说明, each once. */
  wording: readonly string[][]
}

/**
 * 计算依据 for the given items, made while it is walked. `walked` answers from the last walk and walks only when there
 * was none, so that a book which writes this sheet first works each amount out once.
 */
export function stepsSheet(
  list: FrozenList,
  sets: ColumnSets,
  items: readonly ListItem[],
  explain: Explain,
  paperTitle: string,
): { sheet: PaperSheet; walked: () => Walked } {
  const columns = columnsFor(sets.steps, list)
  let last: Walked | null = null
  const rows = function* (): Generator<DataRow> {
    const places = new Map<string, CellLink>()
    const wording = new Map<string, string[]>()
    let rowNo = 0
    for (const item of items) {
      const explanation = explain(item.applicationNo)
      const steps = explainedSteps(item, explanation)
      // Row 1 is the header.
      if (steps.length > 0) places.set(item.applicationNo, { sheet: STEPS_SHEET, row: rowNo + 2 })
      for (const line of wordingOf(explanation)) wording.set(line[1] ?? '', line)
      for (const [index, step] of steps.entries()) {
        const values = stepValues(step, index + 1)
        rowNo += 1
        const cells = columns.map(({ field }) => {
          if (isStepField(field)) return values[field]
          return isItemField(field) ? itemCell(field, item, rowNo, list) : null
        })
        yield { kind: 'data', overridden: step.byPerson, cells }
      }
    }
    last = { places, wording: [...wording.values()] }
  }
  const walked = (): Walked => {
    const walk = rows()
    while (last === null && walk.next().done !== true);
    return last ?? { places: new Map(), wording: [] }
  }
  const sheet: PaperSheet = {
    ...{ name: STEPS_SHEET, first: true, before: [], after: [], plain: true, widestFen: widestFen(items) },
    ...{ mark: listMarks(list).join('　'), head: listHead(list), reference: listReference(list) },
    ...{ columns, rows: rowsOf(rows), unit: '金额单位：元' },
    pageTitle: `${roundTitle(list)}${paperTitle}（${STEPS_SHEET}）`,
  }
  return { sheet, walked }
}

/** New and old wording of the article that was claimed, word for word. */
function wordingOf(explanation: Explanation | null): string[][] {
  if (explanation === null) return []
  return explanation.chain.flatMap(({ level, label, text, quotation }) => {
    if (level !== 'clause' && level !== 'oldClause') return []
    const name = level === 'clause' ? label : `${explanation.articleNo}：${label}`
    return [['条文', name, quotation === '' ? text : quotation, quotation === '' ? '' : text]]
  })
}

/** No step holds more than what the list says of its application. */
function widestFen(items: readonly ListItem[]): Fen {
  let widest = 0
  for (const { requestedFen, auditedFen, computedFen, entitledFen, steps } of items) {
    widest = Math.max(widest, requestedFen ?? 0, auditedFen ?? 0, computedFen ?? 0, entitledFen)
    for (const { beforeFen, afterFen } of steps) widest = Math.max(widest, beforeFen ?? 0, afterFen)
  }
  return widest
}

function stepValues(step: ExplainedStep, stepNo: number): Record<StepField, PaperCell> {
  const { part, label, clause, text, beforeFen, afterFen } = step
  return { stepNo, stepPart: part, stepLabel: label, clause, stepText: text, beforeFen, afterFen }
}

function isStepField(field: string): field is StepField {
  return Object.hasOwn(STEP_FIELDS, field)
}
