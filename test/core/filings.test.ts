import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import type { Input } from '../../shared/contract.ts'
import { type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

const EVENT: Input<'filing.add'> = {
  ...{ organiser: '示例会展有限公司', creditCode: '', eventName: '示例家具展', eventKind: '展会', industry: '家具' },
  ...{ place: '示例展馆', startsOn: '2026-03-20', endsOn: '2026-03-22', filedOn: '2026-03-02' },
  ...{ contact: '王示例 13800138000', note: '' },
}

async function eventCase(desk: Desk, roundId: string) {
  for (const { id: caseId, article } of await desk.ask('case.list', { roundId })) {
    if (article !== 'event') continue
    const { application } = await desk.ask('case.get', { caseId })
    if ((application.facts.eventName ?? application.projectName) !== '') return application
  }
  throw new Error('the sample has no event with a name')
}

test('报备, its correction, its steps and its end', async () => {
  const { desk } = await sampleDesk()
  const one = await desk.ask('filing.add', EVENT)
  expect(one).toMatchObject({ year: 2026, number: 1, contact: '王** 138****8000' })
  expect(await desk.ask('filing.add', { ...EVENT, eventName: '示例家居展', filedOn: '2025-12-30' })).toMatchObject({
    year: 2025,
    number: 1,
  })
  expect(await desk.refused('filing.add', { ...EVENT, filedOn: '2026-03-06' })).toContain('晚于今天')
  expect(await desk.refused('filing.add', { ...EVENT, endsOn: '2026-03-19' })).toContain('结束日期早于开始日期')
  const filingId = one.id
  const corrected = await desk.ask('filing.correct', {
    filingId,
    changes: { endsOn: '2026-03-23', contact: '李示例 13900139000' },
    reason: '主办单位来函',
  })
  expect(corrected).toMatchObject({ endsOn: '2026-03-23', contact: '李** 139****9000' })
  expect(corrected.steps[0]?.changes).toEqual([
    { field: 'endsOn', before: '2026-03-22', after: '2026-03-23' },
    { field: 'contact', before: '王** 138****8000', after: '李** 139****9000' },
  ])
  const same = { filingId, changes: { endsOn: '2026-03-23' }, reason: '再改' }
  expect(await desk.refused('filing.correct', same)).toContain('没有变动')
  await desk.ask('filing.step', { filingId, kind: 'follow-up', happenedOn: '2026-03-21', words: '派两人到场' })
  const early = { filingId, kind: 'audit', happenedOn: '2026-03-05', words: '已核' } as const
  expect(await desk.refused('filing.step', early)).toContain('才结束')
  await desk.ask('filing.cancel', { filingId, reason: '活动取消' })
  expect(await desk.refused('filing.step', { ...early, kind: 'follow-up' })).toContain('已撤销')
  expect(desk.unexpected).toEqual([])
})

test('the contact is answered only when asked for, to reviewers, and the look is logged', async () => {
  const { desk } = await sampleDesk()
  const { id: filingId } = await desk.ask('filing.add', EVENT)
  expect(await desk.ask('filing.contact', { filingId })).toEqual({ contact: EVENT.contact })
  await desk.signIn('审计戊')
  expect(await desk.refused('filing.contact', { filingId })).toContain('FORBIDDEN')
  await desk.signIn('专家庚')
  expect(await desk.refused('filing.list', { roundId: null })).toContain('FORBIDDEN')
  await desk.signIn('甲')
  const log = JSON.stringify(await desk.ask('audit.list', { limit: 50 }))
  expect(log).toContain('查看报备联系人')
  expect(log).not.toContain('13800138000')
})

test('a case is linked by a person; what differs is shown and the case is left as it is', async () => {
  const { desk, round } = await sampleDesk()
  const application = await eventCase(desk, round.id)
  const { applicant: organiser, creditCode, applicationNo, facts, projectName } = application
  const eventName = facts.eventName ?? projectName
  const { id: filingId } = await desk.ask('filing.add', { ...EVENT, organiser, creditCode, eventName })
  const { filings } = await desk.ask('filing.list', { roundId: round.id })
  const [suggested] = filings[0]?.suggested ?? []
  expect(suggested?.applicationNo).toBe(applicationNo)
  const applicationId = suggested?.applicationId ?? ''
  expect((await desk.ask('filing.ofCase', { applicationId })).suggested.map(({ id }) => id)).toEqual([filingId])
  expect(await desk.ask('filing.link', { filingId, applicationId, words: '' })).toMatchObject({
    linked: { applicationNo },
  })
  const beside = await desk.ask('filing.ofCase', { applicationId })
  expect(beside.linked?.id).toBe(filingId)
  expect(beside.differences.map(({ fact }) => fact)).toContain('filingDate')
  expect((await desk.ask('case.get', { caseId: applicationId })).application).toEqual(application)
  const { id: second } = await desk.ask('filing.add', EVENT)
  expect(await desk.refused('filing.link', { filingId: second, applicationId, words: '' })).toContain(
    '已关联报备2026-01',
  )
  await desk.ask('filing.unlink', { filingId, reason: '关联错了' })
  expect((await desk.ask('filing.ofCase', { applicationId })).linked).toBeNull()

  const path = join(tempFolder(), '报备.xlsx')
  expect(await desk.ask('filing.export', { year: 2026, saveToken: desk.writeToken(path) })).toEqual({ filings: 2 })
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const text = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))
  expect(text).toContain('报备2026-01')
  expect(text).not.toContain('13800138000')
})

test('numbers of persons in the words of an entry stand masked in the list, its steps and the workbook', async () => {
  const { desk } = await sampleDesk()
  const note = '对接人13800138000，另有138 0013 8001'
  const { id: filingId } = await desk.ask('filing.add', { ...EVENT, note, contact: '王示例 １３８ ００１３ ８０００' })
  await desk.ask('filing.step', { filingId, kind: 'follow-up', happenedOn: '2026-03-21', words: '已约13900139000到场' })
  await desk.ask('filing.correct', { filingId, changes: { note: `${note}；改13700137000` }, reason: '来电13600136000' })
  const path = join(tempFolder(), '报备.xlsx')
  await desk.ask('filing.export', { year: 2026, saveToken: desk.writeToken(path) })
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const said = [
    JSON.stringify(await desk.ask('filing.list', { roundId: null })),
    JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues())),
  ]
  for (const text of said) {
    expect(text).toContain('138****8000')
    expect(text.replace(/\s/g, '')).not.toMatch(/1[3-9]\d{9}/)
  }
  // The mask shown in the form and saved as it is changes nothing.
  const [shown] = (await desk.ask('filing.list', { roundId: null })).filings
  const back = { filingId, changes: { note: shown?.note ?? '', endsOn: '2026-03-23' }, reason: '来函' }
  expect((await desk.ask('filing.correct', back)).steps.at(-1)?.changes.map(({ field }) => field)).toEqual(['endsOn'])
  await desk.signIn('甲')
  const log = (await desk.ask('audit.list', { limit: 10 })).map(({ detail }) => detail)
  expect(log).toContainEqual(expect.stringMatching(/类别 报备登记表.*文件 报备\.xlsx，文件校验码 [0-9a-f]{16}/))
})

test('an event is registered once, unless the entry was cancelled; invisible signs make no other event', async () => {
  const { desk } = await sampleDesk()
  const first = await desk.ask('filing.add', { ...EVENT, eventName: '示例\u202e家具\u200b展' })
  expect(first.eventName).toBe('示例家具展')
  expect(await desk.refused('filing.add', { ...EVENT, organiser: '示例会展有限责任公司 ' })).toMatch(
    /CONFLICT 报备2026-01 已登记.*“示例家具展”，没有重复登记/,
  )
  await desk.ask('filing.add', { ...EVENT, startsOn: '2026-03-21' })
  await desk.ask('filing.cancel', { filingId: first.id, reason: '登记错误' })
  expect(await desk.ask('filing.add', EVENT)).toMatchObject({ number: 3 })
})
