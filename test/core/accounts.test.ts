import { expect, test } from 'vitest'
import { addPerson, newDesk, PASSWORD, staffedDesk } from './coreHarness.ts'

const WRONG = { name: '审核员乙', password: '错误的口令错误的口令' }

test('a new file has no account; the first one is made once and is signed in', async () => {
  const desk = newDesk()
  expect(await desk.ask('session.status', {})).toMatchObject({ hasAccounts: false, user: null })
  expect(await desk.refused('round.list', {})).toMatch(/^NOT_SIGNED_IN 请先登录/)
  const { user } = await desk.ask('session.firstAccount', { name: ' 甲 ', password: PASSWORD })
  expect(user).toMatchObject({ name: '甲', roles: ['admin', 'chief', 'reviewer'], active: true })
  expect(await desk.refused('session.firstAccount', { name: '乙', password: PASSWORD })).toMatch(/^FORBIDDEN 已有账号/)
  expect(await desk.refused('account.create', { name: '甲', password: PASSWORD, roles: ['clerk'] })).toMatch(
    /^CONFLICT 已有名为“甲”/,
  )
  expect(await desk.refused('account.create', { name: '乙', password: '短口令', roles: ['clerk'] })).toBe(
    'BAD_INPUT 密码至少 10 位',
  )
})

test('two first accounts asked for at once make one account', async () => {
  const desk = newDesk()
  const replies = await Promise.all(
    ['甲', '乙', '丙'].map((name) => desk.reply('session.firstAccount', { name, password: PASSWORD })),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await desk.ask('account.list', {})).toHaveLength(1)
})

test('the password hash never leaves the core and no answer tells a wrong name from a wrong password', async () => {
  const desk = await staffedDesk()
  expect(JSON.stringify(await desk.ask('account.list', {}))).not.toContain('argon2')
  expect(JSON.stringify(await desk.ask('audit.list', { limit: 100 }))).not.toMatch(/argon2|样例口令/)
  const unknown = await desk.refused('session.signIn', { name: '没有这个人', password: PASSWORD })
  expect(await desk.refused('session.signIn', WRONG)).toBe(unknown)
})

test('five wrong passwords lock for 15 minutes; the lock outlives a restart and a clock set back', async () => {
  const desk = await staffedDesk()
  await desk.ask('session.signOut', {})
  for (let tries = 1; tries <= 5; tries += 1) {
    expect(await desk.refused('session.signIn', WRONG), `try ${tries}`).toMatch(/^NOT_SIGNED_IN /)
  }
  const right = { name: '审核员乙', password: PASSWORD }
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED “审核员乙”的密码连续5次输错，已锁定/)
  desk.restart()
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED /)
  desk.pass(-24 * 60)
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED /)
  desk.pass(24 * 60 + 14.9)
  expect(await desk.refused('session.signIn', right)).toMatch(/^LOCKED /)
  desk.pass(0.2)
  await desk.signIn('审核员乙')
  await desk.signIn('甲')
  const actions = (await desk.ask('audit.list', { limit: 100 })).map(({ action }) => action)
  expect(actions.filter((action) => action === '登录失败').length).toBeGreaterThanOrEqual(5)
})

test('guesses sent all at once count one by one', async () => {
  const desk = await staffedDesk()
  await desk.ask('session.signOut', {})
  await Promise.all(Array.from({ length: 6 }, () => desk.refused('session.signIn', WRONG)))
  expect(await desk.refused('session.signIn', { name: '审核员乙', password: PASSWORD })).toMatch(/^LOCKED /)
})

test('a right password in time starts the count anew, and an administrator opens a locked account', async () => {
  const desk = await staffedDesk()
  for (let tries = 1; tries <= 4; tries += 1) await desk.refused('session.signIn', WRONG)
  await desk.signIn('审核员乙')
  for (let tries = 1; tries <= 5; tries += 1) await desk.refused('session.signIn', WRONG)
  await desk.signIn('甲')
  const locked = (await desk.ask('account.list', {})).find(({ name }) => name === '审核员乙')
  await desk.ask('account.setActive', { accountId: locked?.id ?? '', active: true })
  await desk.signIn('审核员乙')
})

test('thirty idle minutes sign out; asking who is signed in is not work and does not count', async () => {
  const desk = await staffedDesk()
  desk.pass(30)
  await desk.ask('round.list', {})
  desk.pass(29)
  expect(await desk.ask('session.status', {})).toMatchObject({ user: { name: '甲' } })
  desk.pass(2)
  expect(await desk.ask('session.status', {})).toMatchObject({ user: null })
  expect(await desk.refused('round.list', {})).toMatch(/^NOT_SIGNED_IN /)
})

test('an administrator sets the idle minutes within limits; being there counts as work, and the log says who set it', async () => {
  const desk = await staffedDesk()
  expect(await desk.ask('settings.idle', {})).toEqual({ minutes: 30 })
  for (const minutes of [4, 61, 7.5]) {
    expect(await desk.refused('settings.saveIdle', { minutes })).toBe('BAD_INPUT 锁定时间应为5至60分钟的整数')
  }
  await desk.ask('settings.saveIdle', { minutes: 10 })
  expect((await desk.ask('audit.list', { limit: 1 }))[0]).toMatchObject({
    who: '甲',
    action: '闲置锁定时间',
    detail: '闲置多久锁定 30分钟改为10分钟',
  })
  desk.pass(9)
  expect((await desk.ask('session.stay', {})).user?.name).toBe('甲')
  desk.pass(9)
  expect((await desk.ask('session.status', {})).user?.name).toBe('甲')
  desk.pass(2)
  expect(await desk.refused('session.stay', {})).toMatch(/^NOT_SIGNED_IN /)
})

test('a clock set back does not keep a desk open', async () => {
  const desk = await staffedDesk()
  desk.pass(-24 * 60)
  expect(await desk.refused('round.list', {})).toMatch(/^NOT_SIGNED_IN /)
})

test('an account switched off stops at its next call and cannot sign in; nobody switches off themselves', async () => {
  const desk = await staffedDesk([])
  await addPerson(desk, '管理己', ['admin'])
  const accounts = await desk.ask('account.list', {})
  const idOf = (name: string): string => accounts.find((one) => one.name === name)?.id ?? ''
  expect(await desk.refused('account.setActive', { accountId: idOf('甲'), active: false })).toMatch(
    /^CONFLICT 不能停用自己/,
  )
  expect(await desk.refused('account.setActive', { accountId: 'nobody', active: false })).toMatch(/^NOT_FOUND /)
  await desk.signIn('管理己')
  await desk.ask('account.setActive', { accountId: idOf('甲'), active: false })
  expect(await desk.refused('session.signIn', { name: '甲', password: PASSWORD })).toMatch(/^NOT_SIGNED_IN /)
})
