import type { ArticleKey } from '../application.ts'
import type { IsoDate, IsoInstant } from '../date.ts'
import type { ImportPlan, ImportProblem } from '../intake/sheet.ts'
import type { Fen } from '../money.ts'

/**
 * Lists from outside the database (domain.md §5, §2): grants of this bureau's own past rounds, grants of other bureaus
 * (区商务局, 市级), and 失信/限制 lists.
 */
export const REFERENCE_KINDS = ['own-round', 'other-bureau', 'restricted'] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

export const REFERENCE_KIND_NAMES: Record<ReferenceKind, string> = {
  'own-round': '以往批次资助名单',
  'other-bureau': '其他部门资助名单',
  restricted: '失信/限制名单',
}

/** An imported list as kept. It is never changed; a wrong one is withdrawn with a reason and imported anew. */
export interface ReferenceList {
  id: string
  kind: ReferenceKind
  /** Who made it: 区商务局, 2025年第1批, 国家严重失信主体名单. */
  source: string
  asOf: IsoDate | null
  fileName: string
  sha256: string
  importedBy: string
  importedAt: IsoInstant
  entries: number
  /** Null while it counts. */
  withdrawnReason: string | null
}

/** What a row of a list says beside who it names. Absent: the list does not say. */
export interface ReferenceFacts {
  /** own-round: the round and article the grant belongs to. */
  year?: number
  batch?: number
  article?: ArticleKey
  applicationNo?: string
  industry?: string
  phase?: string
  projectName?: string
  eventName?: string
  startDate?: IsoDate
  platformName?: string
  investmentYear?: number
  invoiceNo?: string
  contractNo?: string
  purchaseDate?: IsoDate
  purchaseFen?: Fen
  membershipClass?: string
  honour?: string
  honourYear?: number
  idNumber?: string
  /** 分 granted; grants only. */
  amountFen?: Fen
  /** restricted: first and last day it holds; open-ended when `to` is absent. */
  from?: IsoDate
  to?: IsoDate
  /** restricted: why. */
  reason?: string
  /** 文号, 案号 or the like of the paper behind the row. */
  document?: string
}

/** What a row of a list says, with its place in the file. */
export type ReferenceRow = Pick<ReferenceEntry, 'sheet' | 'row' | 'name' | 'creditCode' | 'facts'>

/** One row of an imported list. */
export interface ReferenceEntry {
  id: string
  listId: string
  kind: ReferenceKind
  source: string
  sheet: string
  row: number
  name: string
  /** 统一社会信用代码, upper case; empty when the list gives none. */
  creditCode: string
  facts: ReferenceFacts
}

export type PlannedReference =
  | { kind: 'new'; sheet: string; row: number; entry: ReferenceRow }
  | { kind: 'rejected'; sheet: string; row: number; problems: ImportProblem[] }
  /** Notes, totals, blank rows, and rows that grant nothing. */
  | { kind: 'skipped'; sheet: string; row: number; reason: string }

/** What importing a list will do. The preview shows it and the commit applies this very object. */
export interface ReferencePlan
  extends Pick<ReferenceList, 'kind' | 'source' | 'asOf' | 'fileName' | 'sha256'>,
    Pick<ImportPlan, 'sheets' | 'accepted' | 'rejected' | 'problems' | 'warnings' | 'refusal'>,
    Pick<ImportPlan, 'mapping' | 'tops' | 'choices'> {
  rows: PlannedReference[]
  /** Set when this very file already stands as this list: importing it again adds nothing. */
  repeats: string
}
