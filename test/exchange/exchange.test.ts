import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { caseOf, decide, PASSWORD } from '../core/coreHarness.ts'
import { dispatch, inspect, merge, office, openAs, otherDesk, PASSPHRASE, sendBack } from './exchangeDesks.ts'

test('a case goes out, is decided elsewhere, comes back and stands here; the same package again changes nothing', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const path = await dispatch(at, ['审核员乙'])
  const away = otherDesk()
  const opened = await openAs(away, path, '审核员乙')
  expect(opened.workspace).toMatchObject({ roundName: '2026年第1批', dispatchNumber: 1, person: '审核员乙' })
  const met = await caseOf(away, round.id, ({ outcome }) => outcome === 'met')
  await decide(away, met)
  expect(await away.ask('exchange.task', {})).toMatchObject({ worked: 1, returnedAt: null })
  const back = await sendBack(away, stick)

  const seen = await inspect(desk, back)
  expect(seen).toMatchObject({ person: '审核员乙', sameRules: true, nothingNew: false, contested: [], remarks: [] })
  expect(seen.counts).toContainEqual({ kind: '拟定意见', added: 1, identical: 0, contested: 0 })
  expect((await caseOf(desk, round.id, ({ id }) => id === met.row.id)).decision).toBe(null)
  await desk.ask('exchange.merge', { planId: seen.planId })
  const here = await caseOf(desk, round.id, ({ id }) => id === met.row.id)
  expect(here.row).toMatchObject({ status: 'agreed', stale: false })
  expect(here.decision).toMatchObject({ reviewer: '审核员乙' })

  const again = await inspect(desk, back)
  expect(again).toMatchObject({ nothingNew: true, counts: [{ added: 0 }, { added: 0 }] })
  await desk.ask('exchange.merge', { planId: again.planId })
  expect(await desk.ask('exchange.merges', { roundId: round.id })).toHaveLength(1)
  desk.core.close()
  const db = openDatabase(desk.path)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  closeDatabase(db)
  expect(away.unexpected).toEqual([])
  expect(desk.unexpected).toEqual([])
}, 60_000)

test('two decisions on one case wait for a ruling by somebody else; the other stays on record', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const path = await dispatch(at, ['审核员乙', '甲'])
  const returns: string[] = []
  let caseId = ''
  for (const [name, kind] of [
    ['审核员乙', 'agree'],
    ['甲', 'refuse'],
  ] as const) {
    const away = otherDesk()
    await openAs(away, path, name)
    const one = await caseOf(away, round.id, ({ outcome }) => outcome === 'met')
    caseId = one.row.id
    await decide(away, one, { kind, opinion: '核对' })
    returns.push(await sendBack(away, stick))
  }
  const [first = '', second = ''] = returns
  await merge(desk, first)
  const seen = await inspect(desk, second)
  expect(seen.contested.map(({ causes }) => causes.map(({ cause }) => cause))).toEqual([['decision', 'stage']])
  await desk.ask('exchange.merge', { planId: seen.planId })
  expect((await caseOf(desk, round.id, ({ id }) => id === caseId)).decision?.reviewer).toBe('审核员乙')
  const [contest] = await desk.ask('exchange.contested', { roundId: round.id })
  expect(contest).toMatchObject({ applicationId: caseId, ruling: null })
  const side = contest?.sides.find(({ who }) => who.startsWith('甲'))
  expect(side?.lines.map(({ text }) => text).join()).toContain('不予支持')
  expect(contest?.sides[0]?.lines.map(({ text }) => text).join()).toContain('同意')

  await desk.signIn('甲')
  const ruled = { applicationId: caseId, chosen: side?.sideId ?? '', reason: '附件不全' }
  expect(await desk.refused('exchange.rule', ruled)).toContain('请换另一位科长裁定')
  await desk.signIn('科长丙')
  const after = await desk.ask('exchange.rule', ruled)
  expect(after[0]?.ruling).toMatchObject({ reason: '附件不全', by: '科长丙' })
  const here = await caseOf(desk, round.id, ({ id }) => id === caseId)
  expect(here.row).toMatchObject({ status: 'refused' })
  expect(here.decision).toMatchObject({ reviewer: '甲' })
  expect(await desk.refused('exchange.rule', ruled)).toContain('没有待裁定的争议')
}, 60_000)

test('a wrong passphrase, a wrong person and a second opening are refused', async () => {
  const at = await office()
  const path = await dispatch(at, ['审核员乙'])
  const away = otherDesk()
  const open = { passphrase: PASSPHRASE, name: '审核员乙', password: '样例口令-2026-很长' }
  const file = away.readToken(path)
  expect(await away.refused('exchange.open', { ...open, file, passphrase: '别的口令-别的口令' })).toContain('口令不对')
  expect(await away.refused('exchange.open', { ...open, file, name: '甲' })).toContain('不是给“甲”的')
  expect(await away.refused('exchange.open', { ...open, file, password: '错' })).toContain('姓名或密码不对')
  expect((await away.ask('exchange.workspaces', {})).workspaces).toEqual([])
  await away.ask('exchange.open', { ...open, file })
  expect(await away.refused('exchange.open', { ...open, file })).toContain('已打开过这个派发包')
}, 60_000)

test('five wrong passphrases or passwords lock a package on that computer for a quarter of an hour, across restarts', async () => {
  const at = await office()
  const path = await dispatch(at, ['审核员乙'])
  const other = await dispatch(at, ['审核员乙'])
  const away = otherDesk()
  const open = { passphrase: PASSPHRASE, name: '审核员乙', password: PASSWORD }
  const attempt = (wrong: Partial<typeof open> = {}, file = path) =>
    away.reply('exchange.open', { ...open, ...wrong, file: away.readToken(file) })
  const wrong = { passphrase: '别的口令-别的口令' }
  for (let tries = 1; tries <= 3; tries += 1) expect(await attempt(wrong)).toMatchObject({ code: 'DAMAGED' })
  expect(await attempt({ password: '错的密码错的密码' })).toMatchObject({ code: 'NOT_SIGNED_IN' })
  away.restart()
  // Guesses sent all at once count one by one: the right one among them does not get through behind a wrong one.
  const atOnce = await Promise.all([attempt(wrong), attempt(wrong), attempt(wrong)])
  expect(atOnce.map((reply) => (reply.ok ? 'ok' : reply.code)).sort()).toEqual(['DAMAGED', 'LOCKED', 'LOCKED'])
  away.restart()
  expect(await attempt()).toMatchObject({
    code: 'LOCKED',
    message: expect.stringMatching(/派发包的口令或密码连续5次输错/),
  })
  expect(await attempt({}, other)).toMatchObject({ ok: true })
  away.pass(16)
  expect(await attempt(wrong)).toMatchObject({ code: 'DAMAGED' })
  expect(await attempt()).toMatchObject({ ok: true })
  expect(away.unexpected).toEqual([])
}, 60_000)

test('workspaces lie side by side and touch nothing of the office of that computer', async () => {
  const at = await office()
  const first = await dispatch(at, ['审核员乙'])
  const second = await dispatch(at, ['审核员乙'])
  const { desk: away } = await office()
  const [own] = await away.ask('round.list', {})
  const one = await openAs(away, first, '审核员乙')
  const met = await caseOf(away, at.round.id, ({ outcome }) => outcome === 'met')
  await decide(away, met)
  await away.ask('exchange.enter', { workspaceId: null })
  expect(await away.refused('exchange.task', {})).toContain('请先登录')
  const two = await openAs(away, second, '审核员乙')
  expect((await caseOf(away, at.round.id, ({ id }) => id === met.row.id)).decision).toBe(null)
  const { current, workspaces } = await away.ask('exchange.workspaces', {})
  expect(current?.workspaceId).toBe(two.workspace.workspaceId)
  expect(workspaces.map(({ dispatchNumber }) => dispatchNumber).sort()).toEqual([1, 2])
  expect(await away.refused('exchange.enter', { workspaceId: crypto.randomUUID() })).toContain('没有这个工作区')
  await away.ask('exchange.enter', { workspaceId: one.workspace.workspaceId })
  await away.signIn('审核员乙')
  expect((await caseOf(away, at.round.id, ({ id }) => id === met.row.id)).decision).not.toBe(null)
  await away.ask('exchange.enter', { workspaceId: null })
  await away.signIn('科长丙')
  expect(await away.ask('exchange.task', {})).toBe(null)
  expect(await away.ask('round.list', {})).toEqual([own])
  expect(await away.ask('exchange.dispatches', { roundId: own?.id ?? '' })).toEqual([])
}, 60_000)

test('a workspace does not move house: it is handed back', async () => {
  const at = await office()
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['甲']), '甲')
  const folder = join(at.stick, '整机迁移')
  const refusal = await away.refused('move.export', { folder: away.writeToken(folder), backups: false })
  expect(refusal).toMatch(/^CONFLICT 这里是派发包的工作区，不能整机迁出/)
  expect(readdirSync(at.stick).filter((name) => name.startsWith('整机迁移'))).toEqual([])
}, 60_000)
