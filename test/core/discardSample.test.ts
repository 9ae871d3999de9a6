import { expect, test } from 'vitest'
import { earlierGrants, earlierGrantsOf, hasEarlierGrants } from '../../db/earlierGrants.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import type { Input } from '../../shared/contract.ts'
import type { RoundView } from '../../shared/views.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { caseOf, type Desk, recheckAll, sampleDesk, staffedDesk } from './coreHarness.ts'
import { demoRound } from './listBooks.ts'
import { entry, newRound, parameter } from './parameterDesk.ts'

async function importSample(desk: Desk, round: RoundView): Promise<void> {
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
}

async function freeze(desk: Desk, roundId: string): Promise<string> {
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, roundId)
  return (await desk.ask('list.freeze', { roundId })).listNo
}

/** Everything a round shows that could depend on another: findings with their words, money and places, the radar. */
async function influenced(desk: Desk, round: RoundView) {
  const rows = await desk.ask('case.list', { roundId: round.id })
  const texts = []
  for (const { id } of rows) {
    const { assessment } = await desk.ask('case.get', { caseId: id })
    texts.push([assessment?.outcome, assessment?.amountFen, assessment?.conditions, assessment?.steps])
  }
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })
  const radar = await desk.ask('radar.view', { roundId: round.id })
  const pairs = radar.pairs.map(({ application, other, score }) => [
    application.applicationNo,
    other.applicationNo,
    score,
  ])
  return { texts, allocation, compared: radar.compared, pairs }
}

test('a sample round that was thrown away influences nothing: findings, money, places and radar are as if it had never been', {
  timeout: 120_000,
}, async () => {
  const { desk, round: sample } = await sampleDesk()
  const listNo = await freeze(desk, sample.id)
  expect(listNo).toBe('定稿2026-1-01')
  const sampleCase = await caseOf(desk, sample.id, () => true)
  const sampleListId = (await desk.ask('list.all', { roundId: sample.id }))[0]?.id ?? ''
  const second = await demoRound(desk, 2026, 2)
  await importSample(desk, second)
  const before = await influenced(desk, second)
  expect(before.compared.grants).toBeGreaterThan(0)

  const sentences = await desk.ask('round.discardPlan', { roundId: sample.id })
  expect(sentences[0]).toMatch(/^2026年第1批（示例）的 \d+ 件申报、\d+ 件意见和 1 份定稿名单不再显示/)
  expect(await desk.refused('round.discardSample', { roundId: second.id })).toMatch(/^CONFLICT 2026年第2批是正式批次/)
  await desk.signIn('审核员乙')
  expect(await desk.refused('round.discardSample', { roundId: sample.id })).toMatch(/^FORBIDDEN/)
  await desk.signIn('科长丙')
  expect(await desk.ask('round.discardSample', { roundId: sample.id })).toEqual({ name: '2026年第1批' })

  // Hidden everywhere.
  expect((await desk.ask('round.list', {})).map(({ name }) => name)).toEqual(['2026年第2批'])
  expect(await desk.refused('round.get', { roundId: sample.id })).toMatch(/^NOT_FOUND/)
  expect(await desk.refused('case.list', { roundId: sample.id })).toMatch(/^NOT_FOUND/)
  expect(await desk.refused('case.get', { caseId: sampleCase.row.id })).toMatch(/^NOT_FOUND/)
  const preview = { roundId: second.id, listId: sampleListId, kind: 'summary' as const }
  expect(await desk.refused('paper.preview', preview)).toMatch(/^NOT_FOUND/)
  expect(await desk.refused('round.discardSample', { roundId: sample.id })).toMatch(/^NOT_FOUND/)

  // As if it had never been.
  await desk.ask('round.assess', { roundId: second.id })
  const fresh = await staffedDesk()
  await fresh.signIn('科长丙')
  const alone = await demoRound(fresh, 2026, 2)
  await importSample(fresh, alone)
  const after = await influenced(desk, second)
  expect(after).toEqual(await influenced(fresh, alone))
  expect(after).not.toEqual(before)

  // The number is free again, and the next list does not take the old list's.
  await desk.ask('round.createSample', {})
  const again = (await desk.ask('round.list', {})).find(({ batch }) => batch === 1)
  expect(await freeze(desk, again?.id ?? '')).toBe('定稿2026-1-02')
  await desk.ask('round.discardSample', { roundId: again?.id ?? '' })
  expect((await desk.ask('audit.verify', {})).ok).toBe(true)
  expect(desk.unexpected).toEqual([])
})

test('a list that stood on what the sample granted ends with it; a value entered only in the sample is not handed on', {
  timeout: 60_000,
}, async () => {
  const { desk, round: sample } = await sampleDesk()
  await freeze(desk, sample.id)
  const second = await demoRound(desk, 2026, 2)
  await importSample(desk, second)
  await freeze(desk, second.id)
  await desk.ask('policy.setDemo', { roundId: sample.id, demo: false })
  await desk.ask('policy.setParameter', entry(sample, 'platform.cap', '80万元'))
  await desk.ask('round.discardSample', { roundId: sample.id })
  const [list] = await desk.ask('list.all', { roundId: second.id })
  expect(list?.invalidReason).not.toBeNull()
  const third = await newRound(desk, 3)
  expect((await parameter(desk, third, 'platform.cap'))?.origin).toBe('unset')
})

test('grants of a round that was thrown away are no earlier grants, even of a list that was left valid', {
  timeout: 60_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  await freeze(desk, round.id)
  desk.core.close()
  const db = openDatabase(desk.path)
  const grants = earlierGrants(db, 2027, 1)
  expect(grants.length).toBeGreaterThan(0)
  expect(earlierGrantsOf(db, 2027, 1, grants.slice(0, 1)).length).toBeGreaterThan(0)
  db.prepare('UPDATE round SET batch = 9001, discarded_at = created_at').run()
  expect(earlierGrants(db, 2027, 1)).toEqual([])
  expect(earlierGrantsOf(db, 2027, 1, grants.slice(0, 1))).toEqual([])
  expect(hasEarlierGrants(db, 2027, 1)).toBe(false)
  closeDatabase(db)
})

test('numbers are not given twice, a 报备 is free again, and 重算核对 leaves the thrown-away findings alone', async () => {
  const { desk, round: sample } = await sampleDesk()
  const event = await caseOf(desk, sample.id, ({ article }) => article === 'event')
  const { applicant: organiser, creditCode, projectName } = event.application
  const { id: filingId } = await desk.ask('filing.add', {
    ...{ organiser, creditCode, eventName: event.application.facts.eventName ?? projectName, eventKind: '展会' },
    ...{ industry: '家具', place: '示例展馆', startsOn: '2026-03-20', endsOn: '2026-03-22', filedOn: '2026-03-02' },
    ...{ contact: '', note: '' },
  })
  await desk.ask('filing.link', { filingId, applicationId: event.row.id, words: '' })
  await desk.signIn('公示丁')
  const objection: Omit<Input<'objection.add'>, 'roundId'> = {
    applicationId: null,
    kind: 'objection',
    person: '示例某',
    signed: 'named',
    receivedOn: '2026-03-04',
    receivedHow: '书面',
    subject: '对金额有异议',
  }
  await desk.ask('objection.add', { roundId: sample.id, ...objection })
  await desk.signIn('科长丙')
  expect((await desk.ask('audit.replay', { roundId: null })).checked).toBeGreaterThan(0)
  await desk.ask('round.discardSample', { roundId: sample.id })
  expect((await desk.ask('audit.replay', { roundId: null })).checked).toBe(0)
  const [free] = (await desk.ask('filing.list', { roundId: null })).filings
  expect(free).toMatchObject({ linked: null, applied: false })

  await desk.ask('round.createSample', {})
  const again = (await desk.ask('round.list', {})).find(({ batch }) => batch === 1)
  const roundId = again?.id ?? ''
  await desk.signIn('公示丁')
  expect((await desk.ask('objection.add', { roundId, ...objection })).number).toBe(2)
  await desk.signIn('审核员乙')
  const anew = await caseOf(desk, roundId, ({ applicationNo }) => applicationNo === event.row.applicationNo)
  expect(await desk.ask('filing.link', { filingId, applicationId: anew.row.id, words: '' })).toMatchObject({
    linked: { applicationNo: event.row.applicationNo },
  })
  expect(desk.unexpected).toEqual([])
})
