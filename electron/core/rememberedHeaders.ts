import type { ReadableDb } from '../../db/handle.ts'
import { readSetting, saveSetting } from '../../db/settings.ts'
import type { Tx } from '../../db/write.ts'
import { fieldLabel, isFieldName } from '../../shared/intake/fields.ts'
import type { RememberedHeader } from '../../shared/intake/headers.ts'

const KEY = 'intake-headers'
/** The newest stay; no office has this many columns of its own. */
const MOST = 1000

/** As it was saved: a field may be one this program does not have. */
type SavedHeader = { header: string; field: string; unit: string }

/** What people chose at earlier imports, by header. Fields the program no longer has are left out. */
export function rememberedHeaders(db: ReadableDb): Map<string, RememberedHeader> {
  const saved = readSetting<SavedHeader[]>(db, KEY) ?? []
  return new Map(
    saved.flatMap(({ header, field, unit }): [string, RememberedHeader][] =>
      field === '' || isFieldName(field) ? [[header, { header, field, unit }]] : [],
    ),
  )
}

/** Keeps the choices, newer over older; answers them as sentences for the audit entry. */
export function rememberHeaders(tx: Tx, chosen: readonly RememberedHeader[]): string[] {
  if (chosen.length === 0) return []
  const kept = rememberedHeaders(tx.db)
  for (const each of chosen) {
    kept.delete(each.header)
    kept.set(each.header, each)
  }
  saveSetting(tx, KEY, [...kept.values()].slice(-MOST))
  return chosen.map(({ header, field, unit }) => {
    const unitText = unit === '' ? '' : `，单位${unit}`
    return field === '' ? `“${header}”不导入` : `“${header}”读作“${fieldLabel(field)}”${unitText}`
  })
}
