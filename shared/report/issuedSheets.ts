import { type Band, type PaperSheet, rowsOf } from './sheet.ts'

/** The sheet that says which list a workbook is of and by which rules it was made. */
export const ABOUT_NAME = '说明'

/**
 * Sheets that bear their own number: in every page footer, among the lines of 说明, and under the table of a paper for
 * signature. `notes` are further lines of 说明 (name and content). `issued` empty: a trial, which has no number.
 */
export function issuedSheets(
  sheets: readonly PaperSheet[],
  issued: string,
  notes: readonly (readonly [string, string])[] = [],
): PaperSheet[] {
  const numbers = issued === '' ? [] : issued.split('　').map((part) => splitName(part))
  return sheets.map((sheet) => {
    const marked = issued === '' ? sheet : { ...sheet, reference: `${sheet.reference}　${issued}` }
    if (sheet.name === ABOUT_NAME) return { ...marked, rows: withLines(sheet, [...numbers, ...notes]) }
    return sheet.after.length === 0 || issued === ''
      ? marked
      : { ...marked, after: [...sheet.after, foot(sheet, issued)] }
  })
}

/** 「文书编号 公示2026-1-03」 as its name and the rest. */
function splitName(part: string): [string, string] {
  const gap = part.indexOf(' ')
  return [part.slice(0, gap), part.slice(gap + 1)]
}

function withLines({ rows }: PaperSheet, lines: readonly (readonly [string, string])[]): PaperSheet['rows'] {
  return rowsOf(function* () {
    yield* rows
    for (const [name, value] of lines) yield { kind: 'data', cells: ['文书', name, value, ''], overridden: false }
  })
}

function foot({ columns }: PaperSheet, text: string): Band {
  const part = { text, from: 0, to: columns.length - 1, align: 'left', boxed: false } as const
  return { kind: 'band', style: 'text', height: 20, parts: [part] }
}
