import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { ParameterValue } from '../shared/policy/article.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** A value somebody entered for a parameter. `key` is `<article key>.<parameter id>`. */
export interface ParameterVersion {
  id: string
  key: string
  value: ParameterValue
  /** 文号/条款, or the demo notice. */
  basis: string
  effectiveFrom: IsoDate
  origin: 'bureau' | 'demo'
  enteredBy: string
  enteredAt: IsoInstant
}

type Row = Tables['parameter_version'] & { id: string }

/** Which use of a key in a round counts: the last one that was not ended. For a query whose round_parameter is `u`. */
const CURRENT_USE = `(
  SELECT max(seq) FROM round_parameter x WHERE x.round_id = u.round_id AND x.key = u.key
    AND NOT EXISTS (SELECT 1 FROM round_parameter_end e WHERE e.round_parameter_id = x.id))`

/** The versions a round uses, by key: the last one it was given and still uses. Keys it was given none are absent. */
export function parametersOfRound(db: ReadableDb, roundId: string): Map<string, ParameterVersion> {
  const rows = all<Row>(
    db,
    `SELECT v.* FROM round_parameter u CROSS JOIN parameter_version v ON v.id = u.parameter_version_id
     WHERE u.round_id = ? AND u.seq = ${CURRENT_USE}
     ORDER BY u.key`,
    roundId,
  )
  return new Map(rows.map((row) => [row.key, toVersion(row)]))
}

/** Every value ever entered for a key with the name of who entered it, oldest first. */
export function parameterVersions(db: ReadableDb, key: string): (ParameterVersion & { who: string })[] {
  return all<Row & { who: string }>(
    db,
    `SELECT v.*, coalesce(a.name, v.entered_by) AS who FROM parameter_version v LEFT JOIN account a ON a.id = v.entered_by
     WHERE v.key = ? ORDER BY v.seq`,
    key,
  ).map((row) => ({ ...toVersion(row), who: row.who }))
}

/** The rounds that use a version of a key now, in order, each with the version's id. */
export function roundsUsing(db: ReadableDb, key: string): { versionId: string; year: number; batch: number }[] {
  return all(
    db,
    `SELECT u.parameter_version_id AS versionId, r.year, r.batch
     FROM round r CROSS JOIN round_parameter u ON u.round_id = r.id AND u.key = ? AND u.seq = ${CURRENT_USE}
     WHERE r.discarded_at IS NULL ORDER BY r.year, r.batch`,
    key,
  )
}

/** The name of who entered each version a round uses, by key. */
export function enteredNames(db: ReadableDb, roundId: string): Map<string, string> {
  const rows = all<{ key: string; who: string }>(
    db,
    `SELECT u.key, coalesce(a.name, v.entered_by) AS who
     FROM round_parameter u CROSS JOIN parameter_version v ON v.id = u.parameter_version_id
       LEFT JOIN account a ON a.id = v.entered_by
     WHERE u.round_id = ? AND u.seq = ${CURRENT_USE} ORDER BY u.key`,
    roundId,
  )
  return new Map(rows.map(({ key, who }) => [key, who]))
}

/** The uses of 演示参数 a round has not ended yet, also those a later value lies over. */
export function demoUses(db: ReadableDb, roundId: string): { id: string; key: string }[] {
  return all<{ id: string; key: string }>(
    db,
    `SELECT u.id, u.key FROM round_parameter u JOIN parameter_version v ON v.id = u.parameter_version_id
     WHERE u.round_id = ? AND v.origin = 'demo'
       AND NOT EXISTS (SELECT 1 FROM round_parameter_end e WHERE e.round_parameter_id = u.id)
     ORDER BY u.seq`,
    roundId,
  )
}

/** A value of the bureau with the day of the articles it was entered for. */
export interface BureauVersion extends ParameterVersion {
  /** That of the round it was entered in: the same key may be another figure in another version of the article. */
  policyOn: IsoDate
}

/**
 * Every value the bureau ever entered in a round, oldest first; 演示参数 are never among them, nor what only a round that
 * was thrown away used.
 */
export function bureauVersions(db: ReadableDb): BureauVersion[] {
  return all<Row & { policy_on: IsoDate }>(
    db,
    `SELECT v.*, r.policy_on FROM parameter_version v
     CROSS JOIN round_parameter u ON u.seq = (
       SELECT min(x.seq) FROM round_parameter x JOIN round y ON y.id = x.round_id
       WHERE x.parameter_version_id = v.id AND y.discarded_at IS NULL)
     CROSS JOIN round r ON r.id = u.round_id
     WHERE v.origin = 'bureau' ORDER BY v.seq`,
  ).map((row) => ({ ...toVersion(row), policyOn: row.policy_on }))
}

export type NewParameter = Omit<ParameterVersion, 'id' | 'enteredBy' | 'enteredAt'>

/** Enters a value and answers the version's id; no round uses it yet. */
export function addParameterVersion(tx: Tx, parameter: NewParameter): string {
  return tx.insert('parameter_version', {
    key: parameter.key,
    value_json: JSON.stringify(parameter.value),
    basis: parameter.basis,
    effective_from: parameter.effectiveFrom,
    origin: parameter.origin,
    entered_by: tx.actor.id,
    entered_at: tx.now,
  })
}

/** Makes a round use a version from now on; answers the id of the use. */
export function useParameter(tx: Tx, roundId: string, key: string, versionId: string): string {
  return tx.insert('round_parameter', { round_id: roundId, key, parameter_version_id: versionId, used_from: tx.now })
}

/** A round stops using a version; an older one it still uses counts again. */
export function endParameterUse(tx: Tx, useId: string, reason: string): void {
  tx.insert('round_parameter_end', { round_parameter_id: useId, reason, ended_by: tx.actor.id, ended_at: tx.now })
}

function toVersion(row: Row): ParameterVersion {
  return {
    id: row.id,
    key: row.key,
    value: fromJson<ParameterValue>(row.value_json),
    basis: row.basis,
    effectiveFrom: row.effective_from,
    origin: row.origin,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
  }
}
