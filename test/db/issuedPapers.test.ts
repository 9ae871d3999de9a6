import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addAccount, listAccounts } from '../../db/accounts.ts'
import { addIssuedPaper, issuedPapers, nextPaperNumber } from '../../db/issuedPapers.ts'
import { addList } from '../../db/lists.ts'
import { fileVersion } from '../../db/migrate.ts'
import { MIGRATIONS } from '../../db/migrations/list.ts'
import { closeDatabase, createDatabase, openDatabase } from '../../db/open.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, fillRound, frozenContent, refusal, tempFolder } from './fixture.ts'

const FILE = { sha256: 'e'.repeat(64), fileName: '公示.pdf', signedOn: null, startOn: null, endOn: null }

/** A file of format 4 with accounts and issued papers, as the program of that format left it. */
function formatFour(path: string): string {
  const db = createDatabase(path, context(), { migrations: MIGRATIONS.slice(0, 4) })
  const roundId = write(db, context('科长'), (tx) => {
    const filled = fillRound(tx, 2)
    const listId = addList(tx, { roundId: filled.roundId, content: frozenContent('定稿2026-1-01'), allocations: [] })
    addAccount(tx, { name: '科长', roles: ['chief'], passwordHash: 'argon2', mustChange: false })
    for (const number of [1, 2]) {
      tx.insert('issued_paper', {
        round_id: filled.roundId,
        frozen_list_id: listId,
        kind: 'notice',
        number,
        sha256: FILE.sha256,
        file_name: FILE.fileName,
        signed_on: '2026-03-09',
        start_on: '2026-03-09',
        end_on: '2026-03-13',
        cases_json: null,
        audit_head: null,
        issued_by: tx.actor.id,
        issuer_name: tx.actor.name,
        issued_at: tx.now,
      })
    }
    tx.log('导出', '', {})
    return filled.roundId
  })
  closeDatabase(db)
  return roundId
}

test('a file of format 4 keeps its papers, accounts and seals, and goes on counting', () => {
  const path = join(tempFolder(), 'cases.db')
  const roundId = formatFour(path)
  const db = openDatabase(path)
  onTestFinished(() => closeDatabase(db))
  expect(fileVersion(db)).toBe(MIGRATIONS.length)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  expect(listAccounts(db)).toMatchObject([{ name: '科长', mustChange: false }])
  const before = issuedPapers(db, roundId)
  expect(before.map(({ number, auditHead, applicationNos }) => ({ number, auditHead, applicationNos }))).toEqual([
    { number: 2, auditHead: null, applicationNos: [] },
    { number: 1, auditHead: null, applicationNos: [] },
  ])
  expect(nextPaperNumber(db, roundId, 'notice')).toBe(3)
  expect(nextPaperNumber(db, roundId, 'refusal')).toBe(1)

  const letter = { ...FILE, kind: 'refusal', number: 1, auditHead: 'a'.repeat(64) } as const
  const issue = () =>
    write(db, context('经办'), (tx) => {
      addIssuedPaper(tx, { roundId, cases: [{ applicationNo: 'LG2026-00001', standsOn: [] }] }, letter)
      tx.log('导出', '', {})
    })
  issue()
  expect(issuedPapers(db, roundId)[0]).toMatchObject({ listNo: null, applicationNos: ['LG2026-00001'], number: 1 })
  expect(refusal(issue)).toMatch(/CONFLICT.*编号/)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
})
