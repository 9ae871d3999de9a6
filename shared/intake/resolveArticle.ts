import type { ArticleKey } from '../application.ts'
import { articleLabel, readArticle } from './articleText.ts'
import type { FieldName } from './fields.ts'

/** Columns that only one article has. */
const OWN_FIELDS: Record<ArticleKey, FieldName[]> = {
  platform: ['platformName', 'investmentYear', 'priorYearInvestmentFen', 'orgStructure', 'duties', 'results'],
  talent: ['personName', 'idNumber', 'employer', 'honour', 'honourYear'],
  exhibition: [],
  event: [
    'eventKind',
    'filingDate',
    'followUpNotes',
    'aiGroup',
    'aiZone',
    'areaSqm',
    'exhibitors',
    'actualInvestmentFen',
  ],
  growth: ['outputFen', 'priorOutputFen', 'dataSource'],
  'gold-exchange': ['membershipClass', 'membershipDate'],
  'smart-glasses': ['purchaseItem', 'purpose', 'purchaseDate', 'quantity', 'purchaseFen'],
}
/** An exhibitor's claim may name the fair and its days too, so these tell an event only from articles without fairs. */
const FAIR_FIELDS: FieldName[] = ['eventName', 'startDate', 'endDate']

export interface ArticleDecision {
  article: ArticleKey | null
  /** Why it is 待核, or what an unclear text was read as; empty when the text itself was clear. */
  warning: string
}

/**
 * The article of a row. A clear text decides; an ambiguous number is decided by the columns the row itself fills, then
 * by the sheet's name and titles; where these say nothing or contradict each other it is 待核, never guessed
 * (domain.md §8).
 */
export function decideArticle(text: string, filled: ReadonlySet<FieldName>, sheet: ArticleKey | null): ArticleDecision {
  const reading = readArticle(text)
  switch (reading.kind) {
    case 'known':
      return { article: reading.article, warning: '' }
    case 'unreadable':
      return open('看不出是哪一条')
    case 'contradictory':
      return open('条号与名称不是同一条')
    case 'blank':
      return decideBlank(filled, sheet)
    case 'ambiguous':
      return decideAmong(reading.candidates, filled, sheet)
  }
}

function decideBlank(filled: ReadonlySet<FieldName>, sheet: ArticleKey | null): ArticleDecision {
  if (sheet === null) return open('未填申报条款，工作表名称和标题也没有写明是哪一条')
  const evidence = evidenceFor(Object.keys(OWN_FIELDS).filter(isKey), filled)
  if (evidence.some((key) => key !== sheet)) return open(`未填申报条款，所填内容与工作表的“${articleLabel(sheet)}”不符`)
  return { article: sheet, warning: `未填申报条款，按工作表名称或标题读作“${articleLabel(sheet)}”` }
}

function decideAmong(
  candidates: ArticleKey[],
  filled: ReadonlySet<FieldName>,
  sheet: ArticleKey | null,
): ArticleDecision {
  const named = candidates.map(articleLabel).join('”或“')
  const evidence = evidenceFor(candidates, filled)
  const [own] = evidence
  const sheetSays = sheet !== null && candidates.includes(sheet) ? sheet : null
  if (evidence.length > 1) return open(`新旧条号不同，可能是“${named}”，所填内容两边都有`)
  if (own !== undefined && sheetSays !== null && own !== sheetSays) {
    return open(`新旧条号不同，可能是“${named}”，所填内容与工作表名称不一致`)
  }
  const article = own ?? sheetSays
  if (article === null) return open(`新旧条号不同，可能是“${named}”，所填内容和工作表名称都看不出`)
  return { article, warning: '' }
}

function evidenceFor(candidates: ArticleKey[], filled: ReadonlySet<FieldName>): ArticleKey[] {
  const fairs = !candidates.includes('exhibition')
  return candidates.filter((key) => {
    const own = OWN_FIELDS[key]
    const fields = key === 'event' && fairs ? [...own, ...FAIR_FIELDS] : own
    return fields.some((field) => filled.has(field))
  })
}

function open(why: string): ArticleDecision {
  return { article: null, warning: `${why}，条款待核，请审核员认定` }
}

function isKey(key: string): key is ArticleKey {
  return key in OWN_FIELDS
}
