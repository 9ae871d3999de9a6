import { z } from 'zod'
import type { IsoInstant } from '../date.ts'
import { type Call, core, nothing, typed } from './call.ts'

/** An automatic backup, by the name of its file. */
export interface BackupLine {
  name: string
  at: IsoInstant
  bytes: number
  /** What it was made for; empty in a backup of an earlier program. */
  why: string
  /** Entries of the log in it, null in a backup of an earlier program. */
  entries: number | null
}

/** The names of automatic backups. */
export const backupFileName = z.string().regex(/^\d{8}T\d{9}Z\.db$/, '请在列表中选择一份备份')

/** Why the case database does not open, and what could take its place. Says nothing of what is in it. */
export interface RecoveryView {
  sentence: string
  /** False for a file that is whole but not for this program now (newer, in use, no right): it must stay where it is. */
  restorable: boolean
  fileName: string
  /** The moment of the backup whose key file can be put beside a database that lost its own; null otherwise. */
  keyOf: IsoInstant | null
  /** Last change of the file or its log, null when there is none. What damaged it may have been that change. */
  changedAt: IsoInstant | null
  /** Newest first. */
  backups: BackupLine[]
  /** The newest one whose bytes still are those that were verified; null when none is. */
  offered: string | null
}

/** Entries of the log that a backup does not have: how many, their span, by kind and by person, most first. */
export interface LostEntries {
  entries: number
  from: IsoInstant | null
  to: IsoInstant | null
  byAction: { name: string; count: number }[]
  byPerson: { name: string; count: number }[]
}

export interface RecoveryDone {
  /** What the unopened file is called now; empty when there was none. */
  asideName: string
  at: IsoInstant
  auditEntries: number
  /** What the log of the file set aside has beyond the backup; null when it cannot be read, so that nobody knows. */
  lost: LostEntries | null
}

/** Open to anyone while the case database does not open, refused to everyone else. */
export const recoveryCalls = {
  'recovery.state': core<RecoveryView>()('anyone', nothing),
  'recovery.retry': core<null>()('anyone', nothing),
  /** Puts the newest backup's key file beside a database that lost its own. It opens nothing without a password of that time. */
  'recovery.placeKey': core<null>()('anyone', nothing),
  /** In the name of an administrator of the backup, with the password of that time. */
  'recovery.restore': core<RecoveryDone>()(
    'anyone',
    z.strictObject({
      backup: backupFileName,
      name: typed(40, '姓名过长').trim().min(1, '请填写姓名'),
      password: z.string().max(200, '密码过长'),
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
