import { beforeEach, expect, test } from 'vitest'
import { lockSession, takeSession, useWorkspace } from '../../renderer/workspace.ts'
import type { SessionView } from '../../shared/views.ts'

const user = {
  id: 'a',
  name: '审核员乙',
  roles: [],
  active: true,
  mustChange: false,
  createdAt: '',
} satisfies SessionView['user']
const view: SessionView = { hasAccounts: true, encrypted: true, appVersion: '0.0.0', user }

beforeEach(() => takeSession(view))

test('a desk that locked names who was there, however many calls found it out, until somebody comes in', () => {
  useWorkspace.setState({ page: 'notice', trouble: '有一件事' })
  lockSession()
  lockSession()
  expect(useWorkspace.getState()).toMatchObject({ lockedName: '审核员乙', trouble: '', page: 'rounds' })
  expect(useWorkspace.getState().session).toMatchObject({ view: { user: null } })
  takeSession(view)
  expect(useWorkspace.getState()).toMatchObject({ lockedName: '', page: 'notice' })
})

test('who signed out is not named to the next person', () => {
  takeSession({ ...view, user: null })
  lockSession()
  expect(useWorkspace.getState().lockedName).toBe('')
})
