import { beforeEach, expect, test, vi } from 'vitest'
import { pairLines } from '../../renderer/features/radar/pairLines.ts'
import {
  askedFen,
  choose,
  loadRadar,
  move,
  openPair,
  type ReadyRadar,
  saveWaiting,
  setFilter,
  setReason,
  useRadar,
} from '../../renderer/features/radar/radarStore.ts'
import type { Reply } from '../../shared/contract.ts'
import { applicationKey } from '../../shared/radar/claim.ts'
import { type RadarPair, type RadarView, radarPairKey } from '../../shared/radar/radarView.ts'
import { ours, theirs } from '../radar/claims.ts'

const SAID = { ruling: 'same', reason: '同一张发票', rulerName: '甲', ruledAt: '2026-03-05T01:00:00.000Z' } as const

let pairs: RadarPair[]
let asked: unknown[]
let refusal: string

function somePair(id: string, amountFen: number): RadarPair {
  const application = ours({ key: applicationKey(id), applicationNo: id, amountFen })
  return {
    application,
    other: theirs(),
    applicationId: id,
    ruling: null,
    outdated: null,
    score: 80,
    strong: true,
    evidence: [],
  }
}

beforeEach(async () => {
  pairs = [somePair('N1', 100), somePair('N2', 200), somePair('N2', 200)]
  asked = []
  refusal = ''
  vi.stubGlobal('window', { bureau: { 'radar.view': () => ok(viewOf(pairs)), 'radar.rule': rule } })
  useRadar.setState({ state: 'idle' }, true)
  await loadRadar('r1')
})

const ok = async <T>(value: T): Promise<Reply<T>> => ({ ok: true, value })

function viewOf(shown: RadarPair[]): RadarView {
  return { pairs: shown, related: [], compared: { applications: 2, grants: 0, ownRounds: 0, otherBureaus: 3 } }
}

async function rule(input: unknown): Promise<Reply<unknown>> {
  asked.push(input)
  return refusal === '' ? ok(SAID) : { ok: false, code: 'CONFLICT', message: refusal }
}

function ready(): ReadyRadar {
  const now = useRadar.getState()
  if (now.state !== 'ready') throw new Error(`the radar is ${now.state}`)
  return now
}

const keyAt = (at: number): string => {
  const pair = pairs[at]
  if (pair === undefined) throw new Error(`no pair ${at}`)
  return radarPairKey(pair)
}

test('J and K walk the listed pairs and stop at the ends', () => {
  expect(ready().open).toBe(keyAt(0))
  move(-1)
  expect(ready().open).toBe(keyAt(0))
  move(1)
  move(1)
  move(1)
  expect(ready().open).toBe(keyAt(2))
})

test('a verdict without a reason waits and asks for it; nothing is sent', async () => {
  await choose('same')
  expect(ready()).toMatchObject({ waiting: 'same', problem: '请写明认定理由，再按 Ctrl+Enter 保存' })
  setReason('　')
  await saveWaiting()
  expect(asked).toEqual([])
  setReason(' 同一张发票 ')
  await saveWaiting()
  expect(asked).toEqual([
    { roundId: 'r1', applicationId: 'N1', otherKey: pairs[0]?.other.key, ruling: 'same', reason: '同一张发票' },
  ])
  expect(ready()).toMatchObject({ waiting: null, saving: false, problem: '', open: keyAt(0) })
  expect(ready().view.pairs[0]?.ruling).toEqual(SAID)
})

test('a ruled pair stays in the list until the filter is set again', async () => {
  setFilter('unruled')
  setReason('同一张发票')
  await choose('same')
  expect(ready().listed).toHaveLength(3)
  setFilter('unruled')
  expect(ready().listed).toEqual([keyAt(1), keyAt(2)])
  setFilter('same')
  expect(ready()).toMatchObject({ listed: [keyAt(0)], open: keyAt(0) })
})

test('a refused ruling brings its pair and reason back', async () => {
  refusal = '没有变动'
  setReason('同一张发票')
  const saving = choose('different')
  openPair(keyAt(1))
  await saving
  expect(ready()).toMatchObject({ open: keyAt(0), waiting: 'different', problem: '没有变动' })
  expect(ready().reasons[keyAt(0)]).toBe('同一张发票')
})

test('a reason belongs to its pair', () => {
  setReason('甲')
  move(1)
  expect(ready().reasons[ready().open ?? '']).toBeUndefined()
  move(-1)
  expect(ready().reasons[ready().open ?? '']).toBe('甲')
})

test('an answer for a round no longer open is dropped', async () => {
  const slow = loadRadar('r2')
  useRadar.setState({ state: 'loading', roundId: 'r3' }, true)
  await slow
  expect(useRadar.getState()).toEqual({ state: 'loading', roundId: 'r3' })
})

test('an application in several pairs is summed once', () => {
  expect(askedFen(pairs)).toBe(300)
})

test('the sides say 相同 only where both say something, and a name in another spelling is the same', () => {
  const lines = pairLines({
    application: ours({ amountFen: 5, facts: { invoiceNo: '0012-34', idNumber: '440307199001010011' } }),
    other: theirs({ name: '样例珠宝有限责任公司', amountFen: 5, facts: { invoiceNo: '001234', honour: '样例工匠' } }),
  })
  const of = (label: string) => lines.find((line) => line.label === label)
  expect(of('单位名称')?.likeness).toBe('相同')
  expect(of('发票号码')?.likeness).toBe('相同')
  expect(of('称号')).toMatchObject({ own: '', other: '样例工匠', likeness: '' })
  expect(of('证件号码')?.personal).toBe(true)
  expect(of('申报金额')?.likeness, 'asked for and granted are two things').toBe('')
  expect(of('信用代码')).toBeUndefined()
})
