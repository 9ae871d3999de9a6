/**
 * Printing in the real window: only the system's dialog and the printer behind it are the test's own. What reaches them is
 * compared with the PDF of the preview: pages, size in mm, and the picture. Tolerance: paper 0.5 mm; at 50 dots an inch,
 * after the 300 dots an inch of the print, no more than 1 % of the pixels may differ by more than half of black.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Channel, Input, Output } from '../../shared/contract.ts'
import { openPdf } from '../pdf/openPdf.ts'
import type { Picture } from '../pdf/picture.ts'
import { renderPages } from '../pdf/renderPages.ts'
import { beginAs, button, chooseFirstRound, dialog, openCase, openRail, settle } from './gallery/scene.ts'
import { type Launched, withApp } from './harness.ts'
import { casesOf, type Office, openRecord, PASSWORD } from './office/office.ts'
import { publishedRound, TOLD } from './office/publishedRound.ts'

const EVIDENCE_PAGES = 8
/** Enough that a print can be stopped while its pages are drawn. */
const MANY = 20

test('the printer gets the pages of the preview from every place that prints; a stopped print and a fallen list leave nothing', {
  timeout: 400_000,
}, async () => {
  const { office, roundId } = await publishedRound()
  await attachPages(office, roundId)
  office.close()
  const printed = mkdtempSync(join(tmpdir(), 'lg-printed-'))
  const saveFolder = mkdtempSync(join(tmpdir(), 'lg-set-'))
  await withApp({ userData: office.userData, saveFolder, env: { LG_TEST_PRINT_DIR: printed } }, async (app) => {
    app.page.setDefaultTimeout(60_000)
    await openFirstRound(app, '王示例')
    await letterOverEvidence(app)
    await printLetter(app)
    await printChosenCases(app, printed)
    await openFirstRound(app, '李示例')
    await printPack(app)
    const others = readdirSync(printed)
    expect(others).toHaveLength(3)
    await openFirstRound(app, '赵示例')
    const listId = await issueSet(app, roundId)
    expect(readdirSync(saveFolder)).toHaveLength(3)
    const set = readdirSync(printed)
      .filter((name) => !others.includes(name))
      .sort()
    await expectSet(
      app,
      { roundId, listId },
      set.map((name) => readFileSync(join(printed, name))),
    )
    await refuseFallen(app, roundId)
    await takeMaskedWords(app, roundId)
  })
  await expectLog(office.userData)
})

async function openFirstRound(app: Launched, person: '王示例' | '李示例' | '赵示例'): Promise<void> {
  await beginAs(app, person)
  await chooseFirstRound(app.page)
}

/** A PDF of more pages than a window shows, in the case that was told what to hand in. */
async function attachPages(office: Office, roundId: string): Promise<void> {
  const document = await PDFDocument.create()
  for (let page = 1; page <= EVIDENCE_PAGES; page += 1)
    document.addPage([595, 842]).drawRectangle({ x: 60, y: 700, width: 40 * page, height: 30 })
  const path = join(mkdtempSync(join(tmpdir(), 'lg-pages-')), '信用报告.pdf')
  writeFileSync(path, await document.save())
  await office.signIn('王示例')
  const { id: caseId } = (await casesOf(office, roundId))(2)
  await office.ask('attachment.add', { caseId, material: '信用报告', fileToken: office.file(path, 'read') })
}

/** Two documents are open at once; when the one is closed the other still draws a page that was not wanted before. */
async function letterOverEvidence({ page }: Launched): Promise<void> {
  await openCase(page, TOLD)
  await page.getByLabel('依据').getByText('附件 1').first().click()
  await page.locator('.evidence [data-page="1"] canvas[data-drawn]').waitFor()
  await button(page, '告知书…').click()
  await dialog(page).locator('[data-page="1"] canvas[data-drawn]').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.locator('.evidence').getByLabel('页码').fill(String(EVIDENCE_PAGES))
  await page.locator(`.evidence [data-page="${EVIDENCE_PAGES}"] canvas[data-drawn]`).waitFor()
}

async function printLetter(app: Launched): Promise<void> {
  const { page } = app
  await button(page, '告知书…').click()
  const letter = page.getByRole('dialog', { name: /^补正告知书/ })
  await letter.getByRole('button', { name: /^打印…$/ }).click()
  await sendToPrinter(app, 'letter', 1)
  await page.keyboard.press('Escape')
  await letter.waitFor({ state: 'hidden' })
}

/** In the table of 审核: a large print stopped while its pages are drawn, then a small one. */
async function printChosenCases(app: Launched, printed: string): Promise<void> {
  const { page } = app
  await page.keyboard.press('g')
  await page.getByLabel('申报表格').waitFor()
  const before = readdirSync(printed).length
  await chooseRows(page, MANY)
  const print = await lineUp(page, MANY)
  await app.screenshot('print-cases')
  await print.getByRole('button', { name: /^打印…$/ }).click()
  await print.getByText(/正在准备第 \d+ \/ \d+ 页/).waitFor()
  await print.getByRole('button', { name: '取消' }).click()
  await page.getByText('已取消，没有打印').waitFor()
  expect(readdirSync(printed)).toHaveLength(before)
  await print.getByRole('button', { name: '取消' }).click()
  await print.waitFor({ state: 'hidden' })

  await button(page, /取消选择/).click()
  await chooseRows(page, 2)
  await lineUp(page, 2)
  await sendToPrinter(app, 'two-cases', 2)
}

async function chooseRows(page: Page, count: number): Promise<void> {
  await page.getByLabel('申报表格').focus()
  await page.keyboard.press('Home')
  for (let row = 1; row < count; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('toolbar', { name: '对所选申报' }).getByText(`已选 ${count} 件`).waitFor()
}

/** From 「打印…」 of the chosen rows to the dialog that names the pages. */
async function lineUp(page: Page, count: number) {
  await page
    .getByRole('toolbar', { name: '对所选申报' })
    .getByRole('button', { name: /^打印…$/ })
    .click()
  const choice = dialog(page).getByRole('button', { name: `排出 ${count} 件` })
  await choice.waitFor()
  // A press on a dialog that is still growing may begin beside the button it ends on.
  await settle(page)
  await choice.click()
  const print = page.getByRole('dialog', { name: /^打印 个案审核表/ })
  await print.getByText(`${count} 页`).first().waitFor()
  return print
}

async function printPack(app: Launched): Promise<void> {
  const { page } = app
  await openRail(page, '统筹')
  await button(page, '审定要点…').click()
  const pack = page.getByRole('dialog', { name: /^审定要点/ })
  await pack.locator('canvas[data-drawn]').first().waitFor()
  await pack.getByRole('button', { name: /^打印…$/ }).click()
  await sendToPrinter(app, 'pack', 1)
}

/** Presses 「打印…」 in the dialog that names the pages, and waits until the printer has them. */
async function sendToPrinter(app: Launched, picture: string, pages: number | null): Promise<void> {
  const { page } = app
  const print = page.getByRole('dialog', { name: /^打印 / })
  const send = print.getByRole('button', { name: /^打印…$/ })
  await send.waitFor()
  await app.screenshot(`print-${picture}`)
  await send.click()
  await page.getByText(new RegExp(`已送打印机：${pages ?? '\\d+'} 页`)).waitFor({ timeout: 120_000 })
  await print.waitFor({ state: 'hidden' })
}

/** 导出并打印: three files, then three papers; answers which list they are of. */
async function issueSet(app: Launched, roundId: string): Promise<string> {
  const { page } = app
  await openRail(page, '公示')
  await button(page, '导出并打印…').click()
  await page.getByText('已导出 3 份').waitFor()
  await sendToPrinter(app, 'set', null)
  const lists = await app.call('list.all', { roundId })
  const valid = lists.ok ? lists.value.find(({ invalidReason }) => invalidReason === null) : undefined
  if (valid === undefined) throw new Error('a list stands')
  return valid.id
}

/** On A4 the upright 公示 and, turned to lie with it, the 审批表; on A3 across the 资助汇总表. */
async function expectSet(
  app: Launched,
  of: { roundId: string; listId: string },
  [a4, a3]: readonly Uint8Array[],
): Promise<void> {
  if (a4 === undefined || a3 === undefined) throw new Error('two papers were printed on')
  const shown = async (kind: 'notice' | 'approval' | 'summary') => {
    const preview = await app.call('paper.preview', { ...of, kind })
    if (!preview.ok) throw new Error(preview.message)
    const { pdf, sections } = preview.value
    const bytes = Uint8Array.from(Object.values(pdf))
    return { bytes, pages: sections[1] === undefined ? (await sizes(bytes)).length : sections[1].page - 1 }
  }
  const [notice, approval, summary] = [await shown('notice'), await shown('approval'), await shown('summary')]
  expect([await sizes(a4), await sizes(a3)].map(({ length }) => length)).toEqual([
    notice.pages + approval.pages,
    summary.pages,
  ])
  await expectSame(a4, notice.bytes, notice.pages)
  await expectSame(a3, summary.bytes, summary.pages)
}

/** The button says why, and the core refuses whoever asks all the same. */
async function refuseFallen({ page, call }: Launched, roundId: string): Promise<void> {
  await page.getByLabel('名单').click()
  await page.locator('.ant-select-item-option').getByText('（已失效）').click()
  await expect.poll(() => button(page, /^打印…$/).getAttribute('aria-disabled')).toBe('true')
  await button(page, /^打印…$/).hover()
  await page
    .getByText(/已失效（.+），不能打印。请重新定稿，再打印新的名单/)
    .first()
    .waitFor()
  const lists = await call('list.all', { roundId })
  const fallen = lists.ok ? lists.value.find(({ invalidReason }) => invalidReason !== null) : undefined
  const order = { of: 'list' as const, roundId, listId: fallen?.id ?? '', kinds: ['notice' as const] }
  const refused = await call('print.prepare', { order })
  expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/已失效.*不能打印。请重新定稿/) })
}

/** A telephone in a project name stops the 公示 until the masked words are taken; then its pages come. */
async function takeMaskedWords(app: Launched, roundId: string): Promise<void> {
  const { page } = app
  const ask = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const reply = await app.call(channel, input)
    if (!reply.ok) throw new Error(`${channel}: ${reply.message}`)
    return reply.value
  }
  await ask('session.signIn', { name: '李示例', password: PASSWORD })
  const rows = await ask('case.list', { roundId })
  const granted = rows.find(({ stage, article }) => stage === '公示' && article === 'smart-glasses')
  if (granted === undefined) throw new Error('the sample grants something for smart glasses')
  const { id: caseId, applicationNo } = granted
  await ask('stage.act', { roundId, act: 'return', caseIds: [caseId], reason: '项目名称有误' })
  await ask('session.signIn', { name: '王示例', password: PASSWORD })
  const edits = [{ fact: 'projectName' as const, text: '智能眼镜应用推广（联系人13800001234）' }]
  const { assessmentId } = await ask('case.correct', { caseId, edits, reason: '与申报书一致' })
  if (assessmentId === null) throw new Error('the corrected case was assessed')
  await ask('case.decide', { caseId, assessmentId, kind: 'agree', amountFen: null, opinion: '' })

  await openFirstRound(app, '赵示例')
  await openRail(page, '公示')
  await page.getByLabel('文件').getByText('公示', { exact: true }).click()
  const found = page.getByRole('region', { name: '个人信息' })
  await found.getByText(`${applicationNo}的“项目名称”`).waitFor()
  await app.screenshot('masked-words')
  await found.getByRole('button', { name: /采用遮盖文字/ }).click()
  await page.locator('.pdf [data-page="1"] canvas[data-drawn]').waitFor()
  await page.getByLabel('核对').getByText('印的是已采用的遮盖文字“智能眼镜应用推广（联系人138****1234）”').waitFor()
}

/** What the printer took stands in the log, in that order, and nothing of what was stopped. */
async function expectLog(userData: string): Promise<void> {
  const db = await openRecord(join(userData, 'workbench.db'))
  const rows = db
    .prepare(
      `SELECT actor_name, detail_json ->> '$.paper[0]', detail_json ->> '$.pages' FROM audit_log WHERE action = '打印' ORDER BY seq`,
    )
    .raw()
    .all()
  db.close()
  expect(rows).toEqual([
    ['王示例', '补正告知书', 1],
    ['王示例', '个案审核表', 2],
    ['李示例', '审定要点', 1],
    ['赵示例', '公示', 8],
    ['赵示例', '资助汇总表·汇总', 3],
  ])
}

/** The first `pages` of both are the same. */
async function expectSame(paper: Uint8Array, shown: Uint8Array, pages: number): Promise<void> {
  const [got, wanted] = [await sizes(paper), await sizes(shown)]
  for (const [at, { width, height }] of wanted.slice(0, pages).entries()) {
    expect(Math.abs((got[at]?.width ?? 0) - width)).toBeLessThan(0.5)
    expect(Math.abs((got[at]?.height ?? 0) - height)).toBeLessThan(0.5)
  }
  const [ours, theirs] = [await renderPages(paper, pages), await renderPages(shown, pages)]
  for (const [at, picture] of ours.entries()) {
    const other = theirs[at]
    if (other === undefined) throw new Error(`page ${at + 1} is not in the preview`)
    expect(ink(picture)).toBeGreaterThan(0.002)
    expect(difference(picture, other)).toBeLessThan(0.01)
  }
}

/** Millimetres. */
function sizes(pdf: Uint8Array): Promise<{ width: number; height: number }[]> {
  return openPdf(pdf, async (document) => {
    const made: { width: number; height: number }[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 25.4 / 72 })
      made.push({ width, height })
    }
    return made
  })
}

function ink({ pixels }: Picture): number {
  return pixels.filter((pixel) => pixel < 128).length / pixels.length
}

/** Share of blocks of 2 × 2 pixels (50 dots an inch) whose grey differs by more than half of black. */
function difference(one: Picture, other: Picture): number {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)]
  let off = 0
  let all = 0
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      all += 1
      if (Math.abs(block(one, x, y) - block(other, x, y)) > 128) off += 1
    }
  }
  return off / all
}

function block({ pixels, width }: Picture, x: number, y: number): number {
  const at = y * width + x
  const four = [pixels[at], pixels[at + 1], pixels[at + width], pixels[at + width + 1]]
  return four.reduce<number>((sum, pixel) => sum + (pixel ?? 255), 0) / 4
}
