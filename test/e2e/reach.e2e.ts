/** For those without a mouse, with weak sight, or with the screen at 200 %: every picture of the gallery, looked at by machine. */
import { afterAll, expect, test } from 'vitest'
import { inOffice } from './gallery/offices.ts'
import { beginAs, type OfficeState, type Scene, settle, zoom } from './gallery/scene.ts'
import { SCENES } from './gallery/scenes.ts'
import { axeFindings, cutOff, walkByTab } from './reach/barriers.ts'

const found: string[] = []
afterAll(() => {
  for (const line of found) console.log(line)
})

test.each(['empty', 'working', 'published'] as const)(
  'no serious barrier on the screens of an office that is %s',
  { timeout: 240_000 },
  async (state: OfficeState) => {
    found.length = 0
    await inOffice(state, async (app) => {
      app.page.setDefaultTimeout(15_000)
      for (const scene of SCENES[state]) {
        const faults = await look(app, scene)
        found.push(...faults.map((fault) => `${scene.name}: ${fault}`))
      }
    })
    expect(found).toEqual([])
  },
)

async function look(app: Parameters<Scene['show']>[0], scene: Scene): Promise<string[]> {
  const { page } = app
  await page.emulateMedia({ colorScheme: 'light' })
  await beginAs(app, scene.as)
  await scene.show(app)
  await settle(page)
  const faults = await axeFindings(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  faults.push(...(await axeFindings(page, 'contrast')))
  if (scene.main !== true) return faults
  const { unseen, unreached } = await walkByTab(page)
  await zoom(app, 2)
  faults.push(...unseen, ...unreached, ...(await cutOff(page)))
  await zoom(app, 1)
  return faults
}
