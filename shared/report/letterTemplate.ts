import { z } from 'zod'
import {
  blanks,
  line,
  type NoticeBlank,
  type NoticeParagraph,
  paragraph,
  readParagraph,
  sealed,
} from './noticeTemplate.ts'
import { fieldReader } from './templateText.ts'
import { parseYamlFile, templateError } from './yamlFile.ts'

/** What a letter to one applicant may name in braces. `items` alone in a paragraph becomes one paragraph each. */
const LETTER_FIELDS = [
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

const schema = z.strictObject({
  title: z.array(line).min(1, '至少一段'),
  salutation: line,
  body: z.array(paragraph).min(1, '至少一段'),
  sealed,
  blanks,
})

/** Reads templates/notice/*.yaml of a letter. Errors: POLICY_FILE with the line. */
export function parseLetterTemplate(text: string, file: string): LetterTemplate {
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const { read, used } = fieldReader(file, lineOf, LETTER_FIELDS, value.blanks)
  const template: LetterTemplate = {
    title: value.title.map((words, index) => read(words, ['title', index])),
    salutation: read(value.salutation, ['salutation']),
    body: value.body.map((entry, index) => readParagraph(entry, index, read)),
    sealed: value.sealed,
    blanks: value.blanks,
  }
  const missing = REQUIRED.find((field) => !used.has(field))
  if (missing !== undefined) throw templateError(file, lineOf(['body']), `正文缺少字段“{${missing}}”，请补上`)
  const inside = template.body.findIndex(({ text: words }) => words.includes(ITEMS) && words !== ITEMS)
  if (inside >= 0) throw templateError(file, lineOf(['body', inside]), `“${ITEMS}”须单独成段`)
  return template
}
