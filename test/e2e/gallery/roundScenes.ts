import { caseNo, FOUNDER } from '../office/office.ts'
import { button, chooseFirstRound, dialog, openRail, type Scene, settle } from './scene.ts'

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
    ...(
      [
        ['desk', '统筹：待办', '待办', '.attention'],
        ['cohort', '统筹：分配', '分配', '.ties'],
        ['figures', '统筹：概况', '概况', '.chart'],
        ['approval', '统筹：审定', '审定', '.stage-counts'],
      ] as const
    ).map(
      ([name, title, part, shown]): Scene => ({
        name,
        title,
        as: '李示例',
        main: true,
        async show({ page }) {
          await openRail(page, '统筹')
          await page
            .getByRole('toolbar', { name: '统筹页的内容' })
            .getByText(new RegExp(`^${part}`))
            .click()
          await page.locator(shown).first().waitFor()
        },
      }),
    ),
    {
      name: 'years',
      title: '统筹：与上年比较',
      as: '李示例',
      async show({ page }) {
        await openRail(page, '统筹')
        await page.getByRole('toolbar', { name: '统筹页的内容' }).getByText('概况', { exact: true }).click()
        await page.getByText('比较依据').scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'desk-move',
      title: '统筹：批量复核通过前的核对',
      as: '李示例',
      async show({ page }) {
        await openRail(page, '统筹')
        await button(page, /^待复核/).click()
        await page.locator('.attention').getByRole('checkbox').first().click()
        await button(page, /^复核通过 \d+ 件…$/).click()
        await dialog(page).getByText('可以办理').waitFor()
      },
    },
    {
      name: 'pack',
      title: '统筹：审定要点',
      as: '李示例',
      async show({ page }) {
        await openRail(page, '统筹')
        await button(page, '审定要点…').click()
        await page.locator('.pack-page canvas').first().waitFor()
      },
    },
    {
      name: 'tie',
      title: '统筹：裁定并列',
      as: '李示例',
      async show({ page }) {
        await openRail(page, '统筹')
        await button(page, '裁定…').first().click()
        await dialog(page).getByRole('checkbox').first().waitFor()
      },
    },
    {
      name: 'meeting',
      title: '投屏模式',
      as: '李示例',
      async show({ page }) {
        await page.getByLabel('当前批次').waitFor()
        await page.keyboard.press('F9')
        await page.locator('.meeting-sheet').waitFor()
      },
    },
    {
      name: 'filings',
      title: '报备登记',
      as: '王示例',
      main: true,
      async show({ page }) {
        await openRail(page, '报备')
        await page.getByText('示例时尚设计大赛（秋季）').first().click()
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
    ...(
      [
        ['notice', '公示：真实页面预览', '公示'],
        ['correction', '更正公示', '更正公示'],
        ['summary', '资助汇总表', '资助汇总表'],
        ['approval-sheet', '审批表', '审批表'],
        ['record', '台账：已出文书与异议', '台账'],
      ] as const
    ).map(
      ([name, title, paper]): Scene => ({
        name,
        title,
        as: '赵示例',
        main: name === 'notice',
        async show({ page }) {
          await openRail(page, '公示')
          await chooseFirstRound(page)
          await page.getByLabel('文件').getByText(paper, { exact: true }).click()
          await settle(page)
        },
      }),
    ),
    {
      name: 'case-papers',
      title: '个案文书',
      as: '赵示例',
      async show({ page }) {
        await openRail(page, '公示')
        await chooseFirstRound(page)
        await page.getByLabel('文件').getByText('个案文书', { exact: true }).click()
        for (const short of [1, 3]) await page.getByLabel(`选择 ${caseNo(short)}`).check()
        await button(page, '预览').click()
        await page.locator('.pdf canvas').first().waitFor()
      },
    },
  ],
}
