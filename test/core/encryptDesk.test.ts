import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sharedStore } from '../../db/attachmentFiles.ts'
import { connect } from '../../db/connection.ts'
import { keyFileOf, looksLike } from '../../db/keyFile.ts'
import { verifyFile } from '../../db/verify.ts'
import { BackupKeeper } from '../../electron/core/backupKeeper.ts'
import { backupsIn } from '../../electron/core/backups.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { AppError } from '../../shared/errors.ts'
import { type Desk, newSealedDesk, PASSWORD, sampleDesk, tempFolder } from './coreHarness.ts'

const SCAN = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')
/** Words of the sample that stand in a plain file. */
const PLANTED = Buffer.from('示例')
const password = PASSWORD

/** The sample with one attachment in a plain database, the administrator signed in. */
async function plainDesk(): Promise<Desk> {
  const { desk, round } = await sampleDesk()
  const scan = join(tempFolder(), '发票.pdf')
  writeFileSync(scan, SCAN)
  const [row] = await desk.ask('case.list', { roundId: round.id })
  await desk.ask('attachment.add', { caseId: row?.id ?? '', material: '', fileToken: desk.readToken(scan) })
  await desk.signIn('管理己')
  return desk
}

/** Files of a folder in which an applicant or the attachment stands readable. */
function readable(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => [PLANTED, SCAN].some((planted) => readFileSync(path).includes(planted)))
}

/** Nothing was exchanged and nothing is left of the try; whoever is signed in works on, and the next start too. */
async function expectPlain(desk: Desk, verified = true): Promise<void> {
  expect(looksLike(desk.path)).toBe('plain')
  expect(existsSync(keyFileOf(desk.path))).toBe(false)
  expect(readdirSync(dirname(desk.path)).filter((name) => name.includes('加密'))).toEqual([])
  expect(await desk.ask('session.status', {})).toMatchObject({ encrypted: false, user: { name: '管理己' } })
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: verified })
  desk.restart()
  await desk.signIn('管理己')
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: verified })
}

test('the administrator encrypts the open database and works on in it; nothing readable is left but what was set aside', async () => {
  const desk = await plainDesk()
  expect(await desk.refused('database.encrypt', { password: '不是这个口令' })).toMatch(/^BAD_INPUT 密码不对，没有加密/)
  const [round] = await desk.ask('round.list', {})
  const before = await desk.ask('round.dashboard', { roundId: round?.id ?? '' })
  const done = await desk.ask('database.encrypt', { password })
  expect(done).toMatchObject({ attachments: 1, problem: '', recoveryCode: expect.stringMatching(/^(\w{4}-){5}\w{4}$/) })
  expect(await desk.ask('session.status', {})).toMatchObject({ encrypted: true, user: { name: '管理己' } })
  expect(await desk.ask('round.dashboard', { roundId: round?.id ?? '' })).toEqual(before)
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  expect((await desk.ask('backup.list', {})).backups.map(({ why }) => why)).toEqual(['加密本库之后'])
  const aside = join(dirname(desk.path), done.plainBackups)
  expect(readable(dirname(desk.path)).filter((path) => !path.startsWith(aside))).toEqual([])
  expect(backupsIn(aside).map(({ path }) => verifyFile(path))).toMatchObject([{ ok: true }])
  expect(await desk.refused('database.encrypt', { password })).toMatch(/^CONFLICT 本库已经加密/)
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '审核员乙', password })).toMatch(/^NOT_SIGNED_IN /)
  const { user } = await desk.ask('session.recover', {
    name: '审核员乙',
    code: done.recoveryCode,
    password: `${PASSWORD}新`,
  })
  expect(user).toMatchObject({ name: '审核员乙' })
  expect(await desk.ask('round.dashboard', { roundId: round?.id ?? '' })).toBeTruthy()
  expect(desk.unexpected).toEqual([])
})

test('an office that is encrypted from the start has nothing to encrypt', async () => {
  const desk = newSealedDesk()
  await desk.ask('session.firstAccount', { name: '甲', password })
  expect(await desk.refused('database.encrypt', { password })).toMatch(/^CONFLICT 本库已经加密/)
})

test('the second place and a drive keep the backups of before whole in a folder of their own', async () => {
  const desk = await plainDesk()
  const [second, drive] = [tempFolder(), tempFolder()]
  await desk.ask('backup.now', {})
  await desk.ask('backup.setSecond', { folderToken: desk.writeToken(second) })
  const plain = await desk.ask('backup.toDrive', { folderToken: desk.writeToken(drive) })
  const { recoveryCode } = await desk.ask('database.encrypt', { password })
  const key = await new Keyring(desk.path, () => new Date(desk.now).toISOString()).openByCode(recoveryCode)
  desk.pass(1)
  await desk.ask('backup.toDrive', { folderToken: desk.writeToken(drive) })
  expect((await desk.ask('backup.list', {})).second?.problem).toBe('')
  for (const place of [second, drive]) {
    const [now = '', before = '', ...more] = readdirSync(place).sort()
    expect([now, before, more]).toEqual([plain.folder, expect.stringMatching(`^${plain.folder}.加密前-`), []])
    const [sealed, kept] = [backupsIn(join(place, now)), backupsIn(join(place, before))]
    expect([sealed.length, kept.length]).toEqual([1, 1])
    // Each with its attachments, as it was made.
    for (const { path } of sealed) expect(verifyFile(path, { key })).toMatchObject({ ok: true })
    for (const { path } of kept) expect(verifyFile(path)).toMatchObject({ ok: true })
    expect(readable(join(place, now))).toEqual([])
  }
  expect(desk.unexpected).toEqual([])
})

test('a full disk, a program that reads, other work and a lost attachment: refused in a sentence, the plain database stands', async () => {
  const desk = await plainDesk()
  const full = vi
    .spyOn(Keyring.prototype, 'create')
    .mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }))
  expect(await desk.refused('database.encrypt', { password })).toMatch(/^STORAGE 磁盘空间不足/)
  full.mockRestore()
  await expectPlain(desk)

  const reader = connect(desk.path, { readonly: true })
  onTestFinished(() => void reader.close())
  reader.pragma('schema_version')
  expect(await desk.refused('database.encrypt', { password })).toMatch(/^LOCKED 另一个程序正在读本库，没有加密/)
  reader.close()
  await expectPlain(desk)

  // It waits for its turn, so it is under way until this one is done.
  const [encrypting, waiting] = [
    desk.reply('database.encrypt', { password }),
    desk.reply('account.renewCode', { password }),
  ]
  expect(await encrypting).toMatchObject({
    ok: false,
    code: 'CONFLICT',
    message: expect.stringMatching(/还有操作没有完成/),
  })
  expect(await waiting).toMatchObject({ ok: false, message: expect.stringMatching(/本库没有加密/) })
  await expectPlain(desk)

  rmSync(`${desk.path}.files`, { recursive: true })
  rmSync(sharedStore(join(dirname(desk.path), 'backups')), { recursive: true })
  expect(await desk.refused('database.encrypt', { password })).toMatch(/^DAMAGED .*附件“发票.pdf”的文件不见了/)
  await expectPlain(desk, false)
  expect(desk.unexpected).toEqual([])
})

test('a backup by the clock that runs meanwhile is waited for and is whole', async () => {
  const desk = await plainDesk()
  desk.pass(11)
  const ticking = desk.core.keepTime()
  const done = await desk.ask('database.encrypt', { password })
  await ticking
  const aside = backupsIn(join(dirname(desk.path), done.plainBackups))
  expect(aside.map(({ manifest }) => manifest?.why)).toContain('定时备份')
  expect(aside.map(({ path }) => verifyFile(path).ok)).not.toContain(false)
  expect((await desk.ask('backup.list', {})).problem).toBe('')
  expect(desk.unexpected).toEqual([])
})

test('what fails after the exchange does not take the recovery code with it', async () => {
  const desk = await plainDesk()
  const made = vi.spyOn(BackupKeeper.prototype, 'make')
  onTestFinished(() => made.mockRestore())
  made.mockImplementationOnce(async () => ({ path: '', name: '', at: '', bytes: 0, manifest: null }))
  made.mockRejectedValueOnce(new AppError('STORAGE', '磁盘空间不足'))
  const done = await desk.ask('database.encrypt', { password })
  expect(done.problem).toMatch(/^本库已加密，加密后的备份没有做成（磁盘空间不足）/)
  desk.restart()
  await desk.ask('session.recover', { name: '管理己', code: done.recoveryCode, password: `${PASSWORD}新` })
})

test('cut off after the exchange: the code is given all the same, and the next start ends what is left', async () => {
  const desk = await plainDesk()
  // Something stands where the backups of the time before are to go.
  const taken = join(dirname(desk.path), `backups.加密前-${new Date(desk.now).toISOString().replaceAll(/[-:.]/g, '')}`)
  mkdirSync(join(taken, '别的'), { recursive: true })
  const done = await desk.ask('database.encrypt', { password })
  expect(done.problem).toMatch(/^本库已加密，收尾没有做完（.*请退出程序后重新打开/)
  rmSync(taken, { recursive: true })
  desk.restart()
  await desk.signIn('管理己')
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  expect(readable(dirname(desk.path)).filter((path) => !path.startsWith(taken))).toEqual([])
  desk.restart()
  await desk.ask('session.recover', { name: '管理己', code: done.recoveryCode, password: `${PASSWORD}新` })
})
