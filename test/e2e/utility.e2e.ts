/**
 * The core in a `utilityProcess`, the way packaged apps run it. The development stand-in's Node is too old for SQLite, so
 * this small app runs the product's host, transport and entry wiring around the tests' own core, which has no database.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isElectronOrNode, nodeConfig } from '../../electron/dev/build.ts'
import { type Launched, launchApp } from './harness.ts'

let app: Launched

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lg-utility-'))
  const here = import.meta.dirname
  await build(nodeConfig(join(folder, 'main'), { main: join(here, 'utility/main.ts') }, 'cjs', isElectronOrNode))
  await build(nodeConfig(join(folder, 'core'), { core: join(here, '../main/testCore.ts') }, 'cjs', isElectronOrNode))
  writeFileSync(join(folder, 'package.json'), '{"name":"utility","version":"1.0.0","main":"main/main.cjs"}')
  app = await launchApp({ app: folder })
})

afterAll(async () => {
  await app.close()
})

/** Asks through the host in the app's main process. */
const ask = (channel: string, input: unknown = {}) =>
  app.electron.evaluate((_electron, [name, value]) => Reflect.get(globalThis, 'host').call(name, value), [
    channel,
    input,
  ] as const)
const heard = (): Promise<string[]> => app.electron.evaluate(() => Reflect.get(globalThis, 'heard'))
const utilities = (): Promise<number[]> =>
  app.electron.evaluate(({ app: running }) =>
    running.getAppMetrics().flatMap(({ name, pid }) => (name === '时尚资金评审工作台' ? [pid] : [])),
  )

test('the core runs in a utility process of Electron and answers', async () => {
  const [pid] = await utilities()
  expect(await ask('echo', { amountFen: 1_234_500 })).toMatchObject({
    ok: true,
    value: { channel: 'echo', input: { amountFen: 1_234_500 }, dbPath: '/data/workbench.db', pid },
  })
})

test('learns of a chosen file before the call that uses its token', async () => {
  await app.electron.evaluate(() => Reflect.get(globalThis, 'host').registerFile('token-1', '/home/申报.xlsx', 'read'))
  expect(await ask('echo')).toMatchObject({ value: { files: ['read token-1 /home/申报.xlsx'] } })
})

test('dies, is replaced, and the window hears of both', async () => {
  const before = await utilities()
  expect(await ask('die')).toMatchObject({ ok: false, code: 'INTERNAL' })
  await expect.poll(heard).toEqual(['lost', 'restarted'])
  expect(await ask('echo')).toMatchObject({ ok: true })
  expect(await utilities()).not.toEqual(before)
})

test('closes: the running call ends, the process is gone', async () => {
  const reply = await app.electron.evaluate(async () => {
    const host = Reflect.get(globalThis, 'host')
    const running = host.call('slow', {})
    await host.close()
    return running
  })
  expect(reply).toEqual({ ok: true, value: 'ended' })
  await expect.poll(utilities).toEqual([])
})
