import { expect, test } from 'vitest'
import { readFrames, readHeader } from '../../electron/core/exchange/container.ts'
import { dispatchKey } from '../../electron/core/exchange/keys.ts'
import { type Desk, tempFolder } from '../core/coreHarness.ts'
import { firstCase, myCases, panelDesk, points, submit, table } from '../core/scoringDesk.ts'
import { dispatch, inspect, merge, openAs, otherDesk, PASSPHRASE, sendBack } from './exchangeDesks.ts'

async function bodyOf(path: string): Promise<string> {
  const frames = readFrames(path, await dispatchKey(PASSPHRASE, readHeader(path).head))
  return [...frames].map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n')
}

async function ballots(desk: Desk, roundId: string, caseId: string) {
  await desk.signIn('科长丙')
  const row = (await table(desk, roundId)).rows.find(({ id }) => id === caseId)
  return row?.ballots.map(({ expertName, total }) => [expertName, total])
}

test('an expert gets no score of anybody; scores and 回避 come back, count, and can be taken back whole', async () => {
  const { desk, roundId } = await panelDesk()
  const [round] = await desk.ask('round.list', {})
  if (round === undefined) throw new Error('no round')
  const at = { desk, round, stick: tempFolder() }
  const caseId = await firstCase(desk, roundId)
  const others = (await table(desk, roundId)).rows.filter(({ id }) => id !== caseId)
  const [second, third] = [others[0]?.id ?? '', others[1]?.id ?? '']
  await desk.signIn('专家辛')
  await submit(desk, roundId, caseId, { points: points(61), comment: '辛的评语' })
  await desk.signIn('科长丙')

  const sent = await dispatch(at, ['专家庚'])
  const body = await bodyOf(sent)
  for (const word of ['辛的评语', '专家评分得', '导入的评审得分', 'bankAccount']) {
    expect(body.includes(word), word).toBe(false)
  }
  // A reviewer gets what the machine found, and nobody's sheet either.
  const toReviewer = await bodyOf(await dispatch(at, ['审核员乙']))
  expect(toReviewer.includes('辛的评语')).toBe(false)
  await expect(dispatch(at, ['审核员乙', '专家庚'])).rejects.toThrow('请分开派发')

  const away = otherDesk()
  await openAs(away, sent, '专家庚')
  const mine = await myCases(away, roundId)
  expect(mine.cases.length).toBeGreaterThan(2)
  await submit(away, roundId, caseId, { points: points(71) })
  await submit(away, roundId, second, { points: null, comment: '与申报单位有合作' })
  const first = await sendBack(away, at.stick)
  await submit(away, roundId, third, { points: points(80) })
  await submit(away, roundId, caseId, { points: points(73), reason: '更正笔误' })
  const both = await sendBack(away, at.stick)

  const seen = await inspect(desk, first)
  expect(seen.counts).toContainEqual({ kind: '专家评分', added: 2, identical: 0, contested: 0 })
  expect(seen.remarks.join()).not.toContain('不能撤销')
  await merge(desk, first)
  const done = await merge(desk, both)
  expect(done).toMatchObject({ contested: [] })
  expect(await ballots(desk, roundId, caseId)).toEqual([
    ['专家辛', '61'],
    ['专家庚', '73'],
  ])
  await desk.ask('exchange.undoMerge', { mergeId: done.mergeId, reason: '专家要求重评' })
  expect(await ballots(desk, roundId, caseId)).toEqual([
    ['专家辛', '61'],
    ['专家庚', '71'],
  ])
  expect(await ballots(desk, roundId, third)).toEqual([])
  const merges = await desk.ask('exchange.merges', { roundId })
  expect(merges.map(({ undone }) => undone?.reason ?? null)).toEqual(['专家要求重评', null])
  await desk.signIn('专家庚')
  await submit(desk, roundId, third, { points: points(82) })
  expect(await ballots(desk, roundId, third)).toEqual([['专家庚', '82']])
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
  expect(desk.unexpected).toEqual([])
  expect(away.unexpected).toEqual([])
}, 60_000)
