/** A core or a window that stands still, and a window out of memory: a sentence, and work goes on. */
import { expect, test } from 'vitest'
import { childProcesses, isAlive, type Launched, withApp } from './harness.ts'

/** Answers every box of the system with its second button and keeps what it said. */
async function pressSecondButton({ electron }: Launched): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ dialog }) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = async (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions
      said.push(options.message, ...(options.buttons ?? []))
      return { response: 1, checkboxChecked: false }
    }
  })
  return () => electron.evaluate(() => Reflect.get(globalThis, 'said') as string[])
}

function coreOf({ electron }: Launched): number {
  const main = electron.process().pid ?? 0
  const core = childProcesses(main).find(({ command }) => /core\/entry\.js|--utility-sub-type=node/.test(command))
  if (core === undefined) throw new Error('no core process found')
  return core.pid
}

test('a core that stands still: the person is asked, a new core answers, and the window says so', {
  timeout: 120_000,
}, async () => {
  await withApp({}, async (app) => {
    const said = await pressSecondButton(app)
    await app.call('session.status', {})
    await app.page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      Reflect.get(window, 'bureau').onEvent((event: string) => heard.push(event))
    })
    const heard = (): Promise<string[]> => app.page.evaluate(() => Reflect.get(window, 'heard') as string[])
    const core = coreOf(app)
    process.kill(core, 'SIGSTOP')
    await expect.poll(said, { timeout: 60_000 }).toEqual(['后台已有半分钟没有响应。', '继续等待', '重新启动后台'])
    await expect.poll(() => isAlive(core)).toBe(false)
    await expect.poll(heard).toEqual(['lost', 'restarted'])
    await expect.poll(async () => (await app.call('session.status', {})).ok).toBe(true)
    expect(coreOf(app)).not.toBe(core)
  })
})

/** Ends the page from inside and answers whether the next one can call. */
function afterLosingThePage({ electron }: Launched, end: 'hang' | 'memory'): Promise<boolean> {
  return electron.evaluate(async ({ BrowserWindow }, how) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('no window')
    const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()))
    const script =
      how === 'hang' ? 'for (;;);' : 'const kept = []; for (;;) kept.push(new Array(1e7).fill(Math.random()))'
    void window.webContents.executeJavaScript(script).catch(() => {})
    if (how === 'hang') {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      // Chromium tells it after half a minute of unanswered input; the window hears of it here at once.
      window.emit('unresponsive')
    }
    await loaded
    const reply = await window.webContents.executeJavaScript("window.bureau['session.status']({})")
    return reply.ok
  }, end)
}

test('a window that stands still: the person is asked and it is loaded anew', { timeout: 120_000 }, async () => {
  await withApp({}, async (app) => {
    const said = await pressSecondButton(app)
    expect(await afterLosingThePage(app, 'hang')).toBe(true)
    expect(await said()).toEqual(['窗口没有响应。', '继续等待', '重新载入窗口'])
  })
})

test('a window out of memory is loaded anew', { timeout: 180_000 }, async () => {
  await withApp({ args: ['--js-flags=--max-old-space-size=256'] }, async (app) => {
    expect(await afterLosingThePage(app, 'memory')).toBe(true)
    expect(app.logged()).toContain("The window's process ended")
  })
})
