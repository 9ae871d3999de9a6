import { z } from 'zod'
import { type Call, core, EXPORT, token } from './call.ts'

/** How far a workbook is: the sheet being written, which one of how many it is, and how many of its rows are done. */
export interface ExportProgress {
  sheet: string
  number: number
  of: number
  rows: number
}

/** A workbook being written, known by the place it is written to. */
export const exportCalls = {
  /** Null while nothing is being written there. */
  'export.progress': core<ExportProgress | null>()(EXPORT, z.strictObject({ saveToken: token })),
  /** Stops it: no file is left and nothing is logged. Nothing happens when it is written already. */
  'export.cancel': core<null>()(EXPORT, z.strictObject({ saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
