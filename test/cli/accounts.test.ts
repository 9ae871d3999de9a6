import { expect, test } from 'vitest'
import { newSealedDesk, PASSWORD, sampleDesk } from '../core/coreHarness.ts'
import { cli, done, doneJson, eachOf, SAMPLE } from './commandLine.ts'

test('a file with accounts asks who it is, checks the password and holds to the role', async () => {
  const { desk } = await sampleDesk()
  desk.core.close()
  const on = ['--db', desk.path, '--round', '2026-1']
  const as = (name: string): string[] => ['--user', name]
  const password = PASSWORD
  const refused = async (args: string[], around: Parameters<typeof cli>[1] = { password }) => {
    const { code, stdout, stderr } = await cli(args, around)
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 1, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).not.toContain(PASSWORD)
    return stderr
  }

  for (const command of [
    ['assess', ...on],
    ['import', ...on, SAMPLE],
    ['allocate', ...on],
  ]) {
    expect(await refused(command)).toMatch(/已有账号，请用 --user/)
  }
  expect(await refused(['assess', ...on, ...as('审核员乙')], { stdin: '错误的口令错误的口令\n' })).toMatch(
    /姓名或密码不对/,
  )
  expect(await refused(['assess', ...on, ...as('审核员乙')], { password: '' })).toMatch(/姓名或密码不对/)
  expect(await refused(['assess', ...on, ...as('没有这个人')])).toMatch(/姓名或密码不对/)

  expect(await doneJson(['assess', ...on, ...as('审核员乙')], { password })).toHaveLength(52)
  expect(await doneJson(['allocate', ...on, ...as('审计戊')], { stdin: `${PASSWORD}\r\n` })).toMatchObject({ rows: [] })
  const second = ['--db', desk.path, '--round', '2026-2', '--budget', '1']
  const forbidden = [
    ['round', 'create', ...second, ...as('审核员乙')],
    ['import', ...on, SAMPLE, ...as('公示丁')],
    ['assess', ...on, ...as('审计戊')],
    ['export', 'notice', ...on, '--out', `${desk.path}.pdf`, '--assume-machine', ...as('管理己')],
    ['backup', '--db', desk.path, '--out', `${desk.path}.备份`, ...as('科长丙')],
  ]
  await eachOf(forbidden, async (command) => expect(await refused(command)).toMatch(/没有做这一步的权限/))
  await done(['round', 'create', ...second, ...as('科长丙')], { password })
  await done(['backup', '--db', desk.path, '--out', `${desk.path}.备份`, ...as('管理己')], { password })
  expect(await done(['verify', '--db', desk.path])).toMatch(/^核验通过/)
}, 300_000)

test('an expert from outside gets nothing on the command line, where scores of others would show', async () => {
  const { desk } = await sampleDesk()
  desk.core.close()
  const db = ['--db', desk.path]
  const round = [...db, '--round', '2026-1']
  const commands = [
    ['allocate', ...round, '--assume-machine'],
    ['explain', ...round, '--application', 'LG2026110011'],
    ['radar', ...round],
    ['list', 'show', ...db],
    ['params', 'list', ...round],
    ['params', 'export', ...round, '--out', `${desk.path}.yaml`],
    ['replay', ...round, '--against', '2025-12-31'],
    ['verify', ...db, '--replay'],
    ['assess', ...round],
  ]
  await eachOf(commands, async (command) => {
    const { code, stdout, stderr } = await cli([...command, '--user', '专家庚'], { password: PASSWORD })
    expect({ code, stdout }, command.join(' ')).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/没有做这一步的权限/)
  })
}, 300_000)

test('five wrong passwords on the command line lock the account for the window too', async () => {
  const { desk } = await sampleDesk('管理己')
  desk.core.close()
  const args = ['assess', '--db', desk.path, '--round', '2026-1', '--user', '审核员乙']
  for (let tries = 1; tries <= 5; tries += 1) {
    expect((await cli(args, { password: '错误的口令错误的口令' })).stderr).toMatch(/姓名或密码不对/)
  }
  expect((await cli(args, { password: PASSWORD })).stderr).toMatch(/的密码连续5次输错，已锁定/)
  desk.restart()
  desk.now = Date.now()
  expect(await desk.refused('session.signIn', { name: '审核员乙', password: PASSWORD })).toMatch(/^LOCKED /)
}, 300_000)

test('an encrypted file opens only in somebody’s name: read, verify, back up and restore', async () => {
  const desk = newSealedDesk()
  await desk.ask('session.firstAccount', { name: '甲', password: PASSWORD })
  await desk.ask('round.createSample', {})
  desk.core.close()
  const [db, copy, back] = [desk.path, `${desk.path}.备份`, `${desk.path}.恢复`]
  const commands = [
    ['assess', '--db', db, '--round', '2026-1'],
    ['verify', '--db', db],
    ['backup', '--db', db, '--out', copy],
    ['restore', '--from', copy, '--db', back],
    ['verify', '--db', back],
  ]
  for (const command of commands) {
    const wrong = { password: '错误的口令错误的口令' }
    const refused = await cli([...command, '--user', '甲'], wrong)
    expect(refused, command.join(' ')).toMatchObject({ code: 1, stdout: '' })
    expect((await cli(command)).stderr).toMatch(/找不到|已加密，请用 --user 姓名/)
    await done([...command, '--user', '甲'], { password: PASSWORD })
  }
})
