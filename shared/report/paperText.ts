import { ISSUED_NAMES } from '../contract/papers.ts'
import { inWords } from './fieldNames.ts'
import {
  LETTER_FIELDS,
  type LetterTemplate,
  letterFaults,
  letterSchema,
  parseLetterTemplate,
} from './letterTemplate.ts'
import {
  NOTICE_KINDS,
  NOTICE_SPECS,
  type NoticeKind,
  type NoticeTemplate,
  noticeFaults,
  noticeSchema,
  parseNoticeTemplate,
} from './noticeTemplate.ts'
import type { Fault } from './templateText.ts'
import { issueWords } from './yamlWords.ts'

/** The papers whose words the bureau may set. */
export const TEXT_KINDS = ['notice', 'correction', 'disbursement', 'supplement', 'refusal'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
export type LetterTextKind = Exclude<TextKind, NoticeKind>
export type PaperTemplate = NoticeTemplate | LetterTemplate
/** Said beside every paper whose words are not the shipped ones. */
export const OWN_WORDS = '文字为本局设定'
/** A text is a page or two of words. */
export const MOST_CHARACTERS = 20_000

export function isNoticeText(kind: TextKind): kind is NoticeKind {
  return NOTICE_KINDS.some((each) => each === kind)
}

export function hasTable(template: PaperTemplate): template is NoticeTemplate {
  return 'columns' in template
}

/** What the texts of a paper may name in braces, besides the blanks of its own. */
export function fieldsOf(kind: TextKind): readonly string[] {
  return isNoticeText(kind) ? NOTICE_SPECS[kind].fields : LETTER_FIELDS
}

/** Errors: POLICY_FILE with the line. */
export function parsePaperText(kind: TextKind, text: string, file: string): PaperTemplate {
  return isNoticeText(kind) ? parseNoticeTemplate(text, file, kind) : parseLetterTemplate(text, file)
}

/** The template written as YAML, as the shipped files are; `parsePaperText` reads the same back. */
export function paperYaml(template: PaperTemplate): string {
  const { title, salutation, body, sealed, blanks } = template
  const own = Object.entries(blanks).map(
    ([key, { label, value }]) => `  ${key}: { label: ${quoted(label)}, value: ${quoted(value)} }\n`,
  )
  return [
    listOf('title', title),
    `salutation: ${quoted(salutation)}\n`,
    `body:\n${body.map(({ style, text }) => `  - ${style}: ${quoted(text)}\n`).join('')}`,
    `sealed: ${sealed}\n`,
    ...(hasTable(template) ? [tableYaml(template)] : []),
    own.length === 0 ? 'blanks: {}\n' : `blanks:\n${own.join('')}`,
  ].join('')
}

function tableYaml({ attachment, tableTitle, unit, personNames, columns }: NoticeTemplate): string {
  const rows = columns.map(
    ({ field, header, widthMm, align, total }) =>
      `  - { field: ${field}, header: ${quoted(header)}, widthMm: ${widthMm}, align: ${align}, total: ${total} }\n`,
  )
  return [
    `attachment: ${quoted(attachment)}\n`,
    listOf('tableTitle', tableTitle),
    `unit: ${quoted(unit)}\n`,
    `personNames: ${quoted(personNames)}\n`,
    `columns:\n${rows.join('')}`,
  ].join('')
}

function listOf(key: string, pieces: readonly string[]): string {
  return `${key}:\n${pieces.map((piece) => `  - ${quoted(piece)}\n`).join('')}`
}

/** A JSON string is a YAML string. */
function quoted(words: string): string {
  return JSON.stringify(words)
}

/** Everything that keeps a template from being saved, each with its place in the words of the form. */
export function templateProblems(kind: TextKind, template: PaperTemplate): string[] {
  const body = template.body.map(({ style, text }) => ({ [style]: text }))
  const shape = (hasTable(template) ? noticeSchema : letterSchema).safeParse(
    { ...template, body },
    { error: issueWords },
  )
  const faults = shape.success
    ? faultsOf(kind, template)
    : shape.error.issues.map(({ path, message }): Fault => ({ path, why: message }))
  return [...new Set(faults.map(({ path, why }) => `${placeWords(path, template)}：${formWords(why)}`))]
}

/** In the form fields have the office's names, and those there are stand above it. */
function formWords(why: string): string {
  const short = why.replace(/，可用：.*$/, '，请从字段中选').replace(/（[^（）]*），请补上$/, '，请补上')
  return inWords(short)
}

function faultsOf(kind: TextKind, template: PaperTemplate): Fault[] {
  if (!hasTable(template)) return letterFaults(template)
  return isNoticeText(kind) ? noticeFaults(template, kind) : []
}

const PLACES: Readonly<Record<string, string>> = {
  salutation: '称谓',
  body: '正文',
  attachment: '附件名称',
  unit: '金额单位',
  columns: '附表的列',
}

function placeWords([key, at, part]: readonly PropertyKey[], template: PaperTemplate): string {
  if (typeof at !== 'number') {
    if (key === 'blanks' && typeof at === 'string') return `自设内容“${template.blanks[at]?.label || at}”`
    if (key === 'title') return '标题'
    return key === 'tableTitle' ? '附表标题' : (PLACES[String(key)] ?? '文字')
  }
  switch (key) {
    case 'title':
      return `标题第${at + 1}段`
    case 'tableTitle':
      return `附表标题第${at + 1}段`
    case 'body':
      return `正文第${at + 1}段`
    default:
      return `附表第${at + 1}列${part === 'header' ? '的列名' : part === 'widthMm' ? '的宽度' : ''}`
  }
}

/** How messages and the screen call the text of a paper. */
export function textName(kind: TextKind): string {
  return ISSUED_NAMES[kind]
}
