import { sha256 } from '../../db/digest.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { reviewForm, scoringForm } from '../../shared/report/caseForms.ts'
import type { PaperCase } from '../../shared/report/casePaper.ts'
import type { SheetCode, SheetKind } from '../../shared/report/sheetCode.ts'

/**
 * The 核对码 of a sheet. Its version is a digest of everything in the sheet's table and of nothing else: not of the day it
 * is printed, nor of the expert who gets it. Errors: as `scoringForm`.
 */
export function sheetCodeOf(one: PaperCase, kind: SheetKind): SheetCode {
  const { title, rows } = kind === 'review' ? reviewForm(one) : scoringForm(one)
  const shown = canonicalJson([title, ...rows.map(({ cells }) => cells.map(({ text }) => text))])
  const version = sha256(shown).slice(0, 8).toUpperCase()
  const { year, batch } = one.round
  return { year, batch, applicationNo: one.application.applicationNo, kind, version }
}
