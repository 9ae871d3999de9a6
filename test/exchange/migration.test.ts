import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addList } from '../../db/lists.ts'
import { fileVersion } from '../../db/migrate.ts'
import { MIGRATIONS } from '../../db/migrations/list.ts'
import { closeDatabase, createDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, frozenContent, refusal, tempFolder } from '../db/fixture.ts'

const HASH = 'a'.repeat(64)

function hold(db: WritableDb, roundId: string, applicationId: string): { mergeId: string } {
  return write(db, context('科长', 1), (tx) => {
    const workspace = tx.newId()
    const made = { made_by: 'x', maker_name: '科长', made_at: tx.now, due_on: null }
    const lists = { cases_json: '[]', people_json: '[]', heads_json: '{}' }
    const sums = { sha256: HASH, rules_hash: HASH, return_key: HASH }
    const dispatchId = tx.insert('dispatch', { round_id: roundId, number: 1, ...lists, ...sums, ...made })
    const mergeId = tx.insert('package_merge', {
      dispatch_id: dispatchId,
      workspace,
      public_key: 'key',
      sha256: HASH,
      person_id: 'x',
      person_name: '审核员甲',
      returned_at: tx.now,
      chain_entries: 1,
      chain_head: HASH,
      added_json: '{}',
      held: 1,
      merged_by: 'x',
      merger_name: '科长',
      merged_at: tx.now,
    })
    const row = { table_name: 'decision', record_id: tx.newId(), row_json: '{}', causes_json: '[]' }
    tx.insert('held_record', { merge_id: mergeId, application_id: applicationId, workspace, ...row })
    tx.log('试', '', {})
    return { mergeId }
  })
}

function freeze(db: WritableDb, roundId: string): void {
  write(db, context('局长', 2), (tx) => {
    addList(tx, { roundId, content: frozenContent('定稿2026-1-01'), allocations: [] })
    tx.log('定稿', '', {})
  })
}

test('a file of format 5 with rows comes to format 6 whole, and its rounds freeze as before', () => {
  const path = join(tempFolder(), 'cases.db')
  const old = createDatabase(path, context(), { migrations: MIGRATIONS.slice(0, 5) })
  const { roundId } = filledRound(old, 3)
  closeDatabase(old)

  const db = openDatabase(path)
  onTestFinished(() => closeDatabase(db))
  expect(fileVersion(db)).toBe(MIGRATIONS.length)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  freeze(db, roundId)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
})

test('no list is frozen while something held waits for a ruling; a ruling or taking the merge back opens it', () => {
  const db = createDatabase(join(tempFolder(), 'cases.db'), context())
  onTestFinished(() => closeDatabase(db))
  const { roundId, applicationIds } = filledRound(db, 2)
  const applicationId = applicationIds[0] ?? ''
  hold(db, roundId, applicationId)
  expect(refusal(() => freeze(db, roundId))).toContain('还有争议件没有裁定')
  write(db, context('科长', 3), (tx) => {
    const ruled = { ruled_by: 'x', ruler_name: '科长', ruled_at: tx.now, reason: '以本机为准' }
    tx.insert('contest_ruling', { application_id: applicationId, chosen: 'current', held_seq: 1, ...ruled })
    tx.log('裁定', '', {})
  })
  freeze(db, roundId)
})
