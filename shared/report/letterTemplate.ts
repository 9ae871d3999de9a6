import { z } from 'zod'
import {
  blanks,
  bodyTexts,
  line,
  type NoticeBlank,
  type NoticeParagraph,
  paragraph,
  placed,
  readParagraph,
  sealed,
} from './noticeTemplate.ts'
import { braceFaults, type Fault, missingFaults } from './templateText.ts'
import { parseYamlFile, templateError } from './yamlFile.ts'

/** What a letter to one applicant may name in braces. `items` alone in a paragraph becomes one paragraph each. */
export const LETTER_FIELDS = [
  'applicant',
  'you',
  'applicationNo',
  'year',
  'batch',
  'articleNo',
  'articleTitle',
  'projectName',
  'items',
  'itemCount',
  'due',
  'issuer',
  'consultContact',
  'consultPhone',
  'address',
  'postcode',
] as const
export type LetterField = (typeof LETTER_FIELDS)[number]

/** Without these nobody knows what the letter is about or whom to ask. */
const REQUIRED: readonly LetterField[] = ['applicationNo', 'items', 'consultPhone']
export const ITEMS = '{items}'

/** 补正告知书 or 不予支持告知书 as words with fields. */
export interface LetterTemplate {
  title: string[]
  salutation: string
  body: NoticeParagraph[]
  /** Printed with room for a seal. */
  sealed: boolean
  blanks: Record<string, NoticeBlank>
}

export const letterSchema = z.strictObject({
  title: z.array(line).min(1, '至少一段'),
  salutation: line,
  body: z.array(paragraph).min(1, '至少一段'),
  sealed,
  blanks,
})

/** Reads templates/notice/*.yaml of a letter. Errors: POLICY_FILE with the line. */
export function parseLetterTemplate(text: string, file: string): LetterTemplate {
  const { value, lineOf } = parseYamlFile(text, file, letterSchema)
  const template: LetterTemplate = { ...value, body: value.body.map(readParagraph) }
  const [fault] = letterFaults(template)
  if (fault !== undefined) throw templateError(file, lineOf(fault.path), fault.why)
  return template
}

/** What is wrong with a template of the right shape. */
export function letterFaults({ title, salutation, body, blanks: own }: LetterTemplate): Fault[] {
  const texts = [...placed('title', title), { words: salutation, path: ['salutation'] }, ...bodyTexts(body)]
  const { faults, used } = braceFaults(texts, LETTER_FIELDS, own)
  const inside = body.flatMap(({ style, text }, index): Fault[] =>
    text.includes(ITEMS) && text !== ITEMS ? [{ path: ['body', index, style], why: `“${ITEMS}”须单独成段` }] : [],
  )
  return [...faults, ...missingFaults(REQUIRED, used), ...inside]
}
