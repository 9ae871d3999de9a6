import { expect, test } from 'vitest'
import { FACTS, type FactName } from '../../shared/application.ts'
import { sampleDesk } from './coreHarness.ts'

test('the numbers of people and accounts do not reach the window of an administrator in any answer about cases', async () => {
  const { desk, round } = await sampleDesk('审核员乙')
  const roundId = round.id
  const rows = await desk.ask('case.list', { roundId })
  const views = await Promise.all(rows.map(({ id }) => desk.ask('case.get', { caseId: id })))
  const [one, two] = views
  if (one === undefined || two === undefined) throw new Error('the sample has no cases')
  // Two applicants with one account are a group of 查重, which names the account.
  const edits = [{ fact: 'bankAccount' as const, text: String(two.application.facts.bankAccount) }]
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '账号抄错' })
  const numbers = views.flatMap(({ application }) =>
    Object.entries(application.facts).flatMap(([fact, value]) =>
      FACTS[fact as FactName].kind === 'id' ? [String(value)] : [],
    ),
  )
  expect(numbers.length).toBeGreaterThan(100)
  const seen = async (): Promise<string[]> => {
    const answers = [
      rows.map(({ id }) => desk.ask('case.get', { caseId: id })),
      rows.map(({ id }) => desk.ask('desk.meetingCase', { roundId, caseId: id })),
      rows.map(({ id }) => desk.ask('case.explain', { caseId: id, listId: null, otherFen: null })),
      (['case.list', 'desk.attention', 'desk.figures', 'desk.approval', 'desk.meeting', 'radar.view'] as const).map(
        (channel) => desk.ask(channel, { roundId }),
      ),
      (['round.dashboard', 'objection.book', 'paper.issued', 'people.list', 'supplement.list'] as const).map(
        (channel) => desk.ask(channel, { roundId }),
      ),
      [desk.ask('filing.list', { roundId }), desk.ask('exchange.contested', { roundId })],
    ]
    const text = JSON.stringify(await Promise.all(answers.map((asked) => Promise.all<unknown>(asked))))
    return numbers.filter((number) => text.includes(number))
  }
  expect(await seen()).toContain(two.application.facts.bankAccount)
  const { related } = await desk.ask('radar.view', { roundId })
  expect(JSON.stringify(related)).toContain(two.application.facts.bankAccount)
  await desk.signIn('管理己')
  expect(await seen()).toEqual([])
})
