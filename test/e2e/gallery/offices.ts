/** The offices the scenes play in, each made once, and the window opened on it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Launched, launchApp } from '../harness.ts'
import { publishedRound } from '../office/publishedRound.ts'
import { workingRound } from '../office/workingRound.ts'
import type { OfficeState } from './scene.ts'

const SAMPLE = join(import.meta.dirname, '../../../templates/sample/2026-1-申报汇总.xlsx')

/** Runs `work` in a window on an office of that state; the window and the office are gone afterwards. */
export async function inOffice(state: OfficeState, work: (app: Launched) => Promise<void>): Promise<void> {
  const userData = await makeOffice(state)
  const app = await launchApp({ userData, openPath: SAMPLE, saveFolder: mkdtempSync(join(tmpdir(), 'lg-saved-')) })
  try {
    await work(app)
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
  }
}

async function makeOffice(state: OfficeState): Promise<string> {
  if (state === 'empty') return mkdtempSync(join(tmpdir(), 'lg-office-'))
  const { office } = state === 'working' ? await workingRound() : await publishedRound()
  office.close()
  return office.userData
}
