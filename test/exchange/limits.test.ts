import { expect, test } from 'vitest'
import type { Input } from '../../shared/contract.ts'
import { caseOf, decide } from '../core/coreHarness.ts'
import { dispatch, inspect, merge, office, openAs, otherDesk, sendBack } from './exchangeDesks.ts'

const EVENT: Input<'filing.add'> = {
  ...{ organiser: '示例会展有限公司', creditCode: '', eventName: '示例家具展', eventKind: '展会', industry: '家具' },
  ...{ place: '示例展馆', startsOn: '2026-03-20', endsOn: '2026-03-22', filedOn: '2026-03-02' },
  ...{ contact: '王示例 13800138000', note: '' },
}

test('what a 回收包 does not bring home is refused in a workspace, instead of being lost with it', async () => {
  const at = await office()
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['甲']), '甲')
  const roundId = at.round.id
  const one = await caseOf(away, roundId, ({ outcome }) => outcome === 'met')
  const { budgetFen, rules } = at.round
  const refused = [
    await away.refused('filing.add', EVENT),
    await away.refused('round.setRules', { roundId, budgetFen: budgetFen + 100, rules }),
    await away.refused('account.create', { name: '新人', password: '样例口令-2026-很长', roles: ['reviewer'] }),
  ]
  expect(refused).toEqual(
    ['活动报备', '资助批次', '账号'].map(
      (kind) => `CONFLICT 派发包工作区里不能办理“${kind}”：它不随回收包送回，没有改动任何数据；请在派发的电脑上办理`,
    ),
  )
  expect(await away.refused('policy.setDemo', { roundId, demo: false })).toContain('派发包工作区里不能办理')
  expect((await away.ask('filing.list', { roundId: null })).filings).toEqual([])
  await decide(away, one)
  const back = await sendBack(away, at.stick)
  expect(await inspect(at.desk, back)).toMatchObject({ contested: [] })
  expect(away.unexpected).toEqual([])
}, 60_000)

test('报备 that is linked to a case goes with it; a step on it comes back', async () => {
  const at = await office()
  const { desk, round, stick } = at
  await desk.signIn('审核员乙')
  const { id: filingId } = await desk.ask('filing.add', EVENT)
  await desk.ask('filing.add', { ...EVENT, eventName: '别的示例展' })
  const event = await caseOf(desk, round.id, ({ article }) => article === 'event')
  const applicationId = event.row.id
  await desk.ask('filing.link', { filingId, applicationId, words: '' })
  await desk.signIn('科长丙')
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['审核员乙']), '审核员乙')
  const { filings } = await away.ask('filing.list', { roundId: round.id })
  expect(filings.map(({ eventName }) => eventName)).toEqual(['示例家具展'])
  const step = { filingId, kind: 'follow-up', happenedOn: '2026-03-04', words: '电话跟踪筹备' } as const
  await away.ask('filing.step', step)
  const back = await sendBack(away, stick)
  await desk.signIn('审核员乙')
  await desk.ask('filing.step', { ...step, words: '在局跟踪' })
  await desk.signIn('科长丙')
  const done = await merge(desk, back)
  expect(done).toMatchObject({ added: 1, contested: [] })
  const words = async () => {
    const { linked } = await desk.ask('filing.ofCase', { applicationId })
    return linked?.steps.map((one) => one.words)
  }
  expect(await words()).toEqual([event.row.applicationNo, '在局跟踪', '电话跟踪筹备'])
  await desk.ask('exchange.undoMerge', { mergeId: done.mergeId, reason: '记错了活动' })
  expect(await words()).toEqual([event.row.applicationNo, '在局跟踪'])
}, 60_000)
