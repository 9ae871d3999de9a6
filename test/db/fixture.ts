import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { applicantFinder } from '../../db/applicants.ts'
import { addApplication, addSourceFile } from '../../db/applications.ts'
import { addAssessment } from '../../db/assessments.ts'
import { createIdSource } from '../../db/ids.ts'
import { createDatabase, type WritableDb } from '../../db/open.ts'
import { addRound } from '../../db/rounds.ts'
import { addMove } from '../../db/stages.ts'
import { type Tx, type WriteContext, write } from '../../db/write.ts'
import type { Application } from '../../shared/application.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { AppError } from '../../shared/errors.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { Assessment } from '../../shared/review/assessment.ts'

const newId = createIdSource()

/** A folder of its own for one test, removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fund-db-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Somebody at some moment: the `step`-th second of the test's day. */
export function context(actor = '审核员甲', step = 0): WriteContext {
  return {
    actor: { id: `id-${actor}`, name: actor },
    now: new Date(Date.UTC(2026, 2, 5) + step * 1000).toISOString(),
    newId,
  }
}

/** A new database; closed when the test ends. */
export function newDatabase(path: string): WritableDb {
  const db = createDatabase(path, context())
  onTestFinished(() => {
    db.close()
  })
  return db
}

export function someApplication(no: number, changes: Partial<Application> = {}): Application {
  return {
    applicationNo: `LG2026-${String(no).padStart(5, '0')}`,
    article: no % 2 === 0 ? 'platform' : 'event',
    articleText: '第九条',
    applicant: `深圳市样例第${no}有限公司`,
    creditCode: `91440300SAMPLE${String(no).padStart(4, '0')}`,
    industry: '黄金珠宝',
    projectName: `样例项目${no}`,
    facts: {
      requestedFen: 48_000_000 + no,
      phase: '首次',
      contact: '样例联系人',
      score: '79.1',
      eventName: `样例活动${no}`,
    },
    materials: { 实施报告: true, 专项审计报告: no % 3 !== 0, 营业执照: true, 申请表: true, 承诺书: false },
    ...changes,
  }
}

export function someAssessment(no: number): Assessment {
  return {
    article: 'event',
    articleNo: '第十一条',
    articleHash: 'a'.repeat(64),
    outcome: no % 5 === 0 ? 'unknown' : 'met',
    conditions: [
      { id: 'aiGroup', label: 'AI+组别', outcome: 'met', clause: '第十一条', text: '已设置 AI+组别', supplement: '' },
      { id: 'filed', label: '报备', outcome: 'met', clause: '第十一条', text: '开始前已报备', supplement: '' },
    ],
    amountFen: 14_400_000 + no,
    steps: [
      {
        id: 'base',
        label: '认定金额',
        clause: '第十一条',
        text: '审计确认金额',
        beforeFen: null,
        afterFen: 48_000_000,
      },
    ],
    warnings: [],
    demo: false,
  }
}

export interface FilledRound {
  roundId: string
  applicationIds: string[]
  assessmentIds: string[]
}

/** A round with `count` applications, each assessed and moved to 已受理, in the running transaction. */
export function fillRound(tx: Tx, count: number, batch = 1): FilledRound {
  const roundId = addRound(tx, {
    year: 2026,
    batch,
    budgetFen: 1_200_000_000,
    policyOn: '2026-03-05',
    windowFrom: null,
    windowTo: null,
    rules: DEFAULT_ROUND_RULES,
    demo: false,
    sample: false,
  })
  const fileId = addSourceFile(tx, { sha256: 'b'.repeat(64), fileName: '申报汇总.xlsx' })
  const finder = applicantFinder(tx)
  const applicationIds: string[] = []
  const assessmentIds: string[] = []
  for (let no = 1; no <= count; no += 1) {
    const origin = { fileId, sheet: '申报', row: no + 3 }
    const applicationId = addApplication(tx, roundId, someApplication(no), origin, finder)
    const assessment = someAssessment(no)
    applicationIds.push(applicationId)
    assessmentIds.push(addAssessment(tx, { applicationId, revision: 1, assessment, inputs: { on: '2026-03-05' } }))
    addMove(tx, { applicationId, from: '草稿', to: '已受理', reason: '' })
  }
  return { roundId, applicationIds, assessmentIds }
}

/** The same in a transaction of its own. */
export function filledRound(db: WritableDb, count: number, batch = 1): FilledRound {
  return write(db, context(), (tx) => {
    const filled = fillRound(tx, count, batch)
    tx.log('导入申报', `2026-${batch}`, { count })
    return filled
  })
}

/** "CODE sentence" of the AppError that `act` throws. Anything else thrown, or nothing, fails the test. */
export function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message}`
    throw error
  }
  throw new Error('nothing was refused')
}

/** The content of a frozen list, empty but for its number. */
export function frozenContent(listNo: string): FrozenList {
  return {
    listNo,
    hash: 'd'.repeat(64),
    trial: false,
    demo: false,
    round: {
      year: 2026,
      batch: 1,
      name: '2026年第1批',
      budgetFen: 0,
      policyOn: '2026-03-05',
      rules: DEFAULT_ROUND_RULES,
    },
    articles: [],
    parameters: [],
    frozenAt: '2026-03-05T00:00:00.000Z',
    frozenBy: '科长',
    auditHead: '0'.repeat(64),
    allocation: {
      budgetFen: 0,
      entitledFen: 0,
      allocatedFen: 0,
      remainderFen: 0,
      cut: null,
      rows: [],
      ties: [],
      blocked: [],
    },
    items: [],
  }
}

/** Repeatable random numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a test's backup is made for. */
export const MAKING = { why: '手工备份', madeAt: '2026-03-05T04:00:00.000Z', appVersion: '0.0.0' }
