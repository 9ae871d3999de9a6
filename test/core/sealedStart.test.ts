import { hash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../db/connection.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { lockFileOf, lockForWriting } from '../../db/writerLock.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { Desk, newSealedDesk, PASSWORD } from './coreHarness.ts'

const who = { name: '甲', password: PASSWORD }
const PAGE = 4096

/** A closed encrypted office with the sample in it, and its recovery code; made once, as its people's passwords are slow. */
const made = makeOffice()

async function makeOffice(): Promise<{ folder: string; code: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'fund-sealed-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const desk = new Desk(join(folder, '评审.db'))
  const { recoveryCode } = await desk.ask('session.firstAccount', who)
  await desk.ask('round.createSample', {})
  desk.core.close()
  return { folder, code: recoveryCode ?? '' }
}

async function closedDesk(): Promise<Desk> {
  const desk = newSealedDesk()
  desk.core.close()
  cpSync((await made).folder, dirname(desk.path), { recursive: true })
  rmSync(lockFileOf(desk.path), { force: true })
  return desk
}

/** Changes the file as a program that holds its key could. */
async function rewrite(path: string, change: string): Promise<void> {
  const key = await new Keyring(path, () => new Date().toISOString()).openByCode((await made).code)
  const db = connect(path, { readonly: false, key })
  db.exec(change)
  db.close()
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 4
  writeFileSync(path, bytes)
}

/** The database, its key and what lies beside them, but for the file that says who is writing. */
function onDisk(desk: Desk): unknown[] {
  const names = readdirSync(dirname(desk.path)).filter((name) => name !== 'backups' && !name.includes('.lock'))
  return names.sort().map((name) => [name, hash('sha256', readFileSync(join(dirname(desk.path), name)))])
}

const otherKey = async (path: string) => {
  const other = newSealedDesk()
  await other.ask('session.firstAccount', who)
  cpSync(keyFileOf(other.path), keyFileOf(path))
}
const cutKey = (path: string) => writeFileSync(keyFileOf(path), readFileSync(keyFileOf(path)).subarray(0, -40))
/** A count below nothing: somebody wrote into the file by hand. */
const badCount = (path: string) =>
  writeFileSync(keyFileOf(path), readFileSync(keyFileOf(path), 'utf8').replace('"failedTries": 0', '"failedTries": -5'))
/** It is compared as text: any other would lock the door for good. */
const badLock = (path: string) =>
  writeFileSync(
    keyFileOf(path),
    readFileSync(keyFileOf(path), 'utf8').replaceAll('"lockedUntil": null', '"lockedUntil": "永远"'),
  )

const REFUSED: [
  name: string,
  change: (path: string) => Promise<void> | void,
  says: RegExp,
  restorable: boolean | null,
][] = [
  ['a newer format', (path) => rewrite(path, 'PRAGMA user_version = 99'), /^CONFLICT .*更新版本.*没有改动/, null],
  ['a table of another program', (path) => rewrite(path, 'CREATE TABLE x (y)'), /^DAMAGED 数据库结构与程序不符/, true],
  ['another application', (path) => rewrite(path, 'PRAGMA application_id = 7'), /^CONFLICT .*不是本软件的数据库/, null],
  ['the key file of another database', otherKey, /^DAMAGED .*不是一对.*数据没有改动/, true],
  ['a key file cut short', cutKey, /^DAMAGED 钥匙文件.*已损坏.*数据没有改动/, true],
  ['a count of tries below zero', badCount, /^DAMAGED 钥匙文件.*已损坏.*数据没有改动/, true],
  ['a lock without an end', badLock, /^DAMAGED 钥匙文件.*已损坏.*数据没有改动/, true],
  ['a byte of the first page', (path) => flip(path, 1000), /^DAMAGED .*数据没有改动/, true],
  ['a folder in the place of the lock', (path) => void mkdirSync(lockFileOf(path)), /^STORAGE 打不开数据库文件/, null],
]

test.each(REFUSED)('%s: said in a sentence, nothing changed on the disk', async (_, change, says, restorable) => {
  const desk = await closedDesk()
  await change(desk.path)
  const before = onDisk(desk)
  desk.restart()
  for (let tries = 0; tries < 2; tries += 1) expect(await desk.refused('session.signIn', who)).toMatch(says)
  if (restorable === null) expect(await desk.refused('recovery.state', {})).toMatch(/^FORBIDDEN /)
  else expect(await desk.ask('recovery.state', {})).toMatchObject({ restorable })
  desk.core.close()
  expect(onDisk(desk)).toEqual(before)
  expect(desk.unexpected).toEqual([])
})

test('another writer: its person is named, nothing is touched, and when it is gone the door opens', async () => {
  const desk = await closedDesk()
  const other = lockForWriting(desk.path, '2026-03-05T01:00:00.000Z')
  const before = onDisk(desk)
  desk.restart()
  expect(await desk.refused('session.signIn', who)).toMatch(/^LOCKED 案卷库正由 .+ 上的 .+ 使用/)
  expect(onDisk(desk)).toEqual(before)
  other.release()
  await desk.signIn('甲')
})

/** Runs as somebody whom permissions bind: root is bound by none. */
async function asOrdinary<T>(act: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test.each([
  ['the file', 0o777, 0o444, /^STORAGE 数据库文件或所在文件夹不可写，本次没有写入任何内容/],
  ['the folder', 0o555, 0o666, /^STORAGE 打不开数据库文件：所在文件夹不可写/],
] as const)('no right to write %s: refused in a sentence, nothing changed', async (_, folderMode, fileMode, says) => {
  const desk = await closedDesk()
  const folder = dirname(desk.path)
  onTestFinished(() => chmodSync(folder, 0o700))
  for (const path of [desk.path, keyFileOf(desk.path)]) chmodSync(path, fileMode)
  chmodSync(folder, folderMode)
  const before = onDisk(desk)
  desk.restart()
  expect(await asOrdinary(() => desk.refused('session.signIn', who))).toMatch(says)
  desk.core.close()
  // Root's own id answers for what may be written, so that more is tried than for others and an empty log stays.
  expect(onDisk(desk)).toEqual(expect.arrayContaining(before))
  chmodSync(folder, 0o700)
  for (const path of [desk.path, keyFileOf(desk.path)]) chmodSync(path, 0o600)
  rmSync(lockFileOf(desk.path), { force: true })
  desk.restart()
  await desk.signIn('甲')
})

test('a flipped byte in an inner page: at its first use it is named as damage, and nothing else fails', async () => {
  const desk = await closedDesk()
  const whole = readFileSync(desk.path)
  const pages = whole.length / PAGE
  const keyText = readFileSync(keyFileOf(desk.path))
  const found = { atTheDoor: 0, inUse: 0, verified: 0 }
  for (let page = 2; page < pages; page += Math.ceil(pages / 14)) {
    desk.core.close()
    for (const end of ['-wal', '-shm']) rmSync(desk.path + end, { force: true })
    writeFileSync(desk.path, whole)
    writeFileSync(keyFileOf(desk.path), keyText)
    flip(desk.path, page * PAGE + 2000)
    desk.restart()
    const entered = await desk.reply('session.signIn', who)
    if (!entered.ok) {
      expect(entered, `page ${page}`).toMatchObject({ code: 'DAMAGED', message: expect.stringMatching(/损坏/) })
      expect(await desk.ask('recovery.state', {})).toMatchObject({ restorable: true })
      found.atTheDoor += 1
      continue
    }
    const [round] = await desk.ask('round.list', {})
    const roundId = round?.id ?? ''
    const asked = [
      await desk.reply('case.list', { roundId }),
      await desk.reply('round.dashboard', { roundId }),
      await desk.reply('audit.list', { limit: 200 }),
    ]
    const refused = asked.filter(({ ok }) => !ok)
    for (const reply of refused) expect(reply, `page ${page}`).toMatchObject({ code: 'DAMAGED' })
    const checked = await desk.ask('audit.verify', {})
    // A page without content, as the file keeps some, is read by nothing.
    if (refused.length > 0) expect(checked.ok, `page ${page}`).toBe(false)
    if (refused.length > 0) found.inUse += 1
    else if (!checked.ok) found.verified += 1
  }
  expect(found.atTheDoor + found.inUse + found.verified).toBeGreaterThan(5)
  expect(desk.unexpected).toEqual([])
})

test('the count of wrong tries set back by an older key file: the desk opens, the database loses nothing', async () => {
  const desk = await closedDesk()
  const earlier = readFileSync(keyFileOf(desk.path))
  desk.restart()
  for (let tries = 1; tries <= 5; tries += 1)
    await desk.refused('session.signIn', { ...who, password: '错误的口令错误' })
  expect(await desk.refused('session.signIn', who)).toMatch(/^LOCKED /)
  desk.core.close()
  const size = statSync(desk.path).size
  writeFileSync(keyFileOf(desk.path), earlier)
  desk.restart()
  await desk.signIn('甲')
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  expect(statSync(desk.path).size).toBeGreaterThanOrEqual(size)
})
