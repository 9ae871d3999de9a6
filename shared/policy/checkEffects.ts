import { chineseDate } from '../date.ts'
import type { ArticleVersion, Condition, ParameterDefinition } from './article.ts'
import { amountWords, conditionWords, parameterValueWords } from './checkWords.ts'
import type { Effect } from './compare.ts'

/** What going from one version of an article to another does to the checks, in the order a reader looks for it. */
export function checkEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  if (after.repeal !== null) return repealEffects(before, after, after.repeal)
  return [
    ...numberEffects(before, after),
    ...reviewModeEffects(before, after),
    ...conditionEffects(before, after),
    ...parameterEffects(before, after),
    ...amountEffects(before, after),
    ...quotaEffects(before, after),
    ...processEffects(before, after),
  ]
}

function repealEffects(
  before: ArticleVersion | null,
  after: ArticleVersion,
  repeal: { reason: string; redirect: string },
): Effect[] {
  const from = chineseDate(after.from)
  const sentence = `本条已删除：自${from}起的申报一律不予支持，提示：${repeal.redirect}。以前的批次仍按旧版办理。`
  const own = before?.conditions ?? []
  return [
    { topic: '删除', sentence, quotation: repeal.reason },
    ...own.map((condition) => removed(condition)),
    ...(before?.parameters ?? []).map(unused),
    ...(before?.amount == null ? [] : [effect('金额', `不再计算金额（旧版：${amountWords(before)}）。`)]),
    ...stageEffects(before, after),
  ]
}

function numberEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const inferred = after.noInferred ? '（推定编号，待局确认）' : ''
  if (before === null) {
    const sentence = `新增条款，编号${after.no}${inferred}：以前没有本条，以前的申报按旧版没有这项资助。`
    return [effect('新增', sentence)]
  }
  if (before.no === after.no && !after.noInferred) return []
  return [effect('条号', `编号由${before.no}改为${after.no}${inferred}，申报时写旧编号或新编号都要对清。`)]
}

function reviewModeEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const words = modeWords(after)
  if (before === null) return [effect('审核方式', `审核方式为${words}。`)]
  if (modeWords(before) === words) return []
  return [effect('审核方式', `审核方式：旧版${modeWords(before)}，新版${words}。`)]
}

function modeWords({ reviewMode, reviewModeConfirmed }: ArticleVersion): string {
  return reviewModeConfirmed || reviewMode === '待局确认' ? reviewMode : `${reviewMode}（待局确认）`
}

function conditionEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const old = before?.conditions ?? []
  const gone = old.filter(({ id }) => !after.conditions.some((one) => one.id === id))
  return [
    ...after.conditions.flatMap((condition): Effect[] => {
      const words = conditionWords(condition, after)
      const known = old.find(({ id }) => id === condition.id)
      if (known === undefined || before === null) {
        return [effect('条件', `增加核对“${condition.label}”：${words}。`, condition.quotation)]
      }
      const earlier = conditionWords(known, before)
      if (earlier === words) return []
      return [effect('条件', `核对“${condition.label}”有变：旧版${earlier}；新版${words}。`, condition.quotation)]
    }),
    ...gone.map((condition) => removed(condition)),
  ]
}

function removed(condition: Condition): Effect {
  return effect('条件', `不再核对“${condition.label}”。`, condition.quotation)
}

function parameterEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const old = before?.parameters ?? []
  const gone = old.filter(({ id }) => !after.parameters.some((one) => one.id === id))
  return [
    ...after.parameters.flatMap((parameter) => {
      const known = old.find(({ id }) => id === parameter.id)
      return known === undefined ? addedParameter(parameter) : changedParameter(known, parameter)
    }),
    ...gone.map(unused),
  ]
}

function unused(parameter: ParameterDefinition): Effect {
  return effect('参数', `不再使用参数“${parameter.label}”（旧版${stateWords(parameter)}）。`)
}

function addedParameter(parameter: ParameterDefinition): Effect[] {
  return [
    effect('参数', `增加参数“${parameter.label}”：${stateWords(parameter)}。`, parameter.shipped?.quotation ?? ''),
  ]
}

/** Two unset values are worth a sentence too: the reader must not take silence for 「没有变」. */
function changedParameter(old: ParameterDefinition, now: ParameterDefinition): Effect[] {
  if (old.shipped !== null && now.shipped !== null && parameterValueWords(old) === parameterValueWords(now)) return []
  const sentence = `参数“${now.label}”：旧版${stateWords(old)}；新版${stateWords(now)}。`
  return [effect('参数', sentence, now.shipped?.quotation ?? old.shipped?.quotation ?? '')]
}

function stateWords(parameter: ParameterDefinition): string {
  const note = parameter.note === '' ? '' : `，${parameter.note}`
  return `${parameterValueWords(parameter)}${note}`
}

function amountEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const words = amountWords(after)
  if (before === null) return [effect('金额', `金额为${words}。`, amountQuotation(after))]
  if (amountWords(before) === words) return []
  return [effect('金额', `金额：旧版${amountWords(before)}；新版${words}。`, amountQuotation(after))]
}

function amountQuotation({ amount, parameters }: ArticleVersion): string {
  if (amount === null) return ''
  const { method } = amount
  const main = method.kind === 'rate' ? method.rate : method.kind === 'tiers' ? method.tiers : method.amounts
  return parameters.find(({ id }) => id === main)?.shipped?.quotation ?? ''
}

function quotaEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const [old, now] = [quotaWords(before), quotaWords(after)]
  if (old === now) return []
  if (now === '') return [effect('名额', '不再限名额。')]
  const places = after.parameters.find(({ id }) => id === after.quota?.places)
  // 「在评审限额中新增“每个产业”的限定」: a version before may well have had one that nobody stated.
  const earlier = before === null ? '' : `；旧版${old === '' ? '的名额说明未载，不核对' : old}`
  const sentence = `名额：新版${now}，按评审得分从高到低，其余列候补${earlier}。`
  return [effect('名额', sentence, places?.shipped?.quotation ?? '')]
}

function quotaWords(version: ArticleVersion | null): string {
  const places = version?.parameters.find(({ id }) => id === version.quota?.places)
  return places === undefined ? '' : `${places.label} ${parameterValueWords(places)}`
}

function processEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  const steps = after.steps.join('—')
  const quotation = stepsQuotation(after)
  const old = before?.steps.join('—') ?? ''
  const found = [
    ...(old === steps ? [] : [effect('流程', `流程${old === '' ? '为' : `由${old}改为`}${steps}。`, quotation)]),
  ]
  return [...found, ...stageEffects(before, after)]
}

/** The passage that names most of the steps, if it names at least two. */
function stepsQuotation({ steps, passages }: ArticleVersion): string {
  const named = (text: string): number => steps.filter((step) => text.includes(step)).length
  const best = [...passages].sort((a, b) => named(b.quotation) - named(a.quotation))[0]
  return best !== undefined && named(best.quotation) >= 2 ? best.quotation : ''
}

function stageEffects(before: ArticleVersion | null, after: ArticleVersion): Effect[] {
  if (before === null) return [effect('环节', `办理环节为${after.stages.join('、')}。`)]
  const added = after.stages.filter((stage) => !before.stages.includes(stage))
  const gone = before.stages.filter((stage) => !after.stages.includes(stage))
  const parts = [
    ...(added.length === 0 ? [] : [`增加${added.join('、')}`]),
    ...(gone.length === 0 ? [] : [`不再经过${gone.join('、')}`]),
  ]
  return parts.length === 0 ? [] : [effect('环节', `办理环节${parts.join('，')}。`)]
}

function effect(topic: Effect['topic'], sentence: string, quotation = ''): Effect {
  return { topic, sentence, quotation }
}
