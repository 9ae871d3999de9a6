import { copyFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addAccount } from '../../db/accounts.ts'
import { listCases } from '../../db/cases.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { makeDispatch, planDispatch } from '../../electron/core/exchange/dispatch.ts'
import { inspectReturn, mergeReturn } from '../../electron/core/exchange/merge.ts'
import { openDispatch } from '../../electron/core/exchange/open.ts'
import { makeReturn } from '../../electron/core/exchange/returning.ts'
import { workspaceDb } from '../../electron/core/exchange/workspaces.ts'
import { correctCase } from '../../electron/core/jobs/correct.ts'
import { decideCase } from '../../electron/core/jobs/decide.ts'
import { recuse } from '../../electron/core/jobs/recuse.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { hashPassword } from '../../electron/core/passwords.ts'
import { type Actor, COMMAND_LINE, createWorkspace, record, type Workspace } from '../../electron/core/workspace.ts'
import { AppError } from '../../shared/errors.ts'
import { makeApplications } from '../bench/generate.ts'
import { fillRound, newRound, newWorkspace, PROJECT } from '../bench/world.ts'
import { randomFrom } from '../db/fixture.ts'
import { exchangeDigest, foreignRecords, standings } from './digest.ts'

const PASSPHRASE = '派发口令-2026-很长'
const PASSWORD = '样例口令-2026-很长'
export const START = Date.UTC(2026, 2, 5, 1)

/** The office, and what a 派发包 to each person becomes when opened: files that are copied for each history. */
export interface World {
  officePath: string
  roundId: string
  chief: Actor
  people: { actor: Actor; path: string; key: Uint8Array }[]
  caseIds: string[]
}

/** Makes the world once: an office with so many cases, all of them sent to so many people in one 派发包. */
export async function makeWorld(folder: string, cases: number, persons: number): Promise<World> {
  const officePath = join(folder, 'office.db')
  const ws = newWorkspace(officePath)
  const roundId = newRound(ws)
  fillRound(ws, roundId, makeApplications(cases, 7))
  const passwordHash = await hashPassword(PASSWORD)
  const accounts = record(ws, COMMAND_LINE, (tx) => {
    tx.log('新增账号', '', {})
    return ['科长', ...Array.from({ length: persons }, (_, at) => `审核员${at + 1}`)].map((name, at) => {
      const roles = at === 0 ? (['chief'] as const) : (['reviewer'] as const)
      return { id: addAccount(tx, { name, roles: [...roles], passwordHash, mustChange: false }), name }
    })
  })
  const [chief, ...reviewers] = accounts
  if (chief === undefined) throw new Error('nobody')
  const choice = { roundId, articles: [], industries: [], assigneeId: null, applicationIds: null }
  const caseIds = planDispatch(ws, choice).cases.map(({ applicationId }) => applicationId)
  const packagePath = join(folder, 'out.lgpkg')
  const sent = { roundId, applicationIds: caseIds, accountIds: reviewers.map(({ id }) => id), dueOn: null }
  await makeDispatch(ws, chief, { ...sent, passphrase: PASSPHRASE }, { path: packagePath, appVersion: '0' })
  closeDatabase(ws.db)
  const people: World['people'] = []
  for (const actor of reviewers) {
    const home = join(folder, actor.name)
    mkdirSync(home)
    const request = { path: packagePath, passphrase: PASSPHRASE, name: actor.name, password: PASSWORD }
    const { workspace } = await openDispatch(home, request, () => START)
    const path = workspaceDb(home, workspace.workspaceId)
    const { key } = await new Keyring(path, () => new Date(START).toISOString()).open(actor.name, PASSWORD)
    people.push({ actor, path, key: Uint8Array.from(key) })
  }
  return { officePath, roundId, chief, people, caseIds }
}

/** What one side did to one case. */
interface Work {
  decided: boolean
  fields: Set<string>
}
type Side = Map<string, Work>

const FIELDS = ['projectName', 'industry', 'contact'] as const

/** One random history against the model: answers what was wrong, or null. */
export async function checkHistory(world: World, folder: string, seed: number): Promise<string | null> {
  const random = randomFrom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  mkdirSync(folder)
  const base = join(folder, 'office.db')
  copyFileSync(world.officePath, base)
  const sides: Side[] = []
  const office = openWorld(base, null, START + 3_600_000)
  sides.push(work(office, { ...world.chief, roles: ['chief'] }, world, random, Math.floor(random() * 3)))
  closeDatabase(office.db)
  const packages: { from: number; path: string; version: number }[] = []
  for (const [at, { actor, path, key }] of world.people.entries()) {
    const own = join(folder, `${at}.db`)
    copyFileSync(path, own)
    cpSync(keyFileOf(path), keyFileOf(own))
    // A clock that is right, a year behind, or a month ahead.
    const ws = openWorld(own, key, START + pick([7_200_000, -365 * 86_400_000, 30 * 86_400_000]))
    const side: Side = new Map()
    for (let version = 1; version <= 2; version += 1) {
      addWork(side, work(ws, { ...actor, roles: ['reviewer'] }, world, random, Math.floor(random() * 4)))
      if (side.size === 0) continue
      const out = join(folder, `${at}-${version}.lgpkg`)
      makeReturn(ws, actor, { path: out, appVersion: '0' })
      packages.push({ from: at, path: out, version })
    }
    sides.push(side)
    closeDatabase(ws.db)
  }
  const seen: string[] = []
  for (let order = 0; order < 2; order += 1) {
    const path = join(folder, `merged${order}.db`)
    copyFileSync(base, path)
    const ws = openWorld(path, null, START + 86_400_000)
    try {
      for (const one of shuffled(packages, random)) await mergeOne(ws, world.chief, one.path)
      seen.push(exchangeDigest(ws.db, world.roundId))
      const wrong = against(world, ws, sides)
      if (wrong !== null) return `seed ${seed}, order ${order}: ${wrong}`
      const before = foreignRecords(ws.db, world.roundId).length
      for (const { path: again } of packages) await mergeOne(ws, world.chief, again)
      if (foreignRecords(ws.db, world.roundId).length !== before) return `seed ${seed}: merged again, records came`
      if (exchangeDigest(ws.db, world.roundId) !== seen.at(-1)) return `seed ${seed}: merged again, something changed`
    } finally {
      closeDatabase(ws.db)
    }
  }
  return new Set(seen).size === 1 ? null : `seed ${seed}: another order gave another database`
}

/** The model: a case is contested when two sides decided it or changed one fact, else everybody's work stands. */
function against({ roundId, caseIds }: World, ws: Workspace, sides: readonly Side[]): string | null {
  const cases = new Map(listCases(ws.db, roundId).map((one) => [one.id, one]))
  const stands = standings(ws.db, roundId)
  for (const id of caseIds) {
    const one = cases.get(id)
    if (one === undefined) return 'a case is gone'
    const works = sides.flatMap((side) => side.get(id) ?? [])
    const clash = works.some((a, at) =>
      works.slice(at + 1).some((b) => (a.decided && b.decided) || [...a.fields].some((field) => b.fields.has(field))),
    )
    const found = stands[one.applicationNo] as { contested?: string[]; decision?: string | null }
    if (clash !== (found.contested !== undefined)) return `${one.applicationNo}: contested is ${!clash}`
    const decided = works.some((each) => each.decided)
    if (!clash && decided !== (found.decision !== null)) return `${one.applicationNo}: decided is ${!decided}`
  }
  return null
}

/** Does some random acts; answers what came of them. A refused act is none. */
function work(
  ws: Workspace,
  actor: Actor & { roles: ('chief' | 'reviewer')[] },
  { roundId, caseIds }: World,
  random: () => number,
  acts: number,
): Side {
  const side: Side = new Map()
  for (let no = 0; no < acts; no += 1) {
    const id = caseIds[Math.floor(random() * caseIds.length)] as string
    const line = listCases(ws.db, roundId).find((one) => one.id === id)
    const own: Work = side.get(id) ?? { decided: false, fields: new Set() }
    const which = random()
    const words = `${actor.name} ${no} ${random()}`
    try {
      if (which < 0.5) {
        decideCase(ws, actor, id, line?.assessmentId ?? '', { kind: 'refuse', amountFen: null, opinion: words })
        own.decided = true
      } else if (which < 0.95) {
        const field = FIELDS[Math.floor(random() * FIELDS.length)] as string
        correctCase(ws, actor, id, [{ fact: field, text: words } as never], '核对')
        own.fields.add(field)
      } else {
        recuse(ws, actor, { caseId: id, accountId: null, reason: '亲属' })
        continue
      }
      side.set(id, own)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
  return side
}

function addWork(into: Side, more: Side): void {
  for (const [id, { decided, fields }] of more) {
    const own = into.get(id)
    into.set(id, { decided: decided || own?.decided === true, fields: new Set([...(own?.fields ?? []), ...fields]) })
  }
}

/** Packages in any order, some twice, an earlier version sometimes lost; the newest of each always arrives. */
function shuffled<T extends { from: number; version: number }>(packages: readonly T[], random: () => number): T[] {
  const arriving = packages.filter((one) => {
    const isNewest = !packages.some((other) => other.from === one.from && other.version > one.version)
    return isNewest || random() < 0.6
  })
  const twice = arriving.filter(() => random() < 0.3)
  return [...arriving, ...twice]
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)
}

/** Merges; an older package than one merged is refused and changes nothing. */
async function mergeOne(ws: Workspace, chief: Actor, path: string): Promise<void> {
  try {
    await mergeReturn(ws, chief, inspectReturn(ws, path).read)
  } catch (error) {
    if (!(error instanceof AppError) || !error.message.includes('更新的回收包已经合并过')) throw error
  }
}

export function openWorld(path: string, key: Uint8Array | null, now: number): Workspace {
  let at = now
  return createWorkspace(openDatabase(path, { key }), PROJECT, () => {
    at += 1000
    return at
  })
}
