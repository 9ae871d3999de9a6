import { canonicalDecimal, decimalFromInteger, scaleDecimal } from '../decimal.ts'
import { AppError } from '../errors.ts'
import { compareFractions, type Fen, type Fraction, parseMoney, parseRate, rateText, toFen, wanText } from '../money.ts'
import type { ParameterType, ParameterValue, Tier } from './article.ts'

const COMPARISON = /(>=|>|<=|<)\s*([^\s<>=]+)/g

/** What to type for each kind of parameter; shown beside the entry field. */
export const VALUE_HELP: Record<ParameterType, string> = {
  rate: '如 30% 或 0.6%',
  fen: '如 100万元 或 20000元',
  days: '整数天，如 15',
  decimal: '数字，如 10000',
  integer: '整数，如 150',
  yesNo: '是 或 否',
  tiers:
    '每行一档：上年度产值 >=2000万元 <5000万元; 增速 >=50%; 奖励 0.6%×增长额; 上限 15万元（增速也可写 >=20% <50%）',
  fenByClass: '每行一类：综合类=50万元',
  materials: '用顿号分开：营业执照、信用报告',
}

/** Signs a value may have: more is a slip of the hand, and no figure of this policy. */
const LONGEST: Record<ParameterType, number> = {
  ...{ rate: 24, fen: 24, days: 24, decimal: 24, integer: 24, yesNo: 24 },
  ...{ tiers: 4000, fenByClass: 4000, materials: 4000 },
}

/** Reads a parameter as a policy officer writes it, full-width or not. Errors: BAD_INPUT naming what could not be read. */
export function parseParameterValue(type: ParameterType, raw: string): ParameterValue {
  const text = (type === 'materials' ? raw : withPlainFigures(raw)).trim()
  if (text.length > LONGEST[type])
    throw new AppError('BAD_INPUT', `写了 ${text.length} 个字，过长，请核对（${VALUE_HELP[type]}）`)
  if (text === '') throw new AppError('BAD_INPUT', `请填写数值（${VALUE_HELP[type]}）`)
  switch (type) {
    case 'rate':
      return { type, rate: readRate(text) }
    case 'fen':
      return { type, fen: readMoney(text) }
    case 'days':
      return { type, days: readInteger(text) }
    case 'integer':
      return { type, integer: readInteger(text) }
    case 'decimal':
      return { type, decimal: readDecimal(text) }
    case 'yesNo':
      if (text !== '是' && text !== '否') throw new AppError('BAD_INPUT', `“${text}”应写成 是 或 否`)
      return { type, yes: text === '是' }
    case 'materials':
      return { type, materials: readMaterials(text) }
    case 'fenByClass':
      return { type, classes: readClasses(text) }
    case 'tiers':
      return { type, tiers: readTiers(text) }
  }
}

/** Figures and signs of a Chinese keyboard as the program writes them; names keep their own signs. */
function withPlainFigures(text: string): string {
  return text
    .replace(/[０-９．，％＝＞＜]/g, (sign) => sign.normalize('NFKC'))
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
}

/** The value in the form parseParameterValue reads: formatting and parsing are inverse. */
export function parameterText(value: ParameterValue): string {
  switch (value.type) {
    case 'rate':
      return rateText(value.rate)
    case 'fen':
      return moneyText(value.fen)
    case 'days':
      return String(value.days)
    case 'integer':
      return String(value.integer)
    case 'decimal':
      return value.decimal
    case 'yesNo':
      return value.yes ? '是' : '否'
    case 'materials':
      return value.materials.join('、')
    case 'fenByClass':
      return Object.entries(value.classes)
        .map(([name, fen]) => `${name}=${moneyText(fen)}`)
        .join('\n')
    case 'tiers':
      return value.tiers.map(tierText).join('\n')
  }
}

/** One tier as one line. */
export function tierText(tier: Tier): string {
  const output = [
    tier.outputFrom === null ? '' : `${tier.outputFromInclusive ? '>=' : '>'}${moneyText(tier.outputFrom)}`,
    tier.outputTo === null ? '' : `${tier.outputToInclusive ? '<=' : '<'}${moneyText(tier.outputTo)}`,
  ].filter((part) => part !== '')
  const growth = [
    tier.growthFrom === null ? '' : `${tier.growthFromInclusive ? '>=' : '>'}${rateText(tier.growthFrom)}`,
    tier.growthTo === null ? '' : `${tier.growthToInclusive ? '<=' : '<'}${rateText(tier.growthTo)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
  const parts = [
    `上年度产值 ${output.join(' ')}`,
    growth === '' ? '' : `增速 ${growth}`,
    'fixedFen' in tier.reward
      ? `奖励 ${moneyText(tier.reward.fixedFen)}`
      : `奖励 ${rateText(tier.reward.rateOfGrowth)}×增长额`,
    tier.cap === null ? '' : `上限 ${moneyText(tier.cap)}`,
    tier.industries === null ? '' : `产业 ${tier.industries.join('、')}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

/** 500万元 for whole hundredths of 万元, otherwise plain 元. */
export function moneyText(fen: Fen): string {
  return fen % 10_000 === 0 && fen !== 0
    ? `${decimalFromInteger(BigInt(fen), 6)}万元`
    : `${decimalFromInteger(BigInt(fen), 2)}元`
}

function readRate(text: string): Fraction {
  if (!/^\d+(\.\d+)?%?$/.test(text)) throw new AppError('BAD_INPUT', `“${text}”不是比例，应写成 30%`)
  const rate = parseRate(text)
  if (rate.num > rate.den) throw new AppError('BAD_INPUT', `“${text}”超过 100%，请核对`)
  return rate
}

/** Growth thresholds may exceed 100%. */
function readGrowth(text: string): Fraction {
  if (!/^\d+(\.\d+)?%$/.test(text)) throw new AppError('BAD_INPUT', `“${text}”不是增速，应写成 50%`)
  return parseRate(text)
}

function readMoney(text: string): Fen {
  const match = /^(\d+(?:\.\d+)?)\s*(元|万元|亿元)$/.exec(text.replaceAll(',', ''))
  if (match === null) throw new AppError('BAD_INPUT', `“${text}”不是金额，应写成 100万元 或 20000元`)
  const [, amount = '', unit = '元'] = match
  if (unit === '元' || unit === '万元') return parseMoney(amount, unit)
  const scaled = scaleDecimal(canonicalDecimal(amount), 10)
  if (scaled === null) throw new AppError('BAD_INPUT', `“${text}”精确到了分以下，请核对`)
  return toFen(scaled)
}

function readInteger(text: string): number {
  if (!/^\d+$/.test(text)) throw new AppError('BAD_INPUT', `“${text}”不是整数`)
  if (!/^\d{1,9}$/.test(text)) throw new AppError('BAD_INPUT', `“${text}”过大，最多 9 位，请核对`)
  return Number(text)
}

function readDecimal(text: string): string {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new AppError('BAD_INPUT', `“${text}”不是数字`)
  return canonicalDecimal(text)
}

function readMaterials(text: string): string[] {
  const names = text.split(/[、,，;；\n]/).map((name) => name.trim())
  const kept = names.filter((name) => name !== '')
  if (kept.length === 0) throw new AppError('BAD_INPUT', `“${text}”里没有名称，请用顿号分开填写`)
  if (new Set(kept).size !== kept.length) throw new AppError('BAD_INPUT', '清单有重复的名称，请删去一个')
  return kept
}

function readClasses(text: string): Record<string, Fen> {
  const entries = lines(text).map((line): [string, Fen] => {
    const [name = '', amount = '', extra] = line.split('=').map((part) => part.trim())
    if (name === '' || amount === '' || extra !== undefined) {
      throw new AppError('BAD_INPUT', `“${line}”应写成 综合类=50万元，每行一类`)
    }
    return [name, readMoney(amount)]
  })
  if (new Set(entries.map(([name]) => name)).size !== entries.length) {
    throw new AppError('BAD_INPUT', '同一类别写了两次，请只留一行')
  }
  return Object.fromEntries(entries)
}

function readTiers(text: string): Tier[] {
  const tiers = lines(text).map(readTier)
  tiers.forEach((tier, at) => {
    tiers.slice(0, at).forEach((other, before) => {
      if (tiersOverlap(tier, other)) {
        throw new AppError('BAD_INPUT', `第${before + 1}档与第${at + 1}档的产值和增速区间重叠，请改成互不相交`)
      }
    })
  })
  return tiers
}

const TIER_PARTS = ['上年度产值', '增速', '奖励', '上限', '产业']

function readTier(line: string): Tier {
  const parts = new Map<string, string>()
  for (const part of line.split(/[;；]/).map((piece) => piece.trim())) {
    const [head = '', ...rest] = part.split(/\s+/)
    if (!TIER_PARTS.includes(head)) {
      throw new AppError('BAD_INPUT', `“${line}”中的“${part}”看不懂；${VALUE_HELP.tiers}`)
    }
    if (parts.has(head)) throw new AppError('BAD_INPUT', `“${line}”写了两次“${head}”，请只留一个`)
    parts.set(head, rest.join(' '))
  }
  const [outputBody, reward] = [parts.get('上年度产值'), parts.get('奖励')]
  if (outputBody === undefined || reward === undefined) {
    throw new AppError('BAD_INPUT', `“${line}”缺少产值区间或奖励；${VALUE_HELP.tiers}`)
  }
  const output = readRange(outputBody, readMoney, '上年度产值 >=2000万元 <5000万元')
  const growth = readRange(parts.get('增速') ?? '', readGrowth, '增速 >=50%')
  const tier: Tier = {
    outputFrom: output.from,
    outputFromInclusive: output.fromInclusive,
    outputTo: output.to,
    outputToInclusive: output.toInclusive,
    growthFrom: growth.from,
    growthFromInclusive: growth.fromInclusive,
    growthTo: growth.to,
    growthToInclusive: growth.toInclusive,
    reward: readReward(reward),
    cap: parts.has('上限') ? readMoney(parts.get('上限') ?? '') : null,
    industries: parts.has('产业') ? readMaterials(parts.get('产业') ?? '') : null,
  }
  if (!tiersOverlap(tier, tier)) throw new AppError('BAD_INPUT', `“${line}”的区间里没有任何数值，请核对上下限`)
  return tier
}

interface Range<T> {
  from: T | null
  fromInclusive: boolean
  to: T | null
  toInclusive: boolean
}

function readRange<T>(body: string, readBound: (text: string) => T, example: string): Range<T> {
  const range: Range<T> = { from: null, fromInclusive: true, to: null, toInclusive: false }
  for (const [, sign = '', bound = ''] of body.matchAll(COMPARISON)) {
    const lower = sign.startsWith('>')
    if ((lower ? range.from : range.to) !== null) {
      throw new AppError('BAD_INPUT', `“${body}”的${lower ? '下限' : '上限'}写了两次，请只留一个`)
    }
    Object.assign(
      range,
      lower
        ? { from: readBound(bound), fromInclusive: sign === '>=' }
        : { to: readBound(bound), toInclusive: sign === '<=' },
    )
  }
  if (body.replace(COMPARISON, '').trim() !== '') {
    throw new AppError('BAD_INPUT', `“${body}”的区间看不懂，应写成 ${example}`)
  }
  return range
}

function readReward(body: string): Tier['reward'] {
  const match = /^(\S+%)\s*[×xX*]\s*增长额$/.exec(body)
  return match === null ? { fixedFen: readMoney(body) } : { rateOfGrowth: readRate(match[1] ?? '') }
}

/** True when some output and growth belong to both tiers and an industry could be in both. */
function tiersOverlap(a: Tier, b: Tier): boolean {
  const shared =
    a.industries === null || b.industries === null || a.industries.some((name) => b.industries?.includes(name))
  return shared && startsBeforeEnd(a, b) && startsBeforeEnd(b, a)
}

function startsBeforeEnd(a: Tier, b: Tier): boolean {
  const output = a.outputFrom === null || b.outputTo === null ? -1 : a.outputFrom - b.outputTo
  const growth = a.growthFrom === null || b.growthTo === null ? -1 : compareFractions(a.growthFrom, b.growthTo)
  const outputMeets = output < 0 || (output === 0 && a.outputFromInclusive && b.outputToInclusive)
  return outputMeets && (growth < 0 || (growth === 0 && a.growthFromInclusive && b.growthToInclusive))
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** "439.5517万元" for sentences. */
export function wanUnit(fen: Fen): string {
  return `${wanText(fen)}万元`
}
