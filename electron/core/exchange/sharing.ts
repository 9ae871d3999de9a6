import type { ReadableDb } from '../../../db/handle.ts'
import { all } from '../../../db/query.ts'

interface Named {
  id: string
  code: string
  name: string
}

/**
 * The cases of a round that may share a yearly cap with some of these, by credit code or name over any number of steps:
 * what is settled for one changes what is left for the others. A case alone with its applicant is among them only when
 * it was found anew itself.
 */
export function sharing(
  db: ReadableDb,
  roundId: string,
  worked: readonly string[],
  found: ReadonlySet<string>,
): Set<string> {
  const cases = all<Named>(
    db,
    `SELECT a.id, p.credit_code AS code, p.name_key AS name FROM application a JOIN applicant p ON p.id = a.applicant_id
     WHERE a.round_id = ?`,
    roundId,
  )
  const byId = new Map(cases.map((one) => [one.id, one]))
  const byCode = Map.groupBy(cases, ({ code }) => code)
  const byName = Map.groupBy(cases, ({ name }) => name)
  const near = ({ code, name }: Named): Named[] => [
    ...(code === '' ? [] : (byCode.get(code) ?? [])),
    ...(byName.get(name) ?? []),
  ]
  const reached = new Set<string>()
  for (const start of worked) {
    const first = byId.get(start)
    if (first === undefined || reached.has(start)) continue
    const group = new Set([start])
    for (const id of group) for (const other of near(byId.get(id) ?? first)) group.add(other.id)
    if (group.size > 1 || found.has(start)) for (const id of group) reached.add(id)
  }
  return reached
}
