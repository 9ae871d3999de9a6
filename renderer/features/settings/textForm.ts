import { inFields, inWords } from '../../../shared/report/fieldNames.ts'
import {
  NOTICE_SPECS,
  type NoticeColumn,
  type NoticeParagraph,
  type NoticeTemplate,
  newColumn,
} from '../../../shared/report/noticeTemplate.ts'
import { hasTable, isNoticeText, type PaperTemplate, type TextKind } from '../../../shared/report/paperText.ts'

/** A line of a list in the form, which keeps its id while it is edited and moved. */
export type Line<T> = T & { id: string }
export type Piece = Line<{ words: string }>
/** `tag`: what the texts of the form call it, whatever it is labelled. */
export type Blank = Line<{ key: string; tag: string; label: string; value: string }>

/** A paper's words as they are edited; `table` null for a letter. */
export interface TextForm {
  title: Piece[]
  salutation: string
  body: Line<NoticeParagraph>[]
  sealed: boolean
  blanks: Blank[]
  table: TableForm | null
}

export interface TableForm extends Pick<NoticeTemplate, 'attachment' | 'unit' | 'personNames'> {
  tableTitle: Piece[]
  columns: NoticeColumn[]
}

let given = 0
export function newId(): string {
  given += 1
  return `line${given}`
}

const pieces = (list: readonly string[], words: Words): Piece[] =>
  list.map((piece) => ({ id: newId(), words: words(piece) }))
type Words = (text: string) => string

export function toForm(template: PaperTemplate): TextForm {
  const { title, salutation, body, sealed, blanks } = template
  const own = Object.entries(blanks).map(([key, blank], at) => ({ id: newId(), key, tag: `自设${at + 1}`, ...blank }))
  const words: Words = (text) => inWords(text, tagsOf(own))
  return {
    title: pieces(title, words),
    salutation: words(salutation),
    body: body.map(({ style, text }) => ({ id: newId(), style, text: words(text) })),
    sealed,
    blanks: own,
    table: hasTable(template) ? tableForm(template, words) : null,
  }
}

function tagsOf(blanks: readonly Blank[]): Map<string, string> {
  return new Map(blanks.map(({ key, tag }) => [key, tag]))
}

function tableForm({ attachment, tableTitle, unit, personNames, columns }: NoticeTemplate, words: Words): TableForm {
  return { attachment: words(attachment), tableTitle: pieces(tableTitle, words), unit, personNames, columns }
}

export function toTemplate({ title, salutation, body, sealed, blanks, table }: TextForm): PaperTemplate {
  const fields: Words = (text) => inFields(text, tagsOf(blanks))
  const words = {
    title: title.map((piece) => fields(piece.words)),
    salutation: fields(salutation),
    body: body.map(({ style, text }) => ({ style, text: fields(text) })),
    sealed,
    blanks: Object.fromEntries(blanks.map(({ key, label, value }) => [key, { label, value }])),
  }
  if (table === null) return words
  return {
    ...words,
    ...table,
    attachment: fields(table.attachment),
    tableTitle: table.tableTitle.map((piece) => fields(piece.words)),
  }
}

/** A blank of the bureau's own under a key no other has: ownA, ownB, … */
export function newBlank(blanks: readonly Blank[]): Blank {
  let at = 0
  const keyAt = (index: number): string =>
    `own${String.fromCharCode(65 + (index % 26)).repeat(1 + Math.floor(index / 26))}`
  while (blanks.some(({ key }) => key === keyAt(at))) at += 1
  let tag = blanks.length + 1
  while (blanks.some((blank) => blank.tag === `自设${tag}`)) tag += 1
  return { id: newId(), key: keyAt(at), tag: `自设${tag}`, label: '', value: '' }
}

/** The columns the table may still get, as they would be added. */
export function columnsLeft(kind: TextKind, columns: readonly NoticeColumn[]): NoticeColumn[] {
  if (!isNoticeText(kind)) return []
  const left = NOTICE_SPECS[kind].columns.filter((field) => !columns.some((column) => column.field === field))
  return left.map(newColumn)
}

/** The list with the line at `at` moved by one. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = list.slice()
  next.splice(at + by, 0, ...next.splice(at, 1))
  return next
}
