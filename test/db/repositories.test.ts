import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accountByName, addAccount, countAccounts, listAccounts, updateAccount } from '../../db/accounts.ts'
import { applicantFinder, sameApplicants } from '../../db/applicants.ts'
import {
  addApplication,
  addSourceFile,
  applicationById,
  applicationByNo,
  applicationsByNo,
  changeApplication,
  listApplications,
} from '../../db/applications.ts'
import {
  addAssessment,
  assessmentInputs,
  assessmentsOf,
  keepText,
  keptText,
  latestAssessment,
  latestAssessments,
} from '../../db/assessments.ts'
import { caseLine, listCases } from '../../db/cases.ts'
import { addDecision, decisionsOf, latestDecision, latestDecisions } from '../../db/decisions.ts'
import { sha256 } from '../../db/digest.ts'
import { clearDraft, draftOf, saveDraft } from '../../db/drafts.ts'
import { caseHistory } from '../../db/history.ts'
import type { WritableDb } from '../../db/open.ts'
import { earlierBatches, listRounds, roundById, roundByYearBatch, updateRound } from '../../db/rounds.ts'
import { addMove, currentStage, currentStages, movesOf } from '../../db/stages.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { type Tx, write } from '../../db/write.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { context, filledRound, newDatabase, refusal, someApplication, someAssessment, tempFolder } from './fixture.ts'

const database = (): WritableDb => newDatabase(join(tempFolder(), 'cases.db'))

/** One act by `actor` at second `step`. */
function act<T>(db: WritableDb, fn: (tx: Tx) => T, actor = '审核员甲', step = 1): T {
  return write(db, context(actor, step), (tx) => {
    const result = fn(tx)
    tx.log('试', '', {})
    return result
  })
}

test('accounts: added once, changed, found by name', () => {
  const db = database()
  const id = act(db, (tx) =>
    addAccount(tx, { name: '王五', roles: ['reviewer', 'chief'], passwordHash: 'h', mustChange: false }),
  )
  expect(accountByName(db, '王五')).toMatchObject({ id, roles: ['reviewer', 'chief'], active: true, lockedUntil: null })
  expect(
    refusal(() =>
      act(db, (tx) => addAccount(tx, { name: '王五', roles: ['clerk'], passwordHash: 'h', mustChange: false })),
    ),
  ).toMatch(/CONFLICT.*已有相同/)
  const lockedUntil = '2026-03-05T01:00:00.000Z'
  act(db, (tx) => updateAccount(tx, id, { failedTries: 5, lockedUntil, active: false }))
  expect(listAccounts(db)).toMatchObject([
    { name: '王五', failedTries: 5, lockedUntil, active: false, passwordHash: 'h', mustChange: false },
  ])
  act(db, (tx) => updateAccount(tx, id, { lockedUntil: null, roles: ['admin'] }))
  expect(accountByName(db, '王五')).toMatchObject({ lockedUntil: null, roles: ['admin'], failedTries: 5 })
  expect(countAccounts(db)).toBe(1)
})

test('rounds: by id, by year and batch, earlier batches of the year only', () => {
  const db = database()
  const first = filledRound(db, 0, 1).roundId
  const second = filledRound(db, 0, 2).roundId
  expect(roundByYearBatch(db, 2026, 2)?.id).toBe(second)
  expect(roundByYearBatch(db, 2025, 2)).toBeNull()
  expect(earlierBatches(db, 2026, 2).map((round) => round.id)).toEqual([first])
  expect(earlierBatches(db, 2027, 2)).toEqual([])
  expect(listRounds(db).map((round) => round.batch)).toEqual([2, 1])
  act(db, (tx) => updateRound(tx, first, { budgetFen: 7, rules: { ...DEFAULT_ROUND_RULES, largestRemainder: true } }))
  expect(roundById(db, first)).toMatchObject({
    budgetFen: 7,
    rules: { largestRemainder: true },
    policyOn: '2026-03-05',
  })
  expect(refusal(() => filledRound(db, 0, 1))).toMatch(/CONFLICT/)
})

test('applications come back as they went in, materials and all', () => {
  const db = database()
  const { roundId, applicationIds } = filledRound(db, 12)
  const stored = listApplications(db, roundId)
  expect(stored.map((one) => one.application)).toEqual(Array.from({ length: 12 }, (_, at) => someApplication(at + 1)))
  expect(stored.map((one) => one.id)).toEqual(applicationIds)
  expect(stored[2]).toMatchObject({
    revision: 1,
    roundId,
    source: { fileName: '申报汇总.xlsx', sheet: '申报', row: 6 },
  })
  expect(applicationById(db, stored[2]?.id ?? '')).toEqual(stored[2])
  expect(applicationByNo(db, roundId, 'LG2026-00003')).toEqual(stored[2])
  expect(applicationsByNo(db, roundId).get('LG2026-00003')).toEqual(stored[2])
  expect(applicationByNo(db, roundId, 'none')).toBeNull()
})

test('a changed application keeps old and new; a material no longer stated is gone from what it says', () => {
  const db = database()
  const { roundId } = filledRound(db, 2)
  const stored = applicationByNo(db, roundId, 'LG2026-00001')
  if (stored === null) throw new Error('missing')
  const changed = someApplication(1, {
    industry: '家具',
    applicant: '样例新名有限公司',
    facts: { requestedFen: 1_00 },
    materials: { 实施报告: false, 营业执照: true, 新材料: true },
  })
  const changes = [{ field: 'industry', label: '所属产业', before: '黄金珠宝', after: '家具' }]
  const revision = act(db, (tx) => {
    const fileId = addSourceFile(tx, { sha256: 'e'.repeat(64), fileName: '更正.xlsx' })
    return changeApplication(tx, stored, changed, {
      changes,
      reason: '单位来函',
      origin: { fileId, sheet: '二', row: 9 },
    })
  })
  expect(revision).toBe(2)
  expect(applicationById(db, stored.id)).toMatchObject({
    application: changed,
    revision: 2,
    source: { fileName: '更正.xlsx', sheet: '二', row: 9 },
  })
  expect(listApplications(db, roundId).map((one) => one.application)).toEqual([changed, someApplication(2)])
  expect(caseLine(db, stored.id)).toMatchObject({ requestedFen: 100, score: null, industry: '家具', revision: 2 })
  act(db, (tx) => {
    const now = applicationById(tx.db, stored.id)
    if (now === null) throw new Error('missing')
    changeApplication(tx, now, someApplication(1), { changes: [], reason: '改回', origin: null })
  })
  expect(applicationById(db, stored.id)).toMatchObject({ application: someApplication(1), source: { sheet: '二' } })
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
})

test('one applicant however its name is spelled; persons are marked', () => {
  const db = database()
  const { roundId } = filledRound(db, 1)
  const spellings = ['深圳市样例（罗湖）有限公司', '样例(罗湖)有限责任公司', ' 样例 （罗湖）有限公司']
  const ids = act(db, (tx) => {
    const find = applicantFinder(tx)
    return spellings.map((name) => find({ name, creditCode: 'X1', naturalPerson: false }))
  })
  expect(new Set(ids).size).toBe(1)
  act(db, (tx) => {
    const fileId = addSourceFile(tx, { sha256: 'e'.repeat(64), fileName: 'x' })
    const person = { creditCode: '', applicant: '样例甲', facts: { personName: '样例甲' } }
    addApplication(tx, roundId, someApplication(9, person), { fileId, sheet: 'x', row: 1 })
  })
  expect(sameApplicants(db, 'X1', '别名')).toMatchObject([{ id: ids[0], naturalPerson: false }])
  expect(sameApplicants(db, '', '样例甲')).toMatchObject([{ naturalPerson: true }])
  expect(sameApplicants(db, '', '样例(罗湖)有限公司').map((one) => one.id)).toEqual([ids[0]])
})

test('assessments: the newest counts, its inputs and article text can be had again', () => {
  const db = database()
  const { roundId, applicationIds, assessmentIds } = filledRound(db, 3)
  const [applicationId = ''] = applicationIds
  const assessment = { ...someAssessment(1), outcome: 'unmet', amountFen: null } as const
  const id = act(db, (tx) => {
    keepText(tx, { hash: sha256('{"no":"第十一条"}'), key: 'event', text: { no: '第十一条' } })
    keepText(tx, { hash: sha256('{"no":"第十一条"}'), key: 'event', text: { no: '第十一条' } })
    keepText(tx, { hash: 'a'.repeat(64), key: 'instrument', text: { no: '第十一条' } })
    return addAssessment(tx, { applicationId, revision: 2, assessment, inputs: { on: '2026-03-06' } })
  })
  expect(latestAssessment(db, applicationId)).toMatchObject({ id, revision: 2, assessment })
  expect(assessmentsOf(db, applicationId).find((one) => one.id === assessmentIds[0])?.assessment).toEqual(
    someAssessment(1),
  )
  expect(assessmentInputs(db, id)).toEqual({ on: '2026-03-06' })
  expect(keptText(db, sha256('{"no":"第十一条"}'))).toEqual({ text: { no: '第十一条' }, intact: true })
  expect(keptText(db, 'a'.repeat(64))).toEqual({ text: { no: '第十一条' }, intact: false })
  expect(keptText(db, 'b'.repeat(64))).toBeNull()
  const latest = latestAssessments(db, roundId)
  expect([...latest.keys()]).toEqual(applicationIds)
  expect(latest.get(applicationId)?.id).toBe(id)
})

test('decisions: the newest counts, made by the acting person, with the revision they were made on', () => {
  const db = database()
  const { roundId, applicationIds, assessmentIds } = filledRound(db, 3)
  const [applicationId = ''] = applicationIds
  const [assessmentId = ''] = assessmentIds
  const decide = (kind: 'agree' | 'hold', step: number) =>
    act(
      db,
      (tx) => {
        const amounts = { amountFen: kind === 'agree' ? 500 : null, computedFen: 500 }
        addDecision(tx, { applicationId, assessmentId, kind, ...amounts, overridden: false, opinion: '' })
      },
      '审核员甲',
      step,
    )
  decide('hold', 5)
  // The clock was set back: the later act still counts.
  decide('agree', 2)
  expect(latestDecision(db, applicationId)).toMatchObject({
    kind: 'agree',
    amountFen: 500,
    deciderName: '审核员甲',
    revision: 1,
  })
  expect(decisionsOf(db, applicationId).map((one) => one.kind)).toEqual(['hold', 'agree'])
  expect([...latestDecisions(db, roundId).values()]).toEqual([latestDecision(db, applicationId)])
  expect(listCases(db, roundId)).toMatchObject([
    {
      id: applicationId,
      kind: 'agree',
      amountFen: 500,
      decider: '审核员甲',
      decidedRevision: 1,
      outcome: 'met',
      score: '79.1',
    },
    { kind: null, amountFen: null, decider: null, decidedRevision: null, assessmentId: assessmentIds[1] },
    { kind: null },
  ])
})

test('stages, drafts and the history of a case in sentences', () => {
  const db = database()
  const { roundId, applicationIds, assessmentIds } = filledRound(db, 2)
  const [applicationId = ''] = applicationIds
  const [assessmentId = ''] = assessmentIds
  const savedAt = '2026-03-05T00:00:00.000Z'
  saveDraft(db, { applicationId, accountId: 'id-审核员甲', opinion: '未提交', savedAt })
  act(db, (tx) => {
    const amounts = { amountFen: 14_400_000, computedFen: 14_000_000 }
    addDecision(tx, { applicationId, assessmentId, kind: 'agree', ...amounts, overridden: true, opinion: '按审计' })
    clearDraft(tx, applicationId, tx.actor.id)
    addMove(tx, { applicationId, from: '已受理', to: '拟定', reason: '齐全' })
  })
  expect(draftOf(db, applicationId, 'id-审核员甲')).toBeNull()
  expect(currentStage(db, applicationId)).toBe('拟定')
  expect([...currentStages(db, roundId).values()]).toEqual(['拟定', '已受理'])
  expect(movesOf(db, applicationId).map((move) => [move.from, move.to])).toEqual([
    ['草稿', '已受理'],
    ['已受理', '拟定'],
  ])
  expect(caseHistory(db, applicationId).map((entry) => `${entry.who} ${entry.text}`)).toEqual([
    'id-审核员甲 导入：申报汇总.xlsx，工作表“申报”第 4 行',
    '审核员甲 环节：草稿 → 已受理',
    '审核员甲 拟同意 14.40 万元（人工调整）。意见：按审计',
    '审核员甲 环节：已受理 → 拟定。齐全',
  ])
})
