import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { keyFileOf } from '../../../db/keyFile.ts'
import { FOUNDER } from '../office/office.ts'
import { openSettings, type Scene, settle } from './scene.ts'

async function openBackups(page: Page): Promise<void> {
  await openSettings(page, '备份')
  await page.getByRole('button', { name: '恢复…' }).last().waitFor()
}

/** The door, the first start, the way back after damage, and 设置. */
export const officeScenes: Record<'empty' | 'working' | 'damaged', readonly Scene[]> = {
  empty: [
    {
      name: 'first-account',
      title: '第一次启动',
      as: null,
      main: true,
      async show({ page }) {
        await page.getByLabel('再输一次密码').waitFor()
      },
    },
  ],
  working: [
    {
      name: 'sign-in',
      title: '登录',
      as: null,
      main: true,
      async show({ page }) {
        await page.getByLabel('密码').waitFor()
      },
    },
    {
      name: 'locked',
      title: '闲置锁定',
      as: FOUNDER,
      async show(app) {
        await settle(app.page)
        await app.call('session.signOut', {})
        // By key: whatever else asks the core may have found the session ended before, and the rail is gone then.
        await app.page.keyboard.press('Control+5')
        await app.page.getByText('的工作台已锁定').waitFor()
      },
    },
    ...(
      [
        ['settings', '设置：本人与外观', '本人与外观'],
        ['accounts', '设置：账号与角色', '账号与角色'],
        ['office', '设置：发文机关与联系人', '发文机关与联系人'],
        ['calendars', '设置：节假日', '节假日'],
        ['rounding', '设置：取整', '取整'],
        ['columns', '设置：列设置', '列设置'],
        ['stages', '设置：各条款环节', '各条款环节'],
        ['backup', '设置：备份', '备份'],
        ['audit', '设置：操作日志', '操作日志'],
      ] as const
    ).map(
      ([name, title, part]): Scene => ({
        name,
        title,
        as: FOUNDER,
        async show({ page }) {
          await openSettings(page, part)
        },
      }),
    ),
    {
      name: 'backup-restore',
      title: '设置：恢复前的预览',
      as: FOUNDER,
      async show({ page }) {
        await openBackups(page)
        await page.getByRole('button', { name: '恢复…' }).last().click()
        await page.getByLabel('恢复的理由').waitFor()
      },
    },
    {
      name: 'backup-drill',
      title: '设置：备份演练结果',
      as: FOUNDER,
      async show({ page }) {
        await openBackups(page)
        await page.getByRole('button', { name: '演练', exact: true }).click()
        await page.getByText('演练通过').waitFor()
      },
    },
    {
      name: 'texts',
      title: '设置：文书文字',
      as: FOUNDER,
      async show({ page }) {
        await openSettings(page, '文书文字')
        await page.getByRole('region', { name: '预览' }).getByRole('button', { name: '预览' }).click()
        await page.getByRole('region', { name: '页面预览' }).waitFor()
      },
    },
  ],
  damaged: [
    {
      name: 'recovery',
      title: '案卷库损坏：从备份恢复',
      as: null,
      main: true,
      async show({ page }) {
        await page.getByLabel('备份当时的密码').waitFor()
      },
    },
    {
      name: 'recovery-key',
      title: '钥匙文件不见了',
      as: null,
      async show({ page, userData, call }) {
        rmSync(keyFileOf(join(userData, 'workbench.db')), { force: true })
        // Refused, and looked at anew: now the missing key file is the reason.
        await call('recovery.retry', {})
        await page.reload()
        await page.getByRole('button', { name: '放回钥匙文件' }).waitFor()
      },
    },
  ],
}
