import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { rowShape } from '../../db/columns.ts'
import { rowDigest } from '../../db/digest.ts'
import { closeDatabase, openDatabase, type ReadableDb } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import type { SqlValue } from '../../db/tables.ts'
import { replayEach, replayStored } from '../../electron/core/jobs/replayStored.ts'
import { openPolicyStore } from '../../electron/core/policyStore.ts'
import { replaySentence } from '../../shared/review/replayReport.ts'
import type { RoundView } from '../../shared/views.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { caseOf, type Desk, decide, RESOURCES, sampleDesk, tempFolder } from './coreHarness.ts'
import { glasses, importRows } from './glassesRows.ts'

const policy = openPolicyStore(`${RESOURCES}/templates`)

/** What the file gives without the shipped instrument: reading it would throw, so nothing newer can slip in. */
const SEALED_OFF = {
  get instrument(): never {
    throw new Error('the shipped instrument was read')
  },
}

function readOnly(path: string): ReadableDb {
  const db = openDatabase(path, { readonly: true })
  onTestFinished(() => closeDatabase(db))
  return db
}

/** A round without the 演示参数, holding the sample; 科长丙 is signed in. */
async function bareRound(): Promise<{ desk: Desk; round: RoundView }> {
  const { desk } = await sampleDesk('科长丙')
  const round = await desk.ask('round.create', {
    ...{ year: 2026, batch: 2, budgetFen: 1_200_000_000, demoParameters: false, windowFrom: null, windowTo: null },
  })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  return { desk, round }
}

function expectSame(desk: Desk, atLeast: number): void {
  const report = replayStored({ db: readOnly(desk.path), policy: SEALED_OFF }, null)
  expect(report.told).toEqual([])
  expect(report).toMatchObject({ same: report.checked, reworded: 0, different: 0, shippedInstrument: 0 })
  expect(report.checked).toBeGreaterThanOrEqual(atLeast)
}

test('every stored assessment of the sample is worked out again bit for bit from the file alone', async () => {
  const { desk } = await sampleDesk()
  expectSame(desk, 52)
})

test('a new parameter, other rules and budget, a correction and a decision change no stored assessment', async () => {
  const { desk, round } = await bareRound()
  const enter = (text: string) =>
    desk.ask('policy.setParameter', {
      ...{ roundId: round.id, key: 'gold-exchange.amounts', text },
      ...{ basis: '局务会纪要〔2026〕3号', effectiveFrom: '2026-01-01' },
    })
  await enter('金融类=40万元\n自营类=20万元')
  await enter('金融类=30万元\n自营类=10万元')
  // One applicant's yearly cap is shared: what the first claim used is part of what the second was assessed on.
  await importRows(
    desk,
    round.id,
    [1, 2].map((at) => glasses(`N${at}`, '示例丙眼镜有限公司', 1_600_000)),
  )
  await desk.ask('round.setRules', {
    roundId: round.id,
    budgetFen: 100_000_000,
    rules: { ...round.rules, rounding: { unitFen: 10_000, mode: '四舍五入' }, capAtRequested: false },
  })
  const first = await caseOf(desk, round.id, ({ applicationNo }) => applicationNo === 'N1')
  await desk.signIn('审核员乙')
  await decide(desk, first, { amountFen: 5_000_000, opinion: '按合同核减' })
  await desk.ask('case.correct', {
    caseId: first.row.id,
    edits: [{ fact: 'purchaseFen', text: '100万元' }],
    reason: '发票金额有误',
  })
  expectSame(desk, 110)
})

test('a file written by format 1 still gives the same after its migration, and says what stood in', async () => {
  const path = join(tempFolder(), '旧库.db')
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'format1.db.gz'))))
  const before = new Database(path, { readonly: true })
  const format = before.pragma('user_version', { simple: true })
  const rows = before.prepare('SELECT id, inputs_json, result_json FROM assessment ORDER BY seq').all()
  before.close()
  expect(format).toBe(1)
  expect(JSON.stringify(rows)).toContain('sameMatter')

  closeDatabase(openDatabase(path))
  const db = readOnly(path)
  expect(all(db, 'SELECT id, inputs_json, result_json FROM assessment ORDER BY seq')).toEqual(rows)
  const report = replayStored({ db, policy }, null)
  expect(report.told.filter((text) => !text.includes('只有说明的措辞不同'))).toEqual([])
  expect(report).toMatchObject({ checked: 109, different: 0, shippedInstrument: 109 })
  expect(report.same).toBeGreaterThan(0)
  expect(replaySentence(report)).toMatch(/109 份是旧版本程序写的，没有保存通用条件的原文，按现行文本重算$/)
  for (const { stored, replayed, applicationNo } of replayEach({ db, policy }, null)) {
    expect(replayed?.amountFen, applicationNo).toEqual(stored?.amountFen)
    expect(replayed?.outcome, applicationNo).toEqual(stored?.outcome)
  }
})

/** Changes a stored row behind the program's back; `sealed` also writes the digest a careful hand would. */
function tamper(path: string, table: string, where: string, set: string, sealed = false): void {
  const db = new Database(path)
  const triggers = db
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
    )
    .all(table)
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  const [id] = db.prepare<[], string>(`SELECT id FROM ${table} WHERE ${where} ORDER BY seq LIMIT 1`).pluck().all()
  if (id === undefined) throw new Error(`nothing to change in ${table}`)
  expect(db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`).run(id).changes).toBe(1)
  if (sealed) {
    const { columns } = rowShape(db, table)
    const row = db.prepare<[string], Record<string, SqlValue>>(`SELECT * FROM ${table} WHERE id = ?`).get(id) ?? {}
    const digest = rowDigest(
      table,
      columns,
      columns.map((column) => row[column]),
    )
    db.prepare(`UPDATE ${table} SET digest = ? WHERE id = ?`).run(digest, id)
  }
  for (const { sql } of triggers) db.exec(sql)
  db.close()
}

async function reportAfter(
  table: string,
  where: string,
  set: string,
  sealed = false,
): Promise<{ told: string[]; different: number }> {
  const { desk } = await sampleDesk()
  desk.core.close()
  tamper(desk.path, table, where, set, sealed)
  const { told, different } = replayStored({ db: readOnly(desk.path), policy }, null)
  desk.restart()
  return { told, different }
}

test('a changed byte of the inputs is found, also under a digest made anew', async () => {
  const facts = `inputs_json = replace(inputs_json, '"auditedFen":1', '"auditedFen":2')`
  const where = `amount_fen > 0 AND inputs_json LIKE '%"auditedFen":1%'`
  expect(await reportAfter('assessment', where, facts)).toEqual({
    different: 1,
    told: [expect.stringMatching(/^LG\d+（2026-03-05 \d\d:\d\d机审）：这条机审记录被改动或损坏$/)],
  })
  expect(await reportAfter('assessment', where, facts, true)).toEqual({
    different: 1,
    told: [expect.stringMatching(/：金额当时为 .+，重算为 .+$/)],
  })
})

test('a changed byte of a kept text is found in every assessment that rests on it', async () => {
  const article = await reportAfter(
    'article_text',
    "key = 'event'",
    "text_json = replace(text_json, '30%', '31%')",
    true,
  )
  expect(article.different).toBeGreaterThan(1)
  expect(article.told[0]).toMatch(/：保存的条款文本与校验码不符$/)
  const common = await reportAfter(
    'article_text',
    "key = 'instrument'",
    "text_json = replace(text_json, '家具', '家俱')",
    true,
  )
  expect(common.different).toBeGreaterThan(50)
  expect(await reportAfter('article_text', "key = 'talent'", "text_json = '{}'", true)).toMatchObject({
    told: expect.arrayContaining([expect.stringMatching(/保存的条款文本与校验码不符/)]),
  })
})

test('a stored result that its own inputs do not give is found, and the words say where they part', async () => {
  const forged = 'result_json = replace(result_json, \'"outcome":"met"\', \'"outcome":"unmet"\')'
  expect((await reportAfter('assessment', "outcome = 'met'", forged, true)).told).toEqual([
    expect.stringMatching(/：机审结论当时为“不符合”，重算为“符合”$/),
  ])
  const words = "result_json = replace(result_json, '已填写申报金额', '填写了申报金额')"
  const reworded = await reportAfter('assessment', "outcome = 'met'", words, true)
  expect(reworded).toMatchObject({
    different: 0,
    told: [expect.stringMatching(/当时“填写了申报金额”，现在“已填写申报金额”$/)],
  })
})
