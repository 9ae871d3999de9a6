import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test, vi } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { Keyring } from '../../electron/core/keyring.ts'
import { AppError } from '../../shared/errors.ts'
import { addPerson, type Desk, FIRST_PASSWORD, newSealedDesk, PASSWORD } from './coreHarness.ts'

const OWN = '自己改的口令-也很长'

async function sealedDesk(): Promise<{ desk: Desk; code: string }> {
  const desk = newSealedDesk()
  const { recoveryCode } = await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  return { desk, code: recoveryCode ?? '' }
}

const keyText = (desk: Desk) => readFileSync(keyFileOf(desk.path), 'utf8')
const holds = (desk: Desk, name: string) => keyText(desk).split(`"name": "${name}"`).length - 1
const signIn = (desk: Desk, name: string, password: string) => desk.ask('session.signIn', { name, password })

test('two first accounts asked for at once: the key of the database is never overwritten', async () => {
  const desk = newSealedDesk()
  const names = ['甲', '乙', '丙']
  const replies = await Promise.all(
    names.map((name) => desk.reply('session.firstAccount', { name, password: PASSWORD })),
  )
  const winner = names[replies.findIndex(({ ok }) => ok)] ?? ''
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  desk.restart()
  await desk.signIn(winner)
})

test('a database moved away can be read again: a new start sets its key file aside', async () => {
  const { desk } = await sealedDesk()
  desk.core.close()
  const away = `${desk.path}.移走`
  renameSync(desk.path, away)
  const key = keyText(desk)
  desk.restart()
  await desk.ask('session.firstAccount', { name: '乙', password: PASSWORD })
  const kept = readdirSync(dirname(desk.path)).filter((name) => name.includes('.key.旧-'))
  expect(kept.map((name) => readFileSync(`${dirname(desk.path)}/${name}`, 'utf8'))).toEqual([key])
  desk.core.close()
  renameSync(away, desk.path)
  writeFileSync(keyFileOf(desk.path), key)
  desk.restart()
  await desk.signIn('甲')
})

test('a password change cut off before, between and after its two files leaves the person a way in', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  await signIn(desk, '乙', PASSWORD)
  // The disk fills up before the new hold: nothing is changed.
  const full = new AppError('STORAGE', '磁盘空间不足')
  const add = vi.spyOn(Keyring.prototype, 'add').mockRejectedValue(full)
  const change = { oldPassword: PASSWORD, password: OWN }
  expect(await desk.refused('session.changePassword', change)).toMatch(/^STORAGE /)
  add.mockRestore()
  desk.restart()
  await signIn(desk, '乙', PASSWORD)
  // Cut off before the earlier hold goes: both open the file, only the new one signs in.
  const keepOnly = vi.spyOn(Keyring.prototype, 'keepOnly').mockImplementation(() => {
    throw full
  })
  await desk.ask('session.changePassword', change)
  keepOnly.mockRestore()
  expect(holds(desk, '乙')).toBe(2)
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '乙', password: PASSWORD })).toMatch(
    /^NOT_SIGNED_IN 这是以前的密码/,
  )
  desk.restart()
  await signIn(desk, '乙', OWN)
  expect(holds(desk, '乙')).toBe(1)
  expect(desk.unexpected).toEqual([])
})

test('an older key file: the earlier password opens the file and does not sign in, the present one then does', async () => {
  const { desk } = await sealedDesk()
  const older = keyText(desk)
  await desk.ask('session.changePassword', { oldPassword: PASSWORD, password: OWN })
  desk.core.close()
  writeFileSync(keyFileOf(desk.path), older)
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '甲', password: OWN })).toMatch(/^NOT_SIGNED_IN /)
  expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN 这是以前的/)
  expect(await desk.refused('round.list', {})).toMatch(/^NOT_SIGNED_IN /)
  await signIn(desk, '甲', OWN)
  desk.restart()
  await signIn(desk, '甲', OWN)
})

test('an account switched off cannot come in with a key file put back', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  const older = keyText(desk)
  const accountId = (await desk.ask('account.list', {})).find(({ name }) => name === '乙')?.id ?? ''
  await desk.ask('account.setActive', { accountId, active: false })
  desk.core.close()
  writeFileSync(keyFileOf(desk.path), older)
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '乙', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN 姓名或密码/)
  await desk.signIn('甲')
})

test('the key file of another installation is refused in words and harms nothing', async () => {
  const { desk } = await sealedDesk()
  const { desk: other } = await sealedDesk()
  const own = keyText(desk)
  desk.core.close()
  copyFileSync(keyFileOf(other.path), keyFileOf(desk.path))
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^DAMAGED .*不是一对/)
  writeFileSync(keyFileOf(desk.path), own)
  await desk.signIn('甲')
})

test('guesses sent all at once at the closed door do not get past the lock', async () => {
  const { desk } = await sealedDesk()
  desk.restart()
  const guesses = [...Array.from({ length: 6 }, (_, at) => `猜的口令-第${at}次-很长`), PASSWORD]
  const replies = await Promise.all(guesses.map((password) => desk.reply('session.signIn', { name: '甲', password })))
  expect(replies.map((reply) => (reply.ok ? 'ok' : reply.code)).slice(5)).toEqual(['LOCKED', 'LOCKED'])
})

test('the present password cannot be guessed at an open desk', async () => {
  const { desk } = await sealedDesk()
  const guess = (oldPassword: string) => desk.refused('session.changePassword', { oldPassword, password: OWN })
  for (let tries = 1; tries <= 5; tries += 1) expect(await guess('猜的口令猜的口令')).toMatch(/^BAD_INPUT 原密码不对/)
  expect(await guess(PASSWORD)).toMatch(/^LOCKED /)
})

test('who tried at the closed door stands in the log, also wrong codes and unknown names, never what was typed', async () => {
  const { desk, code } = await sealedDesk()
  desk.restart()
  await desk.refused('session.signIn', { name: '打在姓名栏里的口令', password: PASSWORD })
  await desk.refused('session.recover', { name: '甲', code: 'AAAA', password: OWN })
  expect(keyText(desk)).not.toContain('打在姓名栏里的口令')
  // A code that is right for a name that is wrong must not lose what was tried before.
  await desk.refused('session.recover', { name: '没有', code, password: OWN })
  await desk.signIn('甲')
  await desk.refused('session.signIn', { name: '打在姓名栏里的口令', password: PASSWORD })
  const entries = await desk.ask('audit.list', { limit: 20 })
  const failed = entries.filter(({ action }) => action === '登录失败').map(({ detail }) => detail)
  expect(failed.map((text) => text.slice(0, 6)).sort()).toEqual(['恢复码', '没有这个姓名', '没有这个姓名'])
  expect(JSON.stringify(entries)).not.toContain('打在姓名栏里的口令')
})

test('the core closes an idle database by its own clock: a window that hangs or asks nothing cannot keep it open', async () => {
  const { desk } = await sealedDesk()
  const isOpen = () => readdirSync(dirname(desk.path)).some((name) => name.endsWith('.db-wal'))
  desk.pass(29)
  await desk.core.keepTime()
  expect(isOpen()).toBe(true)
  desk.pass(2)
  await desk.core.keepTime()
  expect(isOpen()).toBe(false)
  expect(desk.unexpected).toEqual([])
})

test('the database is closed again when nobody is signed in: after 退出 and after idle time', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  const isOpen = () => readdirSync(dirname(desk.path)).some((name) => name.endsWith('.db-wal'))
  expect(isOpen()).toBe(true)
  await desk.ask('session.signOut', {})
  expect(isOpen()).toBe(false)
  await signIn(desk, '乙', PASSWORD)
  expect(isOpen()).toBe(true)
  desk.pass(31)
  expect((await desk.ask('session.status', {})).user).toBeNull()
  expect(isOpen()).toBe(false)
  await desk.ask('session.signIn', { name: '甲', password: PASSWORD })
  await desk.ask('account.create', { name: '丁', password: FIRST_PASSWORD, roles: ['clerk'] })
  expect(desk.unexpected).toEqual([])
})

test('an account switched on again cannot open the database before its password is given anew, and the list says so', async () => {
  const { desk } = await sealedDesk()
  await addPerson(desk, '乙', ['reviewer'])
  const line = async () => (await desk.ask('account.list', {})).find(({ name }) => name === '乙')
  const accountId = (await line())?.id ?? ''
  expect((await line())?.canOpen).toBe(true)
  await desk.ask('account.setActive', { accountId, active: false })
  expect(await desk.ask('account.setActive', { accountId, active: true })).toMatchObject({
    active: true,
    canOpen: false,
  })
  desk.restart()
  expect(await desk.refused('session.signIn', { name: '乙', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
  await signIn(desk, '甲', PASSWORD)
  expect((await line())?.canOpen).toBe(false)
  const reset = await desk.ask('account.resetPassword', { accountId, password: FIRST_PASSWORD })
  expect(reset).toMatchObject({ canOpen: true, mustChange: true })
  desk.restart()
  await desk.ask('session.signIn', { name: '乙', password: FIRST_PASSWORD })
})
