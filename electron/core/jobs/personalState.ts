import type { z } from 'zod'
import { personalStateOf, savePersonalState } from '../../../db/personalState.ts'
import type { PersonalValue } from '../../../shared/contract/personal.ts'
import type { IsoInstant } from '../../../shared/date.ts'
import type { Workspace } from '../workspace.ts'

type Json = z.core.util.JSONType

/** What a person's desk remembers under a key; `value` null when nothing was saved. */
export function recallState(ws: Workspace, accountId: string, key: string): PersonalValue {
  const kept = personalStateOf(ws.db, accountId, key)
  if (kept === null) return { value: null, savedAt: null }
  const value: Json = JSON.parse(kept.valueJson)
  return { value, savedAt: kept.savedAt }
}

/** Remembers a value; seen by this person only. */
export function rememberState(
  ws: Workspace,
  accountId: string,
  { key, value }: { key: string; value: Json },
): { savedAt: IsoInstant } {
  const savedAt = ws.now()
  const valueJson = JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? each.toWellFormed() : each))
  savePersonalState(ws.db, { accountId, key, valueJson, savedAt })
  return { savedAt }
}
