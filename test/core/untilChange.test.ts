import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { accountByName } from '../../db/accounts.ts'
import { addSourceFile } from '../../db/applications.ts'
import { closeDatabase } from '../../db/open.ts'
import { savePersonalState } from '../../db/personalState.ts'
import { saveSetting } from '../../db/settings.ts'
import type { Tx } from '../../db/write.ts'
import { createAccount } from '../../electron/core/accounts.ts'
import { untilChange } from '../../electron/core/untilChange.ts'
import { createCaseDatabase, createWorkspace, FIRST_START, record } from '../../electron/core/workspace.ts'
import { PASSWORD, RESOURCES, tempFolder } from './coreHarness.ts'

test('an answer is kept for one round until this connection or another writes', () => {
  const path = join(tempFolder(), '评审.db')
  const db = createCaseDatabase(path, FIRST_START, { cliOperated: true })
  onTestFinished(() => closeDatabase(db))
  const ws = createWorkspace(db, RESOURCES)
  let worked = 0
  const answer = untilChange((_ws, roundId) => {
    worked += 1
    return `${roundId} ${worked}`
  })
  expect([answer(ws, '甲'), answer(ws, '甲')]).toEqual(['甲 1', '甲 1'])
  expect([answer(ws, '乙'), answer(ws, '乙')]).toEqual(['乙 2', '乙 2'])
  db.exec('CREATE TEMP TABLE probe (at INTEGER); INSERT INTO probe VALUES (1)')
  expect(answer(ws, '乙')).toBe('乙 3')
  const other = new Database(path)
  other.exec('CREATE TABLE foreign_program (at INTEGER)')
  other.close()
  expect([answer(ws, '乙'), answer(ws, '乙')]).toEqual(['乙 4', '乙 4'])
})

test('what is kept outlives commits to tables it does not read, never a rollback, and is never made inside a transaction', async () => {
  const db = createCaseDatabase(join(tempFolder(), '评审.db'), FIRST_START, { cliOperated: true })
  onTestFinished(() => closeDatabase(db))
  const ws = createWorkspace(db, RESOURCES)
  await createAccount(ws, null, { name: '审核员甲', password: PASSWORD, roles: ['reviewer'] })
  const accountId = accountByName(db, '审核员甲')?.id ?? ''
  let worked = 0
  const answer = untilChange(() => ++worked, ['source_file'])
  const set = (key: string) => (tx: Tx) => {
    saveSetting(tx, key, 1)
    tx.log('设置', key, {})
  }
  expect(answer(ws, '甲')).toBe(1)
  record(ws, FIRST_START, (tx) => {
    addSourceFile(tx, { sha256: 'a'.repeat(64), fileName: '申报汇总.xlsx' })
    tx.log('导入', '申报汇总.xlsx', {})
  })
  savePersonalState(db, { accountId, key: '栏宽', valueJson: '3', savedAt: ws.now() })
  expect(answer(ws, '甲')).toBe(1)
  record(ws, FIRST_START, set('甲'))
  expect(answer(ws, '甲')).toBe(2)
  expect(() =>
    record(ws, FIRST_START, (tx) => {
      set('乙')(tx)
      expect([answer(ws, '甲'), answer(ws, '甲')]).toEqual([3, 4])
      throw new Error('undone')
    }),
  ).toThrow()
  expect([answer(ws, '甲'), answer(ws, '甲')]).toEqual([5, 5])
})
