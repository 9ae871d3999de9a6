import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { auditHead } from '../../db/audit.ts'
import { entriesOf } from '../../db/auditSearch.ts'
import { draftOf, saveDraft } from '../../db/drafts.ts'
import { createIdSource } from '../../db/ids.ts'
import type { WritableDb } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import { readSetting, saveSetting } from '../../db/settings.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { type Tx, write } from '../../db/write.ts'
import { context, filledRound, newDatabase, refusal, tempFolder } from './fixture.ts'

const database = (): WritableDb => newDatabase(join(tempFolder(), 'cases.db'))

function contentOf(db: WritableDb): string {
  const tables = all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  return JSON.stringify(tables.map(({ name }) => all(db, `SELECT * FROM ${name} ORDER BY 1`)))
}

function addBudget(tx: Tx, budget_fen: number): string {
  const day = { policy_on: '2026-03-05', window_from: null, window_to: null }
  const kind = { demo: 0, sample: 0, rules_json: '{}' } as const
  return tx.insert('round', {
    year: 2026,
    batch: 1,
    budget_fen,
    ...day,
    ...kind,
    discarded_at: null,
    created_at: tx.now,
    created_by: 'x',
  })
}

describe('a write', () => {
  test('is one audit entry or more, chained, each sealing what is there', () => {
    const db = database()
    const before = auditHead(db)
    write(db, context('科长', 5), (tx) => {
      saveSetting(tx, 'office', { issuer: '样例局' })
      tx.log('保存设置', 'office', { fields: ['issuer'] })
      tx.log('又一条', 'office', {})
    })
    expect(entriesOf(db, [2, 3])).toMatchObject([
      { seq: 3, action: '又一条', actorName: '科长', at: '2026-03-05T00:00:05.000Z' },
      { seq: 2, action: '保存设置', detail: { fields: ['issuer'] } },
    ])
    expect(auditHead(db)).not.toBe(before)
    expect(verifyDatabase(db, { expectedHead: before })).toMatchObject({ ok: true, auditEntries: 3 })
  })

  test.each<[string, RegExp, (tx: Tx) => unknown]>([
    ['that logs nothing', /nothing was logged/, (tx) => saveSetting(tx, 'a', 1)],
    [
      'that throws',
      /stop/,
      (tx) => {
        saveSetting(tx, 'a', 1)
        tx.log('x', '', {})
        throw new Error('stop')
      },
    ],
    [
      'that is asynchronous',
      /must not be async/,
      async (tx) => {
        saveSetting(tx, 'a', 1)
        tx.log('x', '', {})
      },
    ],
    ['of an inexact number', /not an exact integer/, (tx) => addBudget(tx, 0.5)],
    [
      'of a bad day',
      /CHECK/,
      (tx) => {
        const parameter = { key: 'k', value_json: '{}', basis: 'b', origin: 'bureau', entered_by: 'x' } as const
        tx.insert('parameter_version', { ...parameter, effective_from: '2026年3月5日', entered_at: tx.now })
      },
    ],
  ])('%s leaves nothing behind', (_name, words, act) => {
    const db = database()
    const before = contentOf(db)
    expect(() => write(db, context(), act)).toThrow(words)
    expect(contentOf(db)).toBe(before)
    expect(db.inTransaction).toBe(false)
  })

  test('inside another write is refused, and a kept transaction is dead afterwards', () => {
    const db = database()
    const kept: Tx[] = []
    write(db, context(), (tx) => {
      kept.push(tx)
      expect(() => write(db, context(), () => {})).toThrow(/already inside/)
      tx.log('x', '', {})
    })
    for (const tx of kept) expect(() => tx.log('x', '', {})).toThrow(/has ended/)
    expect(kept).toHaveLength(1)
  })

  test('that would put a new seal on a row changed behind the back is refused', () => {
    const db = database()
    const { applicationIds } = filledRound(db, 3)
    const [id = ''] = applicationIds
    db.prepare('UPDATE application SET requested_fen = 1 WHERE id = ?').run(id)
    const change = () =>
      write(db, context(), (tx) => {
        tx.update('application', id, { industry: '家具' })
        tx.log('更正', '', {})
      })
    expect(refusal(change)).toMatch(/DAMAGED.*程序之外被改动/)
    expect(verifyDatabase(db)).toMatchObject({ ok: false })
  })

  test('never changes id, installation or digest by name, and refuses a row that is gone', () => {
    const db = database()
    const { applicationIds } = filledRound(db, 1)
    const [id = ''] = applicationIds
    const before = all(db, 'SELECT id, installation FROM application')
    write(db, context(), (tx) => {
      const changes = { industry: '家具', id: 'x', installation: 'x', digest: 'x' }
      tx.update('application', id, changes)
      tx.log('更正', '', {})
    })
    expect(all(db, 'SELECT id, installation FROM application')).toEqual(before)
    const gone = () => write(db, context(), (tx) => tx.update('application', 'nobody', { industry: 'x' }))
    expect(refusal(gone)).toMatch(/NOT_FOUND/)
    expect(verifyDatabase(db)).toMatchObject({ ok: true })
  })

  test('keeps text that is not well-formed Unicode in a form that verifies', () => {
    const db = database()
    write(db, context('\udfff'), (tx) => {
      tx.insert('applicant', { credit_code: 'a\0b', name: '\ud800x𠮷', name_key: 'k', natural_person: 0 })
      tx.log('x', '\ud800', { text: '\udc00' })
    })
    expect(all(db, 'SELECT name, credit_code FROM applicant')).toEqual([{ name: '\ufffdx𠮷', credit_code: 'a\0b' }])
    expect(verifyDatabase(db)).toMatchObject({ ok: true })
  })
})

test('a draft is saved without an audit entry, again and again, and verified', () => {
  const db = database()
  const { applicationIds } = filledRound(db, 1)
  const [applicationId = ''] = applicationIds
  const head = auditHead(db)
  const savedAt = '2026-03-05T00:00:00.000Z'
  saveDraft(db, { applicationId, accountId: 'a', opinion: '初稿', savedAt })
  saveDraft(db, { applicationId, accountId: 'a', opinion: '二稿', savedAt })
  expect(draftOf(db, applicationId, 'a')?.opinion).toBe('二稿')
  expect(draftOf(db, applicationId, 'b')).toBeNull()
  expect(auditHead(db)).toBe(head)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  db.exec("UPDATE draft SET opinion = '别人写的'")
  expect(verifyDatabase(db)).toMatchObject({ ok: false, place: expect.stringContaining('草稿') })
})

test('reading functions cannot write', () => {
  const db = database()
  expect(() => all(db, "INSERT INTO draft VALUES ('a', 'b', 'c', 'd', 'e') RETURNING *")).toThrow(/not a reading/)
  expect(readSetting(db, 'none')).toBeNull()
})

test('ids rise, also while the clock stands still or is set back', () => {
  let clock = 1_000_000
  const newId = createIdSource(() => clock)
  const ids: string[] = []
  for (let round = 0; round < 3000; round += 1) {
    if (round === 1000) clock -= 5000
    if (round === 2000) clock += 10_000
    ids.push(newId())
  }
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(3000)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the newest record wins by order of writing, not by the clock', () => {
  const db = database()
  const values = ['first', 'second']
  for (const [at, value] of values.entries()) {
    write(db, context('科长', -at * 86_400), (tx) => {
      saveSetting(tx, 'x', value)
      tx.log('保存设置', '', {})
    })
  }
  expect(readSetting(db, 'x')).toBe('second')
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
})
