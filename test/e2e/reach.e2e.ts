/** Every picture of the gallery looked at by axe-core in both looks. The way by Tab and 200 % take longer: `npm run gallery` walks them. */
import { afterAll, expect, test } from 'vitest'
import { inOffice } from './gallery/offices.ts'
import { beginAs, type OfficeState, type Scene, STATES, settle } from './gallery/scene.ts'
import { SCENES } from './gallery/scenes.ts'
import { axeFindings } from './reach/barriers.ts'

const found: string[] = []
afterAll(() => {
  for (const line of found) console.log(line)
})

test.each(STATES)(
  'no serious barrier on the screens of an office that is %s',
  { timeout: 600_000 },
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
  return faults
}
