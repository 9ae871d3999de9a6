import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyFile } from '../../db/verify.ts'
import { verifyArchive } from '../../electron/core/archive/verifyArchive.ts'
import type { PaperKind } from '../../shared/contract/papers.ts'
import { paperNo } from '../../shared/objections/issuedPaper.ts'
import type { StageAct } from '../../shared/stages/moves.ts'
import type { OfficeSettings, RoundView } from '../../shared/views.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'

const OFFICE: OfficeSettings = { ...SETTINGS, startOn: '2026-03-09' }

async function onDay(desk: Desk, day: string, name: string): Promise<void> {
  desk.now = Date.parse(`${day}T01:00:00.000Z`)
  await desk.signIn(name)
}

async function freeze(desk: Desk, { id: roundId }: RoundView): Promise<string> {
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, roundId)
  return (await desk.ask('list.freeze', { roundId })).id
}

async function issue(desk: Desk, { id: roundId }: RoundView, listId: string, kind: PaperKind): Promise<string> {
  const path = join(tempFolder(), `${kind}.pdf`)
  await desk.ask('paper.export', { roundId, listId, kind, saveToken: desk.writeToken(path) })
  return path
}

async function actOnAll(desk: Desk, { id: roundId }: RoundView, act: StageAct, stages: readonly string[]) {
  const rows = await desk.ask('case.list', { roundId })
  const caseIds = rows.filter(({ stage }) => stages.includes(stage)).map(({ id }) => id)
  const input = { roundId, act, caseIds, reason: '' }
  return { caseIds, input }
}

test('an upheld objection to the very end: reopened, decided anew, corrected in public, paid, archived', {
  timeout: 120_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const roundId = round.id
  await desk.ask('case.proposeMet', { roundId })
  const first = await freeze(desk, round)
  await desk.ask('settings.save', OFFICE)
  await issue(desk, round, first, 'notice')

  // An applicant objects within the period; the chief upholds it.
  const { row, application } = await caseOf(
    desk,
    roundId,
    (one) => one.article === 'smart-glasses' && one.status === 'agreed',
  )
  await onDay(desk, '2026-03-11', '公示丁')
  await desk.ask('objection.setDays', { days: 5, countFirstDay: false })
  const objection = await desk.ask('objection.add', {
    ...{ roundId, applicationId: row.id, kind: 'objection', signed: 'named', person: application.applicant },
    ...{ receivedOn: '2026-03-11', receivedHow: '书面', subject: '票据应多计一张' },
  })
  expect(objection.dueOn).toBe('2026-03-18')
  const { deadlines } = await desk.ask('round.dashboard', { roundId })
  expect(deadlines.find(({ id }) => id === 'objection')).toMatchObject({ on: '2026-03-18', daysLeft: 5, overdue: 0 })
  await onDay(desk, '2026-03-12', '科长丙')
  const closing = {
    happenedOn: '2026-03-12',
    outcome: 'upheld',
    effect: 'reopened',
    words: '票据重复，应核减',
  } as const
  await desk.ask('objection.close', { objectionId: objection.id, ...closing })

  // Decided anew, re-checked, frozen again by the chief; nothing of the old list is paid meanwhile.
  const unpaid = await actOnAll(desk, round, 'disburse', ['公示'])
  expect(await desk.refused('stage.act', unpaid.input)).toMatch(/不在有效的定稿名单/)
  await desk.signIn('审核员乙')
  const back = await desk.ask('case.get', { caseId: row.id })
  const lower = (back.assessment?.amountFen ?? 0) - 100_000
  await decide(desk, back, { amountFen: lower, opinion: '核减重复票据' })
  const second = await freeze(desk, round)
  expect(second).not.toBe(first)

  // 更正公示 with only the difference and a period of its own.
  await desk.ask('settings.save', { ...OFFICE, startOn: '2026-03-16' })
  const notice = await issue(desk, round, second, 'correction')
  const text = (await pdfText(readFileSync(notice))).join('').replaceAll(/\s/g, '')
  const lists = await desk.ask('list.all', { roundId })
  const granted = new Map(
    lists.map(({ id, content }) => [id, content.items.map((item) => [item.applicant, item.allocatedFen])]),
  )
  const lines = (listId: string) => new Set((granted.get(listId) ?? []).map(([name, fen]) => `${name} ${fen}`))
  const before = lines(first)
  const changed = new Set([...lines(second)].filter((line) => !before.has(line)).map((line) => line.split(' ')[0]))
  const named = lists.flatMap(({ content }) => content.items).map(({ applicant }) => applicant)
  expect(changed).toContain(row.applicant)
  expect(new Set(named.filter((name) => text.includes(name)))).toEqual(changed)
  expect(changed.size).toBeLessThan(new Set(named).size)
  expect(text).toContain('3月16日')
  const papers = await desk.ask('paper.issued', { roundId })
  expect(papers[0]).toMatchObject({
    kind: 'correction',
    startOn: '2026-03-16',
    endOn: '2026-03-20',
    invalidReason: null,
  })
  expect(papers[1]?.invalidReason).toContain('经异议2026-1-01退回复审')

  // The last day of the new period still belongs to it; after it everything is paid, then filed.
  await onDay(desk, '2026-03-20', '公示丁')
  const early = await actOnAll(desk, round, 'disburse', ['公示'])
  expect(await desk.refused('stage.act', early.input)).toMatch(/公示期至2026年3月20日，尚未届满/)
  await onDay(desk, '2026-03-23', '公示丁')
  expect((await desk.ask('objection.book', { roundId })).remaining).toEqual([])
  await desk.ask('settings.save', { ...OFFICE, startOn: '2026-03-16', signedOn: '2026-03-23' })
  await issue(desk, round, second, 'disbursement')
  const paying = await actOnAll(desk, round, 'disburse', ['公示'])
  expect(paying.caseIds.length).toBeGreaterThan(1)
  await desk.ask('stage.act', paying.input)
  expect(
    await desk.refused('case.correct', {
      caseId: row.id,
      edits: [{ fact: 'phone', text: '0755-28900000' }],
      reason: '更正',
    }),
  ).toMatch(/FORBIDDEN|CONFLICT/)
  const filing = await actOnAll(desk, round, 'archive', ['下达', '不予支持'])
  await desk.ask('stage.act', filing.input)
  const stages = new Set(
    (await desk.ask('case.list', { roundId })).map(({ id, stage }) => (filing.caseIds.includes(id) ? stage : '')),
  )
  expect([...stages].filter((stage) => stage !== '')).toEqual(['归档'])

  // 归档包, checked without the database.
  const path = join(tempFolder(), '归档包.zip')
  const made = await desk.ask('archive.create', { roundId, saveToken: desk.writeToken(path) })
  expect(made.cases).toBe((await desk.ask('case.list', { roundId })).length)
  const checked = await verifyArchive(path)
  const [registered] = await desk.ask('paper.issued', { roundId })
  expect(registered === undefined ? '' : paperNo(registered, round)).toBe('归档包2026-1-01')
  expect(checked).toMatchObject({ ok: true, sha256: registered?.sha256, manifestSha256: made.manifestSha256 })
  expect(verifyFile(desk.path)).toMatchObject({ ok: true })
  expect(desk.unexpected).toEqual([])
})
