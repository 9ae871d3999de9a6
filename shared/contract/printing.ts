import { z } from 'zod'
import { type Call, core, EXPORT, id, main, nothing, token } from './call.ts'
import { casePapers, paperKind } from './papers.ts'

const list = { roundId: id, listId: id.nullable() }

/** What is to be printed, in this order: papers of one list, 审定要点 of one list, 评审汇总表 of a round, or papers of single cases. */
const printOrder = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('list'), ...list, kinds: z.array(paperKind).min(1).max(5) }),
  z.strictObject({ of: z.literal('pack'), ...list }),
  z.strictObject({ of: z.literal('panel'), roundId: id }),
  z.strictObject({ of: z.literal('cases'), ...casePapers }),
])
export type PrintOrder = z.infer<typeof printOrder>

/** The paper a part is printed on. */
export interface PrintPaper {
  format: 'A4' | 'A3'
  landscape: boolean
}

/** A part that can be left out: a paper, or a sheet of a workbook. */
export interface PrintPart {
  name: string
  pages: number
  paper: PrintPaper
  /** Printed unless left out; the further sheets of a workbook are printed when asked for. */
  main: boolean
}

/** Pages that wait to be printed. */
export interface PrintJob {
  jobId: string
  parts: PrintPart[]
  /** Application numbers, where papers of cases are printed. */
  cases: number
  warnings: string[]
}

/** What the print window draws: pages `from`… of one PDF. `starts`: pages (0: the first of the part) on which a paper begins. */
export interface PrintPages extends PrintPart {
  pdf: Uint8Array
  from: number
  starts: number[]
}

export interface PrintState {
  /** Pages drawn so far; 0 of 0 while they are fetched. */
  done: number
  of: number
}

/** Printing: the core makes the pages, main prints them, the core logs what was printed. */
export const printCalls = {
  /** Makes the pages and keeps them until the next job. Errors: CONFLICT for a list that has fallen, as for an export. */
  'print.prepare': core<PrintJob>()(EXPORT, z.strictObject({ order: printOrder })),
  /** For main: the pages of chosen parts (0: the first). */
  'print.pages': core<PrintPages[]>()(
    EXPORT,
    z.strictObject({ jobId: token, parts: z.array(z.number().int().nonnegative()).min(1).max(50) }),
  ),
  /** For main, once the printer has taken the parts. Open to anyone who holds the job: it is its maker's print, even after signing out. */
  'print.done': core<null>()(
    'anyone',
    z.strictObject({ jobId: token, parts: z.array(z.number().int().nonnegative()).min(1).max(50) }),
  ),
  /** Draws the parts and opens the system's print dialog. Null: cancelled, nothing was printed or logged. */
  'dialog.print': main<{ pages: number } | null>()(
    z.strictObject({
      jobId: token,
      parts: z.array(z.number().int().nonnegative()).min(1).max(50),
      /** 双面打印: every paper begins on a new sheet, a blank page before it where needed. */
      newSheet: z.boolean(),
    }),
  ),
  /** Null while nothing is being printed. */
  'app.printState': main<PrintState | null>()(nothing),
  'app.cancelPrint': main<null>()(nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>
