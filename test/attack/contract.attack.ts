import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type CoreChannel, channels, contract } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { type Desk, PEOPLE, sampleDesk, tempFolder } from '../core/coreHarness.ts'
import { randomFrom } from '../db/fixture.ts'
import { pdfFile } from '../fixtures/evidenceFiles.ts'
import { acceptedInput, type Known } from '../security/inputs.ts'

const MESSAGES = Number(process.env.ATTACK_MESSAGES ?? 10_000)
/** Accepted inputs for each channel and role in the walk. */
const TRIES = MESSAGES < 1000 ? 1 : 5

// Signing in or out is a change of who is there, not of the data, and slow on purpose; it has tests of its own.
const coreChannels = channels.filter(
  (channel): channel is CoreChannel => contract[channel].where === 'core' && !channel.startsWith('session.'),
)
const EVERYBODY: readonly (readonly [name: string | null, role: Role | null])[] = [
  [null, null],
  ...Object.entries(PEOPLE),
]

function allows(channel: CoreChannel, role: Role | null): boolean {
  const { access } = contract[channel]
  if (role === null) return access === 'anyone'
  return typeof access === 'string' || access.includes(role)
}

/** Watches a file through a connection of its own: whether somebody else wrote, and what all rows are. */
class Watch {
  readonly #db: Database.Database
  #version: unknown

  constructor(path: string) {
    this.#db = new Database(path, { readonly: true })
    this.#version = this.#read()
  }

  /** Whether anything was written since the last question. */
  changed(): boolean {
    const before = this.#version
    this.#version = this.#read()
    return before !== this.#version
  }

  rows(): string {
    const sum = createHash('sha256')
    const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
    for (const name of this.#db.prepare<[], string>(sql).pluck().all()) {
      for (const row of this.#db.prepare(`SELECT * FROM "${name}"`).raw().iterate()) sum.update(JSON.stringify(row))
    }
    return sum.digest('hex')
  }

  close(): void {
    this.#db.close()
  }

  #read(): unknown {
    return this.#db.pragma('data_version', { simple: true })
  }
}

async function knownOf(desk: Desk, roundId: string): Promise<Known> {
  await desk.signIn('甲')
  const rows = (await desk.ask('case.list', { roundId })).filter(({ outcome }) => outcome === 'met').slice(0, 6)
  const views = await Promise.all(rows.map(({ id }) => desk.ask('case.get', { caseId: id })))
  const accounts = await desk.ask('account.list', {})
  const path = join(tempFolder(), '文件.pdf')
  writeFileSync(path, await pdfFile())
  const fields: Record<string, readonly unknown[]> = {
    roundId: [roundId],
    fromRoundId: [roundId],
    caseId: rows.map(({ id }) => id),
    caseIds: [rows.map(({ id }) => id)],
    applicationId: rows.map(({ id }) => id),
    applicationNos: [rows.map(({ applicationNo }) => applicationNo)],
    assessmentId: views.map(({ assessmentId }) => assessmentId),
    accountId: accounts.filter(({ name }) => name === '专家庚').map(({ id }) => id),
    fileToken: [desk.readToken(path)],
    amountFen: [null, 100],
  }
  return (field) => fields[field] ?? (/(On|From|To|Until|day)$/.test(field) ? ['2026-03-05'] : [])
}

test('越权走查：每个角色（含未登录）用像样的内容调用每个通道', async ({ task }) => {
  const random = randomFrom(7)
  const counts = { allowed: 0, refused: 0, wrote: 0 }
  const reached = new Set<string>()
  for (const [name, role] of EVERYBODY) {
    const { desk, round } = await sampleDesk()
    const known = await knownOf(desk, round.id)
    const watch = new Watch(desk.path)
    if (name === null) await desk.ask('session.signOut', {})
    else await desk.signIn(name)
    watch.changed()
    for (const channel of coreChannels) {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const may = allows(channel, role)
        const input = acceptedInput(channel, known, random)
        const token = withSaveToken(desk, input)
        const reply = await desk.core.call(channel, token)
        const what = `${role ?? '未登录'} ${channel} ${inspect(token).slice(0, 300)}`
        if (may) {
          counts.allowed += 1
          if (!reply.ok) expect(reply.code, `${what} ${reply.message}`).not.toBe('INTERNAL')
          if (reply.ok || reply.code !== 'BAD_INPUT') reached.add(channel)
          if (watch.changed()) counts.wrote += 1
          continue
        }
        counts.refused += 1
        expect(reply, what).toMatchObject({ ok: false, code: role === null ? 'NOT_SIGNED_IN' : 'FORBIDDEN' })
        expect(watch.changed(), what).toBe(false)
      }
    }
    watch.close()
    expect(desk.unexpected).toEqual([])
  }
  expect(counts.wrote).toBeGreaterThan(0)
  task.meta.figure = `${EVERYBODY.length} 种身份 × ${coreChannels.length} 个通道 × ${TRIES} 次：无权 ${counts.refused} 次全部拒绝、改动 0；有权 ${counts.allowed} 次（其中写入 ${counts.wrote} 次），出错 0；走到实处的通道 ${reached.size} 个`
})

/** A place to save to that is really there, so that exports are made. */
function withSaveToken(desk: Desk, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('saveToken' in input)) return input
  return { ...input, saveToken: desk.writeToken(join(desk.path, '..', `导出${Math.random()}.bin`)) }
}

for (const [name, role] of EVERYBODY) {
  test(`乱码消息：${role ?? '未登录'}`, async ({ task }) => {
    const { desk, round } = await sampleDesk()
    const known = await knownOf(desk, round.id)
    if (name === null) await desk.ask('session.signOut', {})
    else await desk.signIn(name)
    const random = randomFrom(20260305)
    const watch = new Watch(desk.path)
    const rows = watch.rows()
    const counts = { ok: 0, wrote: 0 }
    for (let sent = 0; sent < MESSAGES; sent += 1) {
      const channel = coreChannels[Math.floor(random() * coreChannels.length)] ?? 'case.get'
      const input = spoilt(acceptedInput(channel, known, random), random)
      const reply = await desk.core.call(channel, input)
      const what = `${role} ${channel} ${inspect(input).slice(0, 300)}`
      if (reply.ok) counts.ok += 1
      else {
        expect(reply.code, what).not.toBe('INTERNAL')
        expect(reply.message, what).toMatch(/\p{Script=Han}/u)
      }
      const wrote = watch.changed()
      if (wrote) counts.wrote += 1
      if (wrote) expect(allows(channel, role), what).toBe(true)
    }
    if (role === null || role === 'expert') expect(counts.wrote === 0 ? watch.rows() : rows).toBe(rows)
    watch.close()
    expect(desk.unexpected).toEqual([])
    task.meta.figure = `${MESSAGES} 条，崩溃 0，无权改动 0（照办 ${counts.ok} 条，其中写入 ${counts.wrote} 条；其余都有中文说明）`
  })
}

const NOISE: readonly unknown[] = [
  ...[null, undefined, true, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, 1n, '', '../../etc/passwd'],
  ...["'; DROP TABLE decision; --", '\ud800', '\u0000\u202e', 'x'.repeat(100_000), [], {}, [[[]]], new Date(0)],
  ...[new Uint8Array(8), JSON.parse('{"__proto__":{"roles":["admin"]}}'), '=cmd|x', '2026-02-30'],
]

/** The same input with something in it spoilt: a field replaced, left out or added, or all of it. */
function spoilt(input: unknown, random: () => number): unknown {
  const noise = NOISE[Math.floor(random() * NOISE.length)]
  if (typeof input !== 'object' || input === null || random() < 0.1) return noise
  const fields = Object.entries(input)
  const at = Math.floor(random() * fields.length)
  if (random() < 0.1) return { ...input, roles: ['admin'] }
  return Object.fromEntries(fields.map(([key, value], place) => [key, place === at ? noise : value]))
}
