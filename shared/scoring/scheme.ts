import { canonicalJson } from '../canonical.ts'
import { canonicalDecimal, compareDecimals, type Decimal } from '../decimal.ts'
import { AppError } from '../errors.ts'
import { over, plus, type Ratio, ratio, ratioOf, roundedText, times, total } from './ratio.ts'

export const MOST_CRITERIA = 20
/** Decimals a single score may have. */
export const SCORE_PLACES = 2
/** With fewer, nothing would be left after the highest and the lowest are taken out. */
export const FEWEST_TO_TRIM = 3

/** One line of the 评审打分表. */
export interface Criterion {
  id: string
  name: string
  /** 满分, above 0. */
  max: Decimal
  /** Percent; null in a scheme without weights. All criteria have one or none has. */
  weight: Decimal | null
}

export type ScoringMethod = 'mean' | 'trimmed'

export const METHOD_NAMES: Record<ScoringMethod, string> = {
  mean: '平均分',
  trimmed: '去掉一个最高分、一个最低分后平均',
}

/** 评审办法 of one article in one round. Every null is a setting that is off. */
export interface ScoringScheme {
  criteria: Criterion[]
  method: ScoringMethod
  /** Fewest scores from which highest and lowest are taken out; set exactly when the method is trimmed. */
  trimFrom: number | null
  /** Scores a case needs before it has a result; null: any. */
  required: number | null
  /** 合格线: a result at or above it passes. */
  passLine: Decimal | null
  /** A range between experts above this many points is marked 分歧较大. */
  disagreementAbove: Decimal | null
  /** Normalised scores are shown from so many scored cases per expert on. */
  normalisedFrom: number | null
  /** From the 演示参数. */
  demo: boolean
}

/** A criterion as typed: its id is given by its place. */
export type TypedCriterion = Omit<Criterion, 'id'>
export type TypedScheme = Omit<ScoringScheme, 'criteria' | 'demo'> & { criteria: TypedCriterion[] }

/** Points by criterion id. */
export type Points = Readonly<Record<string, Decimal>>

/** A typed scheme, checked and in canonical form. Errors: BAD_INPUT naming the line. */
export function readScheme(typed: TypedScheme, demo: boolean): ScoringScheme {
  const criteria = typed.criteria.map((each, at): Criterion => {
    const place = `第 ${at + 1} 项指标`
    const name = each.name.trim()
    if (name === '') throw new AppError('BAD_INPUT', `${place}没有名称，请填写`)
    const max = readPositive(each.max, `${place}“${name}”的满分`)
    const weight = each.weight === null ? null : readPositive(each.weight, `${place}“${name}”的权重`)
    return { id: `c${at + 1}`, name, max, weight }
  })
  checkCriteria(criteria)
  const scheme: ScoringScheme = {
    criteria,
    method: typed.method,
    trimFrom: typed.method === 'trimmed' ? typed.trimFrom : null,
    required: typed.required,
    passLine: typed.passLine === null ? null : readNumber(typed.passLine, '合格线'),
    disagreementAbove: typed.disagreementAbove === null ? null : readNumber(typed.disagreementAbove, '分歧提示'),
    normalisedFrom: typed.normalisedFrom,
    demo,
  }
  checkSettings(scheme)
  return scheme
}

/** The most a case can get: the sum of 满分, or 100 where the criteria are weighted. */
export function fullMarks({ criteria }: Pick<ScoringScheme, 'criteria'>): Ratio {
  return isWeighted(criteria) ? ratio(100n) : total(criteria.map(({ max }) => ratioOf(max)))
}

/** One expert's total: the sum of the points; where the criteria are weighted, 得分 ÷ 满分 × 权重, on a scale of 100. */
export function totalOf({ criteria }: Pick<ScoringScheme, 'criteria'>, points: Points): Ratio {
  return criteria.reduce((sum, { id, max, weight }) => {
    const given = ratioOf(points[id] ?? '0')
    return plus(sum, weight === null ? given : times(over(given, ratioOf(max)), ratioOf(weight)))
  }, ratio(0n))
}

/** Points in canonical form, one for each criterion. Errors: BAD_INPUT naming the criterion. */
export function readPoints({ criteria }: Pick<ScoringScheme, 'criteria'>, typed: Points): Points {
  const known = new Set(criteria.map(({ id }) => id))
  if (Object.keys(typed).some((id) => !known.has(id))) {
    throw new AppError('BAD_INPUT', '评分项目与现行评审办法不符，请刷新后重新评分')
  }
  return Object.fromEntries(
    criteria.map((criterion) => [criterion.id, readPoint(criterion, typed[criterion.id] ?? '')]),
  )
}

/** The points typed for one criterion. Errors: BAD_INPUT. */
export function readPoint({ name, max }: Criterion, typed: string): Decimal {
  const text = plainNumber(typed)
  if (text === '') throw new AppError('BAD_INPUT', `“${name}”还没有打分`)
  const points = readNumber(text, `“${name}”的得分`)
  if ((points.split('.')[1]?.length ?? 0) > SCORE_PLACES) {
    throw new AppError('BAD_INPUT', `“${name}”的得分最多 ${SCORE_PLACES} 位小数`)
  }
  if (compareDecimals(points, max) > 0) throw new AppError('BAD_INPUT', `“${name}”满分 ${max}，不能打 ${points} 分`)
  return points
}

/** True when scores given under one scheme say the same under the other. */
export function sameCriteria(a: ScoringScheme | null, b: ScoringScheme | null): boolean {
  return a !== null && b !== null && canonicalJson(a.criteria) === canonicalJson(b.criteria)
}

export function isWeighted(criteria: readonly Criterion[]): boolean {
  return criteria.some(({ weight }) => weight !== null)
}

/** The scheme as sentences, for the table's head and the record. */
export function schemeLines(scheme: ScoringScheme): string[] {
  const { criteria, passLine, required, disagreementAbove, normalisedFrom } = scheme
  const parts = criteria.map(
    ({ name, max, weight }) => `${name} ${max} 分${weight === null ? '' : `（权重 ${weight}%）`}`,
  )
  const full = roundedText(fullMarks(scheme))
  return [
    `评审指标：${parts.join('；')}`,
    isWeighted(criteria) ? '总分：各项得分 ÷ 满分 × 权重之和，满分 100 分' : `总分：各项得分之和，满分 ${full} 分`,
    `得分：${methodWords(scheme)}；按分数精确计算和排序，显示时四舍五入到 ${SCORE_PLACES} 位小数`,
    required === null ? '评分人数：未设定，有一位评分即有结果' : `评分人数：须有 ${required} 位评分才有结果`,
    passLine === null ? '合格线：未设定' : `合格线：${passLine} 分，达到（含）即合格`,
    disagreementAbove === null ? '分歧提示：未设定' : `分歧提示：最高与最低相差超过 ${disagreementAbove} 分`,
    normalisedFrom === null
      ? '标准化得分：不显示'
      : `标准化得分：专家评满 ${normalisedFrom} 件起显示，只供对照，不用于结果`,
  ]
}

function methodWords({ method, trimFrom }: ScoringScheme): string {
  return method === 'mean' ? METHOD_NAMES.mean : `${METHOD_NAMES.trimmed}（评分满 ${trimFrom} 人起，不足时按全部平均）`
}

function checkCriteria(criteria: readonly Criterion[]): void {
  if (criteria.length === 0) throw new AppError('BAD_INPUT', '评审办法至少要有一项指标')
  if (criteria.length > MOST_CRITERIA) throw new AppError('BAD_INPUT', `指标最多 ${MOST_CRITERIA} 项`)
  if (new Set(criteria.map(({ name }) => name)).size !== criteria.length) {
    throw new AppError('BAD_INPUT', '有两项指标同名，请改成不同的名称')
  }
  if (!isWeighted(criteria)) return
  const unweighted = criteria.find(({ weight }) => weight === null)
  if (unweighted !== undefined) {
    throw new AppError('BAD_INPUT', `“${unweighted.name}”没有权重：要么每项都填权重，要么都不填`)
  }
  const sum = roundedText(total(criteria.map(({ weight }) => ratioOf(weight ?? '0'))), 6)
  if (sum !== '100') throw new AppError('BAD_INPUT', `权重合计 ${sum}%，应为 100%`)
}

function checkSettings(scheme: ScoringScheme): void {
  const { method, trimFrom, passLine, disagreementAbove } = scheme
  if (method === 'trimmed' && (trimFrom === null || trimFrom < FEWEST_TO_TRIM)) {
    throw new AppError('BAD_INPUT', `去掉最高、最低分须设定从几人评分起，不少于 ${FEWEST_TO_TRIM} 人`)
  }
  const full = roundedText(fullMarks(scheme), 6)
  if (passLine !== null && compareDecimals(passLine, full) > 0) {
    throw new AppError('BAD_INPUT', `合格线 ${passLine} 分高于满分 ${full} 分，请改正`)
  }
  if (disagreementAbove !== null && compareDecimals(disagreementAbove, full) > 0) {
    throw new AppError('BAD_INPUT', `分歧提示 ${disagreementAbove} 分高于满分 ${full} 分，请改正`)
  }
}

function readPositive(typed: string, what: string): Decimal {
  const value = readNumber(typed, what)
  if (value === '0') throw new AppError('BAD_INPUT', `${what}应大于 0`)
  return value
}

function readNumber(typed: string, what: string): Decimal {
  const text = plainNumber(typed)
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) throw new AppError('BAD_INPUT', `${what}“${typed}”应是数字，如 25 或 12.5`)
  return canonicalDecimal(text)
}

/** Full-width digits, blanks, and the unit people type behind. */
function plainNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[分%]$/, '')
}
