/** The import wizard in the real window: what was guessed is corrected, by keyboard, and the next file is read that way. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Launched, withApp } from './harness.ts'

const PERSON = { name: '王示例', password: '示例密码-审核-2026' }
const HEADER = ['序号', '申报编号', '申报条款', '申报单位', '采购额', '支持额度', '联系电话', '地区', '用途']
const folder = mkdtempSync(join(tmpdir(), 'lg-intake-'))
const OPEN = join(folder, '申报汇总.xlsx')

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const counts = (page: Page) => page.locator('.plan-counts')

test('header row, sheet, field and unit are corrected, and the choice is used again', {
  timeout: 180_000,
}, async () => {
  await writeClaims(3, 'LG20260')
  await withApp({ openPath: OPEN }, async (app) => {
    const { page } = app
    await beginRound(page)
    await chooseFile(page)

    // A left-over copy of last year's sheet: its rows repeat, so that leaving it out is seen in the counts.
    await expect.poll(() => counts(page).textContent()).toContain('新增 3 件')
    await expect.poll(() => counts(page).textContent()).toContain('有问题 3 行')
    await app.screenshot('intake-sheets')
    const copy = page.getByRole('checkbox', { name: '导入“旧表”' })
    await copy.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => counts(page).textContent()).toContain('有问题 0 行')

    // A header row that is none is refused in words, and what held stays.
    const row = page.getByLabel('“智能眼镜”的表头行', { exact: true })
    await row.fill('90')
    await row.press('Enter')
    await page.getByText('第 90 行没有文字，不能作表头').waitFor()
    await expect.poll(() => row.inputValue()).toBe('3')
    await app.screenshot('intake-sheets-refused')
    await row.fill('2')
    await row.press('Enter')
    await page.getByText(/没有一列读作“申报编号”/).waitFor()
    await button(page, '“智能眼镜”的表头行按识别').click()
    await expect.poll(() => counts(page).textContent()).toContain('新增 3 件')

    await button(page, '下一步：列对应').click()
    await page.getByText('没有写单位，按元读').waitFor()
    await page.getByText('不认识，不导入').first().waitFor()
    expect(await page.getByText(/138\*+05/).count()).toBe(1)
    await app.screenshot('intake-mapping-guessed')

    // By keyboard alone: focus, type the initials of 申报金额, take it; then its unit.
    await pick(page, '“支持额度”读作', 'sbje')
    await page.getByText('您的选择').waitFor()
    await pickUnit(page, '“支持额度”的单位', '万元')
    await pickUnit(page, '“采购额”的单位', '元')
    await expect.poll(() => page.getByText('没有写单位，按元读').count()).toBe(0)
    await app.screenshot('intake-mapping-corrected')

    // One field cannot come from two columns.
    await pick(page, '“地区”读作', '采购额')
    await page.getByText(/都读作“采购额”，一项内容只能来自一列/).waitFor()
    await app.screenshot('intake-mapping-refused')

    await button(page, /^下一步：核对/).click()
    await page.getByText(/按您的 3 项选择核对/).click()
    expect(await page.getByText(/一项内容只能来自一列/).count()).toBe(0)
    await page.getByText('“智能眼镜”F 列“支持额度”读作“申报金额”，单位按“万元”').waitFor()
    await app.screenshot('intake-plan-choices')
    await button(page, '确认导入 3 件').click()
    await page.getByText('新增 3 件').waitFor()
    const facts = await requested(app)
    expect(facts).toEqual([120_000, 240_000, 360_000].map((yuan) => yuan * 100))

    await writeClaims(2, 'LG20270')
    await button(page, '再导入一份').click()
    await button(page, '选择工作簿…').click()
    await button(page, '下一步：列对应').click()
    await page.getByText('沿用上次的选择').waitFor()
    await app.screenshot('intake-mapping-remembered')
    expect(app.messages.filter((words) => /Content Security|Refused/.test(words))).toEqual([])
  })
})

test('a file without a known header can be given one', { timeout: 120_000 }, async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名册').addRows([['龙岗区名册'], ['流水', '谁家'], ['X1', '示例甲公司'], ['X2', '示例乙公司']])
  await book.xlsx.writeFile(OPEN)
  await withApp({ openPath: OPEN }, async (app) => {
    const { page } = app
    await beginRound(page)
    await chooseFile(page)
    await page.getByText(/没有找到表头/).waitFor()
    await app.screenshot('intake-no-header')
    await button(page, '把“名册”第 2 行作为表头').click()
    await button(page, '下一步：列对应').click()
    await pick(page, '“流水”读作', '申报编号')
    await pick(page, '“谁家”读作', '申报单位')
    await expect.poll(() => counts(page).textContent()).toContain('新增 2 件')
    await app.screenshot('intake-named-header')
    await button(page, /^下一步：核对/).click()
    await button(page, '确认导入 2 件').click()
    await page.getByText('新增 2 件').waitFor()
  })
})

async function writeClaims(count: number, prefix: string): Promise<void> {
  const book = new ExcelJS.Workbook()
  const rows = Array.from({ length: count }, (_, at) => {
    const no = `${prefix}${String(at + 1).padStart(3, '0')}`
    return [
      at + 1,
      no,
      '智能眼镜',
      `示例${at + 1}有限公司`,
      800_000,
      12 * (at + 1),
      '13800138005',
      '龙岗',
      '产业端应用',
    ]
  })
  for (const name of ['智能眼镜', '旧表']) {
    book.addWorksheet(name).addRows([['申报汇总表'], ['制表日期见封面', '仅供内部使用'], HEADER, ...rows])
  }
  await book.xlsx.writeFile(OPEN)
}

async function beginRound(page: Page): Promise<void> {
  await page.getByLabel('姓名').fill(PERSON.name)
  await page.getByLabel('密码', { exact: true }).fill(PERSON.password)
  await page.getByLabel('再输一次密码').fill(PERSON.password)
  await button(page, '建立账号并进入').click()
  await page.getByText('我已打印或抄好').click()
  await button(page, '进入工作台').click()
  await button(page, '新建批次…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('年度').fill('2026')
  await dialog.getByLabel('预算', { exact: true }).fill('1200')
  await dialog.getByRole('button', { name: '建立批次' }).click()
  await page.getByText('2026年第1批').first().waitFor()
}

async function chooseFile(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByText('导入').click()
  await button(page, '选择工作簿…').click()
  await page.getByRole('heading', { name: '申报汇总.xlsx' }).waitFor()
}

async function pick(page: Page, label: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

/** Units are few: down from 未写明 to the one wanted. */
async function pickUnit(page: Page, label: string, unit: '元' | '万元'): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus()
  await page.keyboard.press('Enter')
  for (let step = 0; step < (unit === '元' ? 1 : 3); step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

async function requested({ call }: Launched): Promise<(number | null)[]> {
  const rounds = await call('round.list', {})
  const roundId = rounds.ok ? (rounds.value[0]?.id ?? '') : ''
  const rows = await call('case.list', { roundId })
  return rows.ok ? rows.value.map(({ requestedFen }) => requestedFen) : []
}
