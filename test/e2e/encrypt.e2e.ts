import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { looksLike } from '../../db/keyFile.ts'
import { closeDatabase } from '../../db/open.ts'
import { createCaseDatabase, FIRST_START } from '../../electron/core/workspace.ts'
import { beginAs, openRail, openSettings, settle } from './gallery/scene.ts'
import { withApp } from './harness.ts'
import { FOUNDER, PASSWORD } from './office/office.ts'
import { axeFindings } from './reach/barriers.ts'

test('an administrator encrypts a plain database in 设置, keeps the code, and works on', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'lg-plain-'))
  const path = join(userData, 'workbench.db')
  closeDatabase(createCaseDatabase(path, FIRST_START, { cliOperated: false }))
  try {
    await withApp({ userData }, async (app) => {
      const { page, call, screenshot } = app
      await call('session.firstAccount', { name: FOUNDER, password: PASSWORD })
      await call('round.createSample', {})
      await beginAs(app, FOUNDER)
      await openSettings(page, '账号与角色')
      await page.getByRole('button', { name: '加密本库…' }).click()
      await page.getByLabel('您的登录密码').fill('不是这个口令')
      await page.getByRole('button', { name: /^加\s?密$/ }).click()
      await page.getByText('密码不对，没有加密').waitFor()
      expect(await axeFindings(page)).toEqual([])
      // What axe holds still would hold the next dialog at the beginning of its appearing.
      await page.evaluate(() => {
        document.adoptedStyleSheets = []
      })
      await screenshot('encrypt-ask')
      expect(looksLike(path)).toBe('plain')
      await page.getByLabel('您的登录密码').fill(PASSWORD)
      await page.getByRole('button', { name: /^加\s?密$/ }).click()
      const code = page.getByText(/^(\w{4}-){5}\w{4}$/)
      await code.waitFor()
      await settle(page)
      expect(await axeFindings(page)).toEqual([])
      await screenshot('encrypt-code')
      await page.getByLabel('我已打印或抄好').check()
      await page.getByRole('button', { name: /^完\s?成$/ }).click()
      await code.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '更换恢复码…' }).waitFor()
      expect(await page.getByRole('button', { name: '加密本库…' }).count()).toBe(0)
      await screenshot('encrypt-done')
      await page.getByRole('button', { name: '更换恢复码…' }).click()
      await page.getByLabel('您的登录密码').fill(PASSWORD)
      await page.getByRole('button', { name: /^更\s?换$/ }).click()
      await page.getByRole('dialog', { name: '新的恢复码' }).getByLabel('我已打印或抄好').check()
      await page.getByRole('button', { name: /^完\s?成$/ }).click()
      await code.waitFor({ state: 'detached' })
      await openRail(page, '审核')
      await page.getByLabel('申报列表').waitFor()
      expect(looksLike(path)).not.toBe('plain')
    })
  } finally {
    rmSync(userData, { recursive: true, force: true })
  }
})
