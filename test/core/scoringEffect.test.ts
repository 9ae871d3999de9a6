import { describe, expect, test } from 'vitest'
import type { Desk } from './coreHarness.ts'
import {
  agree,
  enter,
  firstCase,
  panelDesk,
  points,
  proposeAndFreeze,
  setScheme,
  submit,
  table,
} from './scoringDesk.ts'

describe('the score in effect', () => {
  test('it reaches the queue, the waterfall and the frozen list, and differing from the imported one warns', async () => {
    const { desk, roundId } = await panelDesk()
    const imported = (await table(desk, roundId)).rows.find((row) => row.imported !== null)
    const caseId = imported?.id ?? ''
    await desk.signIn('专家庚')
    await submit(desk, roundId, caseId, { points: points(80) })
    await desk.signIn('专家辛')
    await submit(desk, roundId, caseId, { points: points(85) })
    await enter(desk, roundId, caseId, 86)
    const one = await desk.ask('case.get', { caseId })
    expect(one.row.score).toBe('83.67')
    expect(one.assessment?.warnings.join()).toContain('专家评分得 83.67 分，导入的评审得分是')
    const rows = await desk.ask('case.list', { roundId })
    expect(rows.find(({ id }) => id === caseId)?.score).toBe('83.67')
    await proposeAndFreeze(desk, roundId, caseId)
    const [list] = await desk.ask('list.all', { roundId })
    const item = list?.content.items.find(({ applicationNo }) => applicationNo === one.row.applicationNo)
    expect(item?.score).toBe('83.67')
    const { rows: waterfall } = await desk.ask('cohort.view', { roundId, budgetFen: null })
    expect(waterfall.find(({ id }) => id === caseId)?.score).toBe('83.67')
  })

  test('a first ballot after the freeze voids the list; one that changes nothing in effect does not', async () => {
    const { desk, roundId } = await panelDesk()
    await setScheme(desk, roundId, { required: 2 })
    const caseId = await firstCase(desk, roundId)
    await proposeAndFreeze(desk, roundId)
    const invalid = async () => (await desk.ask('list.all', { roundId }))[0]?.invalidReason ?? null
    await desk.signIn('专家庚')
    await submit(desk, roundId, caseId, { points: { c1: '80' } })
    await desk.signIn('科长丙')
    expect(await invalid()).toBeNull()
    await desk.signIn('专家辛')
    await submit(desk, roundId, caseId, { points: { c1: '90' } })
    await desk.signIn('科长丙')
    expect(await invalid()).toMatch(/的评审得分有变动$/)
  })

  test('a pass line: below it is 不符合, at it 符合, before the required scores 待核', async () => {
    const { desk, roundId } = await panelDesk()
    const caseId = await firstCase(desk, roundId)
    const edits = [{ fact: 'score', text: '' } as const]
    await desk.signIn('审核员乙')
    await desk.ask('case.correct', { caseId, edits, reason: '评审得分以专家评分为准' })
    await setScheme(desk, roundId, { passLine: '60', required: 2 })
    const finding = async () => {
      await desk.signIn('科长丙')
      const { assessment } = await desk.ask('case.get', { caseId })
      return assessment?.conditions.find(({ id }) => id === 'review-passed')
    }
    expect(await finding()).toMatchObject({ outcome: 'unknown', text: '评审未完成：还没有专家评分，须有 2 位评分' })
    await desk.signIn('专家庚')
    await submit(desk, roundId, caseId, { points: { c1: '59.98' } })
    await desk.signIn('专家辛')
    await submit(desk, roundId, caseId, { points: { c1: '60' } })
    expect(await finding()).toMatchObject({ outcome: 'unmet', text: '评审得分 59.99 分，低于合格线 60 分' })
    await desk.signIn('专家辛')
    await submit(desk, roundId, caseId, { points: { c1: '60.02' }, reason: '核对后更正' })
    expect(await finding()).toMatchObject({ outcome: 'met', text: '评审得分 60 分，达到合格线 60 分' })
  })

  test('an exact tie at the last place waits for the chief and is settled by the ruling', async () => {
    const { desk, roundId } = await panelDesk()
    const trio = await threeOfOneIndustry(desk, roundId)
    // 251/3 twice: 83.67 shown, the same exact value; the third is better.
    for (const [at, row] of trio.entries()) {
      const sums = at === 0 ? [100, 100, 100] : at === 1 ? [80, 85, 86] : [86, 85, 80]
      await desk.signIn('专家庚')
      await submit(desk, roundId, row.id, { points: points(sums[0] ?? 0) })
      await desk.signIn('专家辛')
      await submit(desk, roundId, row.id, { points: points(sums[1] ?? 0) })
      await enter(desk, roundId, row.id, sums[2] ?? 0)
    }
    const tied = trio.slice(1).map(({ applicationNo }) => applicationNo)
    const places = (await table(desk, roundId)).rows.filter(({ id }) => trio.some((row) => row.id === id))
    expect(places.filter(({ tied: same }) => same).map(({ applicationNo }) => applicationNo)).toEqual(tied)
    await agree(desk, trio)
    await desk.signIn('科长丙')
    const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
    expect(allocation.ties).toMatchObject([{ article: 'platform', openPlaces: 1, applicationNos: tied }])
    const [tie] = allocation.ties
    if (tie === undefined) throw new Error('no tie')
    const ruling = { applicationNos: tied.slice(0, 1), reason: '抽签' }
    const ruled = await desk.ask('cohort.ruleTie', { roundId, article: tie.article, industry: tie.industry, ...ruling })
    expect(ruled.allocation.ties).toEqual([])
    expect(ruled.rows.filter(({ id }) => trio.some((row) => row.id === id)).map(({ quota }) => quota)).toEqual([
      'in',
      'in',
      'waiting',
    ])
  })

  test('two means that look alike are not a tie: 251/3 stands below 251.01/3, both shown as 83.67', async () => {
    const { desk, roundId } = await panelDesk()
    const trio = await threeOfOneIndustry(desk, roundId)
    const sheets = [points(100), points(86), { ...points(86), c4: '23.01' }]
    for (const [at, { id }] of trio.entries()) {
      const best = at === 0
      await desk.signIn('专家庚')
      await submit(desk, roundId, id, { points: points(best ? 100 : 80) })
      await desk.signIn('专家辛')
      await submit(desk, roundId, id, { points: sheets[at] ?? {} })
      await enter(desk, roundId, id, best ? 100 : 85)
    }
    await agree(desk, trio)
    await desk.signIn('科长丙')
    const { allocation, rows } = await desk.ask('cohort.view', { roundId, budgetFen: null })
    const own = rows.filter(({ id }) => trio.some((row) => row.id === id))
    expect(own.map(({ score, quota }) => [score, quota])).toEqual([
      ['100', 'in'],
      ['83.67', 'waiting'],
      ['83.67', 'in'],
    ])
    expect(allocation.ties).toEqual([])
  })
})

/** Three 首次 platforms made one industry, in application-number order, with no other competitor in it. */
async function threeOfOneIndustry(desk: Desk, roundId: string) {
  await desk.signIn('审核员乙')
  const rows = (await desk.ask('case.list', { roundId })).filter(({ article }) => article === 'platform').slice(0, 3)
  for (const { id } of rows) {
    await desk.ask('case.correct', {
      caseId: id,
      edits: [
        { fact: 'industry', text: '工艺美术' },
        { fact: 'phase', text: '首次' },
      ],
      reason: '测试用',
    })
  }
  return rows
}
