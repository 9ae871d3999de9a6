import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { addPerson, type Desk, FIRST_PASSWORD, newDesk, newSealedDesk, PASSWORD } from './coreHarness.ts'

const OWN = '自己改的口令-也很长'

/** A desk whose database the first account, 甲, made; 甲 is signed in. */
async function sealedDesk(): Promise<{ desk: Desk; code: string }> {
  const desk = newSealedDesk()
  const { recoveryCode, encrypted } = await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  expect(encrypted).toBe(true)
  return { desk, code: recoveryCode ?? '' }
}

const signIn = (desk: Desk, name: string, password: string) => desk.ask('session.signIn', { name, password })
const actions = async (desk: Desk) => (await desk.ask('audit.list', { limit: 200 })).map(({ action }) => action)

/** Every file of the desk in which any of these texts stands readable. */
function readable(desk: Desk, texts: readonly string[]): string[] {
  return readdirSync(dirname(desk.path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => texts.some((text) => readFileSync(path).includes(text)))
}

test('before the first account there is no database; afterwards it is closed until somebody signs in', async () => {
  const desk = newSealedDesk()
  expect(await desk.ask('session.status', {})).toMatchObject({ hasAccounts: false, user: null, encrypted: null })
  expect(existsSync(desk.path)).toBe(false)
  const first = await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  expect(first.recoveryCode).toMatch(/^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/)
  expect(await desk.refused('session.firstAccount', { name: '乙', password: PASSWORD })).toMatch(/^FORBIDDEN 已有账号/)
  desk.restart()
  expect(await desk.ask('session.status', {})).toMatchObject({ hasAccounts: true, user: null, encrypted: true })
  expect(await desk.refused('round.list', {})).toMatch(/^NOT_SIGNED_IN 请先登录/)
  expect(await desk.refused('session.firstAccount', { name: '乙', password: PASSWORD })).toMatch(/^FORBIDDEN 已有账号/)
  await desk.signIn('甲')
  expect(await desk.ask('round.list', {})).toEqual([])
  expect(desk.unexpected).toEqual([])
})

test('no applicant, person or number of 52 applications stands readable in database, log, backups or key file', async () => {
  const { desk } = await sealedDesk()
  const round = await desk.ask('round.createSample', {})
  const rows = await desk.ask('case.list', { roundId: round.id })
  await desk.ask('case.proposeMet', {
    roundId: round.id,
    caseIds: rows
      .filter(({ outcome }) => outcome === 'met')
      .slice(0, 3)
      .map(({ id }) => id),
  })
  const names = [...new Set(rows.map(({ applicant }) => applicant))]
  expect(names.length).toBeGreaterThan(20)
  expect(readdirSync(join(dirname(desk.path), 'backups')).filter((name) => name.endsWith('.key'))).toHaveLength(1)
  expect(readable(desk, names)).toEqual([])
  desk.core.close()
  expect(readable(desk, names)).toEqual([])
  // The same search finds the names where they are not encrypted.
  const plain = newDesk()
  await plain.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  await plain.ask('round.createSample', {})
  expect(readable(plain, names).length).toBeGreaterThan(0)
})

test('wrong passwords at the closed door count across restarts, lock, and stand in the log afterwards', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  desk.restart()
  const wrong = { name: '乙', password: '错误的口令错误的口令' }
  const unknown = await desk.refused('session.signIn', { name: '没有这个人', password: PASSWORD })
  for (let tries = 1; tries <= 5; tries += 1) {
    expect(await desk.refused('session.signIn', wrong)).toBe(unknown)
    if (tries === 3) desk.restart()
  }
  desk.restart()
  const right = { name: '乙', password: PASSWORD }
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED “乙”的密码连续5次输错/)
  desk.pass(-60)
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED /)
  desk.pass(60 + 15.1)
  await desk.signIn('乙')
  await desk.signIn('甲')
  // Five of 乙 and one of a name nobody has.
  expect((await actions(desk)).filter((action) => action === '登录失败')).toHaveLength(6)
})

test('a first password is changed before anything else, on a restarted machine too', async () => {
  const { desk } = await sealedDesk()
  await desk.ask('account.create', { name: '乙', password: FIRST_PASSWORD, roles: ['reviewer'] })
  desk.restart()
  expect((await signIn(desk, '乙', FIRST_PASSWORD)).user).toMatchObject({ mustChange: true })
  expect(await desk.refused('round.list', {})).toMatch(/^FORBIDDEN .*初始密码/)
  const change = (oldPassword: string, password: string) => ({ oldPassword, password })
  expect(await desk.refused('session.changePassword', change(PASSWORD, OWN))).toMatch(/^BAD_INPUT 原密码不对/)
  expect(await desk.refused('session.changePassword', change(FIRST_PASSWORD, FIRST_PASSWORD))).toMatch(/相同/)
  await desk.ask('session.changePassword', change(FIRST_PASSWORD, OWN))
  expect(await desk.ask('round.list', {})).toEqual([])
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '乙', password: FIRST_PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  await signIn(desk, '乙', OWN)
})

test('an administrator resets a password; who is switched off cannot open the file and can again when switched on', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  const accountId = (await desk.ask('account.list', {})).find(({ name }) => name === '乙')?.id ?? ''
  await desk.ask('account.resetPassword', { accountId, password: FIRST_PASSWORD })
  expect(await desk.refused('session.signIn', { name: '乙', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  expect((await signIn(desk, '乙', FIRST_PASSWORD)).user).toMatchObject({ mustChange: true })
  await desk.signIn('甲')
  await desk.ask('account.setActive', { accountId, active: false })
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '乙', password: FIRST_PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  await desk.signIn('甲')
  await desk.ask('account.setActive', { accountId, active: true })
  // Signing in while the database is open gives the hold back, so a restart does not matter.
  await signIn(desk, '乙', FIRST_PASSWORD)
  desk.restart()
  await signIn(desk, '乙', FIRST_PASSWORD)
})

test('the recovery code sets a forgotten password once; it is then replaced, and guesses lock', async () => {
  const { desk, code } = await sealedDesk()
  desk.restart()
  const recover = (name: string, typed: string) => ({ name, code: typed, password: OWN })
  expect(await desk.refused('session.recover', recover('甲', 'AAAA-BBBB'))).toMatch(/^NOT_SIGNED_IN 恢复码不对/)
  expect(await desk.refused('session.recover', recover('没有这个人', code))).toMatch(/^NOT_FOUND .*恢复码仍然有效/)
  const typed = code.toLowerCase().replaceAll('-', '  ')
  const { user, recoveryCode } = await desk.ask('session.recover', recover('甲', typed))
  expect(user).toMatchObject({ name: '甲', mustChange: false })
  expect(recoveryCode).not.toBe(code)
  expect(await actions(desk)).toContain('凭恢复码重设密码')
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  expect(await desk.refused('session.recover', recover('甲', code))).toMatch(/^NOT_SIGNED_IN 恢复码不对/)
  await signIn(desk, '甲', OWN)
  expect(await desk.refused('account.renewCode', { password: PASSWORD })).toMatch(/^BAD_INPUT 密码不对，恢复码没有更换/)
  const renewed = (await desk.ask('account.renewCode', { password: OWN })).recoveryCode
  desk.restart()
  for (let tries = 1; tries <= 5; tries += 1) await desk.refused('session.recover', recover('甲', 'AAAA'))
  expect(await desk.refused('session.recover', recover('甲', renewed))).toMatch(/^LOCKED 恢复码/)
  desk.pass(16)
  await desk.ask('session.recover', recover('甲', renewed))
})

test('a damaged key file says so in words and changes nothing; the one beside a backup replaces it', async () => {
  const { desk } = await sealedDesk()
  const good = readFileSync(keyFileOf(desk.path), 'utf8')
  desk.restart()
  for (const spoilt of ['', '{', '{"format":9}', good.slice(0, 100)]) {
    writeFileSync(keyFileOf(desk.path), spoilt)
    expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^DAMAGED 钥匙文件.*备份/)
    expect(readFileSync(keyFileOf(desk.path), 'utf8')).toBe(spoilt)
  }
  // One letter of the wrapped key: the tag of AES-GCM no longer fits.
  const changed = good.replace(
    /("wrapped": ")(.)/,
    (_, start: string, letter: string) => start + (letter === 'A' ? 'B' : 'A'),
  )
  writeFileSync(keyFileOf(desk.path), changed)
  expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  writeFileSync(keyFileOf(desk.path), good)
  await desk.signIn('甲')
})

test('a start cut off between file and account goes on with the same person', async () => {
  const { desk } = await sealedDesk()
  desk.core.close()
  // A key file alone: the database was never finished.
  const second = newSealedDesk()
  writeFileSync(keyFileOf(second.path), readFileSync(keyFileOf(desk.path)))
  expect(await second.ask('session.status', {})).toMatchObject({ hasAccounts: false })
  const { user } = await second.ask('session.firstAccount', { name: '丙', password: PASSWORD })
  expect(user).toMatchObject({ name: '丙' })
})
