import { TABLE_NAMES } from '../../../db/tableNames.ts'
import type { MutableTable, TableName } from '../../../db/tables.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { RETURNED_TABLES } from './elements.ts'
import { originOf } from './workspaces.ts'

/** What a 回收包 brings home, and what is part of working on it or of this computer alone. */
const ADDED: ReadonlySet<TableName> = new Set<TableName>([
  ...RETURNED_TABLES,
  'applicant',
  'material',
  'act',
  'act_step',
  'setting',
  'issued_paper',
])
const CHANGED: ReadonlySet<MutableTable> = new Set<MutableTable>(['application', 'material', 'account', 'setting'])

/**
 * The transaction as a workspace may use it: what would neither go home nor count here is refused instead of being lost when
 * the work is handed back. In any other database it is the transaction itself. Errors: CONFLICT naming the kind of record.
 */
export function withinWorkspace(tx: Tx): Tx {
  if (originOf(tx.db) === null) return tx
  return {
    db: tx.db,
    actor: tx.actor,
    now: tx.now,
    installation: tx.installation,
    newId: () => tx.newId(),
    log: (action, subject, detail) => tx.log(action, subject, detail),
    insert: (table, row) => {
      if (!ADDED.has(table)) throw staysHere(table)
      return tx.insert(table, row)
    },
    update: (table, id, changes) => {
      if (!CHANGED.has(table)) throw staysHere(table)
      tx.update(table, id, changes)
    },
  }
}

function staysHere(table: TableName): AppError {
  const sentence = `派发包工作区里不能办理“${TABLE_NAMES[table]}”：它不随回收包送回，没有改动任何数据；请在派发的电脑上办理`
  return new AppError('CONFLICT', sentence)
}
