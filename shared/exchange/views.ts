import type { ArticleKey } from '../application.ts'
import type { IsoDate, IsoInstant } from '../date.ts'
import type { Role } from '../roles.ts'

export interface PersonLine {
  accountId: string
  name: string
  roles: Role[]
}

export interface DispatchPlan {
  cases: {
    applicationId: string
    applicationNo: string
    applicant: string
    article: ArticleKey | null
    industry: string
    assignee: string | null
    /** Numbers of earlier 派发包 of this round the case is out in, not yet returned. */
    alreadyIn: number[]
  }[]
  /** Active accounts that can work on cases: 审核员, 科长, 评审专家. */
  people: PersonLine[]
  attachments: number
  attachmentBytes: number
  /** What to know before: recusals among the people, cases already out. Sentences. */
  remarks: string[]
}

export interface DispatchMade {
  dispatchId: string
  /** Counts within the round. */
  number: number
  /** Four groups of four, over the whole file: read out over the telephone, compared before opening. */
  code: string
  cases: number
  attachments: number
  bytes: number
}

export interface DispatchLine {
  dispatchId: string
  number: number
  code: string
  people: string[]
  cases: number
  dueOn: IsoDate | null
  madeBy: string
  madeAt: IsoInstant
  /** Who has sent something back so far. */
  returned: string[]
}

/** How many records of each kind, in a kind's Chinese name (拟定意见, 专家评分, 附件 …). */
export type KindCounts = { kind: string; added: number; identical: number; contested: number }[]

export type ContestCause =
  /** Both sides decided the case. */
  | 'decision'
  /** Both sides changed the same fact. */
  | 'fact'
  /** The case has moved on to another stage here. */
  | 'stage'
  /** The person scored the case here too. */
  | 'score'
  /** Both sides ruled on the same pair of 同一事项. */
  | 'matter'
  /** The case stands in a valid 定稿, or its round is closed. */
  | 'listed'
  /** The person declared 回避 here: cannot be adopted. */
  | 'recused'
  /** Would let one person decide twice: cannot be adopted. */
  | 'four-eyes'

export interface Contest {
  applicationId: string
  applicationNo: string
  applicant: string
  /** In sentences for the screen beside the causes. */
  causes: { cause: ContestCause; sentence: string }[]
}

export interface ReturnInspection {
  planId: string
  code: string
  /** Who worked, from which 派发包 of which round. */
  person: string
  roundName: string
  dispatchNumber: number
  dispatchedAt: IsoInstant
  openedAt: IsoInstant
  madeAt: IsoInstant
  appVersion: string
  /** False when parameters or articles of the round changed here since the package went out. */
  sameRules: boolean
  /** The package brings nothing that is not here. */
  nothingNew: boolean
  cases: number
  counts: KindCounts
  contested: Contest[]
  /** Sentences: clock that differs, rules that changed, overdue. */
  remarks: string[]
}

export interface MergeDone {
  mergeId: string
  added: number
  identical: number
  contested: Contest[]
}

export interface MergeLine {
  mergeId: string
  dispatchNumber: number
  person: string
  code: string
  added: number
  contested: number
  mergedBy: string
  mergedAt: IsoInstant
  /** Null while it stands. */
  undone: { by: string; at: IsoInstant; reason: string } | null
}

/** What one side says of a contested case, in words: 意见, 金额, 环节, facts changed, scores. */
export interface ContestSide {
  /** 'current' for what stands here. */
  sideId: string
  /** Who: a person's name and 派发包; 本机 for what stands here. */
  who: string
  /** Newest last. `when` is the writer's own clock: shown, never used for the order. */
  lines: { what: string; text: string; by: string; when: IsoInstant }[]
  /** Null when it may be chosen; else why not. */
  barred: string | null
}

export interface ContestedCase extends Contest {
  sides: ContestSide[]
  /** Null while open. */
  ruling: { chosen: string; reason: string; by: string; at: IsoInstant } | null
}

/** What a package's header says in plain text. */
export interface PackageHead {
  kind: 'dispatch' | 'return'
  code: string
  madeAt: IsoInstant
  appVersion: string
  bytes: number
}

export interface WorkspaceLine {
  workspaceId: string
  roundName: string
  dispatchNumber: number
  person: string
  dueOn: IsoDate | null
  openedAt: IsoInstant
}

export interface Workspaces {
  /** Null in the office's own database. */
  current: WorkspaceLine | null
  workspaces: WorkspaceLine[]
}

export interface WorkspaceOpened {
  workspace: WorkspaceLine
  cases: number
  /** Opens this workspace when the password is forgotten; shown once. */
  recoveryCode: string
}

export interface WorkspaceTask {
  workspace: WorkspaceLine
  roundId: string
  cases: number
  /** Cases with a record of one's own that is not in the newest 回收包. */
  worked: number
  /** When the newest 回收包 was made; null when none was. */
  returnedAt: IsoInstant | null
  /** Cases with words typed and not decided: these do not go home. */
  drafts: number
}

export interface ReturnMade {
  code: string
  /** Records, all since the package was opened. */
  records: number
  cases: number
  attachments: number
  bytes: number
  /** As in WorkspaceTask. */
  drafts: number
  counts: { kind: string; records: number }[]
}
