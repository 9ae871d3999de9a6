import { expect, test } from 'vitest'
import { otherYearNote } from '../../shared/rounds/copyRound.ts'
import { nextStep, type RoundCounts } from '../../shared/rounds/dashboard.ts'

const DONE: RoundCounts = {
  applications: 40,
  pending: 0,
  unknown: 0,
  supplement: 0,
  overdueSupplements: 0,
  reopened: 0,
  proposed: 0,
  rechecking: 0,
  published: 0,
  closed: null,
  done: 0,
  listNo: null,
  notice: null,
  openObjections: 0,
  today: '2026-03-05',
}
const LISTED = { listNo: '定稿2026-1-01', published: 20 }
const ENDED = { ...LISTED, notice: { endOn: '2026-03-04' } }

test.each<[Partial<RoundCounts>, string, string | null]>([
  [{ applications: 0 }, '还没有申报，请导入申报汇总表', 'intake'],
  [{ pending: 31, unknown: 5 }, '还有 31 件待审', 'review'],
  [{ pending: 31, overdueSupplements: 2, supplement: 3 }, '有 2 件补正已逾期，请办结', 'review'],
  [{ unknown: 5 }, '还有 5 件待核', 'review'],
  [{ supplement: 3 }, '还有 3 件等待补正', 'review'],
  [{ proposed: 4, rechecking: 6 }, '有 4 件已拟定，还没有提交复核', 'review'],
  [{ rechecking: 6 }, '有 6 件等待复核', 'review'],
  [{}, '审核和复核已完成，可以看统筹并定稿', 'cohort'],
  [LISTED, '已定稿（定稿2026-1-01），请制作公示', 'notice'],
  [{ ...LISTED, reopened: 1 }, '有 1 件经异议办理退回复审，请重新拟定', 'review'],
  [{ ...LISTED, notice: { endOn: null } }, '公示没有公示期，请填写起始日和期限后重新导出', 'notice'],
  [{ ...LISTED, notice: { endOn: '2026-03-05' } }, '公示中，公示期到 2026-03-05', 'notice'],
  [{ ...ENDED, openObjections: 2 }, '有 2 件异议未办结', 'notice'],
  [ENDED, '公示期满，还有 20 件待下达', 'review'],
  [{ ...ENDED, published: 0 }, '本批次已全部下达', null],
  [{ done: 40 }, '本批次的申报都已办结', null],
])('%o: %s', (counts, sentence, page) => {
  const next = nextStep({ ...DONE, ...counts })
  expect([next.sentence, next.act?.page ?? null]).toEqual([sentence, page])
})

test('a basis that names another year than the new round asks for a look', () => {
  expect(otherYearNote('局务会纪要〔2026〕3号', 2027)).toBe('依据写的是2026年，请核对')
  expect(otherYearNote('2025年度安排，2026年第1批', 2027)).toBe('依据写的是2025、2026年，请核对')
  expect(otherYearNote('局务会纪要〔2027〕3号', 2027)).toBe('')
  expect(otherYearNote('管理办法第十条，电话 82026123', 2027)).toBe('')
})
