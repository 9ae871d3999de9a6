import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { untilChange } from '../../electron/core/untilChange.ts'
import { createCaseDatabase, createWorkspace, FIRST_START } from '../../electron/core/workspace.ts'
import { RESOURCES, tempFolder } from './coreHarness.ts'

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
