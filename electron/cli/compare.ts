import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { ARTICLE_KEYS } from '../../shared/application.ts'
import { type IsoDate, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { wanGrouped } from '../../shared/money.ts'
import { type ArticleComparison, REVISION_2026, type WordingRow } from '../../shared/policy/compare.ts'
import type { WordRun } from '../../shared/policy/wordDiff.ts'
import { REPLAY_KIND_NAMES, type ReplaySide } from '../../shared/replay/replay.ts'
import type { ReplayView } from '../../shared/replay/view.ts'
import { numberWords, replayMarks, sideOutcomeName } from '../../shared/replay/words.ts'
import { parseYamlFile } from '../../shared/report/yamlFile.ts'
import { exportReplay } from '../core/jobs/exportReplay.ts'
import { replayRound } from '../core/jobs/replayRound.ts'
import { openPolicyStore } from '../core/policyStore.ts'
import { compareOn } from '../core/revision.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { EXPORT, findRound, OFFICE, withWorkspace } from './workspace.ts'

/** `compare [--article KEY] [--from DAY --to DAY]`: needs no database. Errors: UsageError, and those of comparePolicy. */
export function runCompare(args: Args, resourcesRoot: string): Answer {
  const templates = join(resourcesRoot, 'templates')
  const key = args.optional('article')
  if (key !== null && !ARTICLE_KEYS.some((known) => known === key)) {
    throw new UsageError(`--article 应是 ${ARTICLE_KEYS.join('、')} 之一`)
  }
  const span = { from: day(args, 'from') ?? REVISION_2026.from, to: day(args, 'to') ?? REVISION_2026.to }
  const comparison = compareOn(openPolicyStore(templates), templates, span)
  const articles = comparison.articles.filter((one) => key === null || one.key === key)
  return {
    json: { ...comparison, articles: articles.map(articleJson) },
    lines: [`${span.from} → ${span.to}`, ...articles.flatMap(articleLines)],
  }
}

/** `replay --against DAY`: reads only, unless --out writes the workbook. Errors: UsageError, AppError for a refusal. */
export function runReplay(args: Args, resourcesRoot: string): Promise<Answer> {
  return withWorkspace(args, resourcesRoot, args.optional('out') === null ? OFFICE : EXPORT, replay)
}

async function replay(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const against = day(args, 'against')
  if (against === null) throw new UsageError('“replay”缺少 --against')
  const view = replayRound(ws, findRound(args, ws), against, givenValues(args))
  const out = args.optional('out')
  if (out !== null) await exportReplay(ws, actor, view, resolve(out))
  return {
    json: { ...replayJson(view), ...(out === null ? {} : { out }) },
    lines: [...replayLines(view), ...(out === null ? [] : [`已导出“${out}”`])],
  }
}

function day(args: Args, option: 'from' | 'to' | 'against'): IsoDate | null {
  const text = args.optional(option)
  if (text !== null && !isIsoDate(text)) throw new UsageError(`--${option} 的日期“${text}”应写成 2026-01-01`)
  return text
}

/** KEY → text: those of the file, with the ones on the command line laid over. For this run only; nothing is stored. */
function givenValues(args: Args): Record<string, string> {
  const typed = args.all('value').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    const text = pair.slice(at + 1).trim()
    if (at < 1 || text === '') throw new UsageError(`--value “${pair}”应写成 event.rate=20%`)
    return [pair.slice(0, at).trim(), text]
  })
  const path = args.optional('values')
  return { ...(path === null ? {} : valuesOf(path)), ...Object.fromEntries(typed) }
}

function valuesOf(path: string): Record<string, string> {
  const schema = z.record(z.string().min(1), z.union([z.string().min(1), z.number()]))
  const { value } = parseYamlFile(fileText(path), basename(path), schema, '测算值文件')
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}

function fileText(path: string): string {
  try {
    return readFileSync(resolve(path), 'utf8')
  } catch (cause) {
    throw new AppError('STORAGE', `读不出测算值文件“${path}”，请检查位置和权限`, { cause })
  }
}

function articleJson(article: ArticleComparison) {
  return { ...article, wording: article.wording.map(wordingJson) }
}

function wordingJson(row: WordingRow) {
  const whole = (runs: readonly WordRun[]) => (runs.length === 0 ? null : runs.map(({ text }) => text).join(''))
  return { ...row, old: whole(row.old), new: whole(row.new), marked: { old: row.old, new: row.new } }
}

function articleLines(article: ArticleComparison): string[] {
  const { title, change, oldNo, newNo, newNoInferred } = article
  const number = `${oldNo ?? '无'} → ${newNo ?? '无'}${newNoInferred ? '（推定，待局确认）' : ''}`
  return [
    `${number} ${title}：${change}`,
    ...article.wording.map((row) => {
      return `  文字 ${row.subject}：${marked(row.old, '-') || row.oldNote} ⇒ ${marked(row.new, '+') || row.newNote}`
    }),
    ...(article.reason === '' ? [] : [`  理由 ${article.reason}`]),
    ...article.effects.map(({ topic, sentence, quotation }) => {
      return `  核对 ${topic}：${sentence}${quotation === '' ? '' : `〔${quotation}〕`}`
    }),
  ]
}

/** What is on one side only in brackets: [-可行性-]报告. */
function marked(runs: readonly WordRun[], sign: '-' | '+'): string {
  return runs.map(({ shared, text }) => (shared ? text : `[${sign}${text}${sign}]`)).join('')
}

function replayJson(view: ReplayView) {
  const { year, batch, policyOn, against, oldOn, newOn, demo, budgetFen, notes } = view
  return {
    round: `${year}-${batch}`,
    ...{ policyOn, against, oldOn, newOn, demo, marks: replayMarks(view), notes },
    needed: view.needed,
    ownUnset: view.ownUnset,
    values: view.values,
    articles: view.articles,
    rows: view.rows,
    byArticle: view.byArticle,
    total: view.total,
    budgetFen,
    allocation: view.allocation,
  }
}

function replayLines(view: ReplayView): string[] {
  const { total } = view
  return [
    `${view.roundName}：旧版 ${view.oldOn}，新版 ${view.newOn}。${replayMarks(view).join('；')}`,
    ...view.rows.map((row) => {
      const amounts = `旧 ${sideText(row.old)}，新 ${sideText(row.new)}`
      const difference = row.differenceFen === null ? '' : ` ${wanGrouped(row.differenceFen)} 万元`
      return `${row.applicationNo} ${row.applicant} ${REPLAY_KIND_NAMES[row.kind]}${difference}（${amounts}）${row.why}`
    }),
    ...view.byArticle.map(({ oldNo, newNo, title, ...sum }) => {
      return `${numberWords(oldNo, newNo)} ${title}：${sumText(sum)}`
    }),
    `合计：${sumText(total)}`,
    ...view.notes,
    ...view.values.map((value) => {
      return `数值 ${value.side}${value.articleNo} ${value.label} ${value.text}${value.unit}（${value.origin}）`
    }),
    ...view.needed.map(({ key, articleNo, label, unit, note, classes, applications }) => {
      const missing = classes.length === 0 ? '' : `，缺“${classes.join('、')}”`
      return `待填 ${articleNo} ${label}${unit === '' ? '' : `（${unit}）`}${missing}：${note}；影响 ${applications} 件，用 --value ${key}=数值`
    }),
    ...view.ownUnset.map(({ articleNo, label, applications }) => {
      return `本批次未设定 ${articleNo} ${label}，影响 ${applications} 件，请科长在“条款参数”中录入并注明依据`
    }),
  ]
}

function sideText({ outcome, amountFen }: ReplaySide): string {
  return `${sideOutcomeName(outcome)}${amountFen === null ? '' : ` ${wanGrouped(amountFen)} 万元`}`
}

function sumText(sum: ReplayView['total']): string {
  const counts = `${sum.applications} 件，受益 ${sum.gainCount}，减少 ${sum.lossCount}，无变化 ${sum.sameCount}，无法比较 ${sum.undeterminedCount}`
  return `${counts}；旧 ${wanGrouped(sum.oldFen)}，新 ${wanGrouped(sum.newFen)}，差额 ${wanGrouped(sum.differenceFen)} 万元`
}
