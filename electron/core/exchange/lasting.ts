import type { TravelRow } from '../../../db/exchangeRows.ts'
import type { TableName } from '../../../db/tables.ts'

/** Records that end another one for good, and the column that names it. */
const ENDING: readonly (readonly [TableName, string])[] = [
  ['decision_withdrawal', 'decision_id'],
  ['supplement_close', 'request_id'],
  ['attachment_withdrawal', 'attachment_id'],
]

/**
 * The kinds among these records that end what was here before: no later record brings that back, so a merge of them can be
 * taken back by its backup only. What ends a record that came along falls with it.
 */
export function lastingKinds(added: readonly { table: TableName; row: TravelRow }[]): TableName[] {
  const own = new Set(added.map(({ row }) => row.id))
  return ENDING.flatMap(([kind, ended]) => {
    return added.some(({ table, row }) => table === kind && !own.has(String(row[ended]))) ? [kind] : []
  })
}
