/** A picture of the gallery: what it shows, who is signed in on which office, and the way there. */
import type { Page } from 'playwright-core'
import type { Launched } from '../harness.ts'
import { PASSWORD, type Person } from '../office/office.ts'

/** 'empty': nothing was ever entered; 'working': in the middle of a round; 'exchanged': cases are away and back; 'published': after the 公示; 'damaged': its file was cut off. */
export const STATES = ['empty', 'working', 'exchanged', 'published', 'damaged'] as const
export type OfficeState = (typeof STATES)[number]

export interface Scene {
  /** File name of the picture, without its ending. */
  name: string
  /** What it shows, in the words of the README. */
  title: string
  /** Null: nobody is signed in. */
  as: Person | null
  /** From the freshly loaded window of that person to what is to be seen. */
  show(app: Launched): Promise<void>
  /** A main page: also looked at by the Tab key and at 200 %. */
  main?: boolean
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
export const dialog = (page: Page) => page.getByRole('dialog')

/** Opens a page by its place on the rail. */
export async function openRail(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByText(name, { exact: true }).click()
}

/** Opens a part of 设置. */
export async function openSettings(page: Page, part: string): Promise<void> {
  await openRail(page, '设置')
  await page.getByRole('navigation', { name: '设置的内容' }).getByText(part, { exact: true }).click()
}

/** Chooses one of a row of pills, such as the parts of 条款. */
export async function choosePart(page: Page, toolbar: string, part: string): Promise<void> {
  await page.getByRole('toolbar', { name: toolbar }).getByText(part, { exact: true }).click()
}

/** Opens 审核 on the case of this number. */
export async function openCase(page: Page, applicationNo: string): Promise<void> {
  await openRail(page, '审核')
  await page.getByLabel('申报列表').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '检索并前往' }).fill(applicationNo)
  await page.locator('.palette-line').getByText(applicationNo).waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('依据').or(page.locator('main')).getByText(applicationNo).first().waitFor()
}

/** Opens the round that was worked on, where a newer one stands first. */
export async function chooseFirstRound(page: Page): Promise<void> {
  await page.getByLabel('当前批次').click()
  await page
    .locator('.ant-select-item-option')
    .getByText(/2026年第1批/)
    .click()
}

/** Signs this person in without the form and loads the window anew, so that every scene begins the same. */
export async function beginAs(app: Launched, person: Person | null): Promise<void> {
  const { page } = app
  if (person === null) {
    // Refused when nobody is signed in, which is what is wanted.
    await app.call('session.signOut', {})
  } else {
    const reply = await app.call('session.signIn', { name: person, password: PASSWORD })
    if (!reply.ok) throw new Error(`${person}: ${reply.message}`)
  }
  await page.evaluate(() => {
    localStorage.clear()
    localStorage.setItem('bureau.appearance', 'auto')
  })
  await page.reload()
  await page.locator(person === null ? '.door' : '.shell').waitFor()
}

/**
 * Waits until nothing in the window turns, slides or loads and every page that is seen is drawn. Throws when something
 * goes on for longer than the page's patience.
 */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.ant-spin-spinning, .working') === null)
  await page.waitForFunction(seenPagesDrawn)
  await page.waitForFunction(noneOnItsWay)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

/** Runs in the window. What turns without end, as a button does under the question it asked, is never on its way anywhere. */
function noneOnItsWay(): boolean {
  return document
    .getAnimations()
    .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity)
}

/** Runs in the window. Answers at once: a promise would count as yes. */
function seenPagesDrawn(): boolean {
  const isSeen = (page: Element): boolean => {
    let { top, bottom } = page.getBoundingClientRect()
    for (let frame = page.parentElement; frame !== null; frame = frame.parentElement) {
      if (getComputedStyle(frame).overflowY === 'visible') continue
      const box = frame.getBoundingClientRect()
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return Math.min(bottom, innerHeight) > Math.max(top, 0)
  }
  return [...document.querySelectorAll('.pdf canvas')].every((page) => page.hasAttribute('data-drawn') || !isSeen(page))
}

/** Enlarges the page as the menu's 放大 does; 2 is 200 %. */
export async function zoom({ electron, page }: Launched, factor: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, value) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value),
    factor,
  )
  await page.waitForFunction((value) => Math.abs(devicePixelRatio - value) < 0.01, factor)
}
