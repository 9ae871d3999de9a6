import { beforeEach, expect, test, vi } from 'vitest'
import { askWhyNot, closeExplanation, openExplanation, useExplanation } from '../../renderer/ui/explainStore.ts'
import type { Explanation } from '../../shared/explain/chain.ts'
import { whyNot } from '../../shared/explain/whyNot.ts'

const explanation = (applicationNo: string): Explanation => {
  return {
    applicationNo,
    applicant: '示例有限公司',
    articleNo: '第九条',
    outcome: 'met',
    amountFen: null,
    marks: [],
    chain: [],
  }
}

type Input = { caseId?: string; applicationNo?: string; otherFen: number | null }
let asked: { channel: string; input: Input; answer: () => void; refuse: () => void }[]

beforeEach(() => {
  asked = []
  const core = (channel: string) => (input: Input) =>
    new Promise((resolve) => {
      const found = explanation(input.caseId ?? input.applicationNo ?? '')
      const other = input.otherFen === null ? null : whyNot(found, input.otherFen)
      asked.push({
        ...{ channel, input },
        answer: () => resolve({ ok: true, value: { explanation: found, whyNot: other } }),
        refuse: () => resolve({ ok: false, code: 'NOT_FOUND', message: '没有这件申报' }),
      })
    })
  const bureau = { 'case.explain': core('case.explain'), 'list.explain': core('list.explain') }
  vi.stubGlobal('window', { bureau })
  vi.stubGlobal('document', { activeElement: null })
  closeExplanation()
})

const shown = () => {
  const now = useExplanation.getState()
  return now.state === 'ready' ? now.answer.explanation.applicationNo : now.state
}

test('an amount that was opened later wins over a slow answer for an earlier one', async () => {
  const first = openExplanation({ caseId: 'LG1' })
  const second = openExplanation({ listId: 'list', applicationNo: 'LG2' })
  asked[1]?.answer()
  await second
  asked[0]?.answer()
  await first
  expect(shown()).toBe('LG2')
  expect(asked.map(({ channel }) => channel)).toEqual(['case.explain', 'list.explain'])
})

test('an answer after the drawer was closed opens nothing', async () => {
  const asking = openExplanation({ caseId: 'LG1' })
  closeExplanation()
  asked[0]?.answer()
  await asking
  expect(shown()).toBe('closed')
})

test('a refused comparison leaves the chain standing and says why', async () => {
  const asking = openExplanation({ caseId: 'LG1' })
  asked[0]?.answer()
  await asking
  const comparing = askWhyNot(100)
  expect(useExplanation.getState()).toMatchObject({ state: 'ready', asking: true })
  asked[1]?.refuse()
  await comparing
  expect(useExplanation.getState()).toMatchObject({ state: 'ready', asking: false, problem: '没有这件申报' })
  expect(shown()).toBe('LG1')
  const again = askWhyNot(200)
  asked[2]?.answer()
  await again
  expect(useExplanation.getState()).toMatchObject({ problem: '', answer: { whyNot: { otherFen: 200, side: 'none' } } })
})
