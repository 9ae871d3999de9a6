import type { Fen } from '../money.ts'

/** What one application adds to the figures of a round. */
export interface FigureCase {
  articleNo: string
  articleTitle: string
  industry: string
  requestedFen: Fen | null
  /** It shares in the budget; waiting and tied ones do not. */
  sharing: boolean
  entitledFen: Fen
  allocatedFen: Fen
}

/** One article or industry. Amounts in 分; `entitledFen`, `cutFen` and `allocatedFen` over the sharing cases only. */
export interface FigureRow {
  name: string
  title: string
  cases: number
  /** Cases that get money. */
  granted: number
  requestedFen: Fen
  /** Cases whose requested amount is not known; they are in no sum of it. */
  unasked: number
  entitledFen: Fen
  cutFen: Fen
  allocatedFen: Fen
  /** Of the whole allocation in hundredths of a per cent, rounded; null when nothing is allocated. */
  shareBasis: number | null
}

export interface Figures {
  articles: FigureRow[]
  industries: FigureRow[]
  total: FigureRow
}

/** Groups the cases both ways. Articles in the order of their numbers, industries by allocated amount. */
export function figuresOf(cases: readonly FigureCase[]): Figures {
  const whole = rowOf('合计', '', cases, null)
  const rows = (by: (one: FigureCase) => string, title: (one: FigureCase) => string): FigureRow[] =>
    [...Map.groupBy(cases, by)].map(([name, group]) => {
      const [first] = group
      return rowOf(name, first === undefined ? '' : title(first), group, whole.allocatedFen)
    })
  const articles = rows(
    ({ articleNo }) => articleNo,
    ({ articleTitle }) => articleTitle,
  ).sort((a, b) => articleOrder(a.name) - articleOrder(b.name) || (a.name < b.name ? -1 : 1))
  const industries = rows(
    ({ industry }) => (industry === '' ? '未注明' : industry),
    () => '',
  ).sort((a, b) => b.allocatedFen - a.allocatedFen || b.cases - a.cases || (a.name < b.name ? -1 : 1))
  return { articles, industries, total: { ...whole, shareBasis: whole.allocatedFen === 0 ? null : 10_000 } }
}

/** 「35.20%」, or a dash where there is no whole to be a part of. */
export function shareText(basis: number | null): string {
  return basis === null ? '—' : `${(basis / 100).toFixed(2)}%`
}

function rowOf(name: string, title: string, cases: readonly FigureCase[], wholeFen: Fen | null): FigureRow {
  const sharing = cases.filter((one) => one.sharing)
  const sum = (of: readonly FigureCase[], pick: (one: FigureCase) => Fen) => of.reduce((all, one) => all + pick(one), 0)
  const entitledFen = sum(sharing, (one) => one.entitledFen)
  const allocatedFen = sum(sharing, (one) => one.allocatedFen)
  return {
    name,
    title,
    cases: cases.length,
    granted: sharing.filter((one) => one.allocatedFen > 0).length,
    requestedFen: sum(cases, (one) => one.requestedFen ?? 0),
    unasked: cases.filter((one) => one.requestedFen === null).length,
    entitledFen,
    cutFen: entitledFen - allocatedFen,
    allocatedFen,
    shareBasis: wholeFen === null || wholeFen === 0 ? null : Math.round((allocatedFen / wholeFen) * 10_000),
  }
}

const DIGITS = '零一二三四五六七八九'

/** 第十二条 → 12; what carries no number comes last. */
export function articleOrder(name: string): number {
  const [, number = ''] = /^第([一二三四五六七八九十]+)条/.exec(name) ?? []
  if (number === '') return Number.MAX_SAFE_INTEGER
  const [tens = '', ones = ''] = number.includes('十') ? number.split('十') : ['零', number]
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones))
}
