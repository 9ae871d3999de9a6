/** S2: whatever the window sends, nothing breaks, and nothing changes without signing in or beyond a role. */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { type Core, createCore } from '../../electron/core/server.ts'
import { createCaseDatabase, FIRST_START } from '../../electron/core/workspace.ts'
import { channels, contract } from '../../shared/contract.ts'

const MESSAGES = 10_000
const open: Core[] = []

afterEach(() => {
  for (const core of open.splice(0)) core.close()
})

function newCore() {
  const dbPath = join(mkdtempSync(join(tmpdir(), 'lg-contract-')), 'workbench.db')
  // Not encrypted, so that the test can read every table.
  closeDatabase(createCaseDatabase(dbPath, FIRST_START, { cliOperated: false }))
  const faults: unknown[] = []
  const core = createCore({
    dbPath,
    resourcesRoot: join(import.meta.dirname, '../..'),
    appVersion: '1.0.0',
    log: (error) => faults.push(error),
  })
  open.push(core)
  return { core, dbPath, faults }
}

/** One hash over every row of every table, as another reader of the file sees it. */
function contents(dbPath: string): string {
  const db = new Database(dbPath, { readonly: true })
  const hash = createHash('sha256')
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name`,
    )
    .all()
  for (const { name } of tables) {
    hash.update(name)
    for (const row of db.prepare(`SELECT * FROM "${name}"`).raw().iterate()) hash.update(JSON.stringify(row))
  }
  db.close()
  return hash.digest('hex')
}

const hostile = fc.oneof(
  fc.constantFrom(
    { id: "1' OR 1=1 --" },
    { __proto__: null },
    JSON.parse('{"__proto__":{"roles":["admin"]}}'),
    { roundId: '../../etc/passwd' },
    { roundId: 'x'.repeat(100_000) },
    { fileToken: '/etc/passwd', roundId: '1' },
    { saveToken: '/tmp/out.xlsx', roundId: '1', listId: null, kind: 'summary' },
    { name: '\u0000\u202E', password: '=cmd|x' },
  ),
  fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom(
      'roundId',
      'caseId',
      'planId',
      'name',
      'password',
      'roles',
      'budgetFen',
      'kind',
      'saveToken',
      'reason',
    ),
    fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.array(fc.string())),
  ),
)

const anyChannel = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<string>(...channels) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'session.status\u0000')),
  },
)

describe('10,000 messages of any shape to any channel', () => {
  test('without signing in: each gets a Chinese answer, nothing fails inside, nothing is written', async () => {
    const { core, dbPath, faults } = newCore()
    const first = await core.call('session.firstAccount', { name: '王敏', password: 'correct horse 12' })
    expect(first).toMatchObject({ ok: true })
    await core.call('session.signOut', {})
    const before = contents(dbPath)

    const answered: Record<string, number> = {}
    // A well-formed sign-in is a real try, slow by design and audited; it has tests of its own.
    const messages = fc.tuple(
      anyChannel.filter((channel) => channel !== 'session.signIn'),
      hostile,
    )
    await fc.assert(
      fc.asyncProperty(messages, async ([channel, input]) => {
        const reply = await core.call(channel, input)
        const code = reply.ok ? `ok ${channel}` : reply.code
        answered[code] = (answered[code] ?? 0) + 1
        if (!reply.ok) expect(reply.message).toMatch(/\p{Script=Han}/u)
      }),
      { numRuns: MESSAGES, seed: 20260305 },
    )
    console.log(`contract: ${MESSAGES} messages, answered`, answered)
    const open = ['ok session.status', 'ok exchange.workspaces']
    expect(Object.keys(answered).filter((code) => code.startsWith('ok ') && !open.includes(code))).toEqual([])
    expect(faults).toEqual([])
    expect(contents(dbPath)).toBe(before)
  }, 180_000)

  test('signed in with a role that may only read: the same', async () => {
    const { core, dbPath, faults } = newCore()
    await core.call('session.firstAccount', { name: '王敏', password: 'correct horse 12' })
    await core.call('account.create', { name: '李审', password: 'correct horse 34', roles: ['auditor'] })
    await core.call('session.signOut', {})
    expect(await core.call('session.signIn', { name: '李审', password: 'correct horse 34' })).toMatchObject({
      ok: true,
    })
    const before = contents(dbPath)

    const beyond = channels.filter((channel) => {
      const { access, where } = contract[channel]
      return where === 'core' && typeof access !== 'string' && !access.some((role) => role === 'auditor')
    })
    expect(beyond.length).toBeGreaterThan(10)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beyond), hostile, async (channel, input) => {
        expect(await core.call(channel, input)).toMatchObject({ ok: false, code: 'FORBIDDEN' })
      }),
      { numRuns: 2_000, seed: 20260305 },
    )
    expect(faults).toEqual([])
    expect(contents(dbPath)).toBe(before)
  }, 180_000)
})
