import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LetterTemplate } from '../../../shared/report/letterTemplate.ts'
import { parseLetterTemplate } from '../../../shared/report/letterTemplate.ts'
import { type NoticeKind, type NoticeTemplate, parseNoticeTemplate } from '../../../shared/report/noticeTemplate.ts'
import { type LetterTextKind, type TextKind, textName } from '../../../shared/report/paperText.ts'

const FILES: Record<TextKind, string> = {
  notice: 'publicity.yaml',
  correction: 'correction.yaml',
  disbursement: 'disbursement.yaml',
  supplement: 'supplement.yaml',
  refusal: 'refusal.yaml',
}

/** The words of a public paper: the bureau's own text, else the shipped one. Errors: POLICY_FILE. */
export function readNoticeTemplate(
  templatesRoot: string,
  kind: NoticeKind = 'notice',
  own: string | null = null,
): NoticeTemplate {
  return own === null
    ? parseNoticeTemplate(shippedText(templatesRoot, kind), shippedName(kind), kind)
    : parseNoticeTemplate(own, ownName(kind), kind)
}

/** The words of a letter to one applicant, the same way. Errors: POLICY_FILE. */
export function readLetterTemplate(
  templatesRoot: string,
  kind: LetterTextKind,
  own: string | null = null,
): LetterTemplate {
  return own === null
    ? parseLetterTemplate(shippedText(templatesRoot, kind), shippedName(kind))
    : parseLetterTemplate(own, ownName(kind))
}

/** The text that comes with the program. */
export function shippedText(templatesRoot: string, kind: TextKind): string {
  return readFileSync(join(templatesRoot, 'notice', FILES[kind]), 'utf8')
}

export function shippedName(kind: TextKind): string {
  return `notice/${FILES[kind]}`
}

/** What refusals call the bureau's own text. */
export function ownName(kind: TextKind): string {
  return `${textName(kind)}（本局文字）`
}
