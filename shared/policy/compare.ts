import type { ArticleKey } from '../application.ts'
import { chineseDate, type IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { Article, ArticleVersion, Policy } from './article.ts'
import { checkEffects } from './checkEffects.ts'
import { versionOn } from './inForce.ts'
import { diffWords, type WordRun } from './wordDiff.ts'
import type { WordingPair, Wordings } from './wording.ts'

/** What became of an article between two days. 未施行: it exists on neither. */
export type ArticleChange = '删除' | '修改' | '部分删除' | '新增' | '未变' | '未施行'

/** Old and new words on one subject; a side without words says why in its note. */
export interface WordingRow {
  subject: string
  change: WordingPair['change']
  old: WordRun[]
  oldNote: string
  new: WordRun[]
  newNote: string
}

/** One thing the change does to the checks, as a sentence, with the words it rests on (empty when none are known). */
export interface Effect {
  topic: '条号' | '删除' | '新增' | '审核方式' | '条件' | '参数' | '金额' | '名额' | '流程' | '环节'
  sentence: string
  quotation: string
}

export interface ArticleComparison {
  key: ArticleKey
  title: string
  change: ArticleChange
  /** Printed numbers; null where the article does not exist or is deleted. */
  oldNo: string | null
  newNo: string | null
  /** The new number is 推定 and waits for the bureau. */
  newNoInferred: boolean
  wording: WordingRow[]
  /** What the reader must know about the wording; empty when nothing. */
  wordingNote: string
  /** The bureau's reason, verbatim; empty when the article did not change. */
  reason: string
  effects: Effect[]
}

export interface PolicyComparison {
  from: IsoDate
  to: IsoDate
  articles: ArticleComparison[]
}

/** The last day before the 2026 revision and its first day: what is compared when nobody says otherwise. */
export const REVISION_2026 = { from: '2025-12-31', to: '2026-01-01' } as const

export const WORDS_NOT_KNOWN = '说明未载原文'
const QUOTED_ONLY = '旧条文全文未公开，左栏只列修订说明引述过的文字。'

/**
 * What changed in every article between two days. Every quotation is a literal part of the source.
 * Errors: BAD_INPUT when `to` is not after `from`; NOT_IN_FORCE when no article exists on `to`.
 */
export function comparePolicy(
  policy: Policy,
  wordings: Wordings,
  sourceText: string,
  span: { from: IsoDate; to: IsoDate },
): PolicyComparison {
  const { from, to } = span
  if (from >= to) throw new AppError('BAD_INPUT', `旧版日期 ${from} 应早于新版日期 ${to}，请改正`)
  if (policy.articles.every((article) => versionOn(article, to) === null)) {
    throw new AppError('NOT_IN_FORCE', `${chineseDate(to)}没有施行中的条款数据，请换一个日期`)
  }
  const articles = policy.articles.map((article) => {
    const [before, after] = [versionOn(article, from), versionOn(article, to)]
    const rows = wordings[article.key]?.find((revision) => revision.from === after?.from)?.rows ?? []
    return compareArticle(article, before, after, rows, revisionReason(sourceText, article.title))
  })
  return { from, to, articles }
}

function compareArticle(
  article: Article,
  before: ArticleVersion | null,
  after: ArticleVersion | null,
  rows: readonly WordingPair[],
  reason: string,
): ArticleComparison {
  const change = changeOf(article, before, after)
  const changed = change !== '未变' && change !== '未施行'
  return {
    key: article.key,
    title: article.title,
    change,
    oldNo: printedNo(before),
    newNo: printedNo(after),
    newNoInferred: after?.noInferred ?? false,
    wording: changed ? rows.map((row) => wordingRow(row, change)) : [],
    wordingNote: wordingNote(changed, before, rows),
    reason: changed ? reason : '',
    effects: changed && after !== null ? checkEffects(before, after) : [],
  }
}

function changeOf(article: Article, before: ArticleVersion | null, after: ArticleVersion | null): ArticleChange {
  if (after === null) return '未施行'
  if (before === after) return '未变'
  if (after.status === 'repealed') return '删除'
  if (before === null) return '新增'
  return article.change === '部分删除' ? '部分删除' : '修改'
}

function printedNo(version: ArticleVersion | null): string | null {
  return version === null || version.status === 'repealed' ? null : version.no
}

function wordingRow(pair: WordingPair, change: ArticleChange): WordingRow {
  const { subject } = pair
  const both = pair.old !== null && pair.new !== null ? diffWords(pair.old, pair.new) : null
  return {
    subject,
    change: pair.change,
    old: both?.old ?? own(pair.old),
    oldNote: pair.old !== null ? '' : pair.change === '新增' ? newNote(change) : WORDS_NOT_KNOWN,
    new: both?.new ?? own(pair.new),
    newNote: pair.new === null ? '已删除' : '',
  }
}

function newNote(change: ArticleChange): string {
  return change === '新增' ? '原来没有本条' : '原来没有这项要求'
}

function own(text: string | null): WordRun[] {
  return text === null ? [] : [{ shared: false, text }]
}

function wordingNote(changed: boolean, before: ArticleVersion | null, rows: readonly WordingPair[]): string {
  if (!changed) return ''
  if (rows.length === 0) return '这次修订还没有录入对照文字，请看条款与参数中的引文。'
  return before === null ? '' : QUOTED_ONLY
}

/** What the source says after 理由： in the paragraph that opens with the article's title; empty when it says none. */
export function revisionReason(sourceText: string, title: string): string {
  const paragraph = sourceText.split('\n').find((line) => /^\d+\./.test(line) && line.includes(`条 ${title}”`))
  const at = paragraph?.indexOf('理由：') ?? -1
  return paragraph === undefined || at < 0 ? '' : paragraph.slice(at + '理由：'.length).trim()
}
