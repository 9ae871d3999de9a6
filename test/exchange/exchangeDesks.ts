import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReturnInspection, WorkspaceOpened } from '../../shared/exchange/views.ts'
import type { RoundView } from '../../shared/views.ts'
import { Desk, PASSWORD, sampleDesk, tempFolder } from '../core/coreHarness.ts'

export const PASSPHRASE = '派发口令-2026-很长'

/** The office with the sample round, 科长丙 signed in, and a folder that stands for the USB stick. */
export async function office(): Promise<{ desk: Desk; round: RoundView; stick: string }> {
  const { desk, round } = await sampleDesk('科长丙')
  return { desk, round, stick: tempFolder() }
}

/** Sends cases to people; answers the file. */
export async function dispatch(
  { desk, round, stick }: { desk: Desk; round: RoundView; stick: string },
  names: readonly string[],
  chosen: (applicationNo: string) => boolean = () => true,
): Promise<string> {
  const plan = await desk.ask('exchange.dispatchPlan', {
    roundId: round.id,
    articles: [],
    industries: [],
    assigneeId: null,
    applicationIds: null,
  })
  const path = freeName(stick, '派发包')
  await desk.ask('exchange.dispatch', {
    roundId: round.id,
    applicationIds: plan.cases.filter((one) => chosen(one.applicationNo)).map((one) => one.applicationId),
    accountIds: plan.people.filter(({ name }) => names.includes(name)).map(({ accountId }) => accountId),
    dueOn: '2026-03-20',
    passphrase: PASSPHRASE,
    file: desk.writeToken(path),
  })
  return path
}

/** Another computer, without a database of its own. */
export function otherDesk(): Desk {
  const desk = new Desk(join(tempFolder(), '评审.db'))
  onTestFinished(() => desk.core.close())
  return desk
}

/** Opens a 派发包 on a computer and signs its person in. */
export async function openAs(desk: Desk, path: string, name: string): Promise<WorkspaceOpened> {
  const opened = await desk.ask('exchange.open', {
    file: desk.readToken(path),
    passphrase: PASSPHRASE,
    name,
    password: PASSWORD,
  })
  await desk.ask('exchange.enter', { workspaceId: opened.workspace.workspaceId })
  await desk.signIn(name)
  return opened
}

/** Makes a 回收包 of the workspace a computer is in; answers the file. */
export async function sendBack(desk: Desk, stick: string): Promise<string> {
  const path = freeName(stick, '回收包')
  await desk.ask('exchange.return', { file: desk.writeToken(path) })
  return path
}

export async function inspect(desk: Desk, path: string): Promise<ReturnInspection> {
  return desk.ask('exchange.inspect', { file: desk.readToken(path) })
}

/** Inspects and merges. */
export async function merge(desk: Desk, path: string) {
  const { planId } = await inspect(desk, path)
  return desk.ask('exchange.merge', { planId })
}

function freeName(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  for (let no = 1; ; no += 1) {
    const path = join(folder, `${name}${no}.lgpkg`)
    if (!existsSync(path)) return path
  }
}
