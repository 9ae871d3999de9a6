import type { CasePaperKind } from '../../../shared/contract/papers.ts'
import { CASE_PAPER_NAMES } from '../../../shared/contract/papers.ts'
import type { IsoDate, IsoInstant } from '../../../shared/date.ts'
import { reviewForm, scoringForm } from '../../../shared/report/caseForms.ts'
import { letterContent } from '../../../shared/report/caseLetters.ts'
import type { PaperCase } from '../../../shared/report/casePaper.ts'
import { formPages } from '../../../shared/report/formPages.ts'
import type { NoticeSettings } from '../../../shared/report/frozenList.ts'
import { letterPages, pageMarks } from '../../../shared/report/noticePages.ts'
import type { Measure, Page } from '../../../shared/report/pages.ts'
import { paperBlanks } from '../../../shared/report/paperBlanks.ts'
import { OWN_WORDS } from '../../../shared/report/paperText.ts'
import { writeSheetCode } from '../../../shared/report/sheetCode.ts'
import { type FontStore, systemFonts } from '../fonts.ts'
import { sheetCodeOf } from '../sheetVersion.ts'
import { drawPages } from './drawPages.ts'
import { readLetterTemplate } from './noticeFiles.ts'
import { sheetCodeLayer } from './sheetCodeLayer.ts'
import { createTypesetter, type Typesetter } from './typesetter.ts'

export interface CasePaperDeps {
  /** Folder with notice/. */
  templatesRoot: string
  /** The bureau's own text of a letter as YAML; the shipped one when not given. */
  ownText?: string | null
  settings: NoticeSettings
  /** 补正期限; null leaves a line to fill in by hand. */
  dueOn: IsoDate | null
  createdAt: IsoInstant
  /** The fonts of this computer when not given. */
  fonts?: FontStore
}

export interface CasePapers {
  bytes: Uint8Array
  pages: number
  /** Pages (0: the first) on which a paper begins. */
  starts: number[]
  warnings: string[]
}

/**
 * Papers of single cases as one PDF, in the order given, page numbers anew for each. Errors: CONFLICT for a case that
 * gives no reason for the paper; BAD_INPUT naming the case when a character is in no font.
 */
export async function makeCasePapers(
  cases: readonly PaperCase[],
  kind: CasePaperKind,
  deps: CasePaperDeps,
): Promise<CasePapers> {
  const { pages, starts, typesetter, warnings } = layCasePapers(cases, kind, deps)
  const { settings, createdAt } = deps
  const bytes = await drawPages(pages, typesetter, {
    title: CASE_PAPER_NAMES[kind],
    author: settings.issuer,
    createdAt,
  })
  return { bytes, pages: pages.length, starts, warnings: [...warnings, ...typesetter.warnings()] }
}

/** The pages with everything checked, before any byte is made. */
export function layCasePapers(
  cases: readonly PaperCase[],
  kind: CasePaperKind,
  deps: CasePaperDeps,
): { pages: Page[]; starts: number[]; typesetter: Typesetter; warnings: string[] } {
  const typesetter = createTypesetter(deps.fonts ?? systemFonts())
  const warnings: string[] = []
  const lay = layerOf(kind, deps, warnings)
  const starts: number[] = []
  const pages: Page[] = []
  for (const one of cases) {
    const made = lay(one, typesetter.measure)
    const place = `${one.application.applicationNo}的${CASE_PAPER_NAMES[kind]}`
    for (const { texts } of made) for (const { text, face } of texts) typesetter.check(text, face, place)
    starts.push(pages.length)
    pages.push(...made)
  }
  return { pages, starts, typesetter, warnings }
}

function layerOf(
  kind: CasePaperKind,
  { templatesRoot, ownText = null, settings, dueOn }: CasePaperDeps,
  warnings: string[],
): (one: PaperCase, measure: Measure) => Page[] {
  if (kind === 'review' || kind === 'scoring') {
    const form = kind === 'review' ? reviewForm : scoringForm
    return (one, measure) => {
      const { fills = [], texts, lines } = sheetCodeLayer(writeSheetCode(sheetCodeOf(one, kind)), measure)
      const common = { texts: [...pageMarks(one, '不得作为审定依据', measure), ...texts], lines, fills }
      return formPages(form(one), measure).map((page) => ({ ...page, common }))
    }
  }
  const template = readLetterTemplate(templatesRoot, kind, ownText)
  const blanks = paperBlanks(CASE_PAPER_NAMES[kind])
  return (one, measure) => {
    const content = letterContent(one, kind, settings, template, dueOn, blanks)
    warnings.splice(0, warnings.length, ...(ownText === null ? [] : [OWN_WORDS]), ...blanks.warnings)
    return letterPages(content, measure)
  }
}
