import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { verifyFile } from '../../db/verify.ts'
import { recoveryCalls } from '../../shared/contract/recovery.ts'
import { type CoreChannel, channels, contract } from '../../shared/contract.ts'
import { ROLES } from '../../shared/roles.ts'
import { randomFrom } from '../db/fixture.ts'
import { Desk, newDesk, PEOPLE, sampleDesk } from './coreHarness.ts'

const coreChannels = channels.filter((channel): channel is CoreChannel => contract[channel].where === 'core')
/** No shape accepts this, so only the gate before the shape is asked. */
const BAD_SHAPE = { 没有这个字段: true }
const FUZZED_MESSAGES = 2000

test('every channel lets in exactly the roles of the contract', async () => {
  const { desk } = await sampleDesk()
  for (const [name, role] of Object.entries(PEOPLE)) {
    await desk.signIn(name)
    for (const channel of coreChannels) {
      const { access } = contract[channel]
      const allowed = access === 'anyone' || access === 'signed-in' || access.includes(role)
      const reply = await desk.core.call(channel, BAD_SHAPE)
      expect(reply, `${role} ${channel}`).toMatchObject({ ok: false, code: allowed ? 'BAD_INPUT' : 'FORBIDDEN' })
    }
  }
  expect(Object.values(PEOPLE).sort()).toEqual([...ROLES].sort())
})

test('without sign-in every channel but the open ones is closed', async () => {
  const { desk } = await sampleDesk()
  await desk.ask('session.signOut', {})
  // A print is logged for whoever had it made, also when the seat was locked while the system's dialog stood open.
  const signIn = ['session.status', 'session.firstAccount', 'session.signIn', 'session.recover']
  // Packages of another computer are opened, and workspaces chosen, before anybody can be signed in there.
  const packages = ['exchange.peek', 'exchange.open', 'exchange.workspaces', 'exchange.enter']
  const open = [
    ...[...signIn, ...Object.keys(recoveryCalls), ...packages],
    ...['move.inspect', 'move.import', 'print.done'],
  ]
  for (const channel of coreChannels) {
    const reply = await desk.core.call(channel, BAD_SHAPE)
    expect(reply, channel).toMatchObject({ ok: false, code: open.includes(channel) ? 'BAD_INPUT' : 'NOT_SIGNED_IN' })
  }
})

test('channels of main, of objects and of nobody are not answered', async () => {
  const { desk } = await sampleDesk()
  for (const channel of ['dialog.openWorkbook', 'app.status', '__proto__', 'constructor', 'toString', '', 'case.*']) {
    expect(await desk.core.call(channel, {}), channel).toEqual({
      ok: false,
      code: 'BAD_INPUT',
      message: '没有这项功能',
    })
  }
})

test('2,000 random messages crash nothing and change nothing without sign-in and role', async () => {
  const { desk, round } = await sampleDesk()
  const rows = await desk.ask('case.list', { roundId: round.id })
  const ids = [round.id, ...rows.slice(0, 5).map(({ id }) => id), 'nobody', '']
  const message = messages(ids, randomFrom(20260305))
  const states: { name: string | null; share: number }[] = [
    { name: null, share: 0.4 },
    { name: '审计戊', share: 0.3 },
    { name: '审核员乙', share: 0.3 },
  ]
  for (const { name, share } of states) {
    if (name === null) desk.restart()
    else await desk.signIn(name)
    const before = contentOf(desk)
    for (let sent = 0; sent < FUZZED_MESSAGES * share; sent += 1) {
      const { channel, input } = message()
      // Signing in or out is a change of who is there, not of the data, and slow on purpose.
      if (channel.startsWith('session.')) continue
      const reply = await desk.core.call(channel, input)
      const text = `${name} ${channel} ${inspect(input).slice(0, 300)}`
      expect(reply, text).toHaveProperty('ok')
      if (!reply.ok) expect(reply.code, text).not.toBe('INTERNAL')
      if (!reply.ok) expect(reply.message, text).toMatch(/[\u4e00-\u9fff]/)
    }
    if (name !== '审核员乙') expect(contentOf(desk), String(name)).toEqual(before)
  }
  expect(desk.unexpected).toEqual([])
})

test('what the role may not do leaves no trace in the file', async () => {
  const { desk, round } = await sampleDesk('审计戊')
  const before = contentOf(desk)
  const target = await desk.ask('case.list', { roundId: round.id }).then((rows) => rows[0])
  const one = await desk.ask('case.get', { caseId: target?.id ?? '' })
  const decision = { kind: 'agree', amountFen: null, opinion: '' } as const
  await desk.refused('case.decide', { caseId: one.row.id, assessmentId: one.assessmentId ?? '', ...decision })
  await desk.refused('list.freeze', { roundId: round.id })
  await desk.refused('round.createSample', {})
  await desk.refused('paper.export', { roundId: round.id, listId: null, kind: 'notice', saveToken: 'x'.repeat(16) })
  expect(contentOf(desk)).toEqual(before)
})

test('a core that opens a foreign file refuses with a sentence and leaves it alone', async () => {
  const desk = newDesk()
  const nowhere = new Desk(`${desk.path}.不存在的文件夹/评审.db`)
  expect(await nowhere.refused('session.status', {})).toMatch(/[\u4e00-\u9fff]/)
})

/** Rows and the head of the audit chain: equal when nothing was written. */
function contentOf(desk: Desk) {
  const found = verifyFile(desk.path)
  if (!found.ok) throw new Error(found.place)
  return found
}

/** Messages of every kind: right and wrong channels, shapes near the contract's and far from them. */
function messages(ids: readonly string[], random: () => number): () => { channel: string; input: unknown } {
  const pick = <T>(from: readonly T[]): T => {
    const [one] = from.slice(Math.floor(random() * from.length))
    return one as T
  }
  const keys = [
    ...['roundId', 'caseId', 'assessmentId', 'kind', 'amountFen', 'opinion', 'edits', 'reason', 'planId', 'listId'],
    ...['budgetFen', 'rules', 'fileToken', 'saveToken', 'limit', 'key', 'text', 'basis', 'effectiveFrom', '__proto__'],
    ...['accountId', 'active', 'name', 'password', 'roles', 'article', 'industry', 'applicationNos', 'year', 'batch'],
  ]
  const leaf = (): unknown =>
    pick<() => unknown>([
      () => pick(ids),
      () =>
        pick(['agree', 'refuse', 'hold', 'summary', 'notice', 'platform', 'requestedFen', '2026-02-30', '𠮷\u0000🏺']),
      () => Math.floor(random() * 1e6),
      () => pick([0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, -0]),
      () => pick([null, undefined, true, false, 1n, Symbol.iterator]),
      () => 'x'.repeat(Math.floor(random() * 5000)),
      () => "'; DROP TABLE decision; --",
      () => '\ud800',
    ])()
  const value = (depth: number): unknown => {
    if (depth === 0 || random() < 0.6) return leaf()
    if (random() < 0.4) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth - 1))
    return Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => [pick(keys), value(depth - 1)]))
  }
  /** The contract's own fields, so that many messages get past the shape. */
  const near = (channel: CoreChannel): unknown => {
    const shape = contract[channel].input
    if (!('shape' in shape)) return {}
    return Object.fromEntries(Object.keys(shape.shape).map((key) => [key, likely(key)]))
  }
  const likely = (key: string): unknown => {
    if (random() < 0.15) return value(2)
    if (/^(roundId|caseId|assessmentId|listId|accountId|planId)$/.test(key)) return pick(ids)
    if (key === 'kind') return pick(['agree', 'refuse', 'hold', 'supplement', 'summary', 'approval'])
    if (key === 'edits') return [{ fact: pick(['requestedFen', 'article', 'startDate', 'score']), text: pick(ids) }]
    if (/Fen$/.test(key)) return pick([null, 0, 100, 123_456])
    if (/token/i.test(key)) return 'x'.repeat(16)
    if (key === 'effectiveFrom') return '2026-03-05'
    if (key === 'roles') return ['reviewer']
    if (key === 'limit') return 10
    return pick([true, 1, '甲', '理由'])
  }
  return () => {
    const channel = pick(coreChannels)
    if (random() < 0.1) return { channel: String(leaf()?.toString()), input: value(3) }
    return { channel, input: random() < 0.6 ? near(channel) : value(3) }
  }
}
