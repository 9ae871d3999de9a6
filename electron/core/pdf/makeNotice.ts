import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import { correctionContent, type PublishedList } from '../../../shared/report/correction.ts'
import { disbursementContent } from '../../../shared/report/disbursement.ts'
import type { FrozenList, NoticeSettings } from '../../../shared/report/frozenList.ts'
import { footLines } from '../../../shared/report/issueMark.ts'
import { type MaskOf, withMasks } from '../../../shared/report/maskedCells.ts'
import { noticeContent } from '../../../shared/report/notice.ts'
import { checkNotice } from '../../../shared/report/noticeCheck.ts'
import { noticePages, pagesOfRows } from '../../../shared/report/noticePages.ts'
import type { NoticeKind } from '../../../shared/report/noticeTemplate.ts'
import type { Measure, Page } from '../../../shared/report/pages.ts'
import { OWN_WORDS } from '../../../shared/report/paperText.ts'
import type { FactFinder } from '../../../shared/report/personalFacts.ts'
import {
  findLeaks,
  type GateKnowledge,
  type Leak,
  type PublicText,
  refusePersonalData,
} from '../../../shared/report/privacy.ts'
import type { NoticeContent, PaperFacts } from '../../../shared/report/publicPaper.ts'
import type { Calendars } from '../../../shared/workdays.ts'
import { shippedCalendars } from '../calendars.ts'
import { type FontStore, systemFonts } from '../fonts.ts'
import { drawPages, type Embedding } from './drawPages.ts'
import { readNoticeTemplate } from './noticeFiles.ts'
import { createTypesetter, type Typesetter } from './typesetter.ts'

/** Which public paper: a 更正公示 needs the list that was made public before. */
export type PublicPaper = { kind: Exclude<NoticeKind, 'correction'> } | { kind: 'correction'; published: PublishedList }

export interface NoticeDeps {
  /** Folder with notice/ and holidays/. */
  templatesRoot: string
  /** A 公示 when not given. */
  paper?: PublicPaper
  /** The bureau's own text as YAML; the shipped one when not given. */
  ownText?: string | null
  /** 文书编号 and 留痕首码 as printed at the foot of each page; empty or absent: none. */
  issued?: string
  /** What the bureau knows of the applicants of the round; no such text may stand on the paper. */
  personal?: FactFinder
  /** What was agreed to be printed masked. */
  masks?: MaskOf
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
  /** Contradictions in the finished words (`checkNotice`). */
  problems: string[]
  facts: PaperFacts
}

/**
 * 公示, 更正公示 or 下达通知 as a PDF (domain.md §9, GB/T 9704). Errors: BAD_INPUT when nothing is granted or corrected,
 * the period has no calendar or a character is in no font; FORBIDDEN when a public cell or text holds personal data.
 */
export async function makeNotice(
  list: FrozenList,
  settings: NoticeSettings,
  deps: NoticeDeps,
  embedding?: Embedding,
): Promise<Notice> {
  const { pages, content, typesetter, problems } = layNotice(list, settings, deps)
  const info = { title: content.title.join(''), author: content.issuer, createdAt: list.frozenAt }
  const bytes = await drawPages(pages, typesetter, info, embedding)
  const own = (deps.ownText ?? null) === null ? [] : [OWN_WORDS]
  const warnings = [...own, ...content.warnings, ...typesetter.warnings()]
  return { bytes, pages: pages.length, warnings, problems, facts: content.facts }
}

/** The pages of a notice with everything checked, before any byte is made. */
export function layNotice(
  list: FrozenList,
  settings: NoticeSettings,
  deps: NoticeDeps,
): { pages: Page[]; content: NoticeContent; typesetter: Typesetter; problems: string[] } {
  const calendars = deps.calendars ?? shippedCalendars(deps.templatesRoot)
  const words = wordsOf(list, settings, deps, calendars)
  const content = { ...words, reference: footLines(words.reference, deps.issued ?? '') }
  const typesetter = createTypesetter(deps.fonts ?? systemFonts())
  refusePersonalData(content.publicTexts, gateOf(content, deps, typesetter))
  checkCharacters(content, typesetter)
  const pages = noticePages(content, typesetter.measure)
  if (pages.length === 0) throw new AppError('INTERNAL', '公示没有内容')
  return { pages, content, typesetter, problems: checkNotice(content, calendars) }
}

/** Every place at which the privacy gate stops the notice; none when it passes. Errors: as makeNotice, but for FORBIDDEN. */
export function noticeLeaks(list: FrozenList, settings: NoticeSettings, deps: NoticeDeps): Leak[] {
  const content = wordsOf(list, settings, deps, deps.calendars ?? shippedCalendars(deps.templatesRoot))
  const typesetter = createTypesetter(deps.fonts ?? systemFonts())
  return [...findLeaks(content.publicTexts, gateOf(content, deps, typesetter))]
}

function gateOf(content: NoticeContent, { personal }: NoticeDeps, { measure }: Typesetter): GateKnowledge {
  return {
    ...(personal === undefined ? {} : { facts: personal }),
    pageOf: (text) => pageOf(text, content, measure),
  }
}

function wordsOf(list: FrozenList, settings: NoticeSettings, deps: NoticeDeps, calendars: Calendars): NoticeContent {
  const content = unmasked(list, settings, deps, calendars)
  return deps.masks === undefined ? content : withMasks(content, deps.masks)
}

function unmasked(list: FrozenList, settings: NoticeSettings, deps: NoticeDeps, calendars: Calendars): NoticeContent {
  const paper = deps.paper ?? { kind: 'notice' }
  const template = readNoticeTemplate(deps.templatesRoot, paper.kind, deps.ownText)
  const input = { list, settings, template, calendars }
  switch (paper.kind) {
    case 'notice':
      return noticeContent(list, settings, template, calendars)
    case 'correction':
      return correctionContent(input, paper.published)
    case 'disbursement':
      return disbursementContent(input)
  }
}

/** Where a text will stand; asked only once something was found in it. */
function pageOf({ text, applicationNo }: PublicText, content: NoticeContent, measure: Measure): number | null {
  const row = content.table.rows.findIndex((one) => one.applicationNo === applicationNo)
  if (row >= 0) return pagesOfRows(content, measure)[row] ?? null
  const page = noticePages(content, measure).findIndex(({ texts }) =>
    texts.some((placed) => placed.text.length > 1 && text.startsWith(placed.text)),
  )
  return page < 0 ? null : page + 1
}

/** Every character must be in a font before anything is laid out, and the refusal must say where it stands. */
function checkCharacters(content: NoticeContent, typesetter: Typesetter): void {
  const name = PAPER_NAMES[content.kind]
  for (const { applicationNo, cells } of content.table.rows) {
    cells.forEach((text, index) => {
      typesetter.check(text, 'body', `${name}表${applicationNo}的“${content.table.columns[index]?.header ?? ''}”`)
    })
  }
  for (const text of [...content.title, ...content.table.title]) typesetter.check(text, 'title', `${name}标题`)
  if (content.head !== null) {
    typesetter.check(content.head.mark, 'title', `${name}发文机关标志`)
    typesetter.check(content.head.documentNo, 'body', `${name}发文字号`)
  }
  const body = content.body.map(({ text }, at) => [`${name}正文第${at + 1}段`, text] as const)
  const headers = content.table.columns.map(({ header }) => [`${name}附表表头`, header] as const)
  for (const [place, text] of [
    [`${name}称谓`, content.salutation],
    ...body,
    ...headers,
    [`${name}附件名`, content.attachment],
    [`${name}署名`, content.issuer],
    [`${name}成文日期`, content.date],
  ] as const) {
    typesetter.check(text, 'body', place)
  }
}
