import type { ArticleKey } from '../application.ts'
import type { QuotaPlace } from '../cohort/allocation.ts'
import { compareApplicationNos } from '../cohort/order.ts'
import type { Fen } from '../money.ts'
import type { StageAct } from '../stages/moves.ts'
import { REOPENED_STAGE, type Stage } from '../stages/stages.ts'
import type { DecisionKind } from '../views.ts'

/** What the chief looks at before approving, the gravest first. */
export const ATTENTION_KINDS = [
  'tie',
  'same',
  'restricted',
  'match',
  'stale',
  'reopened',
  'split',
  'override',
  'warning',
  'waiting',
  'recheck',
  'proposed',
  'approval',
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

export const ATTENTION_NAMES: Record<AttentionKind, string> = {
  tie: '并列待定',
  same: '同一事项',
  restricted: '失信/限制',
  match: '查重未认定',
  stale: '材料有变',
  reopened: '退回复审',
  split: '评分分歧',
  override: '人工调整',
  warning: '预警',
  waiting: '候补',
  recheck: '待复核',
  proposed: '待提交',
  approval: '待审定',
}

/** A case as far as the chief's list asks. */
export interface DeskCase {
  caseId: string
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  articleNo: string
  industry: string
  stage: Stage
  decision: { kind: DecisionKind; opinion: string; overridden: boolean; deciderName: string } | null
  computedFen: Fen | null
  /** What it would get: allocated, else agreed, else computed. */
  amountFen: Fen | null
  quota: QuotaPlace | null
  stale: boolean
  warnings: readonly string[]
  /** What a 失信/限制 list says of the applicant; empty when nothing. */
  restriction: string
  /** How far the experts differ, as a sentence; empty when not beyond the set limit. */
  split: string
  matches: readonly DeskMatch[]
}

/** A pair of the radar. */
export interface DeskMatch {
  /** Tells the pair apart on the radar. */
  key: string
  ruling: 'same' | 'different' | null
  /** Who, where, why alike; of a ruling also its reason. */
  text: string
}

export interface AttentionRow {
  /** Case and kind, and the pair where there is one. */
  key: string
  kind: AttentionKind
  caseId: string
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  articleNo: string
  industry: string
  stage: Stage
  amountFen: Fen | null
  reason: string
  /** The radar pair to open; empty where there is none. */
  pair: string
  /** The stage acts this row offers; whether they are open to the person is planned before they are done. */
  acts: StageAct[]
}

/** Every reason of every case, gravest kind first, larger amounts first within a kind. */
export function attentionRows(cases: readonly DeskCase[], yuan: (fen: Fen) => string): AttentionRow[] {
  return cases
    .flatMap((one) => reasonsOf(one, yuan).map((reason) => rowOf(one, reason)))
    .sort(
      (a, b) =>
        ATTENTION_KINDS.indexOf(a.kind) - ATTENTION_KINDS.indexOf(b.kind) ||
        (b.amountFen ?? 0) - (a.amountFen ?? 0) ||
        compareApplicationNos(a.applicationNo, b.applicationNo),
    )
}

/** How many rows each kind has. */
export function attentionCounts(rows: readonly Pick<AttentionRow, 'kind'>[]): Record<AttentionKind, number> {
  const counts = Object.fromEntries(ATTENTION_KINDS.map((kind) => [kind, 0])) as Record<AttentionKind, number>
  for (const { kind } of rows) counts[kind] += 1
  return counts
}

interface Reason {
  kind: AttentionKind
  text: string
  pair?: string
}

function reasonsOf(one: DeskCase, yuan: (fen: Fen) => string): Reason[] {
  const { decision, stage, quota } = one
  const refused = decision?.kind === 'refuse'
  const agreed = decision?.kind === 'agree'
  const by = decision === null ? '' : decision.deciderName
  return [
    ...when(quota === 'tied', 'tie', `得分并列，${one.industry}名额不足，须裁定`),
    ...when(!refused && one.restriction !== '', 'restricted', one.restriction),
    ...(refused ? [] : one.matches.flatMap(matchReason)),
    ...when(one.stale, 'stale', '拟定意见之后资料或机审结论有变，须重新拟定'),
    ...when(stage === REOPENED_STAGE, 'reopened', '经异议办理退回复审，须重新拟定'),
    ...when(one.split !== '', 'split', one.split),
    ...when(decision?.overridden === true, 'override', overrideText(one, yuan)),
    ...when(agreed && one.warnings.length > 0, 'warning', one.warnings.join('；')),
    ...when(quota === 'waiting', 'waiting', `${one.industry}名额已满，列为候补，不占预算`),
    ...when(stage === '复核', 'recheck', `${by}拟${refused ? '不予支持' : '同意'}，等待复核`),
    ...when(stage === '拟定' && (agreed || refused), 'proposed', `${by}已拟定，尚未提交复核`),
    ...when(stage === '审定', 'approval', `复核已通过，拟${refused ? '不予支持' : '同意'}，等待定稿`),
  ]
}

function when(holds: boolean, kind: AttentionKind, text: string): Reason[] {
  return holds ? [{ kind, text }] : []
}

function matchReason({ key, ruling, text }: DeskMatch): Reason[] {
  if (ruling === 'different') return []
  return [{ kind: ruling === 'same' ? 'same' : 'match', text, pair: key }]
}

function overrideText({ computedFen, decision }: DeskCase, yuan: (fen: Fen) => string): string {
  const machine = computedFen === null ? '机审未算出金额' : `机审 ${yuan(computedFen)} 元`
  const opinion = decision?.opinion ?? ''
  return `${machine}，${decision?.deciderName ?? ''}作了调整${opinion === '' ? '' : `：${opinion}`}`
}

const ACTS: Partial<Record<AttentionKind, StageAct[]>> = {
  recheck: ['pass', 'return'],
  proposed: ['submit'],
  approval: ['return'],
}

function rowOf(one: DeskCase, { kind, text, pair = '' }: Reason): AttentionRow {
  const { caseId, applicationNo, applicant, article, articleNo, industry, stage, amountFen } = one
  const acts = ACTS[kind] ?? []
  const key = [caseId, kind, pair].join(' ').trim()
  return {
    key,
    kind,
    caseId,
    applicationNo,
    applicant,
    article,
    articleNo,
    industry,
    stage,
    amountFen,
    reason: text,
    pair,
    acts,
  }
}
