/** Cases go to a second computer in a package and come back, in two real windows with two data folders. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Channel, Input, Output } from '../../shared/contract.ts'
import { type Launched, withApp } from './harness.ts'
import { FOUNDER, PASSWORD, type Person, staffedOffice } from './office/office.ts'
import { recheckAndFreeze } from './office/publishedRound.ts'

const PASSPHRASE = '示例口令-交换-2026'
const WORKER = '王示例'
const COLLEAGUE = '孙示例'
const CHIEF = '李示例'

const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '主导航' }).getByText(name, { exact: true }).click()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('a package goes out, is worked on elsewhere, comes back, is merged and its contested case ruled', {
  timeout: 300_000,
}, async () => {
  const stick = mkdtempSync(join(tmpdir(), 'lg-stick-'))
  // The dialogs of both windows answer with this file and this folder.
  const carried = join(stick, '来件.lgpkg')
  const saveFolder = mkdtempSync(join(tmpdir(), 'lg-saved-'))
  const office = await staffedOffice([WORKER, COLLEAGUE, CHIEF])
  await office.signIn(FOUNDER)
  await office.ask('round.createSample', {})
  office.close()
  const carry = (kind: string) => {
    const [name = ''] = readdirSync(saveFolder).filter((each) => each.startsWith(kind))
    copyFileSync(join(saveFolder, name), carried)
    rmSync(join(saveFolder, name))
  }
  await withApp({ userData: office.userData, openPath: carried, saveFolder }, async (chief) => {
    await signIn(chief.page, CHIEF)
    await dispatch(chief)
    carry('派发包')
    await withApp({ openPath: carried, saveFolder }, async (worker) => {
      await openPackage(worker.page)
      await signIn(worker.page, WORKER)
      await worker.page
        .getByText(/派发包工作区：2026年第1批/)
        .first()
        .waitFor()
      await worker.screenshot('exchange-package')
      await decideFirst(worker, '在外审核')
      await rail(worker.page, '交换')
      await button(worker.page, '制作回收包…').click()
      await worker.page.getByText('交回时请把这个内容码告诉派发人').waitFor()
      await worker.screenshot('exchange-return')
    })
    carry('回收包')
    await chief.call('session.signIn', { name: COLLEAGUE, password: PASSWORD })
    await decideFirst(chief, '在局审核')
    await chief.call('session.signIn', { name: CHIEF, password: PASSWORD })
    await chief.page.reload()
    await mergeAndRule(chief)
    const exported = await freezeAndExport(chief)
    expect(existsSync(join(saveFolder, exported))).toBe(true)
    expect(await chief.call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } })
  })
})

async function signIn(page: Page, name: Person): Promise<void> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await button(page, '登录').click()
  await page.locator('.shell').waitFor()
}

async function dispatch({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '交换')
  await button(page, '派发…').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('.ant-table-thead .ant-checkbox-input').check()
  await dialog.getByRole('checkbox', { name: WORKER }).check()
  await dialog.getByLabel('口令（至少 10 位，当面或电话告知）').fill(PASSPHRASE)
  await dialog.getByLabel('再输一次口令').fill(PASSPHRASE)
  await screenshot('exchange-choose')
  await dialog.getByRole('button', { name: /制作派发包/ }).click()
  await page.getByText(/派发包1已写好并读回核对/).waitFor()
  await screenshot('exchange-dispatched')
}

async function openPackage(page: Page): Promise<void> {
  await button(page, '打开派发包…').click()
  await button(page, '选择派发包…').click()
  await page.getByLabel('派发包口令（由派发人另行告知）').fill(PASSPHRASE)
  await page.getByLabel('姓名').fill(WORKER)
  await page.getByLabel('在本局的密码').fill(PASSWORD)
  await button(page, '核验并打开').click()
  await page.getByRole('checkbox', { name: '我已打印或抄好' }).check()
  await button(page, '进入工作区').click()
}

/** The first case that can be agreed to. */
async function decideFirst(app: Launched, opinion: string): Promise<void> {
  const rounds = await app.call('round.list', {})
  const roundId = rounds.ok ? (rounds.value[0]?.id ?? '') : ''
  const rows = await app.call('case.list', { roundId })
  const met = rows.ok ? rows.value.find(({ outcome }) => outcome === 'met') : undefined
  const one = await app.call('case.get', { caseId: met?.id ?? '' })
  if (!one.ok || one.value.assessmentId === null) throw new Error('no case that can be agreed to')
  const { assessmentId } = one.value
  const decision = { kind: 'agree', amountFen: null, opinion } as const
  const reply = await app.call('case.decide', { caseId: one.value.row.id, assessmentId, ...decision })
  if (!reply.ok) throw new Error(reply.message)
}

async function mergeAndRule({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '交换')
  await button(page, '合并').first().click()
  await button(page, '选择回收包…').click()
  await page.getByText('一、这是什么').waitFor()
  await screenshot('exchange-inspect')
  await page.getByRole('button', { name: '合并', exact: true }).last().click()
  await button(page, '去裁定').click()
  await page.getByRole('radio').last().check()
  await page.getByText(/^同意 .*：在外审核$/).waitFor()
  await page.getByText(/^同意 .*：在局审核$/).waitFor()
  await page.getByLabel('裁定理由（必填）').fill('以现场核对的一方为准')
  await screenshot('exchange-contested')
  await button(page, '裁定').last().click()
  await page.getByText(/裁定以“.*”为准/).waitFor()
}

/** The rest of the round is decided at the office; the list is frozen with what came back, and 汇总 written. Answers its file name. */
async function freezeAndExport({ call }: Launched): Promise<string> {
  const ask = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const reply = await call(channel, input)
    if (!reply.ok) throw new Error(`${channel}: ${reply.message}`)
    return reply.value
  }
  const signIn = async (name: Person): Promise<void> => {
    await ask('session.signIn', { name, password: PASSWORD })
  }
  const roundId = (await ask('round.list', {}))[0]?.id ?? ''
  await signIn(WORKER)
  await ask('case.proposeMet', { roundId })
  const listId = await recheckAndFreeze({ ask, signIn }, roundId, FOUNDER)
  const saved = await ask('dialog.savePaper', { suggestedName: '资助汇总表.xlsx', kind: 'xlsx' })
  if (saved === null) throw new Error('nowhere to save')
  await ask('paper.export', { roundId, listId, kind: 'summary', saveToken: saved.token })
  return saved.name
}
