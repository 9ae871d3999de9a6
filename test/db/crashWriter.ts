import { writeSync } from 'node:fs'
import { createIdSource } from '../../db/ids.ts'
import { openDatabase } from '../../db/open.ts'
import { saveSetting } from '../../db/settings.ts'
import { write } from '../../db/write.ts'

/**
 * Writes until it is killed: each transaction changes several tables, large and small in turn, and is acknowledged on
 * standard output only when it is durable.
 */
const [path = '', from = '0'] = process.argv.slice(2)
const db = openDatabase(path)
const newId = createIdSource()
writeSync(1, 'ready\n')
for (let count = Number(from) + 1; ; count += 1) {
  const context = { actor: { id: 'a', name: 'a' }, now: '2026-03-05T00:00:00.000Z', newId }
  write(db, context, (tx) => {
    saveSetting(tx, 'count', count)
    for (let row = 0; row < (count % 5) * 60 + 2; row += 1) {
      tx.insert('applicant', {
        credit_code: `${count}`,
        name: '样例'.repeat(40),
        name_key: `${row}`,
        natural_person: 0,
      })
    }
    tx.log('写入', `${count}`, {})
  })
  writeSync(1, `${count}\n`)
}
