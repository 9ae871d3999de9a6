import type { z } from 'zod'
import { type Call, core, nothing, OFFICE } from './call.ts'

/** What the program is and where it keeps what was entered. */
export interface AboutView {
  appVersion: string
  /** Of the case database; a newer program's file is refused by its number. */
  format: number
  encrypted: boolean
  /** The data folder and the names in it, for whoever copies or moves them. */
  folder: string
  database: string
  keyFile: string | null
  attachments: string
  backups: string
}

export const aboutCalls = {
  'about.view': core<AboutView>()(OFFICE, nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>
