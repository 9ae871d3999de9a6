import { beforeEach, describe, expect, test, vi } from 'vitest'
import { pointProblem, typedTotal } from '../../renderer/features/scoring/ballotFields.ts'
import {
  handIn,
  loadMine,
  moveMine,
  openMine,
  openNextUnscored,
  setTyped,
  typedKey,
  useMine,
  useTyped,
} from '../../renderer/features/scoring/myStore.ts'
import { formOf, putAside, readForm } from '../../renderer/features/scoring/schemeForm.ts'
import type { Reply } from '../../shared/contract.ts'
import type { MyCase, MyScoring } from '../../shared/scoring/views.ts'
import { schemeOf } from '../scoring/scheme.ts'

const scheme = schemeOf({ criteria: ['25', '25'] })
const ROUND = 'r1'
let cases: MyCase[]
let refusal: Reply<MyScoring> | null
let asked: string[]

function view(): MyScoring {
  const article = { article: 'platform', articleNo: '第九条', title: '样例', schemeId: 's1', scheme, cases } as const
  return { expertId: 'e1', articles: [{ ...article, cases: [...cases] }], frozenListNo: '' }
}

function caseOf(id: string): MyCase {
  const named = { applicationNo: id, applicant: `样例${id}`, industry: '', projectName: '' }
  return { id, ...named, facts: [], materials: [], own: null, others: null }
}

beforeEach(async () => {
  cases = ['1', '2', '3'].map(caseOf)
  refusal = null
  asked = []
  const submit = async (ballot: { caseId: string; points: Record<string, string> }): Promise<Reply<MyScoring>> => {
    asked.push('scoring.submit')
    if (refusal !== null) return refusal
    const at = '2026-03-05T06:32:00.000Z'
    const own = { expertId: 'e1', expertName: '样例专家', points: ballot.points, total: '40', comment: '' }
    cases = cases.map((one) =>
      one.id === ballot.caseId ? { ...one, own: { ...own, reason: '', enteredBy: '', enteredAt: at } } : one,
    )
    return { ok: true, value: view() }
  }
  const mine = async (): Promise<Reply<MyScoring>> => {
    asked.push('scoring.mine')
    return { ok: true, value: view() }
  }
  vi.stubGlobal('window', { bureau: { 'scoring.mine': mine, 'scoring.submit': submit } })
  useTyped.setState({}, true)
  useMine.setState({ state: 'idle' }, true)
  await loadMine(ROUND)
})

const open = () => {
  const now = useMine.getState()
  return now.state === 'ready' ? now.caseId : null
}
const ballot = { caseId: '1', schemeId: 's1', points: { c1: '20', c2: '20' }, comment: '', reason: '' }

describe('the own score sheet', () => {
  test('what was typed survives going to other cases and back, and is forgotten when handed in', async () => {
    const key = typedKey('e1', '1', scheme)
    setTyped(key, { points: { c1: '20' }, comment: '写到一半', reason: '' })
    moveMine(1)
    expect(open()).toBe('2')
    openMine('1')
    expect(useTyped.getState()[key]).toMatchObject({ points: { c1: '20' }, comment: '写到一半' })
    expect(await handIn(ballot, key)).toBe(true)
    expect(useTyped.getState()[key]).toBeUndefined()
    openNextUnscored()
    expect(open()).toBe('2')
  })

  test('the next case is the next one without a ballot, round the end', async () => {
    openMine('3')
    await handIn({ ...ballot, caseId: '3' }, '')
    openNextUnscored()
    expect(open()).toBe('1')
    moveMine(-1)
    expect(open()).toBe('1')
  })

  test('a refusal keeps what was typed, says why, and reads the desk again when it had changed', async () => {
    const key = typedKey('e1', '1', scheme)
    setTyped(key, { points: { c1: '20', c2: '20' }, comment: '', reason: '' })
    refusal = { ok: false, code: 'CONFLICT', message: '评审办法在您打开之后有更改' }
    expect(await handIn(ballot, key)).toBe(false)
    expect(useMine.getState()).toMatchObject({ state: 'ready', saving: false, problem: '评审办法在您打开之后有更改' })
    expect(useTyped.getState()[key]?.points).toEqual({ c1: '20', c2: '20' })
    expect(asked).toEqual(['scoring.mine', 'scoring.submit', 'scoring.mine'])
  })

  test('values typed for other criteria are not taken over', () => {
    expect(typedKey('e1', '1', scheme)).not.toBe(typedKey('e1', '1', schemeOf({ criteria: ['50', '50'] })))
    expect(typedKey('e1', '1', scheme)).toBe(typedKey('e1', '1', schemeOf({ criteria: ['25', '25'], passLine: '30' })))
  })

  test('the total shows once every criterion can be read; a field says what is wrong with it', () => {
    expect(typedTotal(scheme, { c1: '20' })).toBeNull()
    expect(typedTotal(scheme, { c1: '20', c2: '19.5' })).toBe('39.5')
    const [first] = scheme.criteria
    expect(first === undefined ? '' : pointProblem(first, '26')).toContain('满分 25')
  })
})

describe('the scheme dialog', () => {
  test('a scheme goes through the form unchanged; empty settings are off', () => {
    const set = schemeOf({
      criteria: ['60', '40'],
      weights: ['70', '30'],
      passLine: '60',
      method: 'trimmed',
      trimFrom: 5,
    })
    expect(readForm(formOf(set)).scheme).toEqual(set)
    expect(readForm(formOf(scheme)).scheme).toEqual(scheme)
  })

  test('what cannot be saved is said in words', () => {
    expect(readForm(formOf(null)).problem).toBe('第 1 项指标没有名称，请填写')
    expect(readForm({ ...formOf(scheme), required: '三' }).problem).toBe('须有几位评分“三”应是整数')
  })

  test('only other criteria put ballots aside', () => {
    expect(putAside(scheme, schemeOf({ criteria: ['25', '25'], passLine: '30' }), 4)).toBe(0)
    expect(putAside(scheme, schemeOf({ criteria: ['50'] }), 4)).toBe(4)
    expect(putAside(null, scheme, 0)).toBe(0)
  })
})
