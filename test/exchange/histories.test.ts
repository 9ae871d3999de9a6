import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkHistory, makeWorld } from './histories.ts'

/** The soak runs five hundred. */
const HISTORIES = Number(process.env.EXCHANGE_HISTORIES ?? 8)

const folder = mkdtempSync(join(tmpdir(), 'fund-histories-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(`${HISTORIES} random histories of four sides agree with the model, whatever order their packages come in`, async () => {
  const world = await makeWorld(folder, 6, 3)
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const own = join(folder, `history${seed}`)
    expect(await checkHistory(world, own, seed)).toBe(null)
    rmSync(own, { recursive: true, force: true })
  }
}, 3_600_000)
