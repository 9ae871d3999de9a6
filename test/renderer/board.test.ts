import { beforeEach, expect, test, vi } from 'vitest'
import { loadBoard, openBoard, openCase, prefetchBoard, setQuery, useBoard } from '../../renderer/board.ts'
import { selectVisible, useSelection } from '../../renderer/features/queue/selection.ts'
import { useLater } from '../../renderer/later.ts'
import { WHOLE_QUEUE } from '../../renderer/queueView.ts'
import { takeSession } from '../../renderer/workspace.ts'
import { channels } from '../../shared/contract.ts'
import type { AccountView, CaseRow } from '../../shared/views.ts'
import { FakeCore } from './fakeCore.ts'

const core = new FakeCore(200)
const held = new Map<string, (rows: readonly CaseRow[]) => void>()

/** The answer to a call on one round, given only when the test says so. */
function holding(channel: string) {
  return (input: { roundId: string }) =>
    new Promise((resolve) => {
      held.set(`${channel} ${input.roundId}`, (rows) => resolve({ ok: true, value: rows }))
    })
}

async function answer(channel: string, roundId: string, rows: readonly CaseRow[]): Promise<void> {
  const asked = `${channel} ${roundId}`
  const give = await vi.waitFor(() => held.get(asked) ?? Promise.reject(new Error(`nobody asked ${asked}`)))
  held.delete(asked)
  give(rows)
  await new Promise((resolve) => setTimeout(resolve))
}

function connect(more: Record<string, unknown> = {}): void {
  const calls = channels.map((channel) => [channel, (input: unknown) => core.ask(channel, input)])
  vi.stubGlobal('window', { bureau: { ...Object.fromEntries(calls), ...more, onEvent: () => () => undefined } })
}

const person = (id: string): AccountView => {
  return { id, name: id, roles: ['reviewer'], active: true, mustChange: false, createdAt: '' }
}
const signIn = (user: AccountView | null) => {
  takeSession({ hasAccounts: true, user, encrypted: false, appVersion: '0.1.0' })
}

let people = 0
beforeEach(() => {
  connect()
  people += 1
  signIn(person(`first${people}`))
})

test('the first rows are shown before the whole list is here, and the open case stays open', async () => {
  connect({ 'case.firstRows': holding('case.firstRows'), 'case.list': holding('case.list') })
  const reading = loadBoard('r1')
  expect(useBoard.getState()).toMatchObject({ state: 'loading', rows: [] })

  const before = useBoard.getState().generation
  await answer('case.firstRows', 'r1', core.rows.slice(0, 60))
  expect(useBoard.getState()).toMatchObject({ state: 'ready', partial: true, caseId: 'c0', generation: before })
  expect(useBoard.getState().visible).toHaveLength(60)

  openCase('c7')
  await answer('case.list', 'r1', core.rows)
  await reading
  expect(useBoard.getState()).toMatchObject({ state: 'ready', partial: false, caseId: 'c7', generation: before + 1 })
  expect(useBoard.getState().visible).toHaveLength(200)
})

test('the screen that opens does not ask again for the list on its way, and asks once it was here', async () => {
  let asked = 0
  const list = holding('case.list')
  const counted = (input: { roundId: string }) => {
    asked += 1
    return list(input)
  }
  connect({ 'case.list': counted })
  const ahead = prefetchBoard('r1')
  void openBoard('r1')
  await answer('case.list', 'r1', core.rows)
  await ahead
  expect(asked).toBe(1)
  void openBoard('r1')
  await answer('case.list', 'r1', core.rows)
  expect(asked).toBe(2)

  // The list on its way for the one before is not the next person's.
  void openBoard('r1')
  signIn(person('next'))
  void openBoard('r1')
  await vi.waitFor(() => expect(asked).toBe(4))
})

test('the answers for a round that was left are dropped', async () => {
  connect({ 'case.firstRows': holding('case.firstRows'), 'case.list': holding('case.list') })
  const gone = loadBoard('r0')
  const left = loadBoard('r1')
  await answer('case.firstRows', 'r0', core.rows.slice(0, 60))
  expect(useBoard.getState()).toMatchObject({ state: 'loading', roundId: 'r1', rows: [] })
  await answer('case.firstRows', 'r1', core.rows.slice(0, 60))
  await vi.waitFor(() => expect(held.has('case.list r1')).toBe(true))
  const opened = loadBoard('r2')

  const others = core.rows.slice(100, 103)
  await answer('case.firstRows', 'r2', others)
  await answer('case.list', 'r2', others)
  await answer('case.list', 'r1', core.rows)
  await Promise.all([gone, left, opened])
  expect(useBoard.getState()).toMatchObject({ roundId: 'r2', rows: others, partial: false, caseId: 'c100' })
})

test('first rows that cannot be read leave the word to the whole list', async () => {
  const refusal = async () => ({ ok: false, code: 'NOT_FOUND', message: '没有这一批次' })
  connect({ 'case.firstRows': refusal })
  await loadBoard('r1')
  expect(useBoard.getState()).toMatchObject({ state: 'ready', partial: false })

  connect({ 'case.firstRows': refusal, 'case.list': refusal })
  await loadBoard('r2')
  expect(useBoard.getState()).toMatchObject({ state: 'failed', message: '没有这一批次' })
})

async function work(): Promise<void> {
  await loadBoard('r1')
  await setQuery('眼镜')
  openCase('c11')
  selectVisible()
  useLater.setState({ roundId: 'r1', ids: new Set(['c1']) })
}

test('another person who signs in finds a fresh board', async () => {
  await work()
  signIn(null)
  signIn(person('second'))
  expect(useBoard.getState()).toMatchObject({ state: 'idle', roundId: null, rows: [], visible: [], caseId: null })
  expect(useBoard.getState().view).toEqual(WHOLE_QUEUE)
  expect(useSelection.getState().ids.size).toBe(0)
  expect(useLater.getState().ids.size).toBe(0)

  await loadBoard('r1')
  expect(useBoard.getState()).toMatchObject({ caseId: 'c0' })
  expect(useBoard.getState().visible).toHaveLength(200)
})

test('the same person who signs in again goes on with the case and the view', async () => {
  await work()
  signIn(null)
  signIn(person(`first${people}`))
  expect(useBoard.getState()).toMatchObject({ roundId: 'r1', caseId: 'c11', view: { query: '眼镜' } })
})
