import type { PrintPages, PrintPaper } from './contract/printing.ts'

/** A stretch of pages of one PDF. */
export interface SheetPart extends Pick<PrintPages, 'from' | 'pages' | 'starts'> {
  /** Which of the PDFs beside the print page. */
  file: number
}

/** What one print dialog prints: everything on one kind of paper. */
export interface PrintSheets {
  paper: PrintPaper
  parts: SheetPart[]
  newSheet: boolean
}

/**
 * The runs that go on one paper each, in order. Pages of one format lie together, as on the same stack of paper: where some
 * stand and some lie across, the paper stands and those that lie are turned.
 */
export function printRuns(parts: readonly PrintPages[]): { paper: PrintPaper; parts: PrintPages[] }[] {
  const runs: { paper: PrintPaper; parts: PrintPages[] }[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last?.paper.format !== part.paper.format) runs.push({ paper: part.paper, parts: [part] })
    else {
      last.parts.push(part)
      last.paper = { format: part.paper.format, landscape: last.paper.landscape && part.paper.landscape }
    }
  }
  return runs
}

/** A side of paper: page `page` (0: the first) of a part's PDF, or null for a side left blank. */
type Side = { part: number; page: number } | null

/** The sides in order. With `newSheet` every paper begins on the front of a sheet. */
export function sidesOf(parts: readonly SheetPart[], newSheet: boolean): Side[] {
  const sides: Side[] = []
  for (const [part, { from, pages, starts }] of parts.entries()) {
    for (let page = 0; page < pages; page += 1) {
      if (newSheet && starts.includes(page) && sides.length % 2 === 1) sides.push(null)
      sides.push({ part, page: from + page })
    }
  }
  return sides
}
