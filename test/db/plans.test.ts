import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as accounts from '../../db/accounts.ts'
import { actsOf, payloadOf } from '../../db/acts.ts'
import * as applicants from '../../db/applicants.ts'
import * as applications from '../../db/applications.ts'
import * as assessments from '../../db/assessments.ts'
import { auditHead } from '../../db/audit.ts'
import { entriesOf, newestEntry } from '../../db/auditSearch.ts'
import * as cases from '../../db/cases.ts'
import * as decisions from '../../db/decisions.ts'
import { draftOf } from '../../db/drafts.ts'
import { earlierGrants, earlierGrantsOf, hasEarlierGrants } from '../../db/earlierGrants.ts'
import { caseHistory } from '../../db/history.ts'
import * as lists from '../../db/lists.ts'
import { matterRulingsOf, matterRulingsOfRound } from '../../db/matterRulings.ts'
import type { ReadableDb, WritableDb } from '../../db/open.ts'
import * as parameters from '../../db/parameters.ts'
import { pinsOn } from '../../db/pins.ts'
import { referenceEntryById, referencesOfApplicant } from '../../db/references.ts'
import { restrictionLifts } from '../../db/restrictionLifts.ts'
import * as rounds from '../../db/rounds.ts'
import { roundTotals } from '../../db/roundTotals.ts'
import * as stages from '../../db/stages.ts'
import { filledRound, newDatabase, tempFolder } from './fixture.ts'

/** Every reading function that runs while a case, a queue or a round is shown or changed. */
const HOT: Record<string, (db: ReadableDb) => unknown> = {
  accountByName: (db) => accounts.accountByName(db, 'x'),
  accountById: (db) => accounts.accountById(db, 'x'),
  sameApplicants: (db) => applicants.sameApplicants(db, 'x', 'y'),
  listApplications: (db) => applications.listApplications(db, 'x'),
  applicationById: (db) => applications.applicationById(db, 'x'),
  applicationByNo: (db) => applications.applicationByNo(db, 'x', 'y'),
  applicationsOfApplicants: (db) => applications.applicationsOfApplicants(db, 'x', ['y', 'z']),
  latestAssessments: (db) => assessments.latestAssessments(db, 'x'),
  latestAssessment: (db) => assessments.latestAssessment(db, 'x'),
  keptText: (db) => assessments.keptText(db, 'x'),
  auditHead: (db) => auditHead(db),
  newestEntry: (db) => newestEntry(db),
  entriesOf: (db) => entriesOf(db, [1]),
  listCases: (db) => cases.listCases(db, 'x'),
  caseLine: (db) => cases.caseLine(db, 'x'),
  latestDecisions: (db) => decisions.latestDecisions(db, 'x'),
  latestDecision: (db) => decisions.latestDecision(db, 'x'),
  decisionsOf: (db) => decisions.decisionsOf(db, 'x'),
  actsOf: (db) => actsOf(db, 'x', 'y'),
  payloadOf: (db) => payloadOf(db, 'x'),
  pinsOn: (db) => pinsOn(db, 'x'),
  draftOf: (db) => draftOf(db, 'x', 'y'),
  caseHistory: (db) => caseHistory(db, 'x'),
  listsOfRound: (db) => lists.listsOfRound(db, 'x'),
  validList: (db) => lists.validList(db, 'x'),
  listById: (db) => lists.listById(db, 'x'),
  earlierGrants: (db) => earlierGrants(db, 2026, 2),
  earlierGrantsOf: (db) => earlierGrantsOf(db, 2026, 2, [{ creditCode: 'x', applicant: 'y' }]),
  hasEarlierGrants: (db) => hasEarlierGrants(db, 2026, 2),
  referencesOfApplicant: (db) => referencesOfApplicant(db, 'restricted', { creditCode: 'x', applicant: 'y' }),
  referenceEntryById: (db) => referenceEntryById(db, 'x'),
  matterRulingsOf: (db) => matterRulingsOf(db, 'x'),
  matterRulingsOfRound: (db) => matterRulingsOfRound(db, 'x'),
  restrictionLifts: (db) => restrictionLifts(db, 'x'),
  roundTotals: (db) => roundTotals(db, 'x'),
  listCount: (db) => lists.listCount(db, 'r'),
  tieRulings: (db) => lists.tieRulings(db, 'x'),
  parametersOfRound: (db) => parameters.parametersOfRound(db, 'x'),
  parameterVersions: (db) => parameters.parameterVersions(db, 'x'),
  enteredNames: (db) => parameters.enteredNames(db, 'x'),
  demoUses: (db) => parameters.demoUses(db, 'x'),
  roundById: (db) => rounds.roundById(db, 'x'),
  roundByYearBatch: (db) => rounds.roundByYearBatch(db, 2026, 1),
  earlierBatches: (db) => rounds.earlierBatches(db, 2026, 2),
  currentStages: (db) => stages.currentStages(db, 'x'),
  currentStage: (db) => stages.currentStage(db, 'x'),
  movesOf: (db) => stages.movesOf(db, 'x'),
}

/** Merges that were taken back: none in most offices, and of each the records it brought. */
const TAKEN_BACK = ['SCAN u USING COVERING INDEX sqlite_autoindex_merge_undo_2', 'SCAN j VIRTUAL TABLE INDEX 3:']

/** The newest entries are the end of the table itself; of outside lists an office has a handful, each with many rows. */
const ALLOWED: Record<string, string[]> = {
  auditHead: ['SCAN audit_log'],
  entriesOf: ['SCAN json_each VIRTUAL TABLE INDEX 1:'],
  earlierGrants: ['SCAN l'],
  hasEarlierGrants: ['SCAN l'],
  matterRulingsOf: TAKEN_BACK,
  matterRulingsOfRound: TAKEN_BACK,
}

/** The plans of the statements a function runs, one line a step. */
function plansOf(
  read: (db: ReadableDb) => unknown,
  db: WritableDb = newDatabase(join(tempFolder(), 'cases.db')),
): string[] {
  const statements: string[] = []
  const prepare = vi.spyOn(db, 'prepare').mockImplementation((sql: string) => {
    statements.push(sql)
    return Database.prototype.prepare.call(db, sql)
  })
  onTestFinished(() => prepare.mockRestore())
  read(db)
  prepare.mockRestore()
  expect(statements.length).toBeGreaterThan(0)
  return statements.flatMap((sql) => {
    const values = Array.from({ length: sql.match(/\?\d*/g)?.length ?? 0 }, () => 'x')
    const used = /\?1/.test(sql) ? values.slice(0, sql.includes('?2') ? 2 : 1) : values
    return db
      .prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...used)
      .map((step) => step.detail)
  })
}

test.each(Object.entries(HOT))('%s reads by index, never a whole table', (name, read) => {
  const scans = plansOf(read).filter((step) => /^SCAN (?!CONSTANT|\(subquery)/.test(step))
  expect(scans).toEqual(ALLOWED[name] ?? [])
})

test('the assessments of a round are read by their numbers', () => {
  const db = newDatabase(join(tempFolder(), 'cases.db'))
  const { roundId } = filledRound(db, 3)
  const plan = plansOf((asked) => assessments.latestAssessments(asked, roundId), db)
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual(['SCAN asked VIRTUAL TABLE INDEX 1:'])
  expect(plan).toContain('SEARCH s USING INTEGER PRIMARY KEY (rowid=?)')
})

test('the other cases of an applicant are found without walking the round', () => {
  const plan = plansOf((db) => applications.applicationsOfApplicants(db, 'x', ['y']))
  expect(plan).toContain('SEARCH a USING INDEX application_by_applicant (applicant_id=?)')
})

test('the lists of a round come out of the index in order, without a sort', () => {
  for (const read of [HOT.listCases, HOT.listApplications, HOT.latestAssessments, HOT.latestDecisions]) {
    expect(plansOf(read ?? (() => null)).filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
  }
})
