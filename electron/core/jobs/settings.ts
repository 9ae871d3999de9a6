import { readSetting, saveSetting } from '../../../db/settings.ts'
import type { OfficeSettings } from '../../../shared/views.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** The setting's key. */
export const OFFICE_SETTINGS = 'office'

/** The issuing body is the instrument's own bureau; everything else is entered by the office. */
const UNSET: OfficeSettings = {
  issuer: '深圳市龙岗区工业和信息化局',
  publicityDays: null,
  workingDays: true,
  countFirstDay: true,
  startOn: null,
  signedOn: null,
  consultContact: '',
  consultPhone: '',
  objectionContact: '',
  objectionPhone: '',
  address: '',
  postcode: '',
  supervisionPhone: '',
}

/** What the office entered for its papers, or the unset form. */
export function officeSettings(ws: Workspace): OfficeSettings {
  return { ...UNSET, ...readSetting<Partial<OfficeSettings>>(ws.db, OFFICE_SETTINGS) }
}

/** Saves the office settings. */
export function saveOfficeSettings(ws: Workspace, actor: Actor, settings: OfficeSettings): void {
  record(ws, actor, (tx) => {
    saveSetting(tx, OFFICE_SETTINGS, settings)
    tx.log('公示设置', settings.issuer, { ...settings })
  })
}
