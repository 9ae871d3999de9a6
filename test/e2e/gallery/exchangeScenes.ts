import type { Page } from 'playwright-core'
import { caseNo, FOUNDER } from '../office/office.ts'
import { button, choosePart, dialog, openCase, openRail, openSettings, type Scene } from './scene.ts'

async function openExchange(page: Page, part: string): Promise<void> {
  await openRail(page, '交换')
  await choosePart(page, '交换的内容', part)
}

/** 交换, 换电脑, what the log keeps of it, the agreed words of the 公示, and the pages behind 投屏. */
export const exchangeScenes: readonly Scene[] = [
  {
    name: 'exchange',
    title: '交换：派发包和交回情况',
    as: '李示例',
    main: true,
    async show({ page }) {
      await openExchange(page, '派发')
      await page.getByText('部分交回').waitFor()
    },
  },
  {
    name: 'dispatch',
    title: '交换：派发',
    as: '李示例',
    async show({ page }) {
      await openExchange(page, '派发')
      await button(page, '派发…').click()
      await dialog(page).getByRole('checkbox', { name: '选择筛出的全部申报' }).check()
      await dialog(page).getByRole('checkbox', { name: '王示例' }).check()
    },
  },
  {
    name: 'inspect',
    title: '交换：合并前看回收包',
    as: '李示例',
    async show({ page }) {
      await openExchange(page, '合并')
      await button(page, '选择回收包…').click()
      await page.getByText('一、这是什么').waitFor()
      await page.getByText('撤回这次合并…').waitFor()
    },
  },
  {
    name: 'contested',
    title: '交换：裁定两边都动过的件',
    as: '李示例',
    async show({ page }) {
      await openExchange(page, '待裁定')
      await page.getByRole('radio').last().check()
      await page.getByLabel('裁定理由（必填）').fill('以到现场查看的一边为准')
    },
  },
  {
    name: 'masks',
    title: '公示：已采用的遮盖文字',
    as: '赵示例',
    async show({ page }) {
      await openRail(page, '公示')
      await page.getByLabel('文件').getByText('公示', { exact: true }).click()
      // The first paper of a window also reads the fonts.
      await page.getByRole('region', { name: '已采用的遮盖文字' }).waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'shielded',
    title: '投屏期间的各页：个人信息已遮挡',
    as: '李示例',
    async show({ page }) {
      // One of the people whom 第十条 pays.
      await openCase(page, caseNo(47))
      await page.keyboard.press('F9')
      await page.locator('.meeting-sheet').waitFor()
      await page.keyboard.press('F9')
      await button(page, '结束遮挡').waitFor()
      await page.locator('h2.personal[title]').hover()
      await page.locator('h2.personal:hover:not([title])').waitFor()
    },
  },
  {
    name: 'move-out',
    title: '设置：整机迁出',
    as: FOUNDER,
    async show({ page }) {
      await openSettings(page, '换电脑')
      await button(page, '迁出…').click()
      await page.getByText(/^已迁出到文件夹/).waitFor()
    },
  },
  {
    name: 'audit-entry',
    title: '设置：一条操作日志的内容',
    as: FOUNDER,
    async show({ page }) {
      await openSettings(page, '操作日志')
      await page.getByLabel('内容含').fill('更正项目')
      await page.getByText('符合 1 条').waitFor()
      await page
        .getByRole('button', { name: /^第 \d+ 条的内容$/ })
        .first()
        .click()
      await page.getByText('前一条的校验码').waitFor()
    },
  },
  {
    name: 'audit-head',
    title: '设置：留痕首码与纸面核对',
    as: FOUNDER,
    async show({ page }) {
      await openSettings(page, '操作日志')
      const head = (await page.locator('.audit-chain b').first().textContent()) ?? ''
      await page.getByLabel('纸面上的留痕首码').fill(head)
      await button(page, '与纸面核对').click()
      await page.locator('.audit .ant-alert').waitFor()
    },
  },
]

/** On a computer without a case database. */
export const moveInScene: Scene = {
  name: 'move-in',
  title: '第一次启动：从另一台电脑迁入',
  as: null,
  async show({ page }) {
    await button(page, /从另一台电脑迁入/).click()
    await button(page, '选择迁移清单…').waitFor()
  },
}
