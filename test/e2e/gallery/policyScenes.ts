import type { Page } from 'playwright-core'
import { choosePart, dialog, openRail, type Scene } from './scene.ts'

async function openPolicy(page: Page, part: string): Promise<void> {
  await openRail(page, '条款')
  await choosePart(page, '条款页的内容', part)
}

async function openRadar(page: Page, part: string): Promise<void> {
  await openRail(page, '查重')
  await choosePart(page, '查重页的内容', part)
}

/** 条款 and 查重. */
export const policyScenes: readonly Scene[] = [
  {
    name: 'policy',
    title: '条款与参数',
    as: '李示例',
    main: true,
    async show({ page }) {
      await openPolicy(page, '条款与参数')
      await page.getByText('修订后 第九条').first().waitFor()
    },
  },
  {
    name: 'compare',
    title: '修订对照',
    as: '李示例',
    main: true,
    async show({ page }) {
      await openPolicy(page, '修订对照')
      await page.getByLabel('旧版日期').waitFor()
    },
  },
  {
    name: 'replay',
    title: '新旧测算',
    as: '李示例',
    async show({ page }) {
      await openPolicy(page, '新旧测算')
      await page.getByLabel('对照日期').waitFor()
    },
  },
  {
    name: 'radar',
    title: '查重：疑似重复',
    as: '王示例',
    main: true,
    async show({ page }) {
      await openRadar(page, '疑似重复')
      await page.getByLabel('认定理由').waitFor()
    },
  },
  {
    name: 'radar-lists',
    title: '查重：外来名单',
    as: '李示例',
    async show({ page }) {
      await openRadar(page, '外来名单')
      await page.getByText('区商务局').first().waitFor()
    },
  },
]

/** On a round of the bureau's own, where values can be entered. */
export const parameterScene: Scene = {
  name: 'parameter',
  title: '参数与影响测算',
  as: '李示例',
  async show({ page }) {
    await openPolicy(page, '条款与参数')
    await page.locator('button:not(.closed)', { hasText: /录…$/ }).first().click()
    await dialog(page).getByRole('textbox').first().waitFor()
  },
}
