/** The offices the scenes play in, each made once, and the window opened on it. */
import { mkdtempSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Launched, launchApp } from '../harness.ts'
import { exchangedRound } from '../office/exchangedRound.ts'
import { staffedOffice } from '../office/office.ts'
import { publishedRound } from '../office/publishedRound.ts'
import { workingRound } from '../office/workingRound.ts'
import type { OfficeState } from './scene.ts'

const SAMPLE = join(import.meta.dirname, '../../../templates/sample/2026-1-申报汇总.xlsx')

/** Runs `work` in a window on an office of that state; the window and the office are gone afterwards. */
export async function inOffice(state: OfficeState, work: (app: Launched) => Promise<void>): Promise<void> {
  const { userData, openPath = SAMPLE } = await makeOffice(state)
  const app = await launchApp({ userData, openPath, saveFolder: mkdtempSync(join(tmpdir(), 'lg-saved-')) })
  try {
    await work(app)
  } finally {
    await app.close()
    rmSync(userData, { recursive: true, force: true })
  }
}

/** The folder of the office, and what its 打开 dialogs answer with when it is not the sample. */
async function makeOffice(state: OfficeState): Promise<{ userData: string; openPath?: string }> {
  if (state === 'empty') return { userData: mkdtempSync(join(tmpdir(), 'lg-office-')) }
  if (state === 'damaged') return { userData: await damagedOffice() }
  if (state === 'exchanged') {
    const { office, arrived } = await exchangedRound()
    office.close()
    return { userData: office.userData, openPath: arrived }
  }
  const { office } = state === 'working' ? await workingRound() : await publishedRound()
  office.close()
  return { userData: office.userData }
}

const MINUTE = 60_000

/** Three backups, twelve minutes apart; the file was cut off in the middle eight minutes after the last. */
async function damagedOffice(): Promise<string> {
  const office = await staffedOffice([])
  for (let backups = 0; backups < 3; backups += 1) {
    office.now += 12 * MINUTE
    await office.ask('backup.now', {})
  }
  office.close()
  const path = join(office.userData, 'workbench.db')
  truncateSync(path, Math.floor(statSync(path).size / 2) - 7)
  const cutAt = new Date(office.now + 8 * MINUTE)
  utimesSync(path, cutAt, cutAt)
  return office.userData
}
