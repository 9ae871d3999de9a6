import { z } from 'zod'
import { type Call, main, nothing } from './call.ts'

const paperFile = z.strictObject({
  suggestedName: z.string().min(1).max(120),
  kind: z.enum(['xlsx', 'pdf', 'db', 'yaml', 'zip', 'lgpkg']),
})

/** What the main process answers itself: dialogs and its own state. */
export const shellCalls = {
  'dialog.openWorkbook': main<{ token: string; name: string } | null>()(nothing),
  /** A PDF, a picture or a workbook to lie beside a case. */
  'dialog.openEvidence': main<{ token: string; name: string } | null>()(nothing),
  'dialog.openParameters': main<{ token: string; name: string } | null>()(nothing),
  'dialog.openCalendar': main<{ token: string; name: string } | null>()(nothing),
  /** A 派发包 or 回收包. */
  'dialog.openPackage': main<{ token: string; name: string } | null>()(nothing),
  /** A folder or drive for backups. */
  'dialog.openFolder': main<{ token: string; name: string } | null>()(nothing),
  'dialog.savePaper': main<{ token: string; name: string } | null>()(paperFile),
  /** Several files into one folder, under these names; null when none was chosen. */
  'dialog.savePapers': main<{ token: string; name: string }[] | null>()(
    z.strictObject({ files: z.array(paperFile).min(1).max(10) }),
  ),
  'app.status': main<{ runtime: string; core: 'running' | 'restarting' | 'lost' }>()(nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>
