import { type BureauVersion, bureauVersions } from '../../db/parameters.ts'
import { chinaDay, type IsoDate, type IsoInstant } from '../../shared/date.ts'
import { valuesOfVersion } from '../../shared/policy/inForce.ts'
import type { Workspace } from './workspace.ts'

/**
 * What the bureau entered for the articles in force on `on`, the newest value of each parameter that has begun by `now`,
 * or by that day where it lies ahead.
 */
export function bureauValues(ws: Workspace, on: IsoDate, now: IsoInstant): BureauVersion[] {
  const today = chinaDay(now)
  return valuesOfVersion(ws.policy.policy, on, bureauVersions(ws.db), today > on ? today : on)
}
