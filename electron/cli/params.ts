import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { enteredNames, parametersOfRound } from '../../db/parameters.ts'
import { AppError } from '../../shared/errors.ts'
import { asksFirst, impactSentence, type ParameterImpact, touchedWords } from '../../shared/policy/impact.ts'
import { VERDICT_NAMES } from '../../shared/policy/setPlan.ts'
import { parameterText } from '../../shared/policy/values.ts'
import { previewDemo, setDemo } from '../core/jobs/demoParameters.ts'
import { exportParameters, importParameters, planParameterFile } from '../core/jobs/parameterFile.ts'
import { previewParameter, refuseWithoutBasis, setParameter } from '../core/jobs/setParameter.ts'
import { requireRound, roundContext } from '../core/roundState.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { CHIEF, findRound, OFFICE, withWorkspace } from './workspace.ts'

const ORIGINS = { policy: '政策原文', bureau: '本局录入', demo: '演示参数', unset: '未设定' } as const

/** `params list|set|load|unload|export|import`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runParams(args: Args, resourcesRoot: string): Promise<Answer> {
  const [act = '', file] = args.words
  if ((act === 'import') !== (file !== undefined)) {
    throw new UsageError(act === 'import' ? '“params import”后面应写参数文件' : `“params ${act}”后面的内容不对`)
  }
  switch (act) {
    case 'list':
      return withWorkspace(args, resourcesRoot, OFFICE, list)
    case 'set':
      return withWorkspace(args, resourcesRoot, CHIEF, set)
    case 'load':
      return withWorkspace(args, resourcesRoot, CHIEF, (given, ws, actor) => demo(given, ws, actor, true))
    case 'unload':
      return withWorkspace(args, resourcesRoot, CHIEF, (given, ws, actor) => demo(given, ws, actor, false))
    case 'export':
      return withWorkspace(args, resourcesRoot, OFFICE, exportSet)
    case 'import':
      return withWorkspace(args, resourcesRoot, CHIEF, importSet)
    default:
      throw new UsageError('“params”后面应是 list、set、load、unload、export 或 import')
  }
}

/** Every parameter of the round's articles, in the articles' order. */
function list(args: Args, ws: Workspace): Answer {
  const round = requireRound(ws, findRound(args, ws))
  const used = parametersOfRound(ws.db, round.id)
  const names = enteredNames(ws.db, round.id)
  const articles = [...roundContext(ws, round).context.articles.values()]
  const json = articles.flatMap(({ title, version, parameters }) =>
    version.parameters.map(({ id, type }) => {
      const inForce = parameters[id]
      if (inForce === undefined) throw new AppError('INTERNAL', `“${title}”的参数“${id}”没有读出`)
      const { key, label, unit, value, origin, basis } = inForce
      return {
        ...{ key, articleNo: version.no, article: title, label, type, unit },
        value: value === null ? null : parameterText(value),
        ...{ origin, basis: value === null ? '' : basis, unset: value === null },
        effectiveFrom: used.get(key)?.effectiveFrom ?? (value === null ? null : version.from),
        enteredBy: names.get(key) ?? null,
        enteredAt: used.get(key)?.enteredAt ?? null,
      }
    }),
  )
  const lines = json.map(({ key, articleNo, label, unit, value, origin, basis }) => {
    const shown = value === null ? '未设定' : `${value.replaceAll('\n', ' | ')}${needsUnit(value) ? ` ${unit}` : ''}`
    return `${articleNo} ${label}（${key}）：${shown}　${ORIGINS[origin]}${value === null ? '' : `　依据：${basis}`}`
  })
  return { json, lines }
}

function set(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  const entry = {
    key: args.required('key'),
    text: typedValue(args),
    basis: args.required('basis'),
    effectiveFrom: args.required('from'),
  }
  refuseWithoutBasis(entry)
  const preview = previewParameter(ws, roundId, entry)
  const dryRun = args.has('dry-run')
  if (!dryRun) {
    refuseUnconfirmed(args, preview.impact)
    setParameter(ws, actor, roundId, entry)
  }
  const { key, label, old, new: text, impact } = preview
  return {
    json: { key, label, old, new: text, dryRun, ...impactJson(impact) },
    lines: [
      `${dryRun ? '预览（没有写入）' : '已录入'}${label}：${old ?? '未设定'} → ${text}`,
      ...impactLines(impact, dryRun),
    ],
  }
}

function demo(args: Args, ws: Workspace, actor: Actor, load: boolean): Answer {
  const roundId = findRound(args, ws)
  const dryRun = args.has('dry-run')
  const { filled, ended, impact } = previewDemo(ws, roundId, load)
  if (!dryRun) {
    refuseUnconfirmed(args, impact)
    setDemo(ws, actor, roundId, load)
  }
  const done = load
    ? `载入演示参数 ${filled} 项（${ws.policy.demoNotice}）`
    : `移除演示参数 ${ended} 项，补回本局录入的参数 ${filled} 项`
  return {
    json: { demo: load, filled, ended, dryRun, ...impactJson(impact) },
    lines: [`${dryRun ? '预览（没有写入）：将' : '已'}${done}`, ...impactLines(impact, dryRun)],
  }
}

async function exportSet(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const out = resolve(args.required('out'))
  const { count } = await exportParameters(ws, actor, findRound(args, ws), out)
  return { json: { out, count }, lines: [`已导出 ${count} 项参数到“${out}”`] }
}

async function importSet(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const roundId = findRound(args, ws)
  const path = resolve(args.words[1] ?? '')
  const plan = await planParameterFile(ws, roundId, path)
  const { fileName, from, lines, impact } = plan
  const refused = lines.filter(({ verdict }) => verdict === 'refused')
  const dryRun = args.has('dry-run')
  if (!dryRun) {
    if (refused.length === 0) refuseUnconfirmed(args, impact)
    await importParameters(ws, actor, roundId, path, plan.planHash)
  }
  return {
    json: { fileName, from, dryRun, entries: lines, ...impactJson(impact) },
    lines: [
      ...lines.map((one) => {
        if (one.verdict === 'refused') return `${VERDICT_NAMES.refused}：${one.reason}`
        const change = one.verdict === 'same' ? one.new : `${one.old ?? '未设定'} → ${one.new}`
        return `第${one.line}行 ${one.label}（${one.key}）${VERDICT_NAMES[one.verdict]}：${change}`
      }),
      `${dryRun ? '预览（没有写入）' : '已导入'}：${lines.length - refused.length} 项可用，${refused.length} 项不能导入`,
      ...impactLines(impact, dryRun),
    ],
    ...(refused[0] === undefined ? {} : { refusal: `参数文件“${fileName}”${refused[0].reason}` }),
  }
}

/** The window asks here; a command line has to be told. Errors: CONFLICT naming what would be touched. */
function refuseUnconfirmed(args: Args, impact: ParameterImpact): void {
  if (args.has('confirm') || !asksFirst(impact)) return
  const parts = [impactSentence(impact), touchedWords(impact)].filter((part) => part !== '').join('；')
  throw new AppError('CONFLICT', `本批次已在办理，没有写入：${parts}。请用 --dry-run 核对，确定后加 --confirm 再执行`)
}

/** The value of --value, or of the file --value-file names: tier tables have several lines. */
function typedValue(args: Args): string {
  const value = args.optional('value')
  const path = args.optional('value-file')
  if ((value === null) === (path === null)) throw new UsageError('“params set”须写 --value 或 --value-file 之一')
  if (path === null) return value ?? ''
  try {
    return readFileSync(resolve(path), 'utf8')
  } catch (cause) {
    throw new AppError('STORAGE', `无法读取“${path}”，请确认文件存在并可读`, { cause })
  }
}

function impactJson({ cases, ...rest }: ParameterImpact) {
  const { differenceFen, metDifferenceFen, staleDecisions, voidedListNo } = rest
  return { touched: cases, differenceFen, metDifferenceFen, staleDecisions, voidedListNo }
}

function impactLines(impact: ParameterImpact, dryRun: boolean): string[] {
  const numbers = impact.cases.map(({ applicationNo }) => applicationNo)
  const sentence = impactSentence(impact)
  return [dryRun ? sentence : sentence.replace('将影响', '影响'), ...(numbers.length > 0 ? [numbers.join('、')] : [])]
}

/** Days, counts and plain numbers do not carry their unit in the text. */
function needsUnit(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text)
}
