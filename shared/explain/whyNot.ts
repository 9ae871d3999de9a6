import { roundingText } from '../cohort/rounding.ts'
import { type Fen, rateText, toFen, wanGrouped, yuanGrouped } from '../money.ts'
import type { ChainNode, Explanation, Level, Lever } from './chain.ts'

/** Where an amount somebody expected and the one of the chain part, and what would have to be otherwise. */
export interface WhyNot {
  otherFen: Fen
  /** The amount of the explanation; null when there is none. */
  amountFen: Fen | null
  side: 'same' | 'above' | 'below' | 'none'
  /** The step at which they part; null when they do not. */
  level: Level | null
  label: string
  /** Where and why they part. */
  text: string
  /** What would have to be otherwise for the other amount, one sentence each. */
  needs: string[]
}

/** What the window asks for: the chain, and the comparison when another amount was named. */
export interface CaseExplanation {
  explanation: Explanation
  whyNot: WhyNot | null
}

/** A link that carries money. */
type Link = ChainNode & { afterFen: Fen }

const BY_HAND = '别的金额只能由审核员“人工调整”写入，须写明理由；机审金额仍留在旁边，名单和纸面上都会标明'

/** 「为什么不是…？」: the step after which `otherFen` (≥ 0) can no longer be reached, and what it would take. */
export function whyNot({ chain, amountFen }: Pick<Explanation, 'chain' | 'amountFen'>, otherFen: Fen): WhyNot {
  const links = chain.filter(carriesMoney).reverse()
  const answer = (side: WhyNot['side'], at: Link | null, text: string, needs: string[]): WhyNot => {
    const [level, label] = at === null ? [null, ''] : [at.level, at.label]
    return { otherFen, amountFen, side, level, label, text, needs }
  }
  if (amountFen === null || links.length === 0) {
    return answer('none', null, `没有算出金额：${openConditions(chain)}`, [BY_HAND])
  }
  if (otherFen === amountFen) return answer('same', null, `与所列金额相同，都是 ${money(otherFen)}`, [])
  const side = otherFen > amountFen ? 'above' : 'below'
  const at = partingLink(links, otherFen)
  const later = links.slice(links.indexOf(at) + 1)
  return answer(side, at, partingText(at, otherFen, side), [
    ...needed(at, links, otherFen, side),
    ...(side === 'above' ? later.flatMap((link) => alsoNeeded(link, otherFen)) : []),
    ...unitNote(links, otherFen),
    ...trialNote(chain),
    BY_HAND,
  ])
}

function carriesMoney(node: ChainNode): node is Link {
  return node.afterFen !== null
}

/**
 * The last link that changes the amount across `other`. Where none does, the amount lies above or below at every step:
 * they part where the amount is set, by hand if it was, else at its base.
 */
function partingLink(links: readonly Link[], other: Fen): Link {
  const byHand = links.findLastIndex(({ level, beforeFen, afterFen }) => level === 'decision' && beforeFen !== afterFen)
  const from = Math.max(byHand, 0)
  const crossing = links.slice(from).findLast(({ beforeFen, afterFen }) => {
    if (beforeFen === null || beforeFen === afterFen || afterFen === other) return false
    return Math.min(beforeFen, afterFen) <= other && other <= Math.max(beforeFen, afterFen)
  })
  const set = crossing ?? links[from]
  if (set === undefined) throw new Error('whyNot: a chain without links')
  return set
}

function partingText(at: Link, other: Fen, side: 'above' | 'below'): string {
  const asked = `所填 ${money(other)}`
  const { level, label, beforeFen, afterFen, text } = at
  if (beforeFen !== null && level !== 'decision') {
    return `在“${label}”这一步分开：此前为 ${money(beforeFen)}，此后为 ${money(afterFen)}，${asked}。${text}`
  }
  if (level === 'decision') return `在“${label}”这一步分开：由人定为 ${money(afterFen)}，${asked}。${text}`
  const higher = `${asked}，从“${label}”起每一步的金额都比它低`
  return side === 'above'
    ? `${higher}（${label} ${money(afterFen)}）`
    : `${asked}，每一步的金额都比它高，没有哪一步会减到这个数`
}

/** What the parting step itself would need. */
function needed(at: Link, links: readonly Link[], other: Fen, side: 'above' | 'below'): string[] {
  if (at.level === 'base') {
    const rated = links.find(({ lever }) => lever?.kind === 'rate')
    const fixed = links.find(({ lever }) => lever?.kind === 'fixed')
    return rated !== undefined
      ? leverNeed(rated, links, other, side)
      : fixed !== undefined
        ? leverNeed(fixed, links, other, side)
        : []
  }
  return leverNeed(at, links, other, side)
}

function leverNeed(at: Link, links: readonly Link[], other: Fen, side: 'above' | 'below'): string[] {
  const { lever } = at
  if (lever === null) return []
  switch (lever.kind) {
    case 'rate': {
      const needFen = inverse(justEnough(links, other), lever.rate.den, lever.rate.num)
      if (needFen === null) return [`比例为 0，任何${lever.base}都算不到这个数`]
      const only = side === 'above' ? '须达' : '只有'
      return [
        `按 ${rateText(lever.rate)} 反推，${lever.base}${only} ${money(needFen)}${side === 'above' ? '' : '时才是这个数'}`,
      ]
    }
    case 'limit':
      return [`${lever.what}为 ${money(lever.limitFen)}，须达 ${money(other)}才够`]
    case 'fixed':
      return [lever.why]
    case 'rounding':
      return [`取整${roundingText(lever.rounding)}后只会是 ${money(at.afterFen)}`]
    case 'cut':
      return cutNeed(lever, at, other)
    case 'person':
      return at.level === 'quota' ? ['名额按得分先后给出；须入选名额，才有资助金额'] : []
  }
}

function cutNeed(lever: Extract<Lever, { kind: 'cut' }>, { beforeFen }: Link, other: Fen): string[] {
  const needFen = beforeFen === null ? null : inverse(other, lever.totalFen, beforeFen)
  if (needFen === null) return []
  return [`同样的应资助合计下，可用预算须达 ${money(needFen)}（现为 ${money(lever.availableFen)}）`]
}

/** A limit further on that would stop the amount even if the parting step were otherwise. */
function alsoNeeded({ lever }: Link, other: Fen): string[] {
  if (lever?.kind !== 'limit' || lever.limitFen >= other) return []
  return [`还受${lever.what} ${money(lever.limitFen)}的限制`]
}

/** What a step must at least give so that rounding lifts or leaves it at `other`. */
function justEnough(links: readonly Link[], other: Fen): Fen {
  const rounding = roundingOf(links)
  if (rounding === null || rounding.mode === '舍尾' || other % rounding.unitFen !== 0) return other
  return Math.max(0, other - rounding.unitFen / 2)
}

function unitNote(links: readonly Link[], other: Fen): string[] {
  const rounding = roundingOf(links)
  if (rounding === null || other % rounding.unitFen === 0) return []
  return [`金额取整${roundingText(rounding)}，计算结果不会是 ${money(other)}`]
}

function roundingOf(links: readonly Link[]) {
  for (const { lever } of links) if (lever?.kind === 'rounding') return lever.rounding
  return null
}

/** The least value with floor(value × num ÷ den) ≥ target, exact; null when there is none. `den` and `num` as in den ÷ num. */
function inverse(target: Fen, den: Fen, num: Fen): Fen | null {
  if (num === 0) return target === 0 ? 0 : null
  const product = BigInt(target) * BigInt(den)
  return toFen((product + BigInt(num) - 1n) / BigInt(num))
}

function trialNote(chain: readonly ChainNode[]): string[] {
  const open = chain.filter(({ outcome }) => outcome !== null && outcome !== 'met').map(({ label }) => label)
  return open.length === 0 ? [] : [`条件未全部符合（${open.join('、')}），机审金额只是试算`]
}

function openConditions(chain: readonly ChainNode[]): string {
  const open = chain.filter(({ outcome }) => outcome !== null && outcome !== 'met').map(({ label }) => label)
  return open.length === 0 ? '缺认定金额或参数' : open.join('、')
}

function money(fen: Fen): string {
  return `${yuanGrouped(fen)} 元（${wanGrouped(fen)} 万元）`
}
