import { describe, expect, test } from 'vitest'
import { applications, planOf, planRows, sheetOf, type Value } from './sheets.ts'

const HEADER = ['申报编号', '申报条款', '申报单位', '申报金额（元）']
const ROW: Value[] = ['LG1', '第九条', '示例甲公司', 1000]

describe('import again', () => {
  const first = planRows([...HEADER, '银行账号', '营业执照'], [[...ROW, '6222077799307191744', '√']])
  const stored = applications(first)

  test('the same rows change nothing', () => {
    const again = planOf(
      [
        sheetOf('申报汇总', [
          [...HEADER, '银行账号', '营业执照'],
          [...ROW, '6222077799307191744', '是'],
        ]),
      ],
      stored,
    )
    expect(again).toMatchObject({ unchanged: 1, changed: 0, accepted: 1 })
  })

  test('a changed row lists old and new in words, personal numbers masked', () => {
    const row: Value[] = ['LG1', '修订后第十一条', '示例甲有限公司', 2000.5, '6222077799307191755', '否']
    const plan = planOf([sheetOf('申报汇总', [[...HEADER, '银行账号', '营业执照'], row])], stored)
    expect(plan).toMatchObject({ unchanged: 0, changed: 1 })
    const [changed] = plan.rows
    expect(changed?.kind === 'changed' && changed.changes).toEqual([
      {
        field: 'article',
        label: '条款',
        before: '第九条 完善时尚行业支撑体系',
        after: '第十一条 支持培育时尚产业重大活动',
      },
      { field: 'articleText', label: '申报条款', before: '第九条', after: '修订后第十一条' },
      { field: 'applicant', label: '申报单位', before: '示例甲公司', after: '示例甲有限公司' },
      { field: 'requestedFen', label: '申报金额', before: '1,000.00 元', after: '2,000.50 元' },
      { field: 'bankAccount', label: '银行账号', before: '622**************44', after: '622**************55' },
      { field: 'material:营业执照', label: '材料：营业执照', before: '是', after: '否' },
    ])
  })

  test('columns the file does not have stay as stored; a cell emptied in it is emptied', () => {
    const plan = planOf([sheetOf('申报汇总', [HEADER, ['LG1', '第九条', '示例甲公司', null]])], stored)
    const [changed] = plan.rows
    expect(changed?.kind === 'changed' && changed.changes).toEqual([
      { field: 'requestedFen', label: '申报金额', before: '1,000.00 元', after: '' },
    ])
    expect(applications(plan)[0]).toMatchObject({
      facts: { bankAccount: '6222077799307191744' },
      materials: { 营业执照: true },
    })
  })

  test('an article a person settled is not unsettled by the same unclear text', () => {
    const rows: Value[][] = [HEADER, ['LG1', '第十二条', '示例甲公司', 1000]]
    const open = applications(planOf([sheetOf('申报汇总', rows)]))
    const settled = open.map((application) => ({ ...application, article: 'growth' as const }))
    expect(planOf([sheetOf('申报汇总', rows)], settled)).toMatchObject({ unchanged: 1, changed: 0 })
  })
})
