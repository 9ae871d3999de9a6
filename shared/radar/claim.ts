import { normaliseName } from '../applicantName.ts'
import type { Application, ArticleKey, FactName, Facts } from '../application.ts'
import type { Fen } from '../money.ts'
import type { ReferenceEntry } from '../reference/reference.ts'
import { type NearName, nearNameOf } from './names.ts'
import { type Title, titleOf } from './titles.ts'

/** Facts that tell which matter a claim is for, in the order they are shown. */
export const MATTER_FACTS = [
  'eventName',
  'startDate',
  'platformName',
  'investmentYear',
  'purchaseDate',
  'purchaseFen',
  'invoiceNo',
  'contractNo',
  'membershipClass',
  'membershipDate',
  'outputFen',
  'priorOutputFen',
  'personName',
  'idNumber',
  'employer',
  'honour',
  'honourYear',
] as const satisfies readonly FactName[]
export type MatterFact = (typeof MATTER_FACTS)[number]
export type MatterFacts = Pick<Facts, MatterFact>

/**
 * Where a claim stands: an application of the open round, a grant of an earlier round of this database, a row of an
 * imported list of our own past rounds, or of another bureau.
 */
export const CLAIM_KINDS = ['application', 'grant', 'own-round', 'other-bureau'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

export const CLAIM_KIND_NAMES: Record<ClaimKind, string> = {
  application: '本批次申报',
  grant: '以往批次',
  'own-round': '以往批次名单',
  'other-bureau': '其他部门名单',
}

/** One side of a pair. */
export interface Claim {
  /** "application:<id>" or "entry:<id>", as rulings name it. */
  key: string
  kind: ClaimKind
  /** 2025年第1批, 区商务局. */
  source: string
  /** Null for a row of a list that gives none. */
  applicationNo: string | null
  /** Sheet and row of the list; null for applications. */
  place: { sheet: string; row: number } | null
  name: string
  creditCode: string
  article: ArticleKey | null
  projectName: string
  /** The year of the round or list; null when the list gives none. */
  year: number | null
  /** 分 asked for (applications) or granted; null when not known. */
  amountFen: Fen | null
  facts: MatterFacts
}

/** The claim an application makes. `kind` grant: it was paid `amountFen` in an earlier round. */
export function applicationClaim(
  from: { id: string; application: Pick<Application, Exclude<keyof Application, 'materials' | 'articleText'>> },
  kind: 'application' | 'grant',
  round: { year: number; batch: number },
  amountFen: Fen | null,
): Claim {
  const { applicationNo, applicant, creditCode, article, projectName, facts } = from.application
  return {
    key: applicationKey(from.id),
    kind,
    source: `${round.year}年第${round.batch}批`,
    applicationNo,
    place: null,
    name: applicant,
    creditCode,
    article,
    projectName,
    year: round.year,
    amountFen,
    facts: matterFacts(facts),
  }
}

/** The claim behind a row of an imported list of grants; null for a row of a 失信/限制 list. */
export function entryClaim(entry: ReferenceEntry): Claim | null {
  const { kind, source, sheet, row, name, creditCode, facts } = entry
  if (kind === 'restricted') return null
  return {
    key: entryKey(entry.id),
    kind,
    source,
    applicationNo: facts.applicationNo ?? null,
    place: { sheet, row },
    name,
    creditCode,
    article: facts.article ?? null,
    projectName: facts.projectName ?? '',
    year: facts.year ?? null,
    amountFen: facts.amountFen ?? null,
    facts: matterFacts(facts),
  }
}

export function applicationKey(id: string): string {
  return `application:${id}`
}

export function entryKey(id: string): string {
  return `entry:${id}`
}

/** A key of a ruling taken apart; null when it is none. */
export function readClaimKey(key: string): { kind: 'application' | 'entry'; id: string } | null {
  const match = /^(application|entry):(.+)$/.exec(key)
  const [, kind, id] = match ?? []
  return id === undefined || (kind !== 'application' && kind !== 'entry') ? null : { kind, id }
}

function matterFacts(facts: MatterFacts): MatterFacts {
  return Object.fromEntries(MATTER_FACTS.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])))
}

/** A claim with everything a comparison looks at worked out once. */
export interface Comparable {
  claim: Claim
  name: NearName
  /** The person a grant is for, in normalised spelling; null when the claim is not for a person. */
  person: string | null
  idNumber: string
  titles: { fact: 'eventName' | 'platformName' | 'projectName'; title: Title }[]
  /** The year of the matter itself, where its facts tell. */
  matterYear: number | null
  invoices: ReadonlySet<string>
  contracts: ReadonlySet<string>
}

/** Names of firms end like this; a short name that does not is a person's. */
const FIRM = /(公司|厂|店|行|部|社|会|院|所|校|中心|合伙\)?|企业|集团|协会|学会)$/
const LONGEST_PERSON = 4

export function comparable(claim: Claim): Comparable {
  const { facts } = claim
  const name = nearNameOf(claim.name)
  let titles: Comparable['titles'] | null = null
  return {
    claim,
    name,
    person: personOf(claim, name.key),
    idNumber: documentKey(facts.idNumber ?? ''),
    // Most rows of a list never meet anything, so their titles are taken apart when first asked for.
    get titles() {
      titles ??= titlesOf(claim)
      return titles
    },
    matterYear: matterYear(facts),
    invoices: documentKeys(facts.invoiceNo),
    contracts: documentKeys(facts.contractNo),
  }
}

function titlesOf({ facts, projectName }: Claim): Comparable['titles'] {
  const stated = [
    { fact: 'eventName', text: facts.eventName ?? '' },
    { fact: 'platformName', text: facts.platformName ?? '' },
    { fact: 'projectName', text: projectName },
  ] as const
  return stated.flatMap(({ fact, text }) => (text.trim() === '' ? [] : [{ fact, title: titleOf(text) }]))
}

function personOf({ facts, creditCode, article, name }: Claim, key: string): string | null {
  if (article !== null && article !== 'talent') return null
  if (facts.personName !== undefined) return normaliseName(facts.personName)
  return creditCode === '' && name !== '' && key.length <= LONGEST_PERSON && !FIRM.test(key) ? key : null
}

/** The year of the matter itself, where its facts tell. */
export function matterYear({ startDate, investmentYear, purchaseDate, honourYear }: MatterFacts): number | null {
  const day = startDate ?? purchaseDate
  return investmentYear ?? honourYear ?? (day === undefined ? null : Number(day.slice(0, 4)))
}

const NO_NUMBERS: ReadonlySet<string> = new Set()

/** Several numbers may stand in one cell. */
function documentKeys(text: string | undefined): ReadonlySet<string> {
  if (text === undefined) return NO_NUMBERS
  const parts = text.normalize('NFKC').split(/[,;、/\s]+/)
  return new Set(parts.map(documentKey).filter(isDocumentNumber))
}

/** Letter case, dashes and the leading zeros a spreadsheet eats make no difference. */
function documentKey(text: string): string {
  if (text === '') return ''
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z\p{Script=Han}]/gu, '')
    .replace(/^0+/, '')
}

/** 无, 1 or 00 is no number anybody could be found by. */
function isDocumentNumber(key: string): boolean {
  return key.length >= 4 && /\d{3}/.test(key) && new Set(key).size > 1
}
