import type { ArticleKey } from '../application.ts'
import type { CalendarFile } from '../holidayCalendar.ts'
import type { ColumnSetName } from '../report/columns.ts'
import type { PaperTemplate, TextKind } from '../report/paperText.ts'
import type { PaperColumn } from '../report/sheet.ts'
import type { Stage } from '../stages/stages.ts'

/** A year's arrangement, and whether it was entered here, ships with the program, or both (the entered one counts). */
export interface CalendarView extends CalendarFile {
  entered: boolean
  shipped: boolean
}

/** The stages an article passes, and which the bureau switched off on what basis. */
export interface ArticleStagesView {
  article: ArticleKey
  articleNo: string
  title: string
  /** The policy's stages in order. */
  stages: Stage[]
  off: Stage[]
  basis: string
}

/** The columns of one table of the Excel papers. */
export interface ColumnSetView {
  name: ColumnSetName
  columns: PaperColumn[]
  /** Every column it could have, as it would be added. */
  available: PaperColumn[]
  /** Not as shipped. */
  own: boolean
}

/** The words of one paper, and whether they are the bureau's own. */
export interface PaperTextView {
  kind: TextKind
  template: PaperTemplate
  own: boolean
  /** The text that comes with the program is another one than when the own text was written. */
  shippedChanged: boolean
  /** Why the own text cannot be used any more; `template` is the shipped one then. Empty: it can. */
  problem: string
}

/** Stages the bureau may switch off for an article; every case passes the others. */
export const OPTIONAL_STAGES: readonly Stage[] = ['形式审查', '评审', '专项审计', '复核']
