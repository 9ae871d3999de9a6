import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { sampleDesk } from './coreHarness.ts'

test('a desk remembers per person, over a restart, and without an audit entry', async () => {
  const { desk } = await sampleDesk('甲')
  const before = (await desk.ask('audit.list', { limit: 500 })).length
  expect(await desk.ask('personal.get', { key: 'queue.views' })).toEqual({ value: null, savedAt: null })

  await desk.ask('personal.save', { key: 'queue.views', value: [{ name: '我的待审' }] })
  await desk.ask('personal.save', { key: 'queue.views', value: [{ name: '珠宝大额' }] })
  expect((await desk.ask('audit.list', { limit: 500 })).length).toBe(before)
  desk.restart()
  await desk.signIn('甲')
  expect((await desk.ask('personal.get', { key: 'queue.views' })).value).toEqual([{ name: '珠宝大额' }])

  await desk.ask('session.signOut', {})
  expect(await desk.refused('personal.get', { key: 'queue.views' })).toMatch(/^NOT_SIGNED_IN/)
  await desk.signIn('审核员乙')
  expect((await desk.ask('personal.get', { key: 'queue.views' })).value).toBeNull()

  desk.core.close()
  const db = openDatabase(desk.path)
  expect(verifyDatabase(db).ok).toBe(true)
  db.prepare("UPDATE personal_state SET value_json = '[]'").run()
  const damaged = verifyDatabase(db)
  expect(damaged).toMatchObject({ ok: false, place: expect.stringContaining('个人工作台') })
  db.close()
})

test('a key or a memory of the wrong size is refused', async () => {
  const { desk } = await sampleDesk()
  expect(await desk.refused('personal.save', { key: '', value: 1 })).toMatch(/^BAD_INPUT/)
  const deep = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)
  await desk.ask('personal.save', { key: 'queue.views', value: deep(30) })
  for (const value of [deep(40), deep(9000)]) {
    expect(await desk.refused('personal.save', { key: 'queue.views', value })).toMatch(/^BAD_INPUT .*层次过多/)
  }
  expect(await desk.refused('personal.save', { key: 'queue.views', value: '长'.repeat(200_001) })).toMatch(/内容过多/)
})
