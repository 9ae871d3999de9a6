import { type Fen, wanText } from '../../../shared/money.ts'
import { type ColumnKey, fenOf, QUEUE_COLUMNS, wordsOf } from '../../../shared/queue/columns.ts'
import type { CaseRow } from '../../../shared/views.ts'

/** The rows as a table for Excel and WPS: tab-separated text and HTML, with headers; amounts are plain numbers in 万元. */
export function copyText(rows: readonly CaseRow[], columns: readonly ColumnKey[]): { text: string; html: string } {
  const head = columns.map((key) =>
    QUEUE_COLUMNS[key].kind === 'money' ? `${QUEUE_COLUMNS[key].name}（万元）` : QUEUE_COLUMNS[key].name,
  )
  const body = rows.map((row) => columns.map((key) => cell(row, key)))
  const text = [head, ...body.map((line) => line.map(({ value }) => value))].map((line) => line.join('\t')).join('\r\n')
  const cells = body.map((line) =>
    line.map(({ value, number }) => (number ? `<td>${value}</td>` : `<td ${AS_TEXT}>${escaped(value)}</td>`)).join(''),
  )
  const html = `<table><tr>${head.map((name) => `<th>${escaped(name)}</th>`).join('')}</tr>${cells.map((line) => `<tr>${line}</tr>`).join('')}</table>`
  return { text, html }
}

/** Excel and WPS read long digits as numbers unless the cell says it is text. */
const AS_TEXT = `style="mso-number-format:'\\@'"`

function cell(row: CaseRow, key: ColumnKey): { value: string; number: boolean } {
  const { kind } = QUEUE_COLUMNS[key]
  if (kind === 'money') return { value: amount(fenOf(row, key)), number: true }
  if (kind === 'score') return { value: row.score ?? '', number: true }
  return { value: inert(wordsOf(row, key)), number: false }
}

function amount(fen: Fen | null): string {
  return fen === null ? '' : wanText(fen)
}

/** Blanks for tabs and line ends; what a table program would take for a formula gets an apostrophe before it. */
function inert(words: string): string {
  const plain = words.replace(/[\t\r\n]+/g, ' ')
  return /^\s*[=+\-@＝＋－＠]/.test(plain) ? `'${plain}` : plain
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
