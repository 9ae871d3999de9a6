/** One observation about a pair. A negative weight speaks against the same matter. */
export interface Evidence {
  kind: keyof typeof WEIGHTS
  weight: number
  /** Two to eight characters for lists: 发票号码相同. */
  short: string
  /** A sentence part that names the values. Personal numbers never stand in it. */
  text: string
}

/**
 * What speaks for and against one matter. The weights are office judgement, not policy: they only order what a person
 * looks at. An equal applicant alone shows nothing; with an equal year and nothing against it, a pair is shown
 * (domain.md §5 names the year); with an equal event, invoice, contract, platform or purchase it is strong.
 */
export const WEIGHTS = {
  codeAndName: 45,
  code: 42,
  name: 40,
  /** Equal names with different credit codes: two firms, or a wrong code. */
  nameOtherCode: 25,
  /** The name without its district, or with another legal form. */
  nameElsewhere: 35,
  /** A name one slip of the pen away. */
  nearName: 25,
  idNumber: 45,
  /** People share names. */
  personName: 25,
  /** An invoice or a contract belongs to one purchase, whoever hands it in: enough to be shown alone. */
  invoice: 60,
  contract: 60,
  /** Two applicants of 重大活动 who both claim one event. */
  eventOfOthers: 60,
  title: 50,
  nearTitle: 45,
  /** A project's name is often a general one. */
  projectTitle: 35,
  yearUnknown: -15,
  purchase: 50,
  purchaseAmount: 30,
  membership: 45,
  membershipDate: 55,
  honour: 45,
  output: 50,
  sameYear: 20,
  /** An amount that is no round number of 万元: paid twice by accident, hardly equal by accident. */
  oddAmount: 20,
  roundAmount: 5,
  otherEdition: -60,
  otherTitle: -40,
  otherYear: -45,
  /** Two names, however like, on two days are two events. */
  otherDay: -60,
  otherPurchase: -60,
  otherMembership: -50,
  otherHonour: -50,
  otherDocument: -30,
  otherArticle: -20,
  /** Said, but no excuse: see `invoice`. */
  otherApplicant: 0,
} as const

/** From this score on a pair is shown. */
export const SHOWN_FROM = 60
/** From this score on a pair with a grant already paid makes the condition 待核; a near name never does. */
export const STRONG_FROM = 75
export const MOST = 100
/** A merely similar name is shown only with something specific: a like event, purchase, honour, document or odd amount. */
export const MOST_IF_VAGUE = 50
export const SPECIFIC: ReadonlySet<keyof typeof WEIGHTS> = new Set([
  'invoice',
  'contract',
  'title',
  'nearTitle',
  'purchase',
  'purchaseAmount',
  'membershipDate',
  'honour',
  'output',
  'oddAmount',
])

/** `adjust` is added to the kind's own weight. */
export function evidence(kind: keyof typeof WEIGHTS, short: string, text: string, adjust = 0): Evidence {
  return { kind, weight: WEIGHTS[kind] + adjust, short, text }
}
