import { chineseAmount } from '../chineseAmount.ts'
import { AppError } from '../errors.ts'
import { yuanGrouped } from '../money.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { ABOUT_NAME } from './issuedSheets.ts'
import { listMarks, listReference, listTime, roundTitle } from './marks.ts'
import { allocatedSum, grantedItems } from './publicPaper.ts'
import { type Band, type BandPart, type DataRow, type PaperColumn, type PaperSheet, sumColumns } from './sheet.ts'

/** Where an applicant wants the money, as handed in; empty where it was not. */
export interface BankDetails {
  bank: string
  account: string
}

const INTERNAL = '内部资料，不得公开'

const COLUMNS: PaperColumn[] = [
  { field: 'index', header: '序号', width: 6, kind: 'integer', total: false },
  { field: 'applicationNo', header: '申报编号', width: 16, kind: 'text', total: false },
  { field: 'accountName', header: '户名（申报单位、个人）', width: 34, kind: 'text', total: false },
  { field: 'bank', header: '开户银行', width: 30, kind: 'text', total: false },
  { field: 'account', header: '银行账号', width: 24, kind: 'text', total: false },
  { field: 'amount', header: '金额（元）', width: 16, kind: 'money', total: true },
  { field: 'amountWords', header: '金额大写', width: 42, kind: 'text', total: false },
  { field: 'articleNo', header: '条款', width: 10, kind: 'text', total: false },
  { field: 'note', header: '备注', width: 26, kind: 'text', total: false },
]
const LABEL = 2

/**
 * 拨付明细表 for the finance section: the granted applications with their bank details, each amount in figures and 大写.
 * Internal; kept apart from the public table (facts.md §4.5). What was not handed in stays empty and is said in 备注.
 * Errors: CONFLICT for a trial, BAD_INPUT when nothing is granted.
 */
export function paymentSheets(list: FrozenList, details: ReadonlyMap<string, BankDetails>): PaperSheet[] {
  if (list.trial) throw new AppError('CONFLICT', '试算没有定稿，不能出拨付明细表；请科长定稿、公示期满后再出')
  const granted = grantedItems(list)
  if (granted.length === 0) throw new AppError('BAD_INPUT', '名单中没有拟资助项目，无需拨付，请核对批次和拟定意见')
  const last = COLUMNS.length - 1
  const rows = granted.map((item, index) => row(item, index, details.get(item.applicationNo)))
  const sumFen = allocatedSum(granted)
  const base = {
    mark: [...listMarks(list), INTERNAL].join('　'),
    reference: listReference(list),
    after: [],
    before: [],
  }
  const title = `${roundTitle(list)}资助资金拨付明细表`
  return [
    {
      ...base,
      name: '拨付明细表',
      before: [
        band('title', title, last, 'center', 36),
        band('text', `${INTERNAL}　定稿号：${list.listNo}　金额单位：元`, last, 'right', 20),
      ],
      columns: COLUMNS,
      rows: [
        ...rows,
        {
          ...{ kind: 'sum', label: `合计（${granted.length}项）`, labelColumn: LABEL, strong: true },
          spans: [{ from: 0, to: rows.length - 1 }],
          values: sumColumns(COLUMNS, rows),
        },
        band('strong', `合计（大写）：${chineseAmount(sumFen)}　（¥${yuanGrouped(sumFen)}）`, last, 'left', 26),
      ],
      after: [signatures(last)],
      plain: false,
      unit: '金额单位：元',
      pageTitle: '',
    },
    {
      ...base,
      name: ABOUT_NAME,
      columns: ABOUT,
      rows: aboutLines(list, granted, details).map((cells): DataRow => ({ kind: 'data', cells, overridden: false })),
      plain: true,
      unit: '',
      pageTitle: `${title}（说明）`,
    },
  ]
}

/** What must be asked for before the money can leave, one sentence each. */
export function missingBankDetails(list: FrozenList, details: ReadonlyMap<string, BankDetails>): string[] {
  return grantedItems(list).flatMap((item) => {
    const missing = missingWords(details.get(item.applicationNo))
    return missing === '' ? [] : `${item.applicationNo} ${item.applicant}${missing}，请向申报单位补齐后再拨付`
  })
}

function row(item: ListItem, index: number, found: BankDetails | undefined): DataRow {
  const { applicationNo, applicant, allocatedFen, articleNo } = item
  const missing = missingWords(found)
  const { bank, account } = found ?? { bank: '', account: '' }
  const cells = [
    index + 1,
    applicationNo,
    applicant,
    bank,
    account,
    allocatedFen,
    chineseAmount(allocatedFen),
    articleNo,
    missing,
  ]
  return { kind: 'data', overridden: missing !== '', cells: cells.map((cell, at) => (at === 0 ? String(cell) : cell)) }
}

function missingWords(found: BankDetails | undefined): string {
  const missing = [
    ...((found?.bank ?? '').trim() === '' ? ['开户银行'] : []),
    ...((found?.account ?? '').trim() === '' ? ['银行账号'] : []),
  ]
  return missing.length === 0 ? '' : `没有提供${missing.join('、')}`
}

const ABOUT: PaperColumn[] = [
  { field: 'group', header: '类别', width: 10, kind: 'text', total: false },
  { field: 'name', header: '项目', width: 30, kind: 'text', total: false },
  { field: 'value', header: '内容', width: 72, kind: 'text', total: false },
  { field: 'basis', header: '来源与依据', width: 40, kind: 'text', total: false },
]

function aboutLines(
  list: FrozenList,
  granted: readonly ListItem[],
  details: ReadonlyMap<string, BankDetails>,
): string[][] {
  const missing = granted.filter(({ applicationNo }) => missingWords(details.get(applicationNo)) !== '').length
  return [
    ['名单', '定稿号', list.listNo, ''],
    ['名单', '校验值（SHA-256）', list.hash, ''],
    ['名单', '定稿时间', listTime(list), ''],
    ['名单', '定稿人', list.frozenBy, ''],
    ['收款信息', '户名', '即申报单位（个人）名称', '申报汇总表没有另列户名'],
    ['收款信息', '开户银行、银行账号', '申报单位所填，账号以文字保存', '申报汇总表'],
    ['收款信息', '没有提供的', `${missing}项`, missing === 0 ? '' : '见备注，补齐后再拨付'],
    ['使用', INTERNAL, '仅供拨付资金，不得与公示附表一并发出', ''],
  ]
}

function signatures(last: number): Band {
  const width = Math.ceil((last + 1) / 3)
  const names = ['经办人', '复核人', '科长']
  const parts = names.map((name, at): BandPart => {
    const to = at === names.length - 1 ? last : (at + 1) * width - 1
    return {
      text: `${name}：\n\n签名：　　　　　　　　年　　月　　日`,
      from: at * width,
      to,
      align: 'left',
      boxed: true,
    }
  })
  return { kind: 'band', style: 'text', height: 64, parts }
}

function band(style: Band['style'], text: string, last: number, align: BandPart['align'], height: number): Band {
  return { kind: 'band', style, height, parts: [{ text, from: 0, to: last, align, boxed: style === 'strong' }] }
}
