import { saysNothing } from './factText.ts'
import type { FieldName } from './fields.ts'
import { type HeaderTable, headerMeaning } from './headers.ts'
import { columnOf, type SheetLayout } from './layout.ts'
import type { RawCell, RawRow } from './sheet.ts'
import { compact } from './text.ts'

const TOTAL =
  /^([^\d,。;；]{0,12}?)(合计|小计|总计|共计|累计|总合计)(?:金额)?([::(].*|共?[\d.,]*(万?元|家|项|个|件|人)?)$/
const NOTE = new RegExp(
  [
    '^(注|备注|说明|附注|填表说明|填报说明)([:;.、)\\d]|$)',
    '^(填表|制表|填报|审核|复核|审批|经办|打印|制单|负责|单位负责|分管领导|科室负责|联系|盖章|公章|报送|汇总)(人|员|单位|部门|日期|时间|电话|意见|签字|签名|签章|\\(.*\\))*[::]',
    '^(日期|时间|电话|传真|地址)[::]',
    '^[(]?(以下空白|以下无正文|此页无正文)',
    '^第\\d+页',
  ].join('|'),
)
const SECTION = /^([(（]?[一二三四五六七八九十]+[)）、.]|第[一二三四五六七八九十]+(条|章|部分|类))/

/** Why a row below the header is no application, or null when it is one. */
export function skipReason(row: RawRow, layout: SheetLayout): string | null {
  const own = [...row.cells].filter(([column, cell]) => row.echoed?.has(column) !== true && !isBlank(cell))
  if (own.length === 0) return '空行'
  const isRemark = (text: string): boolean => TOTAL.test(text) || NOTE.test(text)
  const states = (field: FieldName): boolean => {
    const column = columnOf(layout, field)?.column
    const cell = own.find(([at]) => at === column)?.[1]
    if (column === undefined || cell === undefined) return false
    // A sum may stand in any column; only an application number can itself be a number.
    if (cell.kind !== 'text') return field === 'applicationNo'
    return !isRemark(textOf(cell)) && !isHeaderText(column, cell, layout)
  }
  const hasApplicant = states('applicant') || states('personName')
  if (states('applicationNo') && hasApplicant) return null

  if (layout.headerTexts.some((header) => repeatsHeader(own, header))) return '重复的表头'
  const texts = own.flatMap(([, cell]) => (cell.kind === 'text' ? [compact(cell.text)] : []))
  const [first] = texts
  if (first !== undefined) {
    const unnumbered = !states('applicationNo') || !hasApplicant
    if (unnumbered && texts.slice(0, 4).some((text) => TOTAL.test(text))) return '合计行'
    if (!states('applicationNo') && NOTE.test(first)) return '注释或签署行'
    if (own.length === 1 && layout.titles.some((title) => compact(title) === first)) return '重复的标题'
    if (own.length === 1 && SECTION.test(first)) return '分组标题'
  }
  const meant = new Set(layout.columns.flatMap(({ column, target }) => (isData(target.kind) ? [column] : [])))
  return own.some(([column]) => meant.has(column)) ? null : '没有申报内容（只有序号或不导入的列）'
}

/** True when the cell states nothing. A formula without a result states something unknown. */
export function isBlank(cell: RawCell): boolean {
  return cell.kind === 'text' && saysNothing(cell.text)
}

function isHeaderText(column: number, cell: RawCell, layout: SheetLayout): boolean {
  return cell.kind === 'text' && layout.headerTexts.some((header) => header.get(column) === compact(cell.text))
}

function isData(kind: string): boolean {
  return kind === 'field' || kind === 'material'
}

/** True for the header of another table further down: it names fields, but not ours cell by cell, so our columns do not fit below it. */
export function isOtherHeader(row: RawRow, layout: SheetLayout, table: HeaderTable): boolean {
  const own = [...row.cells].filter(([column, cell]) => row.echoed?.has(column) !== true && !isBlank(cell))
  if (layout.headerTexts.some((header) => repeatsHeader(own, header))) return false
  const fields = own.flatMap(([, cell]) => {
    const meaning = cell.kind === 'text' ? headerMeaning(cell.text, table) : null
    return meaning?.kind === 'field' ? [meaning.field] : []
  })
  return new Set(fields).size >= 3
}

function repeatsHeader(own: [number, RawCell][], header: Map<number, string>): boolean {
  return own.length >= 2 && equalCells(own, header) === own.length
}

function equalCells(own: [number, RawCell][], header: Map<number, string>): number {
  return own.filter(([column, cell]) => header.get(column) === textOf(cell)).length
}

function textOf(cell: RawCell): string {
  return cell.kind === 'text' ? compact(cell.text) : ''
}
