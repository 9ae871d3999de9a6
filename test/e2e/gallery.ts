/**
 * Run by `npm run gallery` in a window's environment: goes through every scene, takes docs/screens/NAME.png at the
 * window's size, lets axe-core look for barriers in both looks, and takes the dark and the 200 % picture into out/screens.
 * Exit code 1 when a serious barrier or a word left in English was found.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inOffice } from './gallery/offices.ts'
import { palettePng } from './gallery/palettePng.ts'
import { beginAs, type OfficeState, type Scene, STATES, settle, zoom } from './gallery/scene.ts'
import { SCENES } from './gallery/scenes.ts'
import type { Launched } from './harness.ts'
import { axeFindings, cutOff, englishLeft, walkByTab } from './reach/barriers.ts'

const PROJECT = join(import.meta.dirname, '../..')
const SHOWN = join(PROJECT, 'docs/screens')
const LOOKED_AT = join(PROJECT, 'out/screens')
const asked = process.argv.slice(2)

let serious = 0
mkdirSync(SHOWN, { recursive: true })
mkdirSync(LOOKED_AT, { recursive: true })
console.log(
  '画面'.padEnd(26),
  '节点'.padStart(5),
  '严重'.padStart(6),
  'Tab 停留'.padStart(6),
  '焦点不可见/到不了/200% 看不到',
)
for (const state of STATES) await takeAll(state)
process.exitCode = serious === 0 ? 0 : 1

async function takeAll(state: OfficeState): Promise<void> {
  const scenes = SCENES[state].filter(({ name }) => asked.length === 0 || asked.some((part) => name.includes(part)))
  if (scenes.length === 0) return
  await inOffice(state, async (app) => {
    app.page.setDefaultTimeout(8_000)
    for (const scene of scenes) {
      await take(app, scene).catch(async (error: unknown) => {
        serious += 1
        await app.screenshot(`failed-${scene.name}`)
        await zoom(app, 1)
        console.log(`${scene.name}: ${error instanceof Error ? error.message : String(error)}`)
      })
    }
  })
}

async function take(app: Launched, scene: Scene): Promise<void> {
  const { page } = app
  await page.emulateMedia({ colorScheme: 'light' })
  await beginAs(app, scene.as)
  await scene.show(app)
  await settle(page)
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  writeFileSync(join(SHOWN, `${scene.name}.png`), await palettePng(await page.screenshot()))
  const found = [...(await axeFindings(page)), ...(await englishLeft(page))]
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  await page.screenshot({ path: join(LOOKED_AT, `${scene.name}-dark.png`) })
  found.push(...(await axeFindings(page, 'contrast')).map((line) => `深色 ${line}`))
  await page.emulateMedia({ colorScheme: 'light' })
  const { stops, faults } = scene.main === true ? await reach(app, scene.name) : { stops: 0, faults: [] }
  serious += found.length
  console.log(
    scene.name.padEnd(28),
    String(nodes).padStart(6),
    String(found.length).padStart(8),
    String(stops).padStart(8),
    String(faults.length).padStart(8),
  )
  for (const line of [...found, ...faults]) console.log(`    ${line}`)
}

/** Main pages only: at 200 % everything is still within reach, and Tab comes everywhere and shows where it is. */
async function reach(app: Launched, name: string): Promise<{ stops: number; faults: string[] }> {
  await zoom(app, 2)
  await settle(app.page)
  writeFileSync(join(LOOKED_AT, `${name}-200.png`), await windowPicture(app))
  const lost = await cutOff(app.page)
  await zoom(app, 1)
  await settle(app.page)
  const { stops, unseen, unreached } = await walkByTab(app.page)
  return {
    stops,
    faults: [...lost.map((line) => `200% ${line}`), ...unseen, ...unreached.map((line) => `not reached: ${line}`)],
  }
}

/** Playwright measures a zoomed page wrongly; the window itself knows what it shows. */
async function windowPicture({ electron, page }: Launched): Promise<Buffer> {
  // The first picture after a change of size or look may still be the frame before it.
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.capturePage())
  await settle(page)
  const base64 = await electron.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return picture?.toPNG().toString('base64') ?? ''
  })
  return Buffer.from(base64, 'base64')
}
