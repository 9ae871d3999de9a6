import { FOUNDER } from '../office/office.ts'
import { button, dialog, openRail, type Scene } from './scene.ts'

/** 批次, 导入, 统筹 and 公示. */
export const roundScenes: Record<'working' | 'published', readonly Scene[]> = {
  working: [
    {
      name: 'import-sheets',
      title: '导入：工作表与表头',
      as: FOUNDER,
      main: true,
      async show({ page }) {
        await openRail(page, '导入')
        await button(page, '选择工作簿…').click()
        await button(page, '下一步：列对应').waitFor()
      },
    },
    {
      name: 'import-mapping',
      title: '导入：列对应',
      as: FOUNDER,
      async show({ page }) {
        await openRail(page, '导入')
        await button(page, '选择工作簿…').click()
        await button(page, '下一步：列对应').click()
        await page.getByText('读作').first().waitFor()
      },
    },
    {
      name: 'import-check',
      title: '导入：核对',
      as: FOUNDER,
      async show({ page }) {
        await openRail(page, '导入')
        await button(page, '选择工作簿…').click()
        await button(page, '下一步：列对应').click()
        await button(page, /^下一步/).click()
        await page
          .getByText(/确认导入|没有变化/)
          .first()
          .waitFor()
      },
    },
    {
      name: 'cohort',
      title: '统筹：整批测算',
      as: '李示例',
      main: true,
      async show({ page }) {
        await openRail(page, '统筹')
        await button(page, '定稿…').waitFor()
      },
    },
    {
      name: 'tie',
      title: '统筹：裁定并列',
      as: '李示例',
      async show({ page }) {
        await openRail(page, '统筹')
        await button(page, /裁定…/).first().click()
        await dialog(page).getByRole('checkbox').first().waitFor()
      },
    },
  ],
  published: [
    {
      name: 'rounds',
      title: '批次',
      as: '李示例',
      main: true,
      async show({ page }) {
        await page.getByRole('heading', { name: '批次', level: 1 }).waitFor()
        await page.getByLabel('当前批次').waitFor()
      },
    },
    {
      name: 'new-round',
      title: '新建批次',
      as: '李示例',
      async show({ page }) {
        await button(page, '新建批次…').click()
        await dialog(page).getByLabel('年度').waitFor()
      },
    },
    {
      name: 'copy-round',
      title: '照往年新建批次',
      as: '李示例',
      async show({ page }) {
        await button(page, '照往年新建…').click()
        await dialog(page).getByText('通常要改的').waitFor()
      },
    },
  ],
}
