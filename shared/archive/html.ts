import { type ArchiveCell, type ArchiveTable, cellText } from './table.ts'

/** Text between tags and in attributes: nothing of the data is ever read as markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`)
}

/** The way from one file of the archive to another, for an `href`: both paths are named from the archive's root. */
export function relativeHref(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1)
  return up + to.split('/').map(encodeURIComponent).join('/')
}

/** A page that opens in any browser without a network: its whole look is inside, and no script. */
export function* page(title: string, body: Iterable<string>): Generator<string> {
  yield `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>
<p class="inside">内部资料，含个人信息，不得公开</p><h1>${escapeHtml(title)}</h1>\n`
  yield* body
  yield '</body></html>\n'
}

export interface TableOptions {
  /** The file the table stands in, for its links. */
  from: string
  /** Said in place of a table without rows. */
  empty: string
}

/** A table under its title. */
export function* tableHtml({ title, columns, rows }: ArchiveTable, { from, empty }: TableOptions): Generator<string> {
  yield `<h2>${escapeHtml(title)}</h2>\n`
  const iterator = rows[Symbol.iterator]()
  let next = iterator.next()
  if (next.done === true) {
    yield `<p class="none">${escapeHtml(empty)}</p>\n`
    return
  }
  const heads = columns.map(({ name, kind }) => `<th${kind === 'money' ? ' class="n"' : ''}>${escapeHtml(name)}</th>`)
  yield `<table><thead><tr>${heads.join('')}</tr></thead><tbody>\n`
  for (; next.done !== true; next = iterator.next()) {
    const row = next.value
    const cells = columns.map(({ kind }, at) => {
      const text = cellHtml(row[at] ?? null, kind, from)
      return kind === 'money' || kind === 'integer' ? `<td class="n">${text}</td>` : `<td>${text}</td>`
    })
    yield `<tr>${cells.join('')}</tr>\n`
  }
  yield '</tbody></table>\n'
}

function cellHtml(cell: ArchiveCell, kind: ArchiveTable['columns'][number]['kind'], from: string): string {
  const text = escapeHtml(cellText(cell, kind))
  return cell !== null && typeof cell === 'object' ? `<a href="${relativeHref(from, cell.path)}">${text}</a>` : text
}

const STYLE = `body{font:14px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:24px;color:#1f2329;background:#fff}
h1{font-size:22px;margin:4px 0 12px}h2{font-size:16px;margin:22px 0 6px}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #c9cdd4;padding:4px 8px;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
th{background:#f2f3f5;white-space:nowrap}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.inside{color:#a8071a;margin:0;font-weight:600}.none{color:#646a73;margin:0}
@media print{body{margin:0}table{page-break-inside:auto}tr{page-break-inside:avoid}thead{display:table-header-group}}`
