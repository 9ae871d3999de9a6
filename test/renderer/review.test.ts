import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadBoard, openCase, setPill, tallies, useBoard } from '../../renderer/board.ts'
import {
  choose,
  discardDraft,
  flushDraft,
  follow,
  move,
  putOff,
  saveAndNext,
  setAdjusting,
  setAmount,
  setOpinion,
  useReview,
} from '../../renderer/features/review/reviewStore.ts'
import { loadLater, useLater } from '../../renderer/later.ts'
import { takeSession, useWorkspace } from '../../renderer/workspace.ts'
import { channels, type Reply } from '../../shared/contract.ts'
import { FakeCore } from './fakeCore.ts'

const EMPTY = { opinion: '', chosen: null, adjusting: false, amountFen: null }

let core: FakeCore
let asked: { channel: string; input: unknown }[]
/** Set to hold back the answer to one case. */
let held: { caseId: string; release: () => void } | null
/** The core is gone: every draft is answered with a refusal. */
let down = false

beforeEach(async () => {
  core = new FakeCore(40)
  asked = []
  held = null
  down = false
  const calls = channels.map((channel) => [channel, (input: unknown) => answer(channel, input)])
  vi.stubGlobal('window', { bureau: { ...Object.fromEntries(calls), onEvent: () => () => undefined } })
  signIn('u')
  useReview.setState({ state: 'idle' }, true)
  await setPill('all')
  await loadBoard('r1')
})

// What a test leaves typed is written to its own core.
afterEach(() => flushDraft())

function signIn(id: string): void {
  const createdAt = '2026-01-01T00:00:00.000Z'
  const user = { id, name: '王示例', roles: ['reviewer' as const], active: true, mustChange: false, createdAt }
  takeSession({ hasAccounts: true, user, encrypted: false, appVersion: '0.1.0' })
}

async function answer(channel: string, input: unknown): Promise<Reply<unknown>> {
  asked.push({ channel, input })
  if (down && channel === 'case.saveDraft') return { ok: false, code: 'INTERNAL', message: '后台中断。' }
  const wait = held
  if (channel === 'case.get' && wait !== null && (input as { caseId: string }).caseId === wait.caseId) {
    await new Promise<void>((resolve) => {
      wait.release = resolve
    })
  }
  return core.ask(channel, input)
}

/** Opens a case as the screen does and waits until it stands there. */
async function open(caseId: string): Promise<void> {
  openCase(caseId)
  follow(caseId, useBoard.getState().generation)
  await vi.waitFor(() => expect(shown()).toBe(caseId))
}

function shown(): string | null {
  const now = useReview.getState()
  return now.state === 'ready' ? now.caseId : null
}

function ready() {
  const now = useReview.getState()
  if (now.state !== 'ready') throw new Error(`the case is ${now.state}`)
  return now
}

const decisions = () => asked.filter(({ channel }) => channel === 'case.decide').map(({ input }) => input)
const drafts = () => asked.filter(({ channel }) => channel === 'case.saveDraft').map(({ input }) => input)

describe('the open case', () => {
  test('a slow answer for a case that is no longer open is dropped', async () => {
    held = { caseId: 'c20', release: () => undefined }
    openCase('c20')
    follow('c20', useBoard.getState().generation)
    await vi.waitFor(() => expect(asked.some(({ channel }) => channel === 'case.get')).toBe(true))
    await open('c0')
    held.release()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(shown()).toBe('c0')
  })

  test('the neighbours are fetched ahead, so the next case asks nothing', async () => {
    await open('c10')
    await vi.waitFor(() => expect(asked.filter(({ channel }) => channel === 'case.get').length).toBe(3))
    asked = []
    openCase('c11')
    follow('c11', useBoard.getState().generation)
    await vi.waitFor(() => expect(shown()).toBe('c11'))
    expect(asked.map(({ input }) => (input as { caseId: string }).caseId)).not.toContain('c11')
  })

  test('a key pressed while the next case is still on its way decides nothing', async () => {
    await open('c0')
    held = { caseId: 'c20', release: () => undefined }
    openCase('c20')
    follow('c20', useBoard.getState().generation)
    expect(await choose('agree')).toBe(false)
    expect(decisions()).toEqual([])
    held.release()
  })

  test('what was typed is written before another case opens', async () => {
    await open('c0')
    setOpinion('材料齐全')
    await open('c1')
    expect(drafts()).toEqual([{ caseId: 'c0', ...EMPTY, opinion: '材料齐全' }])
  })

  test('the opinion saves itself', async () => {
    await open('c0')
    setOpinion('材')
    setOpinion('材料齐')
    expect(ready().draft.state).toBe('saving')
    await vi.waitFor(() => expect(drafts()).toEqual([{ caseId: 'c0', ...EMPTY, opinion: '材料齐' }]), { timeout: 3000 })
    expect(ready().draft).toEqual({ state: 'saved', at: '2026-03-05T06:32:00.000Z' })
  })

  test('typing without a pause loses no more than a second', async () => {
    await open('c0')
    const start = performance.now()
    for (let key = 0; drafts().length === 0; key += 1) {
      setOpinion('字'.repeat(key + 1))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('amount and outcome are part of the draft and come back with it, offered as not decided', async () => {
    await open('c0')
    setAdjusting(true)
    setAmount(10_000)
    expect(await choose('agree')).toBe(false)
    await open('c1')
    await open('c0')
    expect(ready()).toMatchObject({ adjusting: true, amountFen: 10_000, chosen: 'agree' })
    expect(ready().offeredAt).toBe('2026-03-05T06:32:00.000Z')
    discardDraft()
    await flushDraft()
    expect(ready()).toMatchObject({ ...EMPTY, offeredAt: '' })
    expect(drafts().at(-1)).toEqual({ caseId: 'c0', ...EMPTY })
  })

  test('a core that dies while somebody types: it is said, and written again without anybody’s doing', async () => {
    await open('c0')
    down = true
    setOpinion('写到一半')
    await vi.waitFor(() => expect(ready().draft.state).toBe('failed'))
    expect(useWorkspace.getState().saving.state).toBe('failed')
    setOpinion('写到一半，接着写')
    await open('c1')
    await open('c0')
    expect(ready().opinion).toBe('写到一半，接着写')
    // The core that came back knows nobody.
    down = false
    takeSession({ hasAccounts: true, user: null, encrypted: false, appVersion: '0.1.0' })
    asked = []
    signIn('v')
    expect(drafts()).toEqual([])
    signIn('u')
    await vi.waitFor(() => expect(drafts()).toEqual([{ caseId: 'c0', ...EMPTY, opinion: '写到一半，接着写' }]))
    expect(useWorkspace.getState().saving.state).toBe('idle')
  })

  test('a locked case says why and decides nothing', async () => {
    await open('c0')
    const now = ready()
    const locked = '这件申报已提交复核，意见已锁定；要改请先“撤回提交”或由复核人退回'
    useReview.setState({ ...now, view: { ...now.view, locked } }, true)
    expect(await choose('agree')).toBe(false)
    expect(ready().problem).toBe(locked)
    expect(decisions()).toEqual([])
  })
})

describe('稍后再审', () => {
  test('a case put off comes last in the walk, and the mark is kept for the person', async () => {
    await loadLater('r1')
    await open('c0')
    putOff()
    expect(useBoard.getState().caseId).toBe('c1')
    await open('c1')
    move(-1)
    expect(useBoard.getState().caseId).toBe('c1')
    await open('c39')
    move(1)
    expect(useBoard.getState().caseId).toBe('c0')
    useLater.setState({ roundId: null, ids: new Set() })
    await loadLater('r1')
    expect([...useLater.getState().ids]).toEqual(['c0'])
    await open('c0')
    putOff()
    expect(useBoard.getState().caseId).toBe('c0')
    expect(useLater.getState().ids.size).toBe(0)
  })
})

describe('one key decides', () => {
  test('agreeing with the machine needs nothing more', async () => {
    await open('c0')
    expect(await choose('agree')).toBe(true)
    expect(decisions()).toEqual([{ caseId: 'c0', assessmentId: 'a-c0', kind: 'agree', amountFen: null, opinion: '' }])
    expect(useBoard.getState().rows[0]?.status).toBe('agreed')
  })

  test('agreeing against the machine asks for the reason and keeps the choice', async () => {
    await open('c4')
    setAdjusting(true)
    setAmount(10_000)
    expect(await choose('agree')).toBe(false)
    expect(decisions()).toEqual([])
    expect(ready().chosen).toBe('agree')
    expect(ready().problem).toContain('理由')
    setOpinion('专家组意见')
    await saveAndNext()
    expect(decisions()).toEqual([
      { caseId: 'c4', assessmentId: 'a-c4', kind: 'agree', amountFen: 10_000, opinion: '专家组意见' },
    ])
    expect(useBoard.getState().caseId).toBe('c5')
  })

  test('no computed amount cannot be agreed to as it is', async () => {
    await open('c4')
    expect(await choose('agree')).toBe(false)
    expect(ready().problem).toContain('调整金额')
  })

  test('a supplement starts from what the machine asks for', async () => {
    await open('c0')
    expect(await choose('supplement')).toBe(true)
    expect(decisions()).toMatchObject([{ kind: 'supplement', opinion: '请补充展览面积证明' }])
  })

  test('a refusal without any reason is not sent', async () => {
    await open('c0')
    expect(await choose('refuse')).toBe(false)
    expect(decisions()).toEqual([])
  })

  test('待核 starts from what is not known yet', async () => {
    await open('c0')
    expect(await choose('hold')).toBe(true)
    expect(decisions()).toMatchObject([{ kind: 'hold', opinion: '未填写展览面积' }])
  })

  test.each(['hold', 'supplement'] as const)('%s with nothing to suggest asks for the words', async (kind) => {
    await open('c0')
    const now = ready()
    const { assessment } = now.view
    if (assessment === null) throw new Error('the case has no assessment')
    const conditions = assessment.conditions.filter(({ outcome }) => outcome === 'met')
    useReview.setState({ ...now, view: { ...now.view, assessment: { ...assessment, conditions } } }, true)
    expect(await choose(kind)).toBe(false)
    expect(decisions()).toEqual([])
    expect(ready()).toMatchObject({ chosen: kind, opinion: '' })
    expect(ready().problem).toContain('写明')
  })
})

describe('a case decided before', () => {
  const WORDS = '机审符合，按计算金额拟定'

  async function openAgreed(): Promise<void> {
    await open('c0')
    setOpinion(WORDS)
    expect(await choose('agree')).toBe(true)
    asked = []
  }

  test('the reason of another decision is not taken over: the box is cleared and asks', async () => {
    await openAgreed()
    expect(await choose('refuse')).toBe(false)
    expect(decisions()).toEqual([])
    expect(ready()).toMatchObject({ opinion: '', chosen: 'refuse' })
    expect(ready().problem).toContain('不予支持须写明理由')
  })

  test('a choice given up for the decision as it was saves nothing and brings its words back', async () => {
    await openAgreed()
    await choose('refuse')
    expect(await choose('agree')).toBe(true)
    expect(decisions()).toEqual([])
    expect(ready()).toMatchObject({ opinion: WORDS, chosen: null, problem: '' })
  })

  test('the same decision again goes on without a call', async () => {
    await openAgreed()
    expect(await choose('agree')).toBe(true)
    setAdjusting(true)
    setAmount(12_345_600)
    expect(await choose('agree')).toBe(true)
    expect(decisions()).toEqual([])
    setAmount(null)
    expect(await choose('agree')).toBe(false)
    expect(ready().problem).toContain('调整后的金额')
  })

  test('another amount or other words are a new decision', async () => {
    await openAgreed()
    setOpinion('专家组意见')
    expect(await choose('agree')).toBe(true)
    setAdjusting(true)
    setAmount(10_000)
    expect(await choose('agree')).toBe(true)
    expect(decisions()).toMatchObject([
      { amountFen: null, opinion: '专家组意见' },
      { amountFen: 10_000, opinion: '专家组意见' },
    ])
  })

  test('the same decision on a newer assessment is saved', async () => {
    await openAgreed()
    const now = ready()
    useReview.setState({ ...now, view: { ...now.view, row: { ...now.view.row, stale: true } } }, true)
    expect(await choose('agree')).toBe(true)
    expect(decisions()).toHaveLength(1)
  })
})

test('the pills add up to all', () => {
  const sums = tallies(useBoard.getState().rows)
  const { all, ...others } = sums
  expect(Object.values(others).reduce((sum, { count }) => sum + count, 0)).toBe(all.count)
  expect(Object.values(others).reduce((sum, { fen }) => sum + fen, 0)).toBe(all.fen)
  expect(all.count).toBe(40)
})
