import { isNaturalPerson } from '../applicantName.ts'
import { type Application, FACTS, type FactName } from '../application.ts'
import { chineseDate } from '../date.ts'
import { wanGrouped } from '../money.ts'
import { maskName } from '../report/maskName.ts'

/**
 * The facts an expert reads: what the project is and what was spent. Persons, addresses, accounts and numbers that
 * identify somebody stay in the bureau, and so does 评审得分, which would tell what others think.
 */
const FOR_EXPERTS: readonly FactName[] = [
  'submittedOn',
  'requestedFen',
  'phase',
  'platformName',
  'investmentYear',
  'priorYearInvestmentFen',
  'orgStructure',
  'duties',
  'results',
  'eventName',
  'eventKind',
  'startDate',
  'endDate',
  'filingDate',
  'followUpNotes',
  'aiGroup',
  'aiZone',
  'areaSqm',
  'exhibitors',
  'actualInvestmentFen',
  'outputFen',
  'priorOutputFen',
  'dataSource',
  'membershipClass',
  'membershipDate',
  'purchaseItem',
  'purpose',
  'purchaseDate',
  'quantity',
  'purchaseFen',
  'honour',
  'honourYear',
  'auditedFen',
]

/** What an expert may read of an application, as label and text. */
export function factsForExperts({ facts }: Application): { label: string; text: string }[] {
  return FOR_EXPERTS.flatMap((name) => {
    const value = facts[name]
    return value === undefined ? [] : [{ label: FACTS[name].label, text: factText(name, value) }]
  })
}

/** The applicant's name, masked where it is a person's. */
export function nameForExperts(application: Application): string {
  return isNaturalPerson(application) ? maskName(application.applicant, '张*三') : application.applicant
}

function factText(name: FactName, value: string | number | boolean): string {
  const { kind } = FACTS[name]
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (kind === 'fen') return `${wanGrouped(Number(value))} 万元`
  if (kind === 'date') return chineseDate(String(value))
  return kind === 'year' ? `${value}年` : String(value)
}
