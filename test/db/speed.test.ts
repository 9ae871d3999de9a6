import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backupDatabase } from '../../db/backup.ts'
import { caseLine, listCases } from '../../db/cases.ts'
import { addDecision } from '../../db/decisions.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, newDatabase, tempFolder } from './fixture.ts'

/** Milliseconds `act` takes. */
function timed(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

function percentile95(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
}

/**
 * The machine is shared, so limits are wide ratios to what bare SQLite needs in the same run: they catch a lost index or
 * cache, not a slow day. The figures are printed.
 */
test('writing, deciding, verifying and backing up 18,000 rows keep pace with bare SQLite', () => {
  const folder = tempFolder()
  const db = newDatabase(join(folder, 'cases.db'))
  let ids = { applicationIds: [''], assessmentIds: [''], roundId: '' }
  const fill = timed(() => {
    ids = filledRound(db, 2000)
  })

  // The same rows into the same tables without triggers, digests, seals and audit.
  const bare = new Database(join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  const schema = db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql <> ''")
  for (const sql of schema.pluck().all()) bare.exec(sql)
  const tables = ['round', 'source_file', 'applicant', 'application', 'material', 'assessment', 'stage_move']
  const rows = tables.map((table) => db.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().all())
  const bareFill = timed(() => {
    bare.exec('BEGIN IMMEDIATE')
    for (const [at, table] of tables.entries()) {
      const places = rows[at]?.[0]?.map(() => '?').join(', ') ?? ''
      const insert = bare.prepare(`INSERT INTO ${table} VALUES (${places})`)
      for (const row of rows[at] ?? []) insert.run(row)
    }
    bare.exec('COMMIT')
  })

  bare.exec('CREATE TABLE one (a TEXT) STRICT')
  const insertOne = bare.prepare('INSERT INTO one VALUES (?)')
  const decide: number[] = []
  const commit: number[] = []
  for (let at = 0; at < 200; at += 1) {
    commit.push(timed(() => insertOne.run('x'.repeat(1000))))
    const decision = { kind: 'agree', amountFen: 1, computedFen: 1, overridden: false, opinion: '' } as const
    const applicationId = ids.applicationIds[at] ?? ''
    const assessmentId = ids.assessmentIds[at] ?? ''
    decide.push(
      timed(() =>
        write(db, context(), (tx) => {
          addDecision(tx, { applicationId, assessmentId, ...decision })
          tx.log('拟定', applicationId, decision)
        }),
      ),
    )
  }
  const entries = timed(() =>
    write(db, context(), (tx) => {
      for (let at = 0; at < 2000; at += 1) tx.log('试', String(at), {})
    }),
  )
  const integrity = timed(() => db.pragma('integrity_check'))
  const verify = timed(() => expect(verifyDatabase(db)).toMatchObject({ ok: true }))
  const copy = timed(() => db.prepare('VACUUM INTO ?').run(join(folder, 'plain.db')))
  const backup = timed(() => backupDatabase(db, join(folder, 'backup.db')))
  const queue = timed(() => listCases(db, ids.roundId))
  const line = timed(() => caseLine(db, ids.applicationIds[77] ?? ''))
  const decideP95 = percentile95(decide)
  const commitP95 = percentile95(commit)
  bare.close()

  const figures = {
    fill,
    bareFill,
    decideP95,
    commitP95,
    auditEntry: entries / 2000,
    integrity,
    verify,
    copy,
    backup,
    queue,
    line,
  }
  console.log(
    Object.entries(figures)
      .map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
      .join(' · '),
  )
  expect(fill).toBeLessThan(bareFill * 10)
  expect(decideP95).toBeLessThan(commitP95 * 6 + 20)
  expect(verify).toBeLessThan(integrity * 40)
  expect(backup).toBeLessThan((copy + verify) * 4)
})
