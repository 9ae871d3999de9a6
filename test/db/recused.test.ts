import { expect, test } from 'vitest'
import { addAccount } from '../../db/accounts.ts'
import { addDecision, withdrawDecision } from '../../db/decisions.ts'
import { addList } from '../../db/lists.ts'
import { addRecusal, assign, liftRecusal } from '../../db/people.ts'
import { addMove } from '../../db/stages.ts'
import { type Tx, write } from '../../db/write.ts'
import { context, fillRound, frozenContent, newDatabase, refusal, tempFolder } from './fixture.ts'

/** Past the jobs, straight at the tables: the database itself holds people apart. */
test('回避 and four eyes stand in the database, whoever writes', () => {
  const db = newDatabase(`${tempFolder()}/a.db`)
  const { roundId, applicationIds, assessmentIds } = write(db, context('导入'), (tx) => {
    const filled = fillRound(tx, 2)
    tx.log('导入', '', {})
    return filled
  })
  const [applicationId = '', otherId = ''] = applicationIds
  const [assessmentId = '', otherAssessment = ''] = assessmentIds
  const account = write(db, context('管理员'), (tx) => {
    const id = addAccount(tx, { name: '审核员甲', roles: ['reviewer'], passwordHash: 'x', mustChange: false })
    tx.log('账号', '', {})
    return id
  })
  const as = (id: string, name: string, work: (tx: Tx) => unknown) =>
    write(db, { ...context(name), actor: { id, name } }, (tx) => {
      work(tx)
      tx.log('试', '', {})
    })
  const reviewer = (work: (tx: Tx) => unknown) => as(account, '审核员甲', work)
  const agreed = { kind: 'agree', amountFen: 1, computedFen: 1, overridden: false, opinion: '' } as const

  let decisionId = ''
  as('乙', '乙', (tx) => {
    decisionId = addDecision(tx, { applicationId, assessmentId, ...agreed })
  })
  let recusalId = ''
  reviewer((tx) => {
    recusalId = addRecusal(tx, { applicationId, accountId: account, reason: '亲属' })
  })
  const refused: [string, () => unknown, RegExp][] = [
    ['派件', () => as('丙', '丙', (tx) => assign(tx, applicationId, account)), /声明回避/],
    ['拟定', () => reviewer((tx) => addDecision(tx, { applicationId, assessmentId, ...agreed })), /声明回避/],
    [
      '退一步',
      () => reviewer((tx) => addMove(tx, { applicationId, from: '已受理', to: '退回', reason: '' })),
      /声明回避/,
    ],
    ['撤销别人的意见', () => reviewer((tx) => withdrawDecision(tx, decisionId, '试')), /声明回避/],
    ['解除本人的回避', () => reviewer((tx) => liftRecusal(tx, recusalId, '试')), /另一位科长/],
  ]
  for (const [what, attempt, words] of refused) expect(refusal(attempt), what).toMatch(words)

  as('丙', '丙', (tx) => liftRecusal(tx, recusalId, '查无'))
  reviewer((tx) => assign(tx, applicationId, account))

  // Whoever froze a list with a case approved it, also where the case did not move.
  const list = (no: string, id: string) => (tx: Tx) =>
    addList(tx, {
      roundId,
      content: frozenContent(no),
      allocations: [{ applicationId: id, quota: 'waiting', entitledFen: 1, allocatedFen: 1 }],
    })
  expect(refusal(() => as('乙', '乙', list('定稿2026-1-01', applicationId)))).toMatch(/另一位科长定稿/)
  as('丙', '丙', list('定稿2026-1-01', otherId))
  const late = () =>
    as('丙', '丙', (tx) => addDecision(tx, { applicationId: otherId, assessmentId: otherAssessment, ...agreed }))
  expect(refusal(late)).toMatch(/审定过/)
})
