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

/** The versions a round uses, by key: the last one it was given and still uses. Keys it was given none are absent. */
export function parametersOfRound(db: ReadableDb, roundId: string): Map<string, ParameterVersion> {
  const rows = all<Row>(
    db,
    `SELECT v.* FROM round_parameter u CROSS JOIN parameter_version v ON v.id = u.parameter_version_id
     WHERE u.round_id = ?
       AND u.seq = (
         SELECT max(seq) FROM round_parameter x WHERE x.round_id = u.round_id AND x.key = u.key
           AND NOT EXISTS (SELECT 1 FROM round_parameter_end e WHERE e.round_parameter_id = x.id))
     ORDER BY u.key`,
    roundId,
  )
  return new Map(rows.map((row) => [row.key, toVersion(row)]))
}

/** Every value ever entered for a key, oldest first. */
export function parameterVersions(db: ReadableDb, key: string): ParameterVersion[] {
  return all<Row>(db, 'SELECT * FROM parameter_version WHERE key = ? ORDER BY seq', key).map(toVersion)
}

/** The newest value the bureau entered for each key that had begun by `on`; 演示参数 are never among them. */
export function newestBureauVersions(db: ReadableDb, on: IsoDate): ParameterVersion[] {
  return all<Row>(
    db,
    `SELECT v.* FROM parameter_version v WHERE v.origin = 'bureau' AND v.seq = (
       SELECT max(seq) FROM parameter_version WHERE key = v.key AND origin = 'bureau' AND effective_from <= ?)
     ORDER BY v.key`,
    on,
  ).map(toVersion)
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
