import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LetterTemplate, parseLetterTemplate } from '../../../shared/report/letterTemplate.ts'
import { type NoticeKind, type NoticeTemplate, parseNoticeTemplate } from '../../../shared/report/noticeTemplate.ts'

const NOTICE_FILES: Record<NoticeKind, string> = {
  notice: 'publicity.yaml',
  correction: 'correction.yaml',
  disbursement: 'disbursement.yaml',
}

/** The words of a public paper. Errors: POLICY_FILE. */
export function readNoticeTemplate(templatesRoot: string, kind: NoticeKind = 'notice'): NoticeTemplate {
  const name = NOTICE_FILES[kind]
  return parseNoticeTemplate(readFileSync(join(templatesRoot, 'notice', name), 'utf8'), `notice/${name}`, kind)
}

/** The words of a letter to one applicant. Errors: POLICY_FILE. */
export function readLetterTemplate(templatesRoot: string, kind: 'supplement' | 'refusal'): LetterTemplate {
  const name = `${kind}.yaml`
  return parseLetterTemplate(readFileSync(join(templatesRoot, 'notice', name), 'utf8'), `notice/${name}`)
}
