import { caseNo } from '../office/office.ts'
import { button, choosePart, dialog, openCase, openRail, type Scene } from './scene.ts'

/** 审核 and 评审. */
export const reviewScenes: readonly Scene[] = [
  {
    name: 'review',
    title: '审核：列表、依据、核对与金额',
    as: '王示例',
    main: true,
    async show({ page }) {
      await openCase(page, caseNo(20))
      await page.getByLabel('核对与金额').getByText('计算依据').first().waitFor()
    },
  },
  {
    name: 'review-evidence',
    title: '审核：附件与标注的页',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(20))
      await page.getByLabel('依据').getByText('附件 2').first().click()
      await page.getByRole('toolbar', { name: '材料' }).getByText('专项审计报告').click()
      await page.locator('.evidence canvas').first().waitFor()
    },
  },
  {
    name: 'review-history',
    title: '审核：办理记录',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(14))
      await page.getByLabel('依据').getByText('办理记录').first().click()
      await page.getByText('复核').first().waitFor()
    },
  },
  {
    name: 'supplement',
    title: '审核：补正告知',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(4))
      await page.keyboard.press('n')
      await dialog(page).getByLabel('补正期限，工作日').fill('5')
      await dialog(page)
        .getByText(/前补正/)
        .waitFor()
    },
  },
  {
    name: 'letter',
    title: '审核：补正告知书',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(2))
      await button(page, '告知书…').click()
      await dialog(page).locator('canvas').first().waitFor()
    },
  },
  {
    name: 'recheck',
    title: '复核',
    as: '孙示例',
    async show({ page }) {
      await openCase(page, caseNo(29))
      await page.getByRole('region', { name: '复核' }).waitFor()
    },
  },
  {
    name: 'correct',
    title: '审核：在原处更正事实',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(4))
      await page.keyboard.press('e')
      await page.locator('#fact-text').fill('200万元')
      await page.getByText(/→/).first().waitFor()
    },
  },
  {
    name: 'people',
    title: '派件与工作量',
    as: '李示例',
    async show({ page }) {
      await openRail(page, '审核')
      await button(page, '其他…').click()
      await button(page, '派件…').click()
      await page.getByLabel('选 王示例').check()
      await page.getByLabel('选 孙示例').check()
      await button(page, '未派件的平均分派…').click()
      await button(page, '确认派件').waitFor()
    },
  },
  {
    name: 'supplement-ledger',
    title: '补正台账',
    as: '李示例',
    async show({ page }) {
      await openRail(page, '审核')
      await button(page, '其他…').click()
      await button(page, '补正台账…').click()
      await page.getByRole('dialog').getByText(caseNo(37)).waitFor()
    },
  },
  {
    name: 'review-override',
    title: '审核：调整金额',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(3))
      await page.getByLabel('调整后金额', { exact: true }).waitFor()
    },
  },
  {
    name: 'queue',
    title: '审核：表格',
    as: '李示例',
    main: true,
    async show({ page }) {
      await openRail(page, '审核')
      await page.getByLabel('申报列表').waitFor()
      await page.keyboard.press('g')
      await page.getByLabel('申报表格').waitFor()
      for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown'])
        await page.keyboard.press(key)
      await page.getByText('已选').waitFor()
    },
  },
  {
    name: 'explain',
    title: '金额的来历',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(35))
      await page
        .getByRole('button', { name: /看依据/ })
        .last()
        .click()
      await page.locator('.ant-drawer-open').getByText('为什么不是').first().waitFor()
    },
  },
  {
    name: 'palette',
    title: '检索（Ctrl+K）',
    as: '王示例',
    async show({ page }) {
      await openRail(page, '审核')
      await page.getByLabel('申报列表').waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '检索并前往' }).fill('bz')
      await page.getByRole('option').nth(3).waitFor()
    },
  },
  {
    name: 'keys',
    title: '全部快捷键（?）',
    as: '王示例',
    async show({ page }) {
      await openRail(page, '审核')
      await page.getByLabel('核对与金额').waitFor()
      await page.keyboard.press('?')
      await dialog(page).waitFor()
    },
  },
  {
    name: 'scoring-office',
    title: '评审：评分表',
    as: '李示例',
    main: true,
    async show({ page }) {
      await openRail(page, '评审')
      await page.getByText(caseNo(1)).first().waitFor()
    },
  },
  {
    name: 'disagreement',
    title: '评审：分歧清单',
    as: '李示例',
    async show({ page }) {
      await openRail(page, '评审')
      await choosePart(page, '排列', '分歧清单（会议用）')
      await page.getByText('各指标分差').waitFor()
    },
  },
  {
    name: 'panel',
    title: '评审：评审汇总表',
    as: '李示例',
    async show({ page }) {
      await openRail(page, '评审')
      await button(page, '评审汇总表…').click()
      await dialog(page).locator('canvas[data-drawn]').first().waitFor()
    },
  },
  {
    name: 'scoring-expert',
    title: '评审：专家打分',
    as: '冯示例',
    main: true,
    async show({ page }) {
      await page.getByLabel('待评申报').getByText(caseNo(2)).click()
      await button(page, /提交评分/).waitFor()
    },
  },
]
