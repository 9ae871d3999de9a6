import type { Objection, ObjectionStep } from '../shared/objections/objection.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import { COUNTED_TOGETHER } from './rounds.ts'
import type { Tx } from './write.ts'

export interface StoredObjection extends Objection {
  roundId: string
}

const COLUMNS = `o.id, o.round_id AS roundId, o.number, o.kind, o.application_id AS applicationId,
  a.application_no AS applicationNo, a.applicant_name AS applicant, o.person, o.signed, o.received_on AS receivedOn,
  o.received_how AS receivedHow, o.subject, o.due_days AS dueDays, o.due_on AS dueOn, o.enterer_name AS entererName,
  o.entered_at AS enteredAt`
const FROM = 'FROM objection o LEFT JOIN application a ON a.id = o.application_id'

/** Every objection of a round with its steps, in order of number. */
export function objectionsOfRound(db: ReadableDb, roundId: string): StoredObjection[] {
  return withSteps(db, all<Head>(db, `SELECT ${COLUMNS} ${FROM} WHERE o.round_id = ? ORDER BY o.number`, roundId))
}

export function objectionById(db: ReadableDb, id: string): StoredObjection | null {
  const found = one<Head>(db, `SELECT ${COLUMNS} ${FROM} WHERE o.id = ?`, id)
  return found === null ? null : (withSteps(db, [found])[0] ?? null)
}

export type NewObjection = Omit<
  StoredObjection,
  'id' | 'number' | 'applicationNo' | 'applicant' | 'entererName' | 'enteredAt' | 'steps'
>

/** Registers an objection under the round's next number and answers its id. */
export function addObjection(tx: Tx, given: NewObjection): string {
  const sql = `SELECT coalesce(max(o.number), 0) + 1 AS next FROM objection o
    JOIN round r ON r.id = o.round_id JOIN round own ON ${COUNTED_TOGETHER} WHERE own.id = ?`
  return tx.insert('objection', {
    round_id: given.roundId,
    number: one<{ next: number }>(tx.db, sql, given.roundId)?.next ?? 1,
    application_id: given.applicationId,
    kind: given.kind,
    person: given.person,
    signed: given.signed,
    received_on: given.receivedOn,
    received_how: given.receivedHow,
    subject: given.subject,
    due_days: given.dueDays,
    due_on: given.dueOn,
    entered_by: tx.actor.id,
    enterer_name: tx.actor.name,
    entered_at: tx.now,
  })
}

/** Appends a step in the actor's name. */
export function addObjectionStep(
  tx: Tx,
  objectionId: string,
  step: Pick<ObjectionStep, 'outcome' | 'effect' | 'happenedOn' | 'words'>,
): void {
  tx.insert('objection_step', {
    objection_id: objectionId,
    outcome: step.outcome,
    effect: step.effect,
    happened_on: step.happenedOn,
    words: step.words,
    done_by: tx.actor.id,
    doer_name: tx.actor.name,
    done_at: tx.now,
  })
}

type Head = Omit<StoredObjection, 'steps'>

function withSteps(db: ReadableDb, heads: readonly Head[]): StoredObjection[] {
  return heads.map((head) => ({
    ...head,
    steps: all<ObjectionStep>(
      db,
      `SELECT outcome, effect, happened_on AS happenedOn, words, doer_name AS doerName, done_at AS doneAt
       FROM objection_step WHERE objection_id = ? ORDER BY seq`,
      head.id,
    ),
  }))
}
