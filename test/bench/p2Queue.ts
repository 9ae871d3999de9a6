/** P2: the queue of 10,000 cases in the real window: first rows, size of the page, and the next case by its key. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase } from '../../db/open.ts'
import { createAccount } from '../../electron/core/accounts.ts'
import { buildAll } from '../../electron/dev/build.ts'
import { launchApp } from '../e2e/harness.ts'
import { ms, percentile, tell } from './figure.ts'
import { makeApplications } from './generate.ts'
import { withElectron } from './window.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const CASES = 10_000
const STEPS = 60
const FIRST_ROWS = 250
const NODES = 400
const NEXT = 100

const PERSON = { name: '审核员甲', password: '仅供测量的示例密码一' }
const dbPath = join(scratchFolder(), 'queue.db')
const ws = newWorkspace(dbPath)
fillRound(ws, newRound(ws), makeApplications(CASES))
await createAccount(ws, null, { ...PERSON, roles: ['admin', 'chief', 'reviewer'] })
closeDatabase(ws.db)
await buildAll(() => undefined)

await withElectron('P2 万件队列', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'lg-bench-window-'))
  const app = await launchApp({ userData, env: { LG_DB: dbPath } })
  try {
    const { page } = app
    await page.getByLabel('姓名').fill(PERSON.name)
    await page.getByLabel('密码').fill(PERSON.password)
    await page.keyboard.press('Enter')
    const review = page.getByText('审核', { exact: true }).first()
    await review.waitFor()
    // Measured inside the page: from the click to the frame in which rows stand.
    const firstRows = await page.evaluate(
      (label) =>
        new Promise<number>((resolve) => {
          const link = [...document.querySelectorAll<HTMLElement>('a, button, [role="menuitem"], [role="tab"], nav *')]
            .filter((element) => element.textContent?.trim() === label)
            .at(-1)
          const from = performance.now()
          link?.click()
          const look = () => {
            if (document.querySelector('.queue-row') !== null) resolve(performance.now() - from)
            else requestAnimationFrame(look)
          }
          look()
        }),
      '审核',
    )
    await page.locator('.queue-row.on').waitFor()
    const nodes = await page.evaluate(() => document.querySelector('.queue')?.querySelectorAll('*').length ?? 0)
    const allNodes = await page.evaluate(() => document.querySelectorAll('body *').length)
    const steps = await page.evaluate(async (count) => {
      const took: number[] = []
      for (let step = 0; step < count; step += 1) {
        const before = document.querySelector('.queue-row.on')?.id
        const heading = () => document.querySelector('.facts')?.textContent ?? document.body.textContent
        const shown = heading()
        const from = performance.now()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
        await new Promise<void>((resolve) => {
          const look = () => {
            const moved = document.querySelector('.queue-row.on')?.id !== before && heading() !== shown
            if (moved) resolve()
            else requestAnimationFrame(look)
          }
          look()
        })
        took.push(performance.now() - from)
      }
      return took
    }, STEPS)
    const p95 = percentile(steps, 0.95)
    tell({
      name: `P2 ${CASES} 件队列首批行（从点“审核”到行在页面上，含读库）`,
      measured: ms(firstRows),
      target: `≤ ${FIRST_ROWS} ms`,
      beside: '',
      reached: firstRows <= FIRST_ROWS,
    })
    tell({
      name: 'P2 队列的页面元素',
      measured: `${nodes} 个`,
      target: `≤ ${NODES} 个`,
      beside: `整页 ${allNodes} 个`,
      reached: nodes <= NODES,
    })
    tell({
      name: `P2 按 J 到下一件（${STEPS} 次）第 95 百分位`,
      measured: ms(p95),
      target: `≤ ${NEXT} ms`,
      beside: `中位数 ${ms(percentile(steps, 0.5))}`,
      reached: p95 <= NEXT,
    })
  } finally {
    await app.close()
  }
})
