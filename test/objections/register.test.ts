import { expect, test } from 'vitest'
import { type IssuedPaper, paperNo, paperState } from '../../shared/objections/issuedPaper.ts'
import { type Objection, objectionNo, objectionState, withoutPerson } from '../../shared/objections/objection.ts'
import { objectionSheets } from '../../shared/objections/objectionSheet.ts'
import { type BeforeDisbursement, remainingBeforeDisbursement } from '../../shared/objections/remaining.ts'

const OPEN: Objection = {
  id: 'o1',
  number: 1,
  kind: 'objection',
  applicationId: 'a1',
  applicationNo: 'LG2026110010',
  applicant: '示例甲有限公司',
  person: '张某',
  signed: 'named',
  receivedOn: '2026-03-10',
  receivedHow: '张某来访',
  subject: '张某认为金额偏低',
  dueDays: 5,
  dueOn: '2026-03-17',
  entererName: '公示丁',
  enteredAt: '2026-03-10T02:00:00.000Z',
  steps: [],
}
const CLOSED: Objection = {
  ...OPEN,
  steps: [
    {
      outcome: 'rejected',
      effect: 'none',
      happenedOn: '2026-03-12',
      words: '已书面答复张某',
      doerName: '科长丙',
      doneAt: '2026-03-12T02:00:00.000Z',
    },
  ],
}
const READY: BeforeDisbursement = {
  round: { year: 2026, batch: 1 },
  list: { listNo: '定稿2026-1-01', invalidReason: null },
  notice: { endOn: '2026-03-13' },
  objections: [CLOSED],
  today: '2026-03-14',
}

test('an objection is in time up to its due day, late the day after, and never late once closed or without a due day', () => {
  expect(objectionState(OPEN, '2026-03-16')).toBe('open')
  expect(objectionState(OPEN, '2026-03-17')).toBe('open')
  expect(objectionState(OPEN, '2026-03-18')).toBe('overdue')
  expect(objectionState(CLOSED, '2026-03-18')).toBe('closed')
  expect(objectionState({ ...OPEN, dueOn: null }, '2027-03-18')).toBe('open')
  const handled = { ...CLOSED, steps: CLOSED.steps.map((step) => ({ ...step, outcome: null })) }
  expect(objectionState(handled, '2026-03-18')).toBe('overdue')
})

test('下达 waits for the whole 公示期, its last day included', () => {
  expect(remainingBeforeDisbursement(READY)).toEqual([])
  expect(remainingBeforeDisbursement({ ...READY, today: '2026-03-13' })).toEqual(['公示期至2026年3月13日，尚未届满'])
  expect(remainingBeforeDisbursement({ ...READY, notice: null })).toEqual([
    '名单“定稿2026-1-01”还没有出过公示，请先导出公示并公示期满',
  ])
  expect(remainingBeforeDisbursement({ ...READY, notice: { endOn: null } })[0]).toMatch(/的公示没有公示期/)
})

test('下达 waits for every open objection, complaint and report, and for a valid list', () => {
  const objections = [CLOSED, { ...OPEN, number: 2 }, { ...OPEN, number: 3, kind: 'report' as const }]
  const list = { listNo: '定稿2026-1-01', invalidReason: 'LG2026110010 的意见有更改' }
  expect(remainingBeforeDisbursement({ ...READY, objections, list })).toEqual([
    '名单“定稿2026-1-01”已失效（LG2026110010 的意见有更改），请重新定稿并公示',
    '还有 2 件未办结：异议2026-1-02、举报2026-1-03，请先在“异议台账”办结',
  ])
})

test('whoever does not handle it reads the matter without who it was, in every text', () => {
  const shown = withoutPerson(CLOSED)
  expect(JSON.stringify(shown)).not.toContain('张某')
  expect(shown).toMatchObject({ subject: '提出人认为金额偏低', receivedHow: '提出人来访' })
  expect(withoutPerson({ ...OPEN, person: '', signed: 'anonymous' }).subject).toBe(OPEN.subject)
})

test('numbers run through the kinds of a round', () => {
  expect(objectionNo({ kind: 'complaint', number: 12 }, { year: 2026, batch: 2 })).toBe('投诉2026-2-12')
  expect(paperNo({ kind: 'notice', number: 3 }, { year: 2026, batch: 1 })).toBe('公示2026-1-03')
})

test('an issued paper is valid until a newer one of its kind and list, or until its list is void', () => {
  const paper = (kind: IssuedPaper['kind'], number: number, listNo: string, invalidReason: string | null = null) => {
    return { kind, number, listNo, applicationNos: [], invalidReason }
  }
  const papers = [
    paper('notice', 1, 'L1', '更正'),
    paper('notice', 2, 'L2'),
    paper('notice', 3, 'L2'),
    paper('summary', 1, 'L2'),
  ]
  expect(papers.map((one) => paperState(one, papers))).toEqual(['invalid', 'replaced', 'valid', 'valid'])
})

test('a paper of single cases is replaced by a newer one that names all of its cases', () => {
  const paper = (number: number, applicationNos: string[]) => {
    return { kind: 'refusal', number, listNo: null, applicationNos, invalidReason: null } as const
  }
  const papers = [paper(1, ['A1']), paper(2, ['A2', 'A3']), paper(3, ['A1', 'A2'])]
  expect(papers.map((one) => paperState(one, papers))).toEqual(['replaced', 'valid', 'valid'])
})

test('the sheet of the register holds every objection and says that it is internal', () => {
  const head = { year: 2026, batch: 1, demo: false, today: '2026-03-18', at: '2026-03-18T02:00:00.000Z' }
  const [sheet] = objectionSheets([OPEN, CLOSED], head)
  expect(sheet?.unit).toBe('内部资料，不得公开')
  const cells = [...(sheet?.rows ?? [])].map((row) => (row.kind === 'data' ? row.cells : []))
  expect(cells?.[0]).toEqual(expect.arrayContaining(['异议2026-1-01', '张某', '实名', '2026-03-17', '已逾期']))
  expect(cells?.[1]).toEqual(
    expect.arrayContaining(['已办结', '不成立', '不影响名单', '2026-03-12 科长丙：已书面答复张某']),
  )
  for (const row of cells ?? []) expect(row).toHaveLength(sheet?.columns.length ?? 0)
})
