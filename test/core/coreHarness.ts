import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { type Core, createCore } from '../../electron/core/server.ts'
import { createCaseDatabase, FIRST_START } from '../../electron/core/workspace.ts'
import type { CoreChannel, Input, Output, Reply } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'
import type { CaseRow, CaseView, RoundView } from '../../shared/views.ts'

export const RESOURCES = join(import.meta.dirname, '..', '..')
export const PASSWORD = '样例口令-2026-很长'
/** What the administrator gives out; it must be changed before anything else. */
export const FIRST_PASSWORD = '初始口令-2026-很长'

/** A folder of its own for one test, removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fund-core-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A core on a database file with a clock the test sets; what it logs as unexpected is kept. */
export class Desk {
  readonly path: string
  readonly unexpected: unknown[] = []
  now = Date.UTC(2026, 2, 5, 1)
  core: Core

  constructor(path: string) {
    this.path = path
    this.core = this.#open()
  }

  /** The value of a call. Errors: "CODE sentence" when it was refused. */
  async ask<C extends CoreChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const reply = await this.reply(channel, input)
    if (!reply.ok) throw new Error(`${channel}: ${reply.code} ${reply.message}`)
    return reply.value
  }

  /** "CODE sentence" of a refusal. Errors: when it was not refused. */
  async refused<C extends CoreChannel>(channel: C, input: Input<C>): Promise<string> {
    const reply = await this.reply(channel, input)
    if (reply.ok) throw new Error(`${channel} was not refused`)
    return `${reply.code} ${reply.message}`
  }

  /** The core answers with the contract's type for the channel; the message itself is untyped. */
  async reply<C extends CoreChannel>(channel: C, input: Input<C>): Promise<Reply<Output<C>>> {
    return (await this.core.call(channel, input)) as Reply<Output<C>>
  }

  pass(minutes: number): void {
    this.now += minutes * 60_000
  }

  restart(): void {
    this.core.close()
    this.core = this.#open()
  }

  readToken(path: string): string {
    return this.#token(path, 'read')
  }

  writeToken(path: string): string {
    return this.#token(path, 'write')
  }

  async signIn(name: string): Promise<void> {
    await this.ask('session.signIn', { name, password: PASSWORD })
  }

  #token(path: string, mode: 'read' | 'write'): string {
    const token = randomUUID()
    this.core.registerFile(token, path, mode)
    return token
  }

  #open(): Core {
    return createCore({
      dbPath: this.path,
      resourcesRoot: RESOURCES,
      appVersion: '0.0.0',
      log: (error) => this.unexpected.push(error),
      clock: () => this.now,
    })
  }
}

/**
 * A new, empty desk; closed when the test ends. Its database is not encrypted, so that tests can look into it and damage
 * it; what encryption adds is tested by itself.
 */
export function newDesk(): Desk {
  return closedAtEnd(new Desk(plainFile(tempFolder())))
}

/** A desk without a database: the first account makes an encrypted one. */
export function newSealedDesk(): Desk {
  return closedAtEnd(new Desk(join(tempFolder(), '评审.db')))
}

/**
 * Somebody else at the same computer, for only one program may hold a file: each call is made in that name, and whoever was
 * signed in is again afterwards.
 */
export function colleagueOf(desk: Desk, name: string): Desk {
  const own: Desk = Object.create(desk)
  own.readToken = (path) => desk.readToken(path)
  own.writeToken = (path) => desk.writeToken(path)
  own.reply = async (channel, input) => {
    const { user } = await desk.ask('session.status', {})
    await desk.signIn(name)
    const reply = await desk.reply(channel, input)
    if (user !== null) await desk.signIn(user.name)
    return reply
  }
  return own
}

function closedAtEnd(desk: Desk): Desk {
  onTestFinished(() => desk.core.close())
  return desk
}

function plainFile(folder: string): string {
  const path = join(folder, '评审.db')
  closeDatabase(createCaseDatabase(path, FIRST_START, { cliOperated: false }))
  return path
}

/** 甲 made the file (admin, chief, reviewer); one more person per role. 甲 is signed in. */
export const PEOPLE = {
  审核员乙: 'reviewer',
  科长丙: 'chief',
  公示丁: 'clerk',
  管理己: 'admin',
  审计戊: 'auditor',
  专家庚: 'expert',
} as const

export async function staffedDesk(names: readonly PersonName[] = ['审核员乙', '科长丙']): Promise<Desk> {
  const path = join(tempFolder(), '评审.db')
  copyFileSync(await template(names.join(), (desk) => addPeople(desk, names)), path)
  const desk = closedAtEnd(new Desk(path))
  await desk.signIn('甲')
  return desk
}

type PersonName = keyof typeof PEOPLE

/** Adds somebody who has already changed the first password; who was signed in still is. */
export async function addPerson(desk: Desk, name: string, roles: Role[]): Promise<void> {
  const { user } = await desk.ask('session.status', {})
  await desk.ask('account.create', { name, password: FIRST_PASSWORD, roles })
  await desk.ask('session.signIn', { name, password: FIRST_PASSWORD })
  await desk.ask('session.changePassword', { oldPassword: FIRST_PASSWORD, password: PASSWORD })
  await desk.signIn(user?.name ?? '甲')
}

async function addPeople(desk: Desk, names: readonly PersonName[]): Promise<void> {
  for (const name of names) await addPerson(desk, name, [PEOPLE[name]])
}

const templates = new Map<string, Promise<string>>()

/** A file with the people of `key` takes many calls, so it is made once for all test files of a run and copied. */
function template(key: string, fill: (desk: Desk) => Promise<void>): Promise<string> {
  const made = templates.get(key) ?? makeTemplate(key, fill)
  templates.set(key, made)
  return made
}

async function makeTemplate(key: string, fill: (desk: Desk) => Promise<void>): Promise<string> {
  const path = join(inject('templates'), `${key}.db`)
  if (existsSync(path)) return path
  const folder = mkdtempSync(join(inject('templates'), 'new-'))
  const desk = new Desk(plainFile(folder))
  await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  await fill(desk)
  desk.core.close()
  // Only a whole file gets the name; of two processes that made one, the later wins.
  renameSync(desk.path, path)
  return path
}

function sampleFile(): Promise<string> {
  return template('sample', async (desk) => {
    await addPeople(desk, Object.keys(PEOPLE) as PersonName[])
    await desk.ask('round.createSample', {})
  })
}

/** A desk with 甲, one person per role, and the shipped sample imported and assessed; `name` is signed in. */
export async function sampleDesk(name = '审核员乙'): Promise<{ desk: Desk; round: RoundView }> {
  const path = join(tempFolder(), '评审.db')
  copyFileSync(await sampleFile(), path)
  const desk = new Desk(path)
  onTestFinished(() => desk.core.close())
  await desk.signIn(name)
  const [round] = await desk.ask('round.list', {})
  if (round === undefined) throw new Error('the sample round is missing')
  return { desk, round }
}

/**
 * Submits and re-checks every decided case in the name of the person signed in, who must have decided none of them: what a
 * chief does before freezing.
 */
export async function recheckAll(desk: Desk, roundId: string): Promise<void> {
  for (const [act, stage] of [
    ['submit', '拟定'],
    ['pass', '复核'],
  ] as const) {
    const rows = await desk.ask('case.list', { roundId })
    const caseIds = rows
      .filter((row) => row.stage === stage && (row.status === 'agreed' || row.status === 'refused') && !row.stale)
      .map(({ id }) => id)
    if (caseIds.length > 0) await desk.ask('stage.act', { roundId, act, caseIds, reason: '' })
  }
}

export async function caseOf(desk: Desk, roundId: string, find: (row: CaseRow) => boolean): Promise<CaseView> {
  const row = (await desk.ask('case.list', { roundId })).find(find)
  if (row === undefined) throw new Error('no such case in the round')
  return desk.ask('case.get', { caseId: row.id })
}

/** Agrees, or what else is said, to the newest assessment of a case. */
export async function decide(
  desk: Desk,
  one: CaseView,
  decision: Partial<Pick<Input<'case.decide'>, 'kind' | 'amountFen' | 'opinion'>> = {},
): Promise<CaseView> {
  const { row, assessmentId } = one
  if (assessmentId === null) throw new Error('the case was not assessed')
  return desk.ask('case.decide', {
    caseId: row.id,
    assessmentId,
    kind: 'agree',
    amountFen: null,
    opinion: '',
    ...decision,
  })
}
