import type { Application } from '../application.ts'
import type { ArticleInForce } from '../policy/inForce.ts'
import { wanUnit } from '../policy/values.ts'
import type { AmountStep, Assessment, StepId } from '../review/assessment.ts'
import { lacking } from './needed.ts'
import type { ReplayKind, ReplaySide, SideOutcome, VersionSide } from './replay.ts'

/** An application as one version sees it, with everything its sentence is made of. */
export interface SeenBySide {
  side: VersionSide
  result: ReplaySide
  article: ArticleInForce | null
  application: Application
  assessment: Assessment
}

/** Steps that do the same work in every version, in their order. */
const STAGES: readonly { name: string; ids: readonly StepId[] }[] = [
  { name: '认定金额', ids: ['base'] },
  { name: '资助标准', ids: ['rate', 'tier', 'fixed'] },
  { name: '单项上限', ids: ['cap'] },
  { name: '年度上限', ids: ['annualCap'] },
  { name: '不超过申报金额', ids: ['requested'] },
  { name: '取整', ids: ['rounding'] },
]

/** Why two versions give an application what they give: the first condition or amount step at which they part. */
export function whyOf(kind: ReplayKind, old: SeenBySide, now: SeenBySide): string {
  if (old.application.article === null) return '申报条款待核，指定条款后才能比较'
  if (kind === 'undetermined') {
    const open = [old, now].filter(({ result }) => result.amountFen === null)
    const [first, second] = open.map(openText)
    if (first !== undefined && first === second) return `两版都${first}`
    return open.map((one) => `${nameOf(one)}${openText(one)}`).join('；')
  }
  const [refusedOld, refusedNow] = [refusal(old), refusal(now)]
  if (kind === 'same') {
    if (refusedOld === null || refusedNow === null) return sameText(old, now)
    if (refusedOld.text === refusedNow.text) return `两版都不予支持：${refusedOld.text}`
    return `两版都不出金额：${nameOf(old)}${refusedOld.text}；${nameOf(now)}${refusedNow.text}`
  }
  const refused = refusedOld ?? refusedNow
  if (refused === null) return stepText(old, now)
  const texts = [old, now].map((one) => `${nameOf(one)}${refusal(one)?.text ?? paidText(one, refused)}`)
  return `从“${refused.label}”起不同：${texts.join('；')}`
}

interface Refusal {
  outcome: SideOutcome
  id: string
  label: string
  text: string
}

/** What keeps a version from giving anything: the article is not there, or the first condition that decides. */
function refusal({ side, result, article, assessment }: SeenBySide): Refusal | null {
  if (result.outcome === 'absent') {
    return { outcome: 'absent', id: 'absent', label: '有没有本条', text: `（${side.on}）没有本条，不予资助` }
  }
  if (result.outcome !== 'unmet' && result.outcome !== 'repealed') return null
  const deciding = assessment.conditions.find(({ outcome }) => outcome === result.outcome)
  if (deciding === undefined) throw new Error(`no condition of ${article?.key ?? ''} decides ${result.outcome}`)
  return { outcome: result.outcome, id: deciding.id, label: deciding.label, text: deciding.text }
}

/** What the version that pays says at the place where the other one stops. */
function paidText({ result, assessment }: SeenBySide, refused: Refusal): string {
  const own = assessment.conditions.find((condition) => condition.id === refused.id)
  const said = own?.text ?? (refused.outcome === 'unmet' ? '没有这项要求' : '')
  return `${said === '' ? '' : `${said}，`}符合，金额 ${wanUnit(result.amountFen ?? 0)}`
}

function stepText(old: SeenBySide, now: SeenBySide): string {
  let [before, after]: [number | null, number | null] = [null, null]
  for (const [at, { name, ids }] of STAGES.entries()) {
    const [oldStep, newStep] = [stepOf(old, ids), stepOf(now, ids)]
    before = oldStep?.afterFen ?? before
    after = newStep?.afterFen ?? after
    if (before === after) continue
    const parted = `从“${name}”起不同：${nameOf(old)}${saidAt(oldStep, before)}；${nameOf(now)}${saidAt(newStep, after)}`
    return [parted, ...[old, now].flatMap((one) => limitsAfter(one, at))].join('；')
  }
  return sameText(old, now)
}

/** The limits that lowered the amount after a stage: without them a gain could look like a loss. */
function limitsAfter(one: SeenBySide, stage: number): string[] {
  return STAGES.slice(stage + 1).flatMap(({ name, ids }) => {
    const step = stepOf(one, ids)
    if (step === undefined || step.id === 'rounding' || step.beforeFen === step.afterFen) return []
    return [`${one.side.name}再按“${name}”减为 ${wanUnit(step.afterFen)}`]
  })
}

function stepOf({ assessment }: SeenBySide, ids: readonly StepId[]): AmountStep | undefined {
  return assessment.steps.findLast(({ id }) => ids.includes(id))
}

function saidAt(step: AmountStep | undefined, fen: number | null): string {
  if (step !== undefined) return step.text
  return fen === null ? '没有这一步' : `没有这一步，仍为 ${wanUnit(fen)}`
}

function sameText(old: SeenBySide, now: SeenBySide): string {
  if (old.article?.version === now.article?.version) return '两个日期适用同一版条文，金额相同'
  return `两版金额相同，都是 ${wanUnit(now.result.amountFen ?? 0)}`
}

/** What keeps a version open: the figures to enter, else the first question for a person. */
function openText({ side, result, article, application, assessment }: SeenBySide): string {
  if (result.outcome === 'unset' && article !== null) {
    const names = lacking(application, article, assessment).map(({ id, className }) => {
      const label = article.parameters[id]?.label ?? ''
      return className === null ? label : `${label}中的“${className}”`
    })
    return `参数未设定：${names.join('、')}，请在“${side.enterAt(article)}”中填写`
  }
  const question = assessment.conditions.find(({ outcome }) => outcome === result.outcome)
  return `待核：${question?.text ?? '请人工核对'}`
}

function nameOf({ side, result }: SeenBySide): string {
  return result.articleNo === null ? side.name : `${side.name}${result.articleNo}：`
}
