import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { isOnShare, isUncPath } from '../../electron/core/networkPlace.ts'
import { addPerson, Desk, newSealedDesk, PASSWORD } from './coreHarness.ts'

const who = { name: '甲', password: PASSWORD }

/** A folder with an encrypted database, closed, its backup and two people; made once, as passwords are slow on purpose. */
const made = makeOffice()

async function makeOffice(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fund-recovery-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const desk = new Desk(join(folder, '评审.db'))
  await desk.ask('session.firstAccount', who)
  await addPerson(desk, '乙', ['reviewer'])
  const { id: roundId } = await desk.ask('round.createSample', {})
  await desk.ask('round.discardSample', { roundId })
  desk.core.close()
  return folder
}

async function deskWithBackup(): Promise<Desk> {
  const desk = newSealedDesk()
  desk.core.close()
  cpSync(await made, dirname(desk.path), { recursive: true })
  return desk
}

const half = (path: string) => writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size / 2 - 7))
const garble = (path: string, at: number) => {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, at, at + 512)
  writeFileSync(path, bytes)
}

const takeAway = (path: string) => {
  for (const one of [path, keyFileOf(path)]) rmSync(one)
}

const replaceByFolder = (path: string) => {
  rmSync(path)
  mkdirSync(path)
}

/** What can happen to the file between two starts, and whether it shows only with the password. */
const DAMAGE: [name: string, damage: (path: string) => void, when: 'start' | 'sign-in' | 'none'][] = [
  ['empty', (path) => writeFileSync(path, ''), 'start'],
  ['a short text', (path) => writeFileSync(path, '这不是数据库'), 'start'],
  ['a text as long as pages', (path) => writeFileSync(path, 'x'.repeat(8192)), 'sign-in'],
  ['cut in half', half, 'start'],
  ['one byte too many', (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.of(1)])), 'start'],
  ['garbled header', (path) => garble(path, 0), 'sign-in'],
  ['half copied, at the end of a page', (path) => truncateSync(path, 4096 * 10), 'sign-in'],
  ['the first page alone', (path) => truncateSync(path, 4096), 'sign-in'],
  ['noise as long as before', (path) => writeFileSync(path, randomBytes(statSync(path).size)), 'sign-in'],
  ['first page garbled behind its header', (path) => garble(path, 1024), 'sign-in'],
  ['key file of nobody', (path) => writeFileSync(keyFileOf(path), ''), 'sign-in'],
  ['key file cut in half', (path) => half(keyFileOf(path)), 'sign-in'],
  ['a text instead of the key file', (path) => writeFileSync(keyFileOf(path), '钥匙'), 'sign-in'],
  ['database and key file gone', takeAway, 'start'],
  ['an empty log beside it', (path) => writeFileSync(`${path}-wal`, ''), 'none'],
  ['noise instead of its log', (path) => writeFileSync(`${path}-wal`, randomBytes(9000)), 'none'],
  ['all zeros', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size)), 'sign-in'],
  ['gone', (path) => rmSync(path), 'start'],
  ['a directory in its place', replaceByFolder, 'start'],
  [
    'foreign database',
    (path) => writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)])),
    'sign-in',
  ],
]

test.each(DAMAGE.filter(([, , when]) => when !== 'none'))(
  '%s: set aside unchanged, the newest backup put in its place by an administrator',
  async (_, damage, when) => {
    const desk = await deskWithBackup()
    damage(desk.path)
    const bytes = statSync(desk.path, { throwIfNoEntry: false })?.isFile() ? readFileSync(desk.path) : null
    desk.restart()
    if (when === 'sign-in') await desk.refused('session.signIn', who)
    expect(await desk.refused('session.status', {})).toMatch(/^(DAMAGED|NOT_FOUND|CONFLICT) [^A-Z]*[\u4e00-\u9fff]/)
    const { backups, restorable } = await desk.ask('recovery.state', {})
    expect(restorable).toBe(true)
    const backup = backups[0]?.name ?? ''
    expect(await desk.refused('recovery.restore', { backup, name: '甲', password: '错误的口令错误' })).toMatch(
      /^NOT_SIGNED_IN /,
    )
    expect(await desk.refused('recovery.restore', { backup, name: '乙', password: PASSWORD })).toMatch(
      /^FORBIDDEN .*管理员/,
    )
    if (bytes !== null) expect(readFileSync(desk.path)).toEqual(bytes)
    const done = await desk.ask('recovery.restore', { backup, ...who })
    if (bytes !== null) expect(readFileSync(join(dirname(desk.path), done.asideName))).toEqual(bytes)
    expect(await desk.ask('session.status', {})).toMatchObject({ hasAccounts: true, user: null })
    await desk.signIn('甲')
    expect((await desk.ask('audit.list', { limit: 5 })).map(({ action }) => action)).toContain('从备份恢复')
    expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
    expect(readdirSync(dirname(desk.path)).filter((name) => name.includes('恢复-'))).toEqual([])
  },
)

/** A bad sector under the first page of a table, in a file that is closed. */
async function damageTable(path: string, table: string): Promise<void> {
  const { key } = await new Keyring(path, () => new Date().toISOString()).open('甲', PASSWORD)
  const db = openDatabase(path, { readonly: true, key })
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)
  closeDatabase(db)
  garble(path, ((page ?? 0) - 1) * 4096 + 1024)
}

/** Steps after the newest backup, which was made before the sample round was thrown away, then the damage, and the backup in its place. */
async function recoveredFrom(damage: (path: string) => void | Promise<void>) {
  const desk = await deskWithBackup()
  desk.restart()
  await desk.signIn('甲')
  const { id } = (await desk.ask('account.list', {})).find(({ name }) => name === '乙') ?? { id: '' }
  await desk.ask('account.setRoles', { accountId: id, roles: ['reviewer', 'clerk'] })
  await desk.ask('account.setRoles', { accountId: id, roles: ['clerk'] })
  desk.core.close()
  await damage(desk.path)
  const bytes = readFileSync(desk.path)
  desk.restart()
  await desk.reply('session.signIn', who)
  const { offered } = await desk.ask('recovery.state', {})
  const done = await desk.ask('recovery.restore', { backup: offered ?? '', ...who })
  expect(readFileSync(join(dirname(desk.path), done.asideName))).toEqual(bytes)
  return done.lost
}

test.each([
  ['a byte too many', (path: string) => appendFileSync(path, 'x')],
  ['a bad sector under the accounts', (path: string) => damageTable(path, 'account')],
])('%s: the steps that the file set aside still tells are counted', async (_, damage) => {
  expect(await recoveredFrom(damage)).toMatchObject({
    entries: 4,
    byAction: [
      { name: '更改角色', count: 2 },
      { name: '弃用示例批次', count: 1 },
      { name: '登录', count: 1 },
    ],
    byPerson: [{ name: '甲', count: 4 }],
  })
})

test('what cannot be read is not taken for nothing', async () => {
  expect(await recoveredFrom((path) => writeFileSync(path, randomBytes(statSync(path).size)))).toBeNull()
})

test('a backup that is no longer what was verified is passed over for the next one', async () => {
  const desk = await deskWithBackup()
  desk.restart()
  await desk.signIn('甲')
  desk.pass(1)
  await desk.ask('backup.now', {})
  desk.core.close()
  writeFileSync(desk.path, '')
  desk.restart()
  const { backups, offered } = await desk.ask('recovery.state', {})
  expect([offered, backups.length]).toEqual([backups[0]?.name, 2])
  garble(join(dirname(desk.path), 'backups', offered ?? ''), 8192)
  expect((await desk.ask('recovery.state', {})).offered).toBe(backups[1]?.name)
  rmSync(keyFileOf(join(dirname(desk.path), 'backups', backups[1]?.name ?? '')))
  expect((await desk.ask('recovery.state', {})).offered).toBeNull()
})

test('a key file gone: the whole database is not replaced, only the key of its backup put back', async () => {
  const desk = await deskWithBackup()
  desk.restart()
  await desk.signIn('甲')
  const { id } = (await desk.ask('account.list', {})).find(({ name }) => name === '乙') ?? { id: '' }
  await desk.ask('account.setRoles', { accountId: id, roles: ['reviewer', 'clerk'] })
  desk.core.close()
  rmSync(keyFileOf(desk.path))
  const bytes = readFileSync(desk.path)
  desk.restart()
  expect(await desk.refused('session.status', {})).toMatch(
    /^DAMAGED 案卷库“评审.db”已加密，旁边的钥匙文件“评审.db.key”不见了/,
  )
  const { keyOf, restorable, backups } = await desk.ask('recovery.state', {})
  expect([restorable, keyOf]).toEqual([false, backups[0]?.at])
  expect(await desk.refused('recovery.restore', { backup: backups[0]?.name ?? '', ...who })).toMatch(/^FORBIDDEN /)
  await desk.ask('recovery.placeKey', {})
  expect(readFileSync(desk.path)).toEqual(bytes)
  await desk.signIn('甲')
  // What was done after the backup is still there.
  const roles = (await desk.ask('account.list', {})).find(({ name }) => name === '乙')?.roles
  expect(roles?.sort()).toEqual(['clerk', 'reviewer'])
  expect(await desk.refused('recovery.placeKey', {})).toMatch(/^FORBIDDEN /)
})

test('a key file gone and no backup: it is asked for and nothing else is offered', async () => {
  const desk = await deskWithBackup()
  rmSync(keyFileOf(desk.path))
  rmSync(join(dirname(desk.path), 'backups'), { recursive: true })
  desk.restart()
  expect(await desk.refused('session.status', {})).toMatch(/^DAMAGED .*钥匙文件“评审.db.key”不见了/)
  expect(await desk.ask('recovery.state', {})).toMatchObject({ restorable: false, keyOf: null })
  expect(await desk.refused('recovery.placeKey', {})).toMatch(/^CONFLICT 这里没有可以取用的钥匙文件/)
})

test.each(DAMAGE.filter(([, , when]) => when === 'none'))(
  '%s: the file is whole, opens and is checked',
  async (_, disturb) => {
    const desk = await deskWithBackup()
    disturb(desk.path)
    desk.restart()
    await desk.signIn('甲')
    expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  },
)

test('a desk that opens answers no recovery call; guesses at a backup lock', async () => {
  const desk = await deskWithBackup()
  desk.restart()
  expect(await desk.refused('recovery.state', {})).toMatch(/^FORBIDDEN /)
  writeFileSync(desk.path, '')
  desk.restart()
  const backup = (await desk.ask('recovery.state', {})).backups[0]?.name ?? ''
  const guess = { backup, name: '甲', password: '错误的口令错误' }
  for (let tries = 1; tries <= 5; tries += 1) await desk.refused('recovery.restore', guess)
  expect(await desk.refused('recovery.restore', { backup, ...who })).toMatch(/^LOCKED /)
})

test('network places are told from local ones', () => {
  const mounts =
    'rootfs / ext4 rw 0 0\nsrv:/x /mnt/share nfs4 rw 0 0\n//pc/d /home/a\\040b cifs rw 0 0\n/dev/sdb1 /mnt/share/local ext4 rw 0 0\n'
  expect(isOnShare('/mnt/share/审核', mounts)).toBe(true)
  expect(isOnShare('/home/a b', mounts)).toBe(true)
  expect(isOnShare('/mnt/share/local/x', mounts)).toBe(false)
  expect(isOnShare('/mnt/shared', mounts)).toBe(false)
  for (const path of ['\\\\server\\share\\x', '//server/share', '\\\\?\\UNC\\server\\share'])
    expect(isUncPath(path)).toBe(true)
  for (const path of ['C:\\数据', '\\\\?\\C:\\数据', '/home']) expect(isUncPath(path)).toBe(false)
})
