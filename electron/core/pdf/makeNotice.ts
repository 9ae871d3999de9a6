import { AppError } from '../../../shared/errors.ts'
import type { FrozenList, NoticeSettings } from '../../../shared/report/frozenList.ts'
import { type NoticeContent, noticeContent } from '../../../shared/report/notice.ts'
import { noticePages } from '../../../shared/report/noticePages.ts'
import type { Page } from '../../../shared/report/pages.ts'
import { refusePersonalData } from '../../../shared/report/privacy.ts'
import type { Calendars } from '../../../shared/workdays.ts'
import { type FontStore, systemFonts } from '../fonts.ts'
import { drawPages, type Embedding } from './drawPages.ts'
import { readCalendars, readNoticeTemplate } from './noticeFiles.ts'
import { createTypesetter, type Typesetter } from './typesetter.ts'

export interface NoticeDeps {
  /** Folder with notice/ and holidays/. */
  templatesRoot: string
  /** The bureau's own calendars; the shipped ones when not given. */
  calendars?: Calendars
  /** The fonts of this computer when not given. */
  fonts?: FontStore
}

export interface Notice {
  bytes: Uint8Array
  pages: number
  /** Settings not filled in, fonts that stand in, a period moved on. Shown before printing; none stops the notice. */
  warnings: string[]
}

/**
 * 公示 as a PDF (domain.md §9, GB/T 9704). Errors: BAD_INPUT when nothing is granted, the period has no calendar or a
 * character is in no font; FORBIDDEN when a public cell or text holds personal data.
 */
export async function makeNotice(
  list: FrozenList,
  settings: NoticeSettings,
  deps: NoticeDeps,
  embedding?: Embedding,
): Promise<Notice> {
  const { pages, content, typesetter } = layNotice(list, settings, deps)
  const info = { title: content.title.join(''), author: content.issuer, createdAt: list.frozenAt }
  const bytes = await drawPages(pages, typesetter, info, embedding)
  return { bytes, pages: pages.length, warnings: [...content.warnings, ...typesetter.warnings()] }
}

/** The pages of a notice with everything checked, before any byte is made. */
export function layNotice(
  list: FrozenList,
  settings: NoticeSettings,
  { templatesRoot, calendars, fonts }: NoticeDeps,
): { pages: Page[]; content: NoticeContent; typesetter: Typesetter } {
  const template = readNoticeTemplate(templatesRoot)
  const content = noticeContent(list, settings, template, calendars ?? readCalendars(templatesRoot))
  refusePersonalData(content.publicTexts)
  const typesetter = createTypesetter(fonts ?? systemFonts())
  checkCharacters(content, typesetter)
  const pages = noticePages(content, typesetter.measure)
  if (pages.length === 0) throw new AppError('INTERNAL', '公示没有内容')
  return { pages, content, typesetter }
}

/** Every character must be in a font before anything is laid out, and the refusal must say where it stands. */
function checkCharacters(content: NoticeContent, typesetter: Typesetter): void {
  for (const { applicationNo, cells } of content.table.rows) {
    cells.forEach((text, index) => {
      typesetter.check(text, 'body', `公示表${applicationNo}的“${content.table.columns[index]?.header ?? ''}”`)
    })
  }
  for (const text of [...content.title, ...content.table.title]) typesetter.check(text, 'title', '公示标题')
  for (const { text } of content.body) typesetter.check(text, 'body', '公示正文')
  for (const text of [content.issuer, content.attachment]) typesetter.check(text, 'body', '公示署名或附件名')
}
