/** The yearly round in the real window, from the first account to the three papers, as people would do it. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pdfText } from '../pdf/pdfText.ts'
import { type Launched, withApp } from './harness.ts'

const SAMPLE = join(import.meta.dirname, '../../templates/sample/2026-1-申报汇总.xlsx')
const REVIEWER = { name: '王示例', password: '示例密码-审核-2026' }
const CHIEF = { name: '李示例', password: '示例密码-科长-2026' }
/** What the administrator gives the chief. */
const FIRST = { name: CHIEF.name, password: '示例初始-科长-2026' }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const rail = (page: Page, name: string) => page.getByRole('navigation', { name: '主导航' }).getByText(name).click()

test('workbook in, cases reviewed, re-checked and frozen by a second person, three papers out', {
  timeout: 300_000,
}, async () => {
  const saveFolder = mkdtempSync(join(tmpdir(), 'lg-papers-'))
  await withApp({ openPath: SAMPLE, saveFolder }, async (app) => {
    const { page } = app
    await makeFirstAccount(app)
    await makeRound(app)
    await importSample(app)
    await reviewSome(app)
    await moveAll(app, '待提交', '提交复核')
    await addChief(app)
    await signIn(page, FIRST)
    await changeFirstPassword(app)
    await moveAll(app, '待复核', '复核通过')
    await freeze(app)
    await exportPapers(app)
    for (const [title, name, shows] of [
      ['条款', 'policy', '修订后 第九条'],
      ['设置', 'settings', '退出登录'],
      ['批次', 'rounds', '下一步'],
    ] as const) {
      await rail(page, title)
      await page.getByText(shows).first().waitFor()
      await app.screenshot(`main-${name}`)
    }
    expect(await app.call('audit.verify', {})).toMatchObject({ ok: true, value: { ok: true } })
    expect(app.requests.filter((url) => !url.startsWith('app://') && !url.startsWith('data:'))).toEqual([])
  })
  const files = readdirSync(saveFolder)
  const file = (part: string) => join(saveFolder, files.find((name) => name.includes(part)) ?? part)
  const summary = new ExcelJS.Workbook()
  await summary.xlsx.readFile(file('汇总表'))
  expect(summary.worksheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['汇总', '计算依据', '说明']))
  const notice = (await pdfText(readFileSync(file('公示')))).join('\n')
  expect(notice).toContain('演示参数，非政策规定')
  expect(notice).toContain('定稿2026-1-01')
  expect(notice).not.toContain('试算')
  expect(files).toHaveLength(3)
})

async function makeFirstAccount({ page, screenshot }: Launched): Promise<void> {
  await page.getByLabel('姓名').fill(REVIEWER.name)
  await page.getByLabel('密码', { exact: true }).fill(REVIEWER.password)
  await page.getByLabel('再输一次密码').fill(REVIEWER.password)
  await screenshot('main-first-account')
  await button(page, '建立账号并进入').click()
  await page.getByText(/^([2-9A-Z]{4}-){5}[2-9A-Z]{4}$/).waitFor()
  await page.getByText('我已打印或抄好').click()
  await screenshot('main-recovery-code')
  await button(page, '进入工作台').click()
  await page.getByRole('heading', { name: '批次', level: 1 }).waitFor()
  await screenshot('main-first-start')
}

async function makeRound({ page, screenshot }: Launched): Promise<void> {
  await button(page, '新建批次…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('年度').fill('2026')
  await dialog.getByLabel('预算', { exact: true }).fill('1200')
  await dialog.getByText('用演示参数补齐未设定的参数').click()
  await screenshot('main-new-round')
  await dialog.getByRole('button', { name: '建立批次' }).click()
  await page.getByText('2026年第1批').first().waitFor()
}

async function importSample({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '导入')
  await button(page, '选择工作簿…').click()
  await button(page, '下一步：列对应').click()
  await screenshot('main-import-mapping')
  await button(page, /^下一步/).click()
  await button(page, /确认导入 52 件/).waitFor()
  await screenshot('main-import-plan')
  await button(page, /确认导入 52 件/).click()
  await page.getByText('新增 52 件').waitFor()
  await button(page, '去“审核”').click()
}

/** By keyboard: agree to the first, refuse one with a reason, then propose the rest in one go. */
async function reviewSome({ page, screenshot, call }: Launched): Promise<void> {
  const queue = page.getByLabel('申报列表')
  await queue.waitFor()
  await page.getByLabel('核对与金额').getByText('计算依据').first().waitFor()
  await screenshot('review')
  await page.getByLabel('意见或理由').fill('实施报告与现场情况一致，按计算金额拟定')
  await page
    .getByLabel('拟定意见')
    .getByText(/^已保存/)
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading').first().click()
  await page.keyboard.press('1')
  await page.getByText('已拟定').waitFor()
  await page.keyboard.press('j')
  await button(page, '批量拟定…').click()
  const dialog = page.getByRole('dialog')
  await screenshot('main-bulk')
  await dialog.getByRole('button', { name: /拟定 \d+ 件/ }).click()
  await page.getByText(/已拟定：同意/).waitFor()
  const rounds = await call('round.list', {})
  const counts = rounds.ok ? rounds.value[0]?.statusCounts : undefined
  expect(counts?.agreed).toBeGreaterThan(20)
  expect(counts?.refused).toBeGreaterThan(5)
  await screenshot('main-reviewed')
}

/** Everything of one kind in 统筹 is moved on together; what it would do is shown first. */
async function moveAll({ page, screenshot }: Launched, kind: string, act: string): Promise<void> {
  await rail(page, '统筹')
  await button(page, new RegExp(`^${kind}`)).click()
  await page.locator('.attention').getByRole('checkbox').first().click()
  await button(page, new RegExp(`^${act} \\d+ 件…$`)).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('可以办理').waitFor()
  await screenshot(`main-${kind}`)
  await dialog.getByRole('button', { name: new RegExp(`^${act} \\d+ 件$`) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function addChief({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '设置')
  await page.getByText('账号与角色', { exact: true }).click()
  await button(page, '新建账号…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(CHIEF.name)
  await dialog.getByLabel('初始密码').fill(FIRST.password)
  await dialog.getByText('科长', { exact: true }).click()
  await screenshot('main-new-account')
  await dialog.getByRole('button', { name: '建立账号' }).click()
  await page.getByRole('cell', { name: CHIEF.name }).waitFor()
  await page.getByText('本人与外观').click()
  await button(page, '退出登录').click()
}

async function signIn(page: Page, { name, password }: typeof CHIEF): Promise<void> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('密码').fill(password)
  await button(page, /登\s*录/).click()
}

/** What the administrator gave out must be changed first. */
async function changeFirstPassword({ page, screenshot }: Launched): Promise<void> {
  await page.getByLabel('原密码').fill(FIRST.password)
  await page.getByLabel('新密码').fill(CHIEF.password)
  await page.getByLabel('再输一次密码').fill(CHIEF.password)
  await screenshot('main-first-password')
  await button(page, '修改密码').click()
  await page.getByRole('heading', { name: '批次', level: 1 }).waitFor()
}

async function freeze({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '统筹')
  await button(page, '定稿…').waitFor()
  await screenshot('main-cohort')
  await button(page, '定稿…').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^定\s*稿$/ })
    .click()
  await page.getByText('已定稿：定稿2026-1-01').first().waitFor()
  await screenshot('main-frozen')
  await button(page, '知道了').click()
}

async function exportPapers({ page, screenshot }: Launched): Promise<void> {
  await rail(page, '公示')
  for (const [tab, name] of [
    ['资助汇总表', 'summary'],
    ['审批表', 'approval'],
    ['公示', 'notice'],
  ] as const) {
    await page.getByLabel('文件').getByText(tab, { exact: true }).click()
    const exportButton = button(page, new RegExp(`^导出.*${tab}`))
    await expect.poll(() => exportButton.getAttribute('aria-disabled'), { timeout: 30_000 }).toBe(null)
    await screenshot(`main-${name}`)
    await exportButton.click()
    await page
      .getByText(/已导出“/)
      .first()
      .waitFor()
    await page
      .getByText(/已导出“/)
      .first()
      .waitFor({ state: 'hidden' })
  }
}
