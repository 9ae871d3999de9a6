import { readSetting, saveSetting } from '../../../db/settings.ts'
import { UNSET_SETTINGS } from '../../../shared/report/noticeSettings.ts'
import type { OfficeSettings } from '../../../shared/views.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** The setting's key. */
export const OFFICE_SETTINGS = 'office'

/** What the office entered for its papers, or the unset form. */
export function officeSettings(ws: Workspace): OfficeSettings {
  return { ...UNSET_SETTINGS, ...readSetting<Partial<OfficeSettings>>(ws.db, OFFICE_SETTINGS) }
}

/** Saves the office settings. */
export function saveOfficeSettings(ws: Workspace, actor: Actor, settings: OfficeSettings): void {
  record(ws, actor, (tx) => {
    saveSetting(tx, OFFICE_SETTINGS, settings)
    const basisDocuments = settings.basisDocuments.map(({ title, no }) => `《${title}》${no}`)
    const documentNos = Object.values(settings.documentNos).filter((no) => no !== '')
    tx.log('公示设置', settings.issuer, { ...settings, basisDocuments, documentNos })
  })
}
