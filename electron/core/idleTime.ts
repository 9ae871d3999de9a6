import { readSetting } from '../../db/settings.ts'
import { IDLE_MINUTES } from '../../shared/settings/idle.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key. */
export const IDLE = 'idleMinutes'

/** After how many minutes without work a session ends: what the administrator set, else what ships. */
export function idleMinutes(ws: Workspace): number {
  return readSetting<number>(ws.db, IDLE) ?? IDLE_MINUTES.shipped
}
