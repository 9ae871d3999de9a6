import { join } from 'node:path'
import { expect, test } from 'vitest'
import { earlierGrants } from '../../db/earlierGrants.ts'
import {
  addList,
  addTieRuling,
  invalidateLists,
  listById,
  listsOfRound,
  tieRulings,
  validList,
  validListNos,
} from '../../db/lists.ts'
import type { WritableDb } from '../../db/open.ts'
import {
  addParameterVersion,
  useParameter as lockParameter,
  parametersOfRound,
  parameterVersions,
} from '../../db/parameters.ts'
import { type Tx, write } from '../../db/write.ts'
import { normaliseName } from '../../shared/applicantName.ts'
import { context, filledRound, frozenContent, newDatabase, refusal, tempFolder } from './fixture.ts'

const database = (): WritableDb => newDatabase(join(tempFolder(), 'cases.db'))

/** One act by the chief. */
function act<T>(db: WritableDb, fn: (tx: Tx) => T): T {
  return write(db, context('科长'), (tx) => {
    const result = fn(tx)
    tx.log('试', '', {})
    return result
  })
}

test('parameters: a round uses what it was last given, and other rounds are not touched', () => {
  const db = database()
  const a = filledRound(db, 0, 1).roundId
  const b = filledRound(db, 0, 2).roundId
  const key = 'event.rate'
  const enter = (num: number, rounds: string[]) =>
    act(db, (tx) => {
      const value = { type: 'rate', rate: { num, den: 100 } } as const
      const id = addParameterVersion(tx, { key, value, basis: '文号', effectiveFrom: '2026-01-01', origin: 'bureau' })
      for (const roundId of rounds) lockParameter(tx, roundId, key, id)
      return id
    })
  const first = enter(30, [a, b])
  const second = enter(20, [a])
  expect(parametersOfRound(db, a).get(key)).toMatchObject({
    id: second,
    value: { rate: { num: 20 } },
    origin: 'bureau',
  })
  expect(parametersOfRound(db, b).get(key)?.id).toBe(first)
  expect(parameterVersions(db, key).map((version) => version.id)).toEqual([first, second])
})

test('lists: valid until invalidated; what earlier batches of the year granted comes from the newest valid list', () => {
  const db = database()
  const one = filledRound(db, 3, 1)
  const freeze = (listNo: string, fen: number) =>
    act(db, (tx) => {
      const allocations = one.applicationIds.map((applicationId, at) => {
        const allocatedFen = at === 0 ? 0 : fen
        return { applicationId, quota: null, entitledFen: fen, allocatedFen }
      })
      return addList(tx, { roundId: one.roundId, content: frozenContent(listNo), allocations })
    })
  const first = freeze('定稿2026-1-01', 100)
  expect(earlierGrants(db, 2026, 2).map((granted) => granted.allocatedFen)).toEqual([100, 100])
  expect(refusal(() => freeze('定稿2026-1-01', 1))).toMatch(/CONFLICT/)
  expect(act(db, (tx) => invalidateLists(tx, one.roundId, '更正'))).toBe(1)
  expect(earlierGrants(db, 2026, 2)).toEqual([])
  expect(validList(db, one.roundId)).toBeNull()
  expect(listById(db, first)).toMatchObject({ invalidReason: '更正', listNo: '定稿2026-1-01' })

  const second = freeze('定稿2026-1-02', 200)
  expect(validList(db, one.roundId)).toMatchObject({ id: second, content: frozenContent('定稿2026-1-02') })
  expect(listsOfRound(db, one.roundId).map((list) => list.id)).toEqual([second, first])
  expect(validListNos(db)).toEqual(new Map([[one.roundId, '定稿2026-1-02']]))
  expect(earlierGrants(db, 2026, 2)).toMatchObject([
    {
      applicationNo: 'LG2026-00002',
      article: 'platform',
      facts: { phase: '首次' },
      allocatedFen: 200,
      industry: '黄金珠宝',
    },
    { applicationNo: 'LG2026-00003', creditCode: '91440300SAMPLE0003', year: 2026, batch: 1 },
  ])
  expect(normaliseName(earlierGrants(db, 2026, 2)[1]?.applicant ?? '')).toBe('样例第3有限公司')
  expect(earlierGrants(db, 2026, 1)).toEqual([])
  expect(earlierGrants(db, 2027, 2).filter(({ year }) => year === 2027)).toEqual([])
})

test('a tie is ruled again by a new ruling', () => {
  const db = database()
  const { roundId } = filledRound(db, 0)
  const rule = (industry: string, applicationNos: string[]) =>
    act(db, (tx) =>
      addTieRuling(tx, roundId, { article: 'platform', industry, applicationNos, tiedNos: null, reason: '同分' }),
    )
  rule('眼镜', ['1'])
  rule('家具', ['2'])
  rule('眼镜', ['3', '4'])
  expect(tieRulings(db, roundId)).toEqual([
    { article: 'platform', industry: '家具', applicationNos: ['2'], tiedNos: null, reason: '同分' },
    { article: 'platform', industry: '眼镜', applicationNos: ['3', '4'], tiedNos: null, reason: '同分' },
  ])
})
