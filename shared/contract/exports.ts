import { z } from 'zod'
import { type Access, type Call, core, token } from './call.ts'

/** How far a workbook is: the sheet being written, which one of how many it is, and how many of its rows are done. */
export interface ExportProgress {
  sheet: string
  number: number
  of: number
  rows: number
}

/** Those who can have something written; 操作日志 is written for auditor and administrator too. */
const WRITERS: Access = ['reviewer', 'chief', 'clerk', 'auditor', 'admin']

/** A workbook being written, known by the place it is written to. */
export const exportCalls = {
  /** Null while nothing is being written there. */
  'export.progress': core<ExportProgress | null>()(WRITERS, z.strictObject({ saveToken: token })),
  /** Stops it: no file is left and nothing is logged. Nothing happens when it is written already. */
  'export.cancel': core<null>()(WRITERS, z.strictObject({ saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
