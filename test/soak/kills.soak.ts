import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../db/migrations/list.ts'
import { closeDatabase, createDatabase, openDatabase } from '../../db/open.ts'
import { verifyFile } from '../../db/verify.ts'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { Desk, newSealedDesk, PASSWORD, RESOURCES, tempFolder } from '../core/coreHarness.ts'
import { context, filledRound } from '../db/fixture.ts'
import type { Done, Work } from './killedDesk.ts'
import { drillDice, rounds } from './rounds.ts'

const DESK = join(import.meta.dirname, 'killedDesk.ts')
const OPENER = join(import.meta.dirname, 'opener.ts')
const CASES = 60

async function smallBook(): Promise<string> {
  const header = ['申报编号', '申报条款', '申报单位', '所属产业', '申报金额（元）', '采购额（元）', '用途']
  const rows = Array.from({ length: CASES }, (_, at): CellText[] => {
    return [`K${at}`, '智能眼镜', `示例第${at}有限公司`, '眼镜', 1000 + at, 10_000 + at, '产业端应用']
  })
  return writeBook(join(tempFolder(), '申报.xlsx'), { 申报: [header, ...rows] })
}

/** Lets a desk work and kills it at a random moment; what it had answered by then. */
async function killedAtWork(work: Work, random: () => number): Promise<Done[]> {
  const child = spawn(process.execPath, [DESK, JSON.stringify(work)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  let said = ''
  child.stderr.on('data', (text) => {
    said += String(text)
  })
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    if (printed === '') setTimeout(() => child.kill('SIGKILL'), random() * 1200)
    printed += text
  })
  const [, signal] = await once(child, 'close')
  expect(signal, said).toBe('SIGKILL')
  const lines = printed.split('\n').slice(1, -1)
  return lines.map((line): Done => JSON.parse(line))
}

/** A desk again after a kill, signed in with the last password answered or with the one under way. */
async function signedIn(path: string, passwordNo: number): Promise<{ desk: Desk; passwordNo: number }> {
  const desk = new Desk(path)
  for (const no of [passwordNo, passwordNo + 1]) {
    const reply = await desk.reply('session.signIn', { name: '甲', password: PASSWORD + no })
    if (reply.ok) return { desk, passwordNo: no }
  }
  throw new Error(`neither password ${passwordNo} nor ${passwordNo + 1} opens the desk`)
}

/** What was answered is there, and the whole file verifies. */
async function expectKept(desk: Desk, done: readonly Done[], passwordNo: number): Promise<void> {
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  for (const one of done) {
    if (one.kind === 'decide') {
      const { decision } = await desk.ask('case.get', { caseId: one.caseId })
      expect(Number(/^第(\d+)步$/.exec(decision?.opinion ?? '')?.[1])).toBeGreaterThanOrEqual(one.act)
    } else if (one.kind === 'import') {
      expect(await desk.ask('case.list', { roundId: one.roundId })).toHaveLength(one.cases)
    } else if (one.kind !== 'password') expect(hash('sha256', readFileSync(one.path), 'hex')).toBe(one.sha256)
    if (one.kind === 'backup') {
      const opened = await signedIn(one.path, Math.max(0, passwordNo - 1))
      expect(await opened.desk.ask('audit.verify', {})).toMatchObject({ ok: true })
      opened.desk.core.close()
    }
  }
}

test('R1 审核、导入、导出、备份、改密码当中断电（加密库）', async ({ task }) => {
  const desk = newSealedDesk()
  await desk.ask('session.firstAccount', { name: '甲', password: `${PASSWORD}0` })
  await desk.ask('round.createSample', {})
  desk.core.close()
  const folder = tempFolder()
  const random = drillDice(11)
  const book = await smallBook()
  const fixed = { dbPath: desk.path, resourcesRoot: RESOURCES, folder, book, name: '甲', password: PASSWORD }
  let passwordNo = 0
  let from = 0
  let killed = 0
  const counts = { decide: 0, import: 0, export: 0, backup: 0, password: 0 }
  for (const _ of rounds()) {
    const done = await killedAtWork({ ...fixed, passwordNo, from }, random)
    for (const one of done) if (one.kind === 'password') passwordNo = one.passwordNo
    const again = await signedIn(desk.path, passwordNo)
    passwordNo = again.passwordNo
    for (const { kind } of done) counts[kind] += 1
    await expectKept(again.desk, done, passwordNo)
    again.desk.core.close()
    from += done.length + 1
    killed += 1
    // Backups before acts pile up; a few hundred would fill the disk.
    rmSync(join(dirname(desk.path), 'backups'), { recursive: true, force: true })
    for (const one of done) if (one.kind === 'backup') for (const end of ['', '.key']) rmSync(one.path + end)
  }
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
  task.meta.figure = `断电 ${killed} 次，重新打开 ${killed} 次；断电前已答复 ${all} 步（审核 ${counts.decide}、导入 ${counts.import}、导出 ${counts.export}、备份 ${counts.backup}、改密码 ${counts.password}），丢失 0，核验全部通过`
})

test('R1 旧格式库升级当中断电', async ({ task }) => {
  const old = join(tempFolder(), '旧.db')
  const made = createDatabase(old, context(), { migrations: MIGRATIONS.slice(0, 4) })
  filledRound(made, 400)
  closeDatabase(made)
  const random = drillDice(12)
  const found = { before: 0, after: 0 }
  for (const round of rounds()) {
    const folder = tempFolder()
    const path = join(folder, 'cases.db')
    copyFileSync(old, path)
    const child = spawn(process.execPath, [OPENER, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), random() * 500))
    await once(child, 'close')
    expect(verifyFile(path), `round ${round}`).toMatchObject({ ok: true })
    if (versionOf(path) === 4) found.before += 1
    else found.after += 1
    const db = openDatabase(path)
    expect(db.prepare('SELECT count(*) FROM application').pluck().get()).toBe(400)
    closeDatabase(db)
    expect(versionOf(path)).toBe(MIGRATIONS.length)
    expect(verifyFile(path)).toMatchObject({ ok: true })
    rmSync(folder, { recursive: true })
  }
  task.meta.figure = `断电 ${found.before + found.after} 次：停在旧格式 ${found.before} 次、已是新格式 ${found.after} 次，半途 0；再次打开后记录齐全`
})

/** The format a file says it has, its log included. */
function versionOf(path: string): number {
  const db = new Database(path, { readonly: true })
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
  }
}
