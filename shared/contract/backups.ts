import { z } from 'zod'
import type { IsoInstant } from '../date.ts'
import { ADMIN, type Call, core, nothing, token, typed } from './call.ts'
import { type BackupLine, backupFileName, type LostEntries, type RecoveryDone } from './recovery.ts'

/** Another drive or folder that gets a copy of each backup. */
export interface SecondPlace {
  folder: string
  /** The newest backup that lies there; null when none does or the place is not there. */
  newestAt: IsoInstant | null
  /** Why it is not up to date, as a sentence; empty when it is. */
  problem: string
}

export interface BackupsView {
  /** Newest first. */
  backups: BackupLine[]
  second: SecondPlace | null
  /** Why the last automatic backup was not made; empty when it was. */
  problem: string
}

/** What a restore of one backup would undo. */
export interface RestorePreview {
  name: string
  at: IsoInstant
  entries: number
  rows: number
  /** False when the backup is of another line of work than the present database: then everything since they parted is listed. */
  sameLine: boolean
  /** What would be gone. */
  lost: LostEntries & { decisions: number }
}

export interface DrillStep {
  name: string
  ok: boolean
  /** What was found, in words. */
  words: string
  ms: number
}

/** The sheet of a drill: backup, damage, restore, comparison. */
export interface DrillResult {
  at: IsoInstant
  passed: boolean
  steps: DrillStep[]
}

const backup = backupFileName

/** Backups of the window: list, check, copy away, go back. */
export const backupCalls = {
  /** What is amiss with the backups and the second place, a sentence each; none when all is well. */
  'backup.warnings': core<string[]>()(['chief', 'admin'], nothing),
  'backup.list': core<BackupsView>()(ADMIN, nothing),
  'backup.now': core<BackupsView>()(ADMIN, nothing),
  /** Reads a backup and its attachments whole. */
  'backup.verify': core<{ ok: boolean; message: string }>()(ADMIN, z.strictObject({ backup })),
  'backup.preview': core<RestorePreview>()(ADMIN, z.strictObject({ backup })),
  /** In the name of an administrator of the backup, with the password of that time. Ends the session. */
  'backup.restore': core<RecoveryDone>()(
    ADMIN,
    z.strictObject({
      backup,
      name: typed(40, '姓名过长').trim().min(1, '请填写姓名'),
      password: z.string().max(200, '密码过长'),
      reason: typed(500, '理由超过500字').trim().min(1, '请填写恢复的理由'),
    }),
  ),
  /** Makes a backup and copies it to a chosen drive, with its key and attachments. */
  'backup.toDrive': core<{ folder: string; name: string; bytes: number; attachments: number }>()(
    ADMIN,
    z.strictObject({ folderToken: token }),
  ),
  /** `folderToken` null: no second place any more. */
  'backup.setSecond': core<BackupsView>()(ADMIN, z.strictObject({ folderToken: token.nullable() })),
  'backup.drill': core<DrillResult>()(ADMIN, nothing),
} satisfies Record<string, Call<z.ZodType, unknown>>
