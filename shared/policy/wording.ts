import { z } from 'zod'
import { ARTICLE_KEYS, type ArticleKey } from '../application.ts'
import { type IsoDate, isIsoDate } from '../date.ts'
import { parseYamlFile, templateError } from '../report/yamlFile.ts'
import type { PolicyFile } from './parse.ts'

/** Old and new words on one subject. A side is null where the source quotes none. */
export interface WordingPair {
  subject: string
  change: '修改' | '新增' | '删除'
  old: string | null
  new: string | null
}

/** What the version of an article that begins on `from` changed, subject by subject. */
export interface Revision {
  from: IsoDate
  rows: WordingPair[]
}

export type Wordings = Partial<Record<ArticleKey, Revision[]>>

const word = z.string().min(1)
const row = z.strictObject({
  subject: word,
  change: z.enum(['修改', '新增', '删除']),
  old: word.nullable().default(null),
  new: word.nullable().default(null),
})
const file = z.strictObject({
  articles: z.partialRecord(
    z.enum(ARTICLE_KEYS),
    z.array(z.strictObject({ from: z.string().refine(isIsoDate, '日期应写成 2026-01-01'), rows: z.array(row).min(1) })),
  ),
})

/**
 * Reads the 修订对照文字. Errors: POLICY_FILE with file and line for what the schema refuses, for words that are not
 * literally in `sourceText`, and for a side that its `change` cannot have.
 */
export function parseWordings(input: PolicyFile, sourceText: string): Wordings {
  const { value, lineOf } = parseYamlFile(input.text, input.name, file)
  for (const [key, revisions] of Object.entries(value.articles)) {
    revisions.forEach(({ rows }, at) => {
      rows.forEach((pair, index) => {
        const fault = pairFault(pair, sourceText)
        if (fault === '') return
        throw templateError(input.name, lineOf(['articles', key, at, 'rows', index]), fault)
      })
    })
  }
  return value.articles
}

function pairFault(pair: WordingPair, sourceText: string): string {
  const foreign = [pair.old, pair.new].find((words) => words !== null && !sourceText.includes(words))
  if (foreign !== undefined) return `文字不在修订说明原文中：“${foreign}”`
  if (pair.change === '新增' && (pair.old !== null || pair.new === null)) return '“新增”只写新文字'
  if (pair.change === '删除' && (pair.old === null || pair.new !== null)) return '“删除”只写旧文字'
  if (pair.change === '修改' && pair.new === null) return '“修改”要写新文字'
  return ''
}
