/** What a person typed outlives the window, the core and the whole program, by the second (quality.md R12). */
import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseView } from '../../shared/views.ts'
import { beginAs, openCase } from './gallery/scene.ts'
import { childProcesses, type Launched, launchApp } from './harness.ts'
import { caseNo, casesOf, FOUNDER, Office, PASSWORD } from './office/office.ts'

let userData = ''
/** Ids of cases of the sample by short number; each test types on one of its own. */
const ids = new Map<number, string>()

beforeAll(async () => {
  const office = new Office()
  await office.ask('session.firstAccount', { name: FOUNDER, password: PASSWORD })
  const { id: roundId } = await office.ask('round.createSample', {})
  const of = await casesOf(office, roundId)
  for (const short of [20, 22, 27]) ids.set(short, of(short).id)
  office.close()
  userData = office.userData
})

afterAll(() => rmSync(userData, { recursive: true, force: true }))

/** The window on the office of these tests, with a case open. */
async function atTheDesk(short: number): Promise<Launched> {
  const app = await launchApp({ userData })
  app.page.setDefaultTimeout(20_000)
  await beginAs(app, FOUNDER)
  await openCase(app.page, caseNo(short))
  return app
}

interface Typed {
  text: string
  /** When each piece was in the window, in milliseconds. */
  pieces: { end: number; at: number }[]
}

const PIECE = '实施报告与现场'
const PIECES = 14

/** Types without a pause, as a fast typist does, for two seconds and more. */
async function typeOn(page: Page): Promise<Typed> {
  const box = page.getByLabel('意见或理由')
  await box.focus()
  const typed: Typed = { text: '', pieces: [] }
  for (let piece = 0; piece < PIECES; piece += 1) {
    const words = `${PIECE}${piece}；`
    await page.keyboard.type(words, { delay: 18 })
    typed.text += words
    typed.pieces.push({ end: typed.text.length, at: performance.now() })
  }
  return typed
}

/** Nothing but the last second's words is missing. */
function expectKept(kept: string, { text, pieces }: Typed, killedAt: number): void {
  expect(text.startsWith(kept)).toBe(true)
  const safe = pieces.filter(({ at }) => at < killedAt - 1000).at(-1)?.end ?? 0
  expect(safe).toBeGreaterThan(PIECE.length * 3)
  expect(kept.length).toBeGreaterThanOrEqual(safe)
}

test('the program is killed while someone types: started again, at most the last second is missing', async () => {
  const killed = await atTheDesk(20)
  const typed = await typeOn(killed.page)
  killed.electron.process().kill('SIGKILL')
  const killedAt = performance.now()

  const app = await atTheDesk(20)
  try {
    const box = app.page.getByLabel('意见或理由')
    await expect.poll(() => box.inputValue()).not.toBe('')
    expectKept(await box.inputValue(), typed, killedAt)
    await app.page.getByText('上次未提交的意见').waitFor()
    expect(await app.call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } })
    const view = await app.call('case.get', { caseId: ids.get(20) ?? '' })
    expect(view).toMatchObject({ ok: true, value: { decision: null } })
  } finally {
    await app.close()
  }
})

test("the window's process is killed while someone types: it comes back signed in, at most the last second is missing", async () => {
  const app = await atTheDesk(22)
  try {
    const typed = await typeOn(app.page)
    const kept = app.electron.evaluate(async ({ BrowserWindow }, caseId) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) throw new Error('no window')
      const loaded = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()))
      process.kill(window.webContents.getOSProcessId(), 'SIGKILL')
      await loaded
      // The page object of the tests died with its process; the new one is asked from inside.
      return window.webContents.executeJavaScript(`window.bureau['case.get']({ caseId: ${JSON.stringify(caseId)} })`)
    }, ids.get(22))
    const killedAt = performance.now()
    const { value }: { value: CaseView } = await kept
    expectKept(value.draft?.opinion ?? '', typed, killedAt)
  } finally {
    await app.close()
  }
})

test('the core is killed while someone types: the window says so, nothing typed is missing, and the decision goes on', async () => {
  const app = await atTheDesk(27)
  const { page } = app
  try {
    const main = app.electron.process().pid ?? 0
    const core = childProcesses(main).find(({ command }) => /core\/entry\.js|--utility-sub-type=node/.test(command))
    if (core === undefined) throw new Error('no core process found')
    const { text } = await typeOn(page)
    process.kill(core.pid, 'SIGKILL')
    await page.getByText(/后台服务(中断|已重新启动)/).waitFor()

    await page.getByLabel('姓名').fill(FOUNDER)
    await page.getByLabel('密码').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('.shell').waitFor()
    await openCase(page, caseNo(27))
    const box = page.getByLabel('意见或理由')
    await expect.poll(() => box.inputValue()).toBe(text)
    await box.blur()
    await page.keyboard.press('1')
    await page.getByText('已拟定').waitFor()
    const view = await app.call('case.get', { caseId: ids.get(27) ?? '' })
    expect(view).toMatchObject({ ok: true, value: { decision: { kind: 'agree', opinion: text } } })
  } finally {
    await app.close()
  }
})
