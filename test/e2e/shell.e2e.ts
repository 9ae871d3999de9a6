/** The window's life: opening, closing, crashing, coming back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginAs } from './gallery/scene.ts'
import { childProcesses, isAlive, type Launched, launchApp, withApp } from './harness.ts'
import { FOUNDER, Office, PASSWORD } from './office/office.ts'

const newUserData = (): string => mkdtempSync(join(tmpdir(), 'lg-e2e-'))

function corePid({ electron }: Launched): number {
  const main = electron.process().pid ?? 0
  const core = childProcesses(main).find(({ command }) => /core\/entry\.js|--utility-sub-type=node/.test(command))
  if (core === undefined) throw new Error('no core process found')
  return core.pid
}

function shownWindow({ electron }: Launched) {
  return electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window && { title: window.getTitle(), bounds: window.getBounds(), visible: window.isVisible() }
  })
}

test('the window opens at 1366×768 on our own page, with its Chinese title, and the core answers', async () => {
  await withApp({}, async (app) => {
    expect(app.page.url()).toBe('app://bureau/index.html')
    // It is shown with its first picture, a moment after the page has loaded.
    await expect
      .poll(() => shownWindow(app))
      .toMatchObject({ title: '时尚资金评审工作台', bounds: { width: 1366, height: 768 }, visible: true })
    expect(await app.call('session.status', {})).toMatchObject({ ok: true })
    expect(await app.call('app.status', {})).toMatchObject({ ok: true, value: { core: 'running' } })
    await app.screenshot('shell')
  })
})

test('every entry of the menu is Chinese', async () => {
  await withApp({}, async ({ electron }) => {
    const labels = await electron.evaluate(({ Menu }) => {
      const all = (menu: Electron.Menu | null): string[] =>
        (menu?.items ?? []).flatMap((item) =>
          item.type === 'separator' ? [] : [item.label, ...all(item.submenu ?? null)],
        )
      return all(Menu.getApplicationMenu())
    })
    expect(labels.length).toBeGreaterThan(10)
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([])
  })
})

test('the first page says that the second place is away, and the menu leads to the drill', async () => {
  const office = new Office()
  await office.ask('session.firstAccount', { name: FOUNDER, password: PASSWORD })
  const stick = mkdtempSync(join(tmpdir(), 'lg-stick-'))
  await office.ask('backup.setSecond', { folderToken: office.file(stick, 'write') })
  office.close()
  rmSync(stick, { recursive: true })
  await withApp({ userData: office.userData }, async (app) => {
    app.page.setDefaultTimeout(20_000)
    await beginAs(app, FOUNDER)
    await app.page.getByText('现在不在（U 盘或硬盘没有接上').waitFor()
    await app.screenshot('second-place-away')
    await app.electron.evaluate(({ Menu }) => {
      const [file] = Menu.getApplicationMenu()?.items ?? []
      file?.submenu?.items.find(({ label }) => label === '备份演练…')?.click()
    })
    await app.page.getByRole('button', { name: '演练', exact: true }).waitFor()
    await app.screenshot('drill-from-menu')
  })
  rmSync(office.userData, { recursive: true, force: true })
})

test('the window comes back where it was left', async () => {
  const userData = newUserData()
  const left = { x: 90, y: 70, width: 1200, height: 700 }
  await withApp({ userData }, async (app) => {
    // A window that is still being shown is placed by the screen, not by us.
    await expect.poll(async () => (await shownWindow(app))?.visible).toBe(true)
    await app.electron.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      left,
    )
    await expect.poll(async () => (await shownWindow(app))?.bounds).toEqual(left)
  })
  await withApp({ userData }, async (app) => {
    await expect.poll(() => shownWindow(app)).toMatchObject({ visible: true, bounds: left })
  })
})

test('a second start hands over to the first window and ends', async () => {
  const userData = newUserData()
  await withApp({ userData }, async (first) => {
    await expect(launchApp({ userData })).rejects.toThrow()
    expect(await first.call('app.status', {})).toMatchObject({ ok: true })
  })
})

test('closing the window ends the core as well', async () => {
  const app = await launchApp()
  const core = corePid(app)
  await app.close()
  await expect.poll(() => isAlive(core)).toBe(false)
})

test('a killed main process leaves no core behind with the database open', async () => {
  const app = await launchApp()
  const core = corePid(app)
  app.electron.process().kill('SIGKILL')
  await expect.poll(() => isAlive(core)).toBe(false)
})

test('a killed core: the window hears of it, the core comes back and answers again', async () => {
  await withApp({}, async (app) => {
    await app.page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      Reflect.get(window, 'bureau').onEvent((event: string) => heard.push(event))
    })
    const before = corePid(app)
    process.kill(before, 'SIGKILL')
    await app.page.waitForFunction(() => Reflect.get(window, 'heard').includes('restarted'))
    expect(await app.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual(['lost', 'restarted'])
    expect(await app.call('session.status', {})).toMatchObject({ ok: true })
    expect(corePid(app)).not.toBe(before)
    expect(app.logged()).toContain('The core process ended')
  })
})

test('a crashed window loads again by itself', async () => {
  await withApp({}, async ({ electron, page, logged }) => {
    await page.evaluate(() => Object.assign(window, { before: true }))
    const again = await electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) throw new Error('no window')
      const loaded = new Promise<void>((resolve) => {
        window.webContents.once('render-process-gone', () => {
          window.webContents.once('did-finish-load', () => resolve())
        })
      })
      window.webContents.forcefullyCrashRenderer()
      await loaded
      return window.webContents.executeJavaScript('[location.href, "before" in window]')
    })
    expect(again).toEqual(['app://bureau/index.html', false])
    expect(logged()).toMatch(/The window's process ended: (crashed|killed)/)
  })
})
