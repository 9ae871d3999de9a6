import { createHash } from 'node:crypto'
import { readSetting } from '../../db/settings.ts'
import { AppError } from '../../shared/errors.ts'
import { type PaperTemplate, parsePaperText, TEXT_KINDS, type TextKind } from '../../shared/report/paperText.ts'
import type { PaperTextView } from '../../shared/settings/views.ts'
import { ownName, shippedName, shippedText } from './pdf/noticeFiles.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key: the papers' words as the office wrote them. They travel with the backup. */
export const PAPER_TEXTS = 'paperTexts'

/** A text of the bureau's own, and which shipped text it was written over. */
export interface OwnText {
  /** YAML as in templates/notice. */
  text: string
  shippedSha256: string
}
export type OwnTexts = Partial<Record<TextKind, OwnText>>

export function ownTexts(ws: Workspace): OwnTexts {
  return readSetting<OwnTexts>(ws.db, PAPER_TEXTS) ?? {}
}

/** The bureau's own text of a paper; null: as shipped. */
export function ownText(ws: Workspace, kind: TextKind): string | null {
  return ownTexts(ws)[kind]?.text ?? null
}

/** The text a paper is printed with now, as YAML. */
export function textInUse(ws: Workspace, kind: TextKind): string {
  return ownText(ws, kind) ?? shippedText(ws.templatesRoot, kind)
}

export function textSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Every text for the screen. An own text this version cannot read shows the shipped one and says why. Errors: POLICY_FILE. */
export function paperTextViews(ws: Workspace): PaperTextView[] {
  const own = ownTexts(ws)
  return TEXT_KINDS.map((kind) => {
    const shipped = shippedText(ws.templatesRoot, kind)
    const shippedTemplate = parsePaperText(kind, shipped, shippedName(kind))
    const mine = own[kind]
    if (mine === undefined) return { kind, template: shippedTemplate, own: false, shippedChanged: false, problem: '' }
    return {
      kind,
      own: true,
      shippedChanged: mine.shippedSha256 !== textSha256(shipped),
      ...readable(kind, mine.text, shippedTemplate),
    }
  })
}

function readable(kind: TextKind, text: string, shipped: PaperTemplate): { template: PaperTemplate; problem: string } {
  try {
    return { template: parsePaperText(kind, text, ownName(kind)), problem: '' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { template: shipped, problem: error.message }
  }
}
