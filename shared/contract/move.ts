import { z } from 'zod'
import type { IsoInstant } from '../date.ts'
import { ADMIN, type Call, core, main, nothing, token, typed } from './call.ts'

/** What a 迁移文件夹 holds, as its list says; nothing in it is personal. */
export interface HouseView {
  madeAt: IsoInstant
  appVersion: string
  /** An encrypted database opens only with an account's name and password. */
  encrypted: boolean
  rounds: { name: string; cases: number }[]
  accounts: number
  records: number
  auditEntries: number
  attachments: number
  backups: number
  files: number
  bytes: number
}

/** 整机迁移: the whole installation to another computer. */
export const moveCalls = {
  /** A new folder for the installation, in the folder a person chooses. */
  'dialog.moveOut': main<{ token: string; name: string } | null>()(nothing),
  /** The list (迁移清单.json) in the folder that was brought here. */
  'dialog.moveIn': main<{ token: string; name: string } | null>()(nothing),
  /** Writes the installation to the folder; it counts only when every file was read back. */
  'move.export': core<HouseView>()(ADMIN, z.strictObject({ folder: token, backups: z.boolean() })),
  /** Only where there is no case database yet: what the folder holds. */
  'move.inspect': core<HouseView>()('anyone', z.strictObject({ list: token })),
  /** The same: takes it over in the name of one of its administrators. Nothing counts unless everything verifies. */
  'move.import': core<HouseView>()(
    'anyone',
    z.strictObject({
      list: token,
      name: typed(40, '姓名过长').trim().min(1, '请填写姓名'),
      password: z.string().max(200, '密码过长'),
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
