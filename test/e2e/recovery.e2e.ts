/** A database damaged between two starts, then its key file lost: each time the office comes back through the window alone (quality.md R6). */
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase } from '../../db/open.ts'
import { openCase } from './gallery/scene.ts'
import { type Launched, withApp } from './harness.ts'
import { press, signIn, type } from './keyboard.ts'
import { caseNo, casesOf, FOUNDER, type Office, openRecord, PASSWORD, staffedOffice } from './office/office.ts'

const PAGE = 4096
const MINUTE = 60_000
/** Cases of the sample that are decided after the backup, by short number. */
const DECIDED = [5, 9, 14]

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('a bad sector under the database and a lost key file: recovered by keyboard, everything accounted for', async () => {
  const { userData, path } = await officeWithWorkAfterItsBackup()
  await damage(path)
  const damaged = readFileSync(path)
  await withApp({ userData }, async (app) => {
    app.page.setDefaultTimeout(20_000)
    await recoverFromBackup(app)
    expect(readFileSync(join(userData, asideIn(userData)))).toEqual(damaged)
    await press(app.page, button(app.page, '去登录'))
    await signIn(app.page, FOUNDER)
    await expectTheOffice(app)
  })
  rmSync(keyFileOf(path))
  const keyless = readFileSync(path)
  await withApp({ userData }, async (app) => {
    app.page.setDefaultTimeout(20_000)
    await app.page.getByText(/钥匙文件“workbench.db.key”不见了/).waitFor()
    await app.screenshot('recovery-key')
    await press(app.page, button(app.page, '放回钥匙文件'))
    await app.page.getByLabel('密码').waitFor()
    expect(readFileSync(path)).toEqual(keyless)
    await expectNameTakenOver(app.page)
    await enterNameAndPassword(app.page)
    await app.page.locator('.shell').waitFor()
    await expectTheOffice(app)
  })
  rmSync(userData, { recursive: true, force: true })
})

/** The sample round and its backup; five minutes later three decisions, last touched after twenty-five. */
async function officeWithWorkAfterItsBackup(): Promise<{ userData: string; path: string }> {
  const office = await staffedOffice([])
  const path = join(office.userData, 'workbench.db')
  const { id: roundId } = await office.ask('round.createSample', {})
  await office.ask('backup.now', {})
  office.now += 5 * MINUTE
  await decide(office, roundId)
  office.close()
  return { userData: office.userData, path }
}

async function decide(office: Office, roundId: string): Promise<void> {
  const of = await casesOf(office, roundId)
  for (const short of DECIDED) {
    const { row, assessmentId } = await office.ask('case.get', { caseId: of(short).id })
    if (assessmentId === null) throw new Error(`${row.applicationNo} was not assessed`)
    const decision = { kind: 'agree', amountFen: null, opinion: '' } as const
    await office.ask('case.decide', { caseId: row.id, assessmentId, ...decision })
  }
}

/** A bad sector under the accounts, which shows when somebody signs in; the time is that of the office's last work. */
async function damage(path: string): Promise<void> {
  const db = await openRecord(path)
  const lastAt = db.prepare<[], string>('SELECT max(at) FROM audit_log').pluck().get() ?? ''
  const root = db.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'account'").pluck().get() ?? 0
  closeDatabase(db)
  const bytes = readFileSync(path)
  bytes.fill(0xa5, (root - 1) * PAGE + 512, (root - 1) * PAGE + 1024)
  writeFileSync(path, bytes)
  const touched = new Date(Date.parse(lastAt) + 20 * MINUTE)
  utimesSync(path, touched, touched)
}

function asideIn(userData: string): string {
  const [name] = readdirSync(userData).filter((each) => /^workbench\.db\.搁置-\w+$/.test(each))
  if (name === undefined) throw new Error('nothing was set aside')
  return name
}

async function recoverFromBackup({ page, screenshot }: Launched): Promise<void> {
  await enterNameAndPassword(page)
  await page.getByRole('heading', { name: '案卷库没有打开' }).waitFor()
  expect(await page.getByRole('radio').first().isChecked()).toBe(true)
  await page.getByRole('region', { name: '会缺什么' }).getByText('前后 25 分钟').waitFor()
  await screenshot('recovery-damaged')
  await type(page, page.getByLabel('管理员姓名'), FOUNDER)
  await type(page, page.getByLabel('备份当时的密码'), PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText(/^已恢复到 2026-09-25 09:00 的备份/).waitFor()
  const lost = page.getByRole('region', { name: '哪些操作' })
  await expect.poll(() => lost.getByRole('listitem').filter({ hasText: '拟定意见' }).textContent()).toMatch(/ ?3 步$/)
  await screenshot('recovery-done')
}

async function enterNameAndPassword(page: Page): Promise<void> {
  await type(page, page.getByLabel('姓名'), FOUNDER)
  await type(page, page.getByLabel('密码'), PASSWORD)
  await page.keyboard.press('Enter')
}

/** Whoever turns from the door to the recovery code has typed the name once. */
async function expectNameTakenOver(page: Page): Promise<void> {
  await type(page, page.getByLabel('姓名'), FOUNDER)
  await press(page, button(page, '忘记密码…'))
  await page.getByRole('heading', { name: '用恢复码重设密码' }).waitFor()
  expect(await page.getByLabel('姓名').inputValue()).toBe(FOUNDER)
  await press(page, button(page, '返回登录'))
}

/** Every case of the backup is there and none is decided; the log tells of the recovery, and all of it verifies. */
async function expectTheOffice({ page, call }: Launched): Promise<void> {
  await openCase(page, caseNo(5))
  const rounds = await call('round.list', {})
  const [round] = rounds.ok ? rounds.value : []
  expect(round).toMatchObject({ applications: 52, statusCounts: { agreed: 0, refused: 0 } })
  const log = await call('audit.list', { limit: 50 })
  expect(log.ok && log.value.map(({ action }) => action)).toContain('从备份恢复')
  expect(await call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } })
}
