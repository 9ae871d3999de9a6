/** A person at the keyboard: everything is reached by Tab, arrows and the keys the screen prints. */
import type { Locator, Page } from 'playwright-core'
import { PASSWORD, type Person } from './office/office.ts'

/** More stops than any page of the app has. */
const MOST_STOPS = 220

/** Presses Tab until the focus is on the control. Errors: when Tab does not come to it. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor({ state: 'attached' })
  for (let press = 0; press < MOST_STOPS; press += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${control}`)
}

/** Tab to a button, then Enter. */
export async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press('Enter')
}

/** Tab to a field, then the words in place of what it held. */
export async function type(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(words)
}

/** Tab to a box, then Space. */
export async function tick(page: Page, box: Locator): Promise<void> {
  await tabTo(page, box)
  await page.keyboard.press('Space')
}

/** Escape until what is named is gone: the first may only take away a hint in front of it. */
export async function leave(page: Page, shown: Locator): Promise<void> {
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('Escape')
    const gone = await shown.waitFor({ state: 'hidden', timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (gone) return
  }
  throw new Error(`Escape does not take away ${shown}`)
}

/** Opens a page by its digit (设置 by the comma), once no dialog stands in front any more: until then the keys are the dialog's. */
export async function openPage(page: Page, key: number | ','): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') === null,
  )
  await page.keyboard.press(`Control+${key}`)
}

/** At the door: name, Tab, password, Enter. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await tabTo(page, page.getByLabel('姓名'))
  await page.keyboard.insertText(person)
  await tabTo(page, page.getByLabel('密码'))
  await page.keyboard.insertText(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.shell').waitFor()
}

/** The way out, and in again as somebody else. */
export async function handOver(page: Page, person: Person): Promise<void> {
  const out = page.getByRole('button', { name: '退出登录' })
  // Experts have the button on their only page; for the others it is in 设置.
  if ((await out.count()) === 0) await openPage(page, ',')
  await press(page, out)
  await page.locator('.door').waitFor()
  await signIn(page, person)
}
