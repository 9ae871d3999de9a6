import { z } from 'zod'
import { type Call, main, nothing } from './call.ts'

/** What the main process answers itself: dialogs and its own state. */
export const shellCalls = {
  'dialog.openWorkbook': main<{ token: string; name: string } | null>()(nothing),
  /** A PDF, a picture or a workbook to lie beside a case. */
  'dialog.openEvidence': main<{ token: string; name: string } | null>()(nothing),
  'dialog.openParameters': main<{ token: string; name: string } | null>()(nothing),
  'dialog.openCalendar': main<{ token: string; name: string } | null>()(nothing),
  'dialog.savePaper': main<{ token: string; name: string } | null>()(
    z.strictObject({ suggestedName: z.string().min(1).max(120), kind: z.enum(['xlsx', 'pdf', 'db', 'yaml', 'zip']) }),
  ),
  'app.status': main<{ runtime: string; core: 'running' | 'restarting' | 'lost' }>()(nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>
