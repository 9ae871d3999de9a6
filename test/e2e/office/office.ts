/** The office of the window tests and the gallery: invented people, and a database made through the core without a window. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type ReadableDb } from '../../../db/open.ts'
import { Keyring } from '../../../electron/core/keyring.ts'
import { type Core, createCore } from '../../../electron/core/server.ts'
import type { CoreChannel, Input, Output, Reply } from '../../../shared/contract.ts'
import type { Role } from '../../../shared/roles.ts'
import type { CaseRow } from '../../../shared/views.ts'

const RESOURCES = join(import.meta.dirname, '../../..')
/** The name under which the window finds its database in its folder. */
const DATABASE = 'workbench.db'

export const PASSWORD = '示例密码-评审-2026'
/** What the administrator gives out. */
export const FIRST_PASSWORD = '初始密码-评审-2026'

/** 陈示例 makes the first account and is admin, chief and reviewer; the others have one role each. */
export const FOUNDER = '陈示例'
export const STAFF = {
  王示例: 'reviewer',
  孙示例: 'reviewer',
  李示例: 'chief',
  赵示例: 'clerk',
  钱示例: 'auditor',
  吴示例: 'expert',
  郑示例: 'expert',
  冯示例: 'expert',
} as const satisfies Record<string, Role>
export const EXPERTS = ['吴示例', '郑示例', '冯示例'] as const
export type Person = typeof FOUNDER | keyof typeof STAFF

/** A database file in a folder of its own, worked on through the core as the people of the office would. */
export class Office {
  /** What an app started on this database is given as its folder. */
  readonly userData = mkdtempSync(join(tmpdir(), 'lg-office-'))
  readonly #core: Core
  /** Milliseconds; a Friday on which the shipped calendar has working days before and after. */
  now = Date.parse('2026-09-25T09:00:00+08:00')

  constructor() {
    this.#core = createCore({
      dbPath: join(this.userData, DATABASE),
      resourcesRoot: RESOURCES,
      appVersion: '0.0.0',
      log: (error) => console.error(error),
      clock: () => this.now,
    })
  }

  /** The value of a call. Errors: the channel and the sentence of a refusal. */
  async ask<C extends CoreChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    // The core answers with the contract's type for the channel; the message itself is untyped.
    const reply = (await this.#core.call(channel, input)) as Reply<Output<C>>
    if (!reply.ok) throw new Error(`${channel}: ${reply.message}`)
    return reply.value
  }

  /** From here on this person acts. */
  async signIn(name: Person): Promise<void> {
    await this.ask('session.signIn', { name, password: PASSWORD })
  }

  file(path: string, mode: 'read' | 'write'): string {
    const token = randomUUID()
    this.#core.registerFile(token, path, mode)
    return token
  }

  close(): void {
    this.#core.close()
  }
}

/** An office with these people of its staff, all unless told, and nothing else. The founder is signed in. */
export async function staffedOffice(people: readonly (keyof typeof STAFF)[] = namesOf(STAFF)): Promise<Office> {
  const office = new Office()
  await office.ask('session.firstAccount', { name: FOUNDER, password: PASSWORD })
  for (const name of people)
    await office.ask('account.create', { name, password: FIRST_PASSWORD, roles: [STAFF[name]] })
  // One after the other without going back to the founder: every sign-in costs the work of a password.
  for (const name of people) {
    await office.ask('session.signIn', { name, password: FIRST_PASSWORD })
    await office.ask('session.changePassword', { oldPassword: FIRST_PASSWORD, password: PASSWORD })
  }
  await office.signIn(FOUNDER)
  return office
}

function namesOf<Name extends string>(record: Record<Name, unknown>): Name[] {
  // The type of keys is lost by Object.keys alone.
  return Object.keys(record) as Name[]
}

/** The number a case of the sample is called by in short: 3 is LG2026110003. */
export const caseNo = (short: number): string => `LG202611${String(short).padStart(4, '0')}`

/** The cases of the round by short number. */
export async function casesOf(office: Office, roundId: string): Promise<(short: number) => CaseRow> {
  const rows = await office.ask('case.list', { roundId })
  return (short) => {
    const row = rows.find(({ applicationNo }) => applicationNo === caseNo(short))
    if (row === undefined) throw new Error(`the sample has no ${caseNo(short)}`)
    return row
  }
}

/** The encrypted database of an office that is closed, for reading with plain SQL. */
export async function openRecord(path: string): Promise<ReadableDb> {
  const { key } = await new Keyring(path, () => new Date().toISOString()).open(FOUNDER, PASSWORD)
  return openDatabase(path, { readonly: true, key })
}
