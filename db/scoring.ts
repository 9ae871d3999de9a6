import type { ArticleKey } from '../shared/application.ts'
import type { IsoInstant } from '../shared/date.ts'
import type { PanelExpert } from '../shared/scoring/panel.ts'
import type { Points, ScoringScheme } from '../shared/scoring/scheme.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { TAKEN_BACK } from './merges.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** One version of an article's 评审办法 in a round; `scheme` null ends its use. */
export interface StoredScheme {
  id: string
  article: ArticleKey
  scheme: ScoringScheme | null
  /** 文号 or 会议纪要, or the demo notice. */
  basis: string
  setBy: string
  setAt: IsoInstant
}

/** What one expert handed in on a case. A later one of the same expert replaces it; both stay. */
export interface StoredBallot {
  applicationId: string
  schemeId: string
  expertId: string
  expertName: string
  /** Null for an abstention, whose reason is the comment. */
  points: Points | null
  comment: string
  /** Why an earlier ballot is corrected; empty for a first one. */
  reason: string
  /** Account id, name where the account is known. */
  enteredBy: string
  entererName: string
  enteredAt: IsoInstant
}

/** Every version of every scheme of a round, oldest first. `setBy` is a name where the account is known. */
export function schemesOfRound(db: ReadableDb, roundId: string): StoredScheme[] {
  return all<Tables['scoring_scheme'] & { id: string; setter: string }>(
    db,
    `SELECT s.*, coalesce(u.name, s.set_by) AS setter
     FROM scoring_scheme s LEFT JOIN account u ON u.id = s.set_by WHERE s.round_id = ? ORDER BY s.seq`,
    roundId,
  ).map((row) => ({
    id: row.id,
    article: row.article,
    scheme: fromJson<ScoringScheme | null>(row.scheme_json),
    basis: row.basis,
    setBy: row.setter,
    setAt: row.set_at,
  }))
}

/** The newest panel of each article of a round. */
export function panelsOfRound(db: ReadableDb, roundId: string): Map<ArticleKey, PanelExpert[]> {
  const rows = all<Tables['scoring_panel']>(db, 'SELECT * FROM scoring_panel WHERE round_id = ? ORDER BY seq', roundId)
  return new Map(rows.map((row) => [row.article, fromJson<PanelExpert[]>(row.experts_json)]))
}

/** Whether an account is on a panel as it stands now, in a round that was not thrown away. */
export function sitsOnPanel(db: ReadableDb, accountId: string): boolean {
  const found = one(
    db,
    `SELECT 1 FROM scoring_panel p JOIN round r ON r.id = p.round_id
     WHERE r.discarded_at IS NULL
       AND p.seq = (SELECT max(seq) FROM scoring_panel WHERE round_id = p.round_id AND article = p.article)
       AND EXISTS (SELECT 1 FROM json_each(p.experts_json) e WHERE json_extract(e.value, '$.id') = ?)
     LIMIT 1`,
    accountId,
  )
  return found !== null
}

/** SQL: the ballot `e` did not come in by a merge that was taken back. */
const STANDS = `e.id NOT IN ${TAKEN_BACK('expert_score')}`

/**
 * Every ballot given under some scheme versions, oldest first; only of some applications when these are named. Those of a
 * merge that was taken back are left out.
 */
export function ballotsUnder(
  db: ReadableDb,
  schemeIds: readonly string[],
  applicationIds: readonly string[] | null = null,
): StoredBallot[] {
  if (schemeIds.length === 0) return []
  const marks = schemeIds.map(() => '?').join(', ')
  const select = `SELECT e.*, coalesce(u.name, e.entered_by) AS enterer
    FROM expert_score e LEFT JOIN account u ON u.id = e.entered_by`
  const rows =
    applicationIds === null
      ? all<Row>(db, `${select} WHERE e.scheme_id IN (${marks}) AND ${STANDS} ORDER BY e.seq`, ...schemeIds)
      : applicationIds.flatMap((id) =>
          all<Row>(
            db,
            `${select} WHERE e.application_id = ? AND +e.scheme_id IN (${marks}) AND ${STANDS} ORDER BY e.seq`,
            id,
            ...schemeIds,
          ),
        )
  return rows.map(toBallot)
}

/** Ids of the ballots that count under some scheme versions, by application id: the newest of each expert. */
export function countingBallotIds(db: ReadableDb, schemeIds: readonly string[]): Map<string, string[]> {
  if (schemeIds.length === 0) return new Map()
  const marks = schemeIds.map(() => '?').join(', ')
  const rows = all<{ id: string; applicationId: string }>(
    db,
    `SELECT e.id, e.application_id AS applicationId FROM expert_score e WHERE e.scheme_id IN (${marks}) AND ${STANDS}
       AND NOT EXISTS (SELECT 1 FROM expert_score n
         WHERE n.application_id = e.application_id AND n.expert_id = e.expert_id AND n.seq > e.seq
           AND n.id NOT IN ${TAKEN_BACK('expert_score')})
     ORDER BY e.seq`,
    ...schemeIds,
  )
  const byCase = Map.groupBy(rows, ({ applicationId }) => applicationId)
  return new Map([...byCase].map(([id, own]) => [id, own.map((row) => row.id)]))
}

type Row = Tables['expert_score'] & { enterer: string }

/** Appends a version and answers its id. */
export function addScheme(tx: Tx, roundId: string, entry: Pick<StoredScheme, 'article' | 'scheme' | 'basis'>): string {
  return tx.insert('scoring_scheme', {
    round_id: roundId,
    article: entry.article,
    scheme_json: JSON.stringify(entry.scheme),
    basis: entry.basis,
    set_by: tx.actor.id,
    set_at: tx.now,
  })
}

export function addPanel(tx: Tx, roundId: string, article: ArticleKey, experts: readonly PanelExpert[]): string {
  return tx.insert('scoring_panel', {
    round_id: roundId,
    article,
    experts_json: JSON.stringify(experts),
    set_by: tx.actor.id,
    set_at: tx.now,
  })
}

export function addBallot(tx: Tx, ballot: Omit<StoredBallot, 'enteredBy' | 'entererName' | 'enteredAt'>): string {
  return tx.insert('expert_score', {
    application_id: ballot.applicationId,
    scheme_id: ballot.schemeId,
    expert_id: ballot.expertId,
    expert_name: ballot.expertName,
    kind: ballot.points === null ? 'abstain' : 'score',
    scores_json: JSON.stringify(ballot.points ?? {}),
    comment: ballot.comment,
    reason: ballot.reason,
    entered_by: tx.actor.id,
    entered_at: tx.now,
  })
}

function toBallot(row: Row): StoredBallot {
  return {
    applicationId: row.application_id,
    schemeId: row.scheme_id,
    expertId: row.expert_id,
    expertName: row.expert_name,
    points: row.kind === 'abstain' ? null : fromJson<Points>(row.scores_json),
    comment: row.comment,
    reason: row.reason,
    enteredBy: row.entered_by,
    entererName: row.enterer,
    enteredAt: row.entered_at,
  }
}
