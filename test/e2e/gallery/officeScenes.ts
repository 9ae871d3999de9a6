import { FOUNDER } from '../office/office.ts'
import { choosePart, openRail, type Scene } from './scene.ts'

/** The door, the first start and 设置. */
export const officeScenes: Record<'empty' | 'working', readonly Scene[]> = {
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
    ...(
      [
        ['settings', '设置：本人与外观', '本人与外观'],
        ['accounts', '设置：账号', '账号'],
        ['office', '设置：公示信息', '公示信息'],
        ['backup', '设置：备份', '备份'],
        ['audit', '设置：操作记录', '操作记录'],
      ] as const
    ).map(
      ([name, title, part]): Scene => ({
        name,
        title,
        as: FOUNDER,
        async show({ page }) {
          await openRail(page, '设置')
          await choosePart(page, '设置的内容', part)
        },
      }),
    ),
  ],
}
