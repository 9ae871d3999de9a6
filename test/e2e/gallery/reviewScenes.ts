import { caseNo } from '../office/office.ts'
import { button, dialog, openCase, openRail, type Scene } from './scene.ts'

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
    name: 'review-override',
    title: '审核：调整金额',
    as: '王示例',
    async show({ page }) {
      await openCase(page, caseNo(3))
      await page.getByLabel('调整后金额', { exact: true }).waitFor()
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
      await page.getByRole('combobox', { name: '检索并前往' }).fill('zb')
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
