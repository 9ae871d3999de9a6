import { isNaturalPerson } from '../applicantName.ts'
import { chineseDate, type IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { PaperCase } from './casePaper.ts'
import type { NoticeSettings } from './frozenList.ts'
import { ITEMS, type LetterTemplate } from './letterTemplate.ts'
import type { NoticeParagraph } from './noticeTemplate.ts'
import { type Blanks, paperValues } from './paperBlanks.ts'
import type { LetterContent } from './publicPaper.ts'
import { singleLine } from './publicTable.ts'
import { fillTemplate } from './templateText.ts'

/** What a letter is about: 补正 names what is missing, 不予支持 why. */
export type LetterKind = 'supplement' | 'refusal'

/**
 * The words of a 补正告知书 (everything to be supplied, told at once) or a 不予支持告知书 (each reason with its clause).
 * Errors: CONFLICT when the case gives no reason for such a letter.
 */
export function letterContent(
  one: PaperCase,
  kind: LetterKind,
  settings: NoticeSettings,
  template: LetterTemplate,
  dueOn: IsoDate | null,
  blanks: Blanks,
): LetterContent {
  const items = kind === 'supplement' ? supplementItems(one) : refusalItems(one)
  const { application, assessment, round } = one
  // What was told, and until when, is what the letter says; the day given by hand is for a letter before any request.
  const due = (kind === 'supplement' ? one.told?.dueOn : undefined) ?? dueOn
  const issuer = blanks.orBlank('发布机关', settings.issuer)
  const fields = new Map(
    Object.entries({
      applicant: application.applicant,
      you: isNaturalPerson(application) ? '你' : '你单位',
      applicationNo: application.applicationNo,
      year: String(round.year),
      batch: String(round.batch),
      articleNo: assessment?.articleNo ?? '条款待核',
      articleTitle: one.articleTitle,
      projectName: application.projectName,
      itemCount: String(items.length),
      due: due === null ? '　　　年　　月　　日' : chineseDate(due),
      issuer,
    }),
  )
  const value = paperValues(template.blanks, settings, fields, blanks)
  const fill = (text: string): string => singleLine(fillTemplate(text, value))
  return {
    title: template.title.map(fill),
    salutation: fill(template.salutation),
    body: template.body.flatMap((paragraph) =>
      paragraph.text === ITEMS ? numbered(items) : [{ ...paragraph, text: fill(paragraph.text) }],
    ),
    issuer,
    date: chineseDate(one.madeOn),
    sealed: template.sealed,
    marks: one.marks,
    reference: one.reference,
  }
}

/** The stored list where one was told; else what the conditions ask for, and what the reviewer asks for beside. */
export function supplementItems({ application, assessment, decision, told }: PaperCase): string[] {
  if (told !== null) return told.items.map(withoutStop)
  const open = (assessment?.conditions ?? []).filter(
    ({ outcome, supplement }) => outcome !== 'met' && supplement !== '',
  )
  const asked = open.map(({ supplement, clause }) => withClause(supplement, clause))
  // The screen offers the conditions' own words, joined; what the reviewer changed or added stands for itself.
  const known = new Set(open.map(({ supplement }) => withoutStop(supplement)))
  const own = decision?.kind === 'supplement' ? decision.opinion.split(/[；\n]/).map(withoutStop) : []
  const items = [...new Set([...asked, ...own.filter((item) => item !== '' && !known.has(item))])]
  if (items.length > 0) return items
  throw new AppError(
    'CONFLICT',
    `${application.applicationNo}没有需要补正的事项，不能印补正告知书；请在“审核”中核对，或以“补正”写明要补什么`,
  )
}

/** The unmet conditions with their clauses; the reviewer's own reason where it says something else. */
export function refusalItems({ application, assessment, decision }: PaperCase): string[] {
  if (decision?.kind !== 'refuse') {
    throw new AppError('CONFLICT', `${application.applicationNo}没有拟定“不予支持”，不能印不予支持告知书`)
  }
  const unmet = (assessment?.conditions ?? []).filter(({ outcome }) => outcome === 'unmet' || outcome === 'repealed')
  const machine = unmet.map(({ clause, text }) => `${clause}：${text}`).join('；')
  const items = unmet.map(({ text, clause }) => withClause(text, clause))
  const own = decision.opinion.trim()
  return own === '' || own === machine ? items : [...items, withoutStop(own)]
}

function withClause(text: string, clause: string): string {
  return clause === '' || text.includes(clause) ? withoutStop(text) : `${withoutStop(text)}（${clause}）`
}

function withoutStop(text: string): string {
  return text.trim().replace(/[。；;.]+$/, '')
}

function numbered(items: readonly string[]): NoticeParagraph[] {
  return items.map((item, index) => {
    const end = index === items.length - 1 ? '。' : '；'
    return { style: 'text', text: singleLine(`${index + 1}．${item}${end}`) }
  })
}
