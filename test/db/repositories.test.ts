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
  wasImported,
} from '../../db/applications.ts'
import {
  addAssessment,
  articleText,
  assessmentById,
  assessmentInputs,
  keepArticleText,
  latestAssessment,
  latestAssessments,
} from '../../db/assessments.ts'
import { caseLine, listCases } from '../../db/cases.ts'
import { addDecision, decisionsOf, latestDecision, latestDecisions } from '../../db/decisions.ts'
import { clearDraft, draftOf, saveDraft } from '../../db/drafts.ts'
import { caseHistory } from '../../db/history.ts'
import {
  addList,
  addTieRuling,
  grantedInYear,
  invalidateLists,
  listById,
  listsOfRound,
  tieRulings,
  validList,
  validListNos,
} from '../../db/lists.ts'
import type { WritableDb } from '../../db/open.ts'
import {
  addParameterVersion,
  useParameter as lockParameter,
  parametersOfRound,
  parameterVersions,
} from '../../db/parameters.ts'
import { earlierBatches, listRounds, roundById, roundByYearBatch, updateRound } from '../../db/rounds.ts'
import { addMove, currentStage, currentStages, movesOf } from '../../db/stages.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { type Tx, write } from '../../db/write.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import {
  context,
  filledRound,
  frozenContent,
  newDatabase,
  refusal,
  someApplication,
  someAssessment,
  tempFolder,
} from './fixture.ts'

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
  const id = act(db, (tx) => addAccount(tx, { name: '王五', roles: ['reviewer', 'chief'], passwordHash: 'h' }))
  expect(accountByName(db, '王五')).toMatchObject({ id, roles: ['reviewer', 'chief'], active: true, lockedUntil: null })
  expect(refusal(() => act(db, (tx) => addAccount(tx, { name: '王五', roles: ['clerk'], passwordHash: 'h' })))).toMatch(
    /CONFLICT.*已有相同/,
  )
  const lockedUntil = '2026-03-05T01:00:00.000Z'
  act(db, (tx) => updateAccount(tx, id, { failedTries: 5, lockedUntil, active: false }))
  expect(listAccounts(db)).toMatchObject([
    { name: '王五', failedTries: 5, lockedUntil, active: false, passwordHash: 'h' },
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
  expect(wasImported(db, 'b'.repeat(64))).toBe(true)
  expect(wasImported(db, 'c'.repeat(64))).toBe(false)
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
    keepArticleText(tx, { hash: 'a'.repeat(64), key: 'event', text: { no: '第十一条' } })
    keepArticleText(tx, { hash: 'a'.repeat(64), key: 'event', text: { no: '第十一条' } })
    return addAssessment(tx, { applicationId, revision: 2, assessment, inputs: { on: '2026-03-06' } })
  })
  expect(latestAssessment(db, applicationId)).toMatchObject({ id, revision: 2, assessment })
  expect(assessmentById(db, assessmentIds[0] ?? '')?.assessment).toEqual(someAssessment(1))
  expect(assessmentInputs(db, id)).toEqual({ on: '2026-03-06' })
  expect(articleText(db, 'a'.repeat(64))).toEqual({ no: '第十一条' })
  expect(articleText(db, 'b'.repeat(64))).toBeNull()
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
  expect(draftOf(db, applicationId, 'id-审核员甲')).toBe('')
  expect(currentStage(db, applicationId)).toBe('拟定')
  expect([...currentStages(db, roundId).values()]).toEqual(['拟定', '已受理'])
  expect(movesOf(db, applicationId).map((move) => [move.from, move.to])).toEqual([
    ['', '已受理'],
    ['已受理', '拟定'],
  ])
  expect(caseHistory(db, applicationId).map((entry) => `${entry.who} ${entry.text}`)).toEqual([
    'id-审核员甲 导入：申报汇总.xlsx，工作表“申报”第 4 行',
    '审核员甲 环节：已受理',
    '审核员甲 拟同意 14.40 万元（人工调整）。意见：按审计',
    '审核员甲 环节：已受理 → 拟定。齐全',
  ])
})

test('parameters: a round uses what it was last given, and other rounds are not touched', () => {
  const db = database()
  const a = filledRound(db, 0, 1).roundId
  const b = filledRound(db, 0, 2).roundId
  const key = 'event.rate'
  const enter = (num: number, rounds: string[]) =>
    act(db, (tx) => {
      const value = { type: 'rate', rate: { num, den: 100 } } as const
      const id = addParameterVersion(tx, { key, value, basis: '文号', effectiveFrom: '2026-01-01', origin: 'bureau' })
      for (const roundId of rounds) lockParameter(tx, roundId, key, id)
      return id
    })
  const first = enter(30, [a, b])
  const second = enter(20, [a])
  expect(parametersOfRound(db, a).get(key)).toMatchObject({
    id: second,
    value: { rate: { num: 20 } },
    origin: 'bureau',
  })
  expect(parametersOfRound(db, b).get(key)?.id).toBe(first)
  expect(parameterVersions(db, key).map((version) => version.id)).toEqual([first, second])
})

test('lists: valid until invalidated; what earlier batches of the year granted comes from the newest valid list', () => {
  const db = database()
  const one = filledRound(db, 3, 1)
  const freeze = (listNo: string, fen: number) =>
    act(db, (tx) => {
      const allocations = one.applicationIds.map((applicationId, at) => {
        const allocatedFen = at === 0 ? 0 : fen
        return { applicationId, quota: null, entitledFen: fen, allocatedFen }
      })
      return addList(tx, { roundId: one.roundId, content: frozenContent(listNo), allocations })
    })
  const first = freeze('定稿2026-1-01', 100)
  expect(grantedInYear(db, 2026, 2).map((granted) => granted.allocatedFen)).toEqual([100, 100])
  expect(refusal(() => freeze('定稿2026-1-01', 1))).toMatch(/CONFLICT/)
  expect(act(db, (tx) => invalidateLists(tx, one.roundId, '更正'))).toBe(1)
  expect(grantedInYear(db, 2026, 2)).toEqual([])
  expect(validList(db, one.roundId)).toBeNull()
  expect(listById(db, first)).toMatchObject({ invalidReason: '更正', listNo: '定稿2026-1-01' })

  const second = freeze('定稿2026-1-02', 200)
  expect(validList(db, one.roundId)).toMatchObject({ id: second, content: frozenContent('定稿2026-1-02') })
  expect(listsOfRound(db, one.roundId).map((list) => list.id)).toEqual([second, first])
  expect(validListNos(db)).toEqual(new Map([[one.roundId, '定稿2026-1-02']]))
  expect(grantedInYear(db, 2026, 2)).toMatchObject([
    { applicationNo: 'LG2026-00002', article: 'platform', phase: '首次', allocatedFen: 200, industry: '黄金珠宝' },
    { applicationNo: 'LG2026-00003', creditCode: '91440300SAMPLE0003', nameKey: '样例第3有限公司' },
  ])
  expect(grantedInYear(db, 2026, 1)).toEqual([])
  expect(grantedInYear(db, 2027, 2)).toEqual([])
})

test('a tie is ruled again by a new ruling', () => {
  const db = database()
  const { roundId } = filledRound(db, 0)
  const rule = (industry: string, applicationNos: string[]) =>
    act(db, (tx) => addTieRuling(tx, roundId, { article: 'platform', industry, applicationNos, reason: '同分' }))
  rule('眼镜', ['1'])
  rule('家具', ['2'])
  rule('眼镜', ['3', '4'])
  expect(tieRulings(db, roundId)).toEqual([
    { article: 'platform', industry: '家具', applicationNos: ['2'], reason: '同分' },
    { article: 'platform', industry: '眼镜', applicationNos: ['3', '4'], reason: '同分' },
  ])
})
