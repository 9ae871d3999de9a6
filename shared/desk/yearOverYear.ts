import type { Fen } from '../money.ts'

/** Money given in a round: counts and sum, in all and by article. */
export interface GrantSum {
  count: number
  fen: Fen
}

/** A grant of an earlier round, from a frozen list of this database or from an imported list of our own. */
export interface YearGrant {
  year: number
  batch: number
  articleTitle: string
  allocatedFen: Fen
  imported: boolean
}

export interface RoundSum extends GrantSum {
  year: number
  batch: number
  imported: boolean
}

export interface ArticleChange {
  title: string
  /** Null: the year has no such article. */
  now: GrantSum | null
  before: GrantSum | null
}

/** The open round's year beside the newest year before it that has figures. */
export interface YearOverYear {
  /** Earlier rounds with sums, newest first; without the open one. */
  rounds: RoundSum[]
  thisYear: GrantSum & { year: number; batches: number[] }
  /** Null: 无可比数据. */
  lastYear: (GrantSum & { year: number; batches: number[] }) | null
  articles: ArticleChange[]
  /** Rows of imported lists without an amount: they are in no sum. */
  withoutSum: number
}

/**
 * Compares by the articles' titles, which outlive their numbers. `own` are the grants of the open round. A year without
 * any sum is left out rather than taken as nothing.
 */
export function yearOverYear(
  round: { year: number; batch: number },
  own: readonly Pick<YearGrant, 'articleTitle' | 'allocatedFen'>[],
  earlier: readonly YearGrant[],
  withoutSum: number,
): YearOverYear {
  const now = [
    ...own.map((one) => ({ ...one, ...round, imported: false })),
    ...earlier.filter(({ year }) => year === round.year),
  ]
  const years = earlier.map(({ year }) => year).filter((year) => year < round.year)
  const last = years.length === 0 ? null : Math.max(...years)
  const before = earlier.filter(({ year }) => year === last)
  const groups = [...Map.groupBy(earlier, ({ year, batch, imported }) => `${year}-${batch}-${imported}`).values()]
  const rounds = groups.flatMap((group): RoundSum[] => {
    const [first] = group
    return first === undefined
      ? []
      : [{ year: first.year, batch: first.batch, imported: first.imported, ...sumOf(group) }]
  })
  return {
    rounds: rounds.sort((a, b) => b.year - a.year || b.batch - a.batch),
    thisYear: { year: round.year, batches: batchesOf(now, [round.batch]), ...sumOf(now) },
    lastYear: last === null ? null : { year: last, batches: batchesOf(before, []), ...sumOf(before) },
    articles: last === null ? [] : changes(now, before),
    withoutSum,
  }
}

/** 「增加 120.50 万元（+12.3%）」; `wan` writes an amount in 万元. */
export function changeText(now: Fen, before: Fen, wan: (fen: Fen) => string): string {
  const difference = now - before
  if (difference === 0) return '持平'
  const rate =
    before === 0 ? '' : `（${difference > 0 ? '+' : '−'}${((Math.abs(difference) / before) * 100).toFixed(1)}%）`
  return `${difference > 0 ? '增加' : '减少'} ${wan(Math.abs(difference))} 万元${rate}`
}

/** 「2025年第1、2批」. */
export function batchesText({ year, batches }: { year: number; batches: readonly number[] }): string {
  return `${year}年第${batches.join('、')}批`
}

function changes(now: readonly YearGrant[], before: readonly YearGrant[]): ArticleChange[] {
  const [ofNow, ofBefore] = [now, before].map((grants) => Map.groupBy(grants, ({ articleTitle }) => articleTitle))
  const titles = [...new Set([...(ofNow?.keys() ?? []), ...(ofBefore?.keys() ?? [])])]
  const sum = (grants: YearGrant[] | undefined) => (grants === undefined ? null : sumOf(grants))
  return titles
    .map((title) => ({ title, now: sum(ofNow?.get(title)), before: sum(ofBefore?.get(title)) }))
    .sort((a, b) => (b.now?.fen ?? 0) - (a.now?.fen ?? 0) || (b.before?.fen ?? 0) - (a.before?.fen ?? 0))
}

function sumOf(grants: readonly { allocatedFen: Fen }[]): GrantSum {
  const paid = grants.filter(({ allocatedFen }) => allocatedFen > 0)
  return { count: paid.length, fen: paid.reduce((sum, { allocatedFen }) => sum + allocatedFen, 0) }
}

function batchesOf(grants: readonly { batch: number }[], least: readonly number[]): number[] {
  return [...new Set([...least, ...grants.map(({ batch }) => batch)])].sort((a, b) => a - b)
}
