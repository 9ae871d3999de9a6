import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { addAccount } from '../../db/accounts.ts'
import { type CaseLine, listCases } from '../../db/cases.ts'
import { addDecision } from '../../db/decisions.ts'
import { heldOfRound } from '../../db/held.ts'
import { closeDatabase } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import { addMove } from '../../db/stages.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { contestedCases, ruleContest } from '../../electron/core/exchange/contests.ts'
import { makeDispatch } from '../../electron/core/exchange/dispatch.ts'
import { inspectReturn, mergeReturn } from '../../electron/core/exchange/merge.ts'
import { openDispatch } from '../../electron/core/exchange/open.ts'
import { makeReturn } from '../../electron/core/exchange/returning.ts'
import { workspaceDb } from '../../electron/core/exchange/workspaces.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { hashPassword } from '../../electron/core/passwords.ts'
import { type Actor, COMMAND_LINE, record, type Workspace } from '../../electron/core/workspace.ts'
import { AppError } from '../../shared/errors.ts'
import { makeApplications } from '../bench/generate.ts'
import { fillRound, newRound, newWorkspace } from '../bench/world.ts'
import { randomFrom } from '../db/fixture.ts'
import { exchangeDigest, foreignRecords } from '../exchange/digest.ts'
import { openWorld, START } from '../exchange/histories.ts'

const CASES = 10_000
const PASSPHRASE = '派发口令-2026-很长'
const PASSWORD = '样例口令-2026-很长'
const DAY = 86_400_000

/** Which cases each of the five other computers gets: the first half to one person, the rest shared out with overlaps. */
const SHARES: readonly [number, number][] = [
  [0, 5000],
  [4900, 6300],
  [6200, 7600],
  [7500, 8900],
  [8800, 10_000],
]
/** One computer is a year behind, one a month ahead. */
const CLOCKS = [0, -365 * DAY, 30 * DAY, 0, 0]

const folder = mkdtempSync(join(tmpdir(), 'fund-exchange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Package {
  from: number
  version: number
  path: string
}

/** Reviews cases as a person does, many in one transaction: an opinion and the move that goes with it. */
function review(ws: Workspace, actor: Actor, lines: readonly CaseLine[]): void {
  record(ws, actor, (tx) => {
    for (const { id, assessmentId, computedFen, stage } of lines) {
      if (assessmentId === null) continue
      const opinion = `${actor.name}核对`
      addMove(tx, { applicationId: id, from: stage ?? '已受理', to: '拟定', reason: opinion })
      const made = { kind: 'refuse', amountFen: null, computedFen, overridden: false, opinion } as const
      addDecision(tx, { applicationId: id, assessmentId, ...made })
    }
    tx.log('拟定意见', '', { cases: lines.length })
  })
}

function shuffled<T>(some: readonly T[], random: () => number): T[] {
  return some
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)
}

async function mergeAll(ws: Workspace, chief: Actor, packages: readonly Package[]): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (const { path } of packages) {
    try {
      const plan = inspectReturn(ws, path)
      const started = performance.now()
      await mergeReturn(ws, chief, plan.read)
      if (!times.has(path)) times.set(path, performance.now() - started)
    } catch (error) {
      if (!(error instanceof AppError) || !error.message.includes('更新的回收包已经合并过')) throw error
    }
  }
  return times
}

test('交换：6 台电脑、1 万件，任意次序、重复、丢失、时钟不准，合并后逐条相同', async ({ task }) => {
  const random = randomFrom(11)
  const officePath = join(folder, 'office.db')
  const office = newWorkspace(officePath)
  const roundId = newRound(office)
  fillRound(office, roundId, makeApplications(CASES, 7))
  const passwordHash = await hashPassword(PASSWORD)
  const [chief, ...reviewers] = record(office, COMMAND_LINE, (tx) => {
    tx.log('新增账号', '', {})
    return ['科长', '审核员一', '审核员二', '审核员三', '审核员四', '审核员五'].map((name, at) => {
      const roles = at === 0 ? (['chief'] as const) : (['reviewer'] as const)
      return { id: addAccount(tx, { name, roles: [...roles], passwordHash, mustChange: false }), name }
    })
  })
  if (chief === undefined) throw new Error('nobody')
  const ids = listCases(office.db, roundId).map(({ id }) => id)

  const packages: Package[] = []
  let made = 0
  for (const [at, actor] of reviewers.entries()) {
    const [from, to] = SHARES[at] ?? [0, 0]
    const sent = join(folder, `out${at}.lgpkg`)
    const chosen = { roundId, applicationIds: ids.slice(from, to), accountIds: [actor.id], dueOn: null }
    await makeDispatch(office, chief, { ...chosen, passphrase: PASSPHRASE }, { path: sent, appVersion: '0' })
    const home = join(folder, actor.name)
    mkdirSync(home)
    const request = { path: sent, passphrase: PASSPHRASE, name: actor.name, password: PASSWORD }
    const { workspace } = await openDispatch(home, request, () => START + (CLOCKS[at] ?? 0))
    const path = workspaceDb(home, workspace.workspaceId)
    const { key } = await new Keyring(path, () => new Date().toISOString()).open(actor.name, PASSWORD)
    const ws = openWorld(path, key, START + (CLOCKS[at] ?? 0))
    const lines = listCases(ws.db, roundId)
    const half = at === 0 ? lines.length : Math.floor(lines.length / 2)
    for (const [version, some] of [lines.slice(0, half), lines.slice(half)].entries()) {
      if (some.length === 0) continue
      for (let done = 0; done < some.length; done += 500) review(ws, actor, some.slice(done, done + 500))
      const back = join(folder, `back${at}-${version}.lgpkg`)
      makeReturn(ws, actor, { path: back, appVersion: '0' })
      packages.push({ from: at, version, path: back })
    }
    made += lines.length * 2
    closeDatabase(ws.db)
  }
  closeDatabase(office.db)

  const newest = packages.filter(
    (one) => !packages.some((other) => other.from === one.from && other.version > one.version),
  )
  const orders = [
    newest,
    ...[1, 2].map(() => shuffled([...packages, ...packages.slice(0, 3)], random)),
    [...packages].reverse(),
  ]
  const digests = new Set<string>()
  let fiveThousand = Number.POSITIVE_INFINITY
  for (const [no, order] of orders.entries()) {
    const path = join(folder, `merged${no}.db`)
    copyFileSync(officePath, path)
    const ws = openWorld(path, null, START + 60 * DAY)
    const times = await mergeAll(ws, chief, order)
    fiveThousand = Math.min(fiveThousand, times.get(packages[0]?.path ?? '') ?? Number.POSITIVE_INFINITY)
    digests.add(exchangeDigest(ws.db, roundId))
    const reviews = foreignRecords(ws.db, roundId).length
    const decided = all<{ id: string }>(ws.db, 'SELECT id FROM decision').length
    const held = heldOfRound(ws.db, roundId).filter(({ table }) => table === 'decision').length
    expect(decided + held).toBe(made / 2)
    expect(reviews).toBeGreaterThanOrEqual(made)
    expect(new Set(heldOfRound(ws.db, roundId).map(({ applicationId }) => applicationId)).size).toBe(400)
    expect(verifyDatabase(ws.db)).toMatchObject({ ok: true })
    if (no === 0) {
      const [first] = contestedCases(ws, roundId)
      if (first === undefined) throw new Error('nothing is contested')
      ruleContest(ws, chief, {
        applicationId: first.applicationId,
        chosen: first.sides[1]?.sideId ?? '',
        reason: '核对原件',
      })
    }
    closeDatabase(ws.db)
  }
  expect(digests.size).toBe(1)
  task.meta.figure = `${orders.length} 种次序摘要相同，争议 400 件，无丢失；合并 5,000 件 ${(fiveThousand / 1000).toFixed(2)} 秒`
  expect(fiveThousand).toBeLessThan(3000)
}, 3_600_000)
