import { readFlag } from './factText.ts'
import { type HeaderTable, headerName, materialStem, namesFlagField } from './headers.ts'
import type { ColumnPlan, SheetLayout } from './layout.ts'
import type { RawRow } from './sheet.ts'

/**
 * Columns the table does not know but whose every filled cell is 是/否/有/无/√/× are materials under their own name
 * (domain.md §8: one column per material), unless it names a fact of the application. Bare 1 and 0 are not enough: they may count something.
 */
export function withMaterialColumns(layout: SheetLayout, rows: RawRow[], table: HeaderTable): SheetLayout {
  const columns = layout.columns.map((plan): ColumnPlan => {
    if (plan.target.kind !== 'unknown' || !holdsOnlyFlags(plan.column, rows)) return plan
    if (namesFlagField(plan.header, table)) return plan
    const name = headerName(plan.header.split('·').at(-1) ?? plan.header)
    const material = materialStem(name) || name
    return material === '' ? plan : { ...plan, target: { kind: 'material', material }, readFrom: 'values' }
  })
  return { ...layout, columns }
}

function holdsOnlyFlags(column: number, rows: RawRow[]): boolean {
  let stated = 0
  for (const row of rows) {
    const cell = row.cells.get(column)
    if (cell === undefined || row.echoed?.has(column) === true) continue
    if (cell.kind === 'flag') stated += 1
    else if (cell.kind !== 'text' || /^\s*[01０１]\s*$/.test(cell.text)) return false
    else {
      const flag = readFlag(cell.text)
      if (flag === undefined) return false
      if (flag !== null) stated += 1
    }
  }
  return stated > 0
}
