import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type CoreHost, type CoreHostOptions, createCoreHost } from '../../electron/main/coreHost.ts'
import { type CoreProcess, forkCore } from '../../electron/main/coreProcess.ts'
import type { CoreEvent } from '../../shared/bridge.ts'

const ENTRY = join(import.meta.dirname, 'testCore.ts')
const hosts: CoreHost[] = []

/** Processes start slowly on a busy machine; what is tested is the order of things, not their speed. */
const until = (condition: () => boolean): Promise<true> => vi.waitUntil(condition, { timeout: 20_000 })

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
})

function open(options: Partial<CoreHostOptions> = {}) {
  const events: CoreEvent[] = []
  const logged: string[] = []
  const processes: CoreProcess[] = []
  const host = createCoreHost({
    launch: () => {
      const launched = forkCore(ENTRY, process.execPath)
      processes.push(launched)
      return launched
    },
    start: { dbPath: '/data/workbench.db', resourcesRoot: '/app', appVersion: '1.2.3' },
    onEvent: (event) => events.push(event),
    log: (text) => logged.push(text),
    onSilent: async () => false,
    restartAfterMs: [0, 50],
    ...options,
  })
  hosts.push(host)
  return { host, events, logged, processes }
}

const pidOf = async (host: CoreHost): Promise<unknown> => {
  const reply = await host.call('who', {})
  return reply.ok ? (reply.value as { pid: number }).pid : reply
}

describe('a core forked from Node', () => {
  test('answers from another process, with its options, and values that JSON would lose', async () => {
    const { host } = open()
    const input = { bytes: new Uint8Array([1, 2]), at: new Date(0), missing: undefined, amount: 10n }
    const reply = await host.call('echo', input)
    expect(reply).toEqual({
      ok: true,
      value: { channel: 'echo', input, dbPath: '/data/workbench.db', files: [], pid: expect.any(Number) },
    })
    expect(await pidOf(host)).not.toBe(process.pid)
    expect(host.state()).toBe('running')
  })

  test('answers calls in flight each with its own reply', async () => {
    const { host } = open()
    const [slow, quick] = await Promise.all([host.call('slow', {}), host.call('quick', {})])
    expect(slow).toEqual({ ok: true, value: 'ended' })
    expect(quick).toMatchObject({ ok: true, value: { channel: 'quick' } })
  })

  test('learns of a chosen file before the call that uses its token', async () => {
    const { host } = open()
    host.registerFile('token-1', '/home/申报.xlsx', 'read')
    expect(await host.call('echo', {})).toMatchObject({ value: { files: ['read token-1 /home/申报.xlsx'] } })
  })

  test('a fault in a handler becomes a Chinese sentence; its details go to the log only', async () => {
    const { host, logged } = open()
    const reply = await host.call('throw', {})
    expect(reply).toMatchObject({ ok: false, code: 'INTERNAL', message: expect.stringMatching(/^[^a-zA-Z]+$/) })
    await host.call('log', {})
    expect(logged.join()).toContain('a fault of the program')
    expect(logged.join()).toContain('something for the log')
  })

  test('a core that cannot open its database stays and says so to every call', async () => {
    const { host, logged } = open({ start: { dbPath: 'refused', resourcesRoot: '/app', appVersion: '1' } })
    expect(await host.call('echo', {})).toMatchObject({ ok: false, message: expect.stringContaining('数据库未能打开') })
    expect(logged.join()).toContain('cannot open')
  })
})

describe('when the core dies', () => {
  test('the call under way is answered, the window hears of it, and the next core answers', async () => {
    const { host, events, logged } = open()
    const before = await pidOf(host)
    expect(await host.call('die', {})).toMatchObject({
      ok: false,
      code: 'INTERNAL',
      message: expect.stringContaining('后台中断'),
    })
    await until(() => events.includes('restarted'))
    expect(events).toEqual(['lost', 'restarted'])
    expect(await pidOf(host)).not.toBe(before)
    expect(logged.join()).toContain('ended with 3')
  })

  test('a killed core is replaced too, and a call between the two is refused at once', async () => {
    const { host, events, processes } = open({ restartAfterMs: [100] })
    await host.call('echo', {})
    processes[0]?.kill()
    await until(() => events.includes('lost'))
    expect(host.state()).toBe('restarting')
    expect(await host.call('echo', {})).toMatchObject({ ok: false, code: 'INTERNAL' })
    await until(() => events.includes('restarted'))
    expect(await host.call('echo', {})).toMatchObject({ ok: true })
  })

  test('one that keeps dying is given up after the last wait', async () => {
    const { host, processes } = open()
    for (let death = 1; death <= 3; death += 1) {
      await until(() => processes.length === death)
      await host.call('die', {})
    }
    expect(host.state()).toBe('lost')
    expect(await host.call('echo', {})).toMatchObject({ ok: false, message: expect.stringContaining('重新打开') })
    expect(processes.length).toBe(3)
  })

  test('a core that lived long enough starts the count anew', async () => {
    const { host, processes } = open({ steadyAfterMs: 0, restartAfterMs: [0] })
    for (let death = 1; death <= 3; death += 1) {
      await until(() => processes.length === death)
      await host.call('die', {})
    }
    await until(() => processes.length === 4)
    expect(await host.call('echo', {})).toMatchObject({ ok: true })
  })

  test('a Node that does not exist is a core that dies, not a crash of main', async () => {
    const { host, events } = open({ launch: () => forkCore(ENTRY, '/no/such/node'), restartAfterMs: [] })
    await until(() => host.state() === 'lost')
    expect(events).toEqual(['lost'])
  })
})

describe('when the core stands still', () => {
  const quick = { pingEveryMs: 20, silentPings: 5 }

  test('the person is asked, and a core started anew answers; the call under way is answered too', async () => {
    const { host, events, logged } = open({ ...quick, onSilent: async () => true })
    const before = await pidOf(host)
    const reply = await host.call('loop', {})
    expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('后台中断') })
    await until(() => events.includes('restarted'))
    expect(await pidOf(host)).not.toBe(before)
    expect(logged.join()).toContain('has not answered')
  })

  test('who waits on is asked again, and the question goes away when the core speaks', async () => {
    const asked: AbortSignal[] = []
    const { host } = open({
      ...quick,
      onSilent: (signal) => {
        asked.push(signal)
        if (asked.length < 2) return Promise.resolve(false)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(true)))
      },
    })
    const before = await pidOf(host)
    expect(await host.call('busy', 1_500)).toEqual({ ok: true, value: null })
    await until(() => asked[1]?.aborted === true)
    expect(asked).toHaveLength(2)
    expect(await pidOf(host)).toBe(before)
  })

  test('a long call that leaves the core able to speak asks nobody', async () => {
    let asked = 0
    const { host } = open({
      ...quick,
      onSilent: async () => {
        asked += 1
        return true
      },
    })
    await host.call('echo', {})
    expect(await host.call('slow', {})).toMatchObject({ ok: true })
    expect(asked).toBe(0)
  })
})

describe('closing', () => {
  test('lets the running call end, then the process', async () => {
    const { host, processes } = open()
    const running = host.call('slow', {})
    await host.close()
    expect(await running).toEqual({ ok: true, value: 'ended' })
    expect(() => process.kill(processes[0]?.pid ?? 0, 0)).toThrow('ESRCH')
    expect(await host.call('echo', {})).toMatchObject({ ok: false, message: expect.stringContaining('正在关闭') })
  })

  test('ends a core that hangs', async () => {
    const { host, events } = open({ closeWithinMs: 100 })
    await host.call('echo', {})
    const hanging = host.call('hang', {})
    await host.close()
    expect(await hanging).toMatchObject({ ok: false })
    expect(events).toEqual([])
  })

  test('waits for nothing when the core is already lost', async () => {
    const { host } = open({ restartAfterMs: [] })
    await host.call('die', {})
    await host.close()
    expect(host.state()).toBe('lost')
  })
})
