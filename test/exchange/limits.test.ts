import { expect, test } from 'vitest'
import type { Input } from '../../shared/contract.ts'
import { caseOf, decide } from '../core/coreHarness.ts'
import { dispatch, inspect, office, openAs, otherDesk, sendBack } from './exchangeDesks.ts'

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
