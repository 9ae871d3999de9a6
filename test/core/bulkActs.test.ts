import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { caseOf, sampleDesk, tempFolder } from './coreHarness.ts'

const TOLD = { toldOn: '2026-03-05', dueDays: 5, againReason: '' }

test('批量拟定 for chosen cases: the dry run says what the act does; one refused case leaves all as they were', async () => {
  const { desk, round } = await sampleDesk()
  const roundId = round.id
  const rows = await desk.ask('case.list', { roundId })
  const whole = await desk.ask('case.planPropose', { roundId })
  expect(whole.rows).toHaveLength(rows.length)
  const [ok, other] = whole.rows.filter((row) => row.ok)
  const no = whole.rows.find((row) => !row.ok)
  if (ok === undefined || other === undefined || no === undefined) throw new Error('the sample has no such cases')
  expect(no.note).not.toBe('')

  expect(await desk.refused('case.proposeMet', { roundId, caseIds: [ok.caseId, no.caseId] })).toBe(
    `CONFLICT ${no.applicationNo}：${no.note}；没有任何一件被改动`,
  )
  expect(await desk.ask('case.list', { roundId })).toEqual(rows)

  const done = await desk.ask('case.proposeMet', { roundId, caseIds: [ok.caseId] })
  expect(done.agreed + done.refused).toBe(1)
  const after = await desk.ask('case.list', { roundId })
  const changed = after.filter((row, at) => row.status !== rows[at]?.status)
  expect(changed.map(({ id }) => id)).toEqual([ok.caseId])
  expect((await desk.ask('case.planPropose', { roundId, caseIds: [ok.caseId] })).rows[0]).toMatchObject({ ok: false })
})

test('批量拟定 leaves a case alone whose 补正 is still open after it was taken up again', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ status, outcome }) => status === 'pending' && outcome === 'met')
  const told = { toldOn: '2026-03-05', dueDays: 5, items: ['实施报告'], againReason: '' }
  await desk.ask('supplement.request', { caseId: one.row.id, assessmentId: one.assessmentId ?? '', ...told })
  for (const act of ['sendBack', 'resume'] as const)
    await desk.ask('stage.act', { roundId: round.id, act, caseIds: [one.row.id], reason: '单位来函' })
  const named = { roundId: round.id, caseIds: [one.row.id] }
  expect((await desk.ask('case.planPropose', named)).rows).toMatchObject([{ ok: false, note: '补正还没有办结' }])
  expect(await desk.refused('case.proposeMet', named)).toMatch(/^CONFLICT .*补正还没有办结；没有任何一件被改动/)
  await desk.ask('case.proposeMet', { roundId: round.id })
  expect((await desk.ask('case.get', { caseId: one.row.id })).decision).toBeNull()
})

test('one 补正 list for several cases: all or none, and each can be undone by itself', async () => {
  const { desk, round } = await sampleDesk()
  const roundId = round.id
  const [first, second, third] = (await desk.ask('case.list', { roundId })).filter((row) => row.status === 'pending')
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few cases')
  const list = { roundId, items: ['审计报告', '发票清单'], ...TOLD }
  const planned = await desk.ask('supplement.planMany', { ...list, caseIds: [first.id, second.id] })
  expect(planned).toMatchObject({ okCount: 2, refusedCount: 0 })
  await desk.ask('supplement.requestMany', { ...list, caseIds: [first.id, second.id] })
  const open = await desk.ask('supplement.list', { roundId })
  expect(open.map(({ caseId, items }) => [caseId, items])).toEqual([
    [first.id, list.items],
    [second.id, list.items],
  ])

  const again = { ...list, caseIds: [first.id, third.id] }
  const plannedAgain = await desk.ask('supplement.planMany', again)
  expect(plannedAgain.rows.map(({ ok }) => ok)).toEqual([false, true])
  expect(await desk.refused('supplement.requestMany', again)).toMatch(/^CONFLICT .*没有任何一件被改动$/)
  expect(await desk.ask('supplement.list', { roundId })).toHaveLength(2)

  const { undo } = await desk.ask('act.list', { roundId })
  await desk.ask('act.undo', { roundId, actId: undo ?? '' })
  expect((await desk.ask('supplement.list', { roundId })).map(({ caseId }) => caseId)).toEqual([first.id])
})

test('the list is exported as it stands: these cases, this order, these columns, and what it was filtered by', async () => {
  const { desk, round } = await sampleDesk()
  const roundId = round.id
  const rows = (await desk.ask('case.list', { roundId })).slice(0, 3).reverse()
  expect(await desk.ask('case.firstRows', { roundId, count: 3 })).toEqual([...rows].reverse())
  const path = join(tempFolder(), '列表.xlsx')
  const answer = await desk.ask('queue.export', {
    roundId,
    caseIds: rows.map(({ id }) => id),
    columns: ['applicant', 'requested', 'applicationNo'],
    words: '待审；按申报金额从大到小',
    saveToken: desk.writeToken(path),
  })
  expect(answer).toEqual({ rows: 3 })
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const cells = (name: string) => book.getWorksheet(name)?.getSheetValues().slice(1) ?? []
  const [head, ...body] = cells('申报列表').map((line) => (Array.isArray(line) ? line.slice(1) : []))
  expect(head).toEqual(['单位', '申报金额（万元）', '编号'])
  expect(body.slice(0, 3)).toEqual(
    rows.map((row) => [row.applicant, (row.requestedFen ?? 0) / 1_000_000, row.applicationNo]),
  )
  expect(JSON.stringify(cells('说明'))).toContain('待审；按申报金额从大到小')
})
