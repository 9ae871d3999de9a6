import type { ArticleKey } from '../application.ts'
import { readArticle } from '../intake/articleText.ts'
import type { SheetLayout } from '../intake/layout.ts'
import { type ParsedRow, type RowCells, readCells, textOf } from '../intake/parseRow.ts'
import { decideArticle } from '../intake/resolveArticle.ts'
import type { RawRow } from '../intake/sheet.ts'
import { compact } from '../intake/text.ts'
import { checkCreditCode, isSurelyCreditCode } from '../uscc.ts'
import type { ReferenceFacts, ReferenceKind, ReferenceRow } from './reference.ts'
import { type RoundName, readBatch } from './roundName.ts'

/** Where a row of a list stands. */
export interface ListPlace {
  kind: ReferenceKind
  fileName: string
  sheet: string
  layout: SheetLayout
  date1904: boolean
  sheetArticle: ArticleKey | null
  /** own-round: what the sheet's titles, its name or the list's source say of year and batch. */
  round: RoundName
}

/** A row as an entry, why it is none, or what is wrong with it. Warnings hold either way. */
export type ReadEntry = Pick<ParsedRow, 'problems' | 'warnings'> & { entry: ReferenceRow | null; skip: string }

/** Words for a restriction that has no last day. */
const OPEN_ENDED = new Set(['长期', '永久', '长期有效', '无固定期限', '未定', '至今', '不限', '无期限'])

/** Reads one row of a list. Errors: BAD_WORKBOOK when the file cannot be trusted as a whole (see parseRow). */
export function readEntry(row: RawRow, place: ListPlace): ReadEntry {
  const cells = readCells(withoutOpenEnds(row, place.layout), place)
  const { values, problems, warnings, at } = cells
  const name = textOf(values, 'applicant') || textOf(values, 'personName')
  const idNumber = textOf(values, 'idNumber').normalize('NFKC').replace(/\s/g, '').toUpperCase()
  // 失信 lists name firms and persons in one column 证件号码.
  const codeAsId = place.kind === 'restricted' && textOf(values, 'creditCode') === '' && isSurelyCreditCode(idNumber)
  const creditCode = codeAsId ? idNumber : textOf(values, 'creditCode')
  if (name === '' && creditCode === '' && problems.length === 0) {
    problems.push(at('单位名称', '', '没有单位名称，也没有信用代码。请补填；若与上一行合并，请取消合并后逐行填写'))
  }
  if (creditCode !== '' && checkCreditCode(creditCode) !== 'valid') {
    warnings.push(at('统一社会信用代码', creditCode, '未通过校验，按原样保留，请核对'))
  }
  const facts: ReferenceFacts = { ...commonFacts(cells), ...kindFacts(cells, place) }
  if (codeAsId) delete facts.idNumber
  if (problems.length > 0) return { entry: null, skip: '', problems, warnings }
  if (place.kind !== 'restricted' && facts.amountFen === 0) {
    return { entry: null, skip: '资助金额为 0，没有资助', problems, warnings }
  }
  return { entry: { sheet: place.sheet, row: row.row, name, creditCode, facts }, skip: '', problems, warnings }
}

/** Facts that any kind of list may state. */
function commonFacts({ values }: RowCells): ReferenceFacts {
  const facts: ReferenceFacts = {}
  const texts = [
    'applicationNo',
    'industry',
    'phase',
    'projectName',
    'eventName',
    'startDate',
    'platformName',
    'invoiceNo',
    'contractNo',
    'purchaseDate',
    'membershipClass',
    'honour',
    'idNumber',
  ] as const
  for (const name of texts) {
    const stated = textOf(values, name)
    if (stated !== '') facts[name] = stated
  }
  for (const name of ['investmentYear', 'purchaseFen', 'honourYear'] as const) {
    const stated = values.get(name)
    if (typeof stated === 'number') facts[name] = stated
  }
  const granted = values.get('grantedFen')
  if (typeof granted === 'number') facts.amountFen = granted
  const document = textOf(values, 'sourceDocument')
  return document === '' ? facts : { ...facts, document }
}

function kindFacts(cells: RowCells, place: ListPlace): ReferenceFacts {
  switch (place.kind) {
    case 'own-round':
      return { ...roundOf(cells, place.round, true), ...articleOf(cells, place) }
    case 'other-bureau':
      return roundOf(cells, place.round, false)
    case 'restricted':
      return spanOf(cells)
  }
}

/** An own grant without year, batch or amount could not be counted, so it is refused. */
function roundOf({ values, problems, at }: RowCells, sheet: RoundName, required: boolean): ReferenceFacts {
  const batchText = textOf(values, 'grantBatch')
  const batchSays = readBatch(batchText)
  const stated = values.get('grantYear')
  const year = typeof stated === 'number' ? stated : (batchSays.year ?? sheet.year)
  const batch = batchText === '' ? sheet.batch : batchSays.batch
  if (!required) return year === null ? {} : { year }
  if (year === null && problems.length === 0) {
    problems.push(at('资助年度', '', '没有年度。请加“年度”列，或在名单来源中写明，如“2025年第1批”'))
  }
  if (batch === null) {
    problems.push(
      at('资助批次', batchText, '没有批次或看不出是第几批。请加“批次”列，或在名单来源中写明，如“2025年第1批”'),
    )
  }
  if (!values.has('grantedFen') && problems.length === 0) {
    problems.push(at('资助金额', '', '没有资助金额，不能计入年度上限。请补填；没有资助的请删去'))
  }
  return year === null || batch === null ? {} : { year, batch }
}

function articleOf({ values, warnings, at }: RowCells, { sheetArticle }: ListPlace): ReferenceFacts {
  const stated = textOf(values, 'articleText')
  const { article, warning } = decideArticle(stated, new Set(values.keys()), sheetArticle)
  if (article !== null) {
    if (article === 'platform' && textOf(values, 'industry') === '') {
      warnings.push(at('所属产业', '', '没有所属产业，看不出占用哪个产业的平台名额，没有计入任何产业。请补填后再导入'))
    }
    if (warning !== '' && readArticle(stated).kind !== 'blank') warnings.push(at('条款', stated, warning))
    return { article }
  }
  const why = stated === '' ? '没有写明条款' : '看不准是哪一条'
  warnings.push(
    at('条款', stated, `${why}，不计入年度上限和名额，只用于查重。请写明条款名称或“原第十二条”“新第十二条”`),
  )
  return {}
}

function spanOf({ values, problems, at }: RowCells): ReferenceFacts {
  const facts: ReferenceFacts = {}
  const [from, to] = [textOf(values, 'restrictedFrom'), textOf(values, 'restrictedTo')]
  if (from !== '') facts.from = from
  if (to !== '') facts.to = to
  if (from !== '' && to !== '' && to < from) problems.push(at('限制截止日期', to, `早于起始日期 ${from}，请核对`))
  const reason = textOf(values, 'restrictedReason')
  return reason === '' ? facts : { ...facts, reason }
}

/** 长期 in the column of the last day says that there is none. */
function withoutOpenEnds(row: RawRow, layout: SheetLayout): RawRow {
  const cells = new Map(row.cells)
  for (const { column, target } of layout.columns) {
    const cell = cells.get(column)
    if (target.kind !== 'field' || target.field !== 'restrictedTo' || cell?.kind !== 'text') continue
    if (OPEN_ENDED.has(compact(cell.text))) cells.delete(column)
  }
  return { ...row, cells }
}
