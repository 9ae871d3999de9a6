import { expect, onTestFinished, test } from 'vitest'
import { listCases } from '../../db/cases.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { sampleDesk } from './coreHarness.ts'

test('a line tells the revision and the finding its decision was made on', async () => {
  const { desk, round } = await sampleDesk()
  await desk.ask('case.proposeMet', { roundId: round.id })
  const db = openDatabase(desk.path, { readonly: true })
  onTestFinished(() => closeDatabase(db))
  const madeOn = db.prepare<[string | null], { revision: number; essence: string | null }>(
    'SELECT revision, essence FROM assessment WHERE id = ?',
  )
  const lines = listCases(db, round.id)
  expect(lines.filter(({ kind }) => kind !== null).length).toBeGreaterThan(1)
  for (const line of lines) {
    const found = madeOn.get(line.decidedAssessmentId)
    expect([line.decidedRevision, line.decidedEssence]).toEqual([found?.revision ?? null, found?.essence ?? null])
  }
})
