import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { randomFrom } from '../db/fixture.ts'
import { recheckAll, tempFolder } from './coreHarness.ts'
import { decidedDesk, decidedFile, type Fate, fateOf, flippable } from './flippedBits.ts'

/** The drill of `npm run soak` turns 200 bits and looks at every case each time. */
const FLIPS = 20

test.each([
  ['closed in order', true],
  ['of a program that was cut off', false],
])('a bit turned over in a file %s is shown to nobody', async (_, closed) => {
  const file = flippable(await decidedFile(closed), false)
  const random = randomFrom(closed ? 11 : 12)
  const fates: Record<Fate, number[]> = { 'not opened': [], 'case refused': [], harmless: [], SHOWN: [] }
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const bit = Math.floor(random() * file.bytes.length * 8)
    fates[fateOf(file, bit)].push(bit)
  }
  expect(fates.SHOWN).toEqual([])
  // Which of the two guards meets it depends on the place, and places differ with the identities drawn.
  expect(fates['not opened'].length + fates['case refused'].length).toBeGreaterThan(0)
})

test('a record edited behind the back of an open desk: that case is refused by name, the others go on', async () => {
  const { desk, round, one, other } = await decidedDesk()
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  const saveToken = desk.writeToken(join(tempFolder(), '审核表.pdf'))
  await desk.ask('paper.preview', { roundId: round.id, listId: null, kind: 'summary' })

  const raw = new Database(desk.path)
  const trigger = raw.prepare("SELECT sql FROM sqlite_schema WHERE name = 'decision_no_update'").pluck().get()
  raw.exec('DROP TRIGGER decision_no_update')
  raw.prepare('UPDATE decision SET amount_fen = amount_fen + 100 WHERE application_id = ?').run(one.row.id)
  raw.exec(String(trigger))
  raw.close()

  const named = new RegExp(`^DAMAGED 申报 ${one.row.applicationNo} 的“拟定意见”记录.*其他件不受影响`)
  expect(await desk.refused('case.get', { caseId: one.row.id })).toMatch(named)
  expect(
    await desk.refused('paper.exportCase', { kind: 'review', caseIds: [one.row.id], dueOn: null, saveToken }),
  ).toMatch(named)
  expect(await desk.refused('paper.preview', { roundId: round.id, listId: null, kind: 'summary' })).toMatch(named)
  // The backup before it already stops.
  expect(await desk.refused('list.freeze', { roundId: round.id })).toMatch(/^DAMAGED .*拟定意见.*编号/)
  expect((await desk.ask('case.get', { caseId: other.row.id })).row.id).toBe(other.row.id)
  const row = (await desk.ask('case.list', { roundId: round.id })).find(({ id }) => id === one.row.id)
  expect(row).toMatchObject({ applicant: '（记录已损坏，打开看说明）', proposedFen: null, requestedFen: null })
  expect(desk.unexpected).toEqual([])
})
