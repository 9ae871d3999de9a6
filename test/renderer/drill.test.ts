import { beforeEach, expect, test } from 'vitest'
import { openDrill, openPage, takeSession, useWorkspace } from '../../renderer/workspace.ts'
import type { Role } from '../../shared/roles.ts'
import type { SessionView } from '../../shared/views.ts'

function signedIn(role: Role | null): SessionView {
  const user = { id: role ?? '', name: '某人', active: true, mustChange: false, createdAt: '' }
  return {
    ...{ hasAccounts: true, encrypted: true, appVersion: '0.0.0' },
    user: role === null ? null : { ...user, roles: [role] },
  }
}

beforeEach(() => takeSession(signedIn(null)))

test('备份演练 in the menu leads an administrator to 设置 → 备份; 设置 opens at its first part otherwise', () => {
  takeSession(signedIn('admin'))
  openDrill()
  expect(useWorkspace.getState()).toMatchObject({ page: 'settings', settingsPart: 'backup', trouble: '' })
  openPage('rounds')
  openPage('settings')
  expect(useWorkspace.getState()).toMatchObject({ settingsPart: 'self' })
})

test('who may not is told who may, and stays where he is', () => {
  takeSession(signedIn('reviewer'))
  openDrill()
  expect(useWorkspace.getState()).toMatchObject({
    page: 'rounds',
    trouble: '备份演练：此操作由管理员办理，当前账号没有这项权限',
  })
})

test('chosen at the door it waits for somebody to come in', () => {
  openDrill()
  expect(useWorkspace.getState()).toMatchObject({ page: 'rounds', drillWanted: true })
  takeSession(signedIn('admin'))
  expect(useWorkspace.getState().drillWanted).toBe(true)
  openDrill()
  expect(useWorkspace.getState()).toMatchObject({ page: 'settings', settingsPart: 'backup', drillWanted: false })
})
