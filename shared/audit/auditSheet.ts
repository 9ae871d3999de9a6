import { chinaMinute, type IsoInstant } from '../date.ts'
import type { DataRow, PaperCell, PaperColumn, PaperRows, PaperSheet } from '../report/sheet.ts'
import { rowsOf } from '../report/sheet.ts'
import { AUDIT_KIND_NAMES } from './kinds.ts'
import type { AuditCheck, AuditEntryView, AuditFilter } from './views.ts'

const TITLE = '操作日志'

const COLUMNS: PaperColumn[] = [
  { field: 'seq', header: '序号', width: 9, kind: 'integer', total: false },
  text('时间', 17),
  text('人员', 12),
  text('类别', 16),
  text('事项', 16),
  text('内容', 80),
  text('校验码', 66),
]

/** What a workbook of the log says about itself. */
export interface AuditAbout {
  filter: AuditFilter
  passing: number
  entries: number
  head: string
  checked: AuditCheck | null
  by: string
  at: IsoInstant
}

/** The entries that passed, newest first, and 说明: what was looked for, and the head of the chain they stand in. */
export function auditSheets(entries: () => Iterable<AuditEntryView>, about: AuditAbout): PaperSheet[] {
  const sheet = (name: string, columns: PaperColumn[], rows: PaperRows): PaperSheet => ({
    ...{ name, columns, rows, before: [], after: [], plain: true, mark: '', unit: '', pageTitle: TITLE },
    reference: chinaMinute(about.at),
  })
  const rows = rowsOf(function* () {
    for (const entry of entries()) yield data(cellsOf(entry))
  })
  const notes: [string, string][] = [
    ['筛选', filterWords(about.filter)],
    ['条数', `${about.passing}（全部日志 ${about.entries} 条）`],
    ['链头', about.head],
    ['核验', checkWords(about.checked, about.entries)],
    ['导出时间', chinaMinute(about.at)],
    ['导出人', about.by],
    ['个人信息', '证件号码、手机号、银行账号等已遮挡'],
  ]
  return [
    sheet(TITLE, COLUMNS, rows),
    sheet(
      '说明',
      [text('项目', 14), text('内容', 80)],
      rowsOf(() => notes.map(data)[Symbol.iterator]()),
    ),
  ]
}

/** 「登录失败，2026-03-01 至 2026-03-05」; 全部 when nothing is asked. */
export function filterWords({ who, kind, caseNo, from, to, words }: AuditFilter): string {
  const parts = [
    ...(kind === null ? [] : [AUDIT_KIND_NAMES[kind]]),
    ...(who === null ? [] : [`人员 ${who}`]),
    ...(caseNo === '' ? [] : [`申报 ${caseNo}`]),
    ...(from === null && to === null ? [] : [`${from ?? '最早'} 至 ${to ?? '今天'}`]),
    ...(words === '' ? [] : [`含“${words}”`]),
  ]
  return parts.length === 0 ? '全部' : parts.join('，')
}

/** How far the last check reaches. */
export function checkWords(checked: AuditCheck | null, entries: number): string {
  if (checked === null) return '本次启动后尚未核验'
  const since = entries - checked.entries
  const later = since > 0 ? `；此后又有 ${since} 条` : ''
  return `${chinaMinute(checked.at)} ${checked.message}${later}`
}

function cellsOf({ seq, at, who, kind, action, detail, hash }: AuditEntryView): PaperCell[] {
  return [seq, chinaMinute(at), who, AUDIT_KIND_NAMES[kind], action, detail, hash]
}

function text(header: string, width: number): PaperColumn {
  return { field: header, header, width, kind: 'text', total: false }
}

function data(cells: PaperCell[]): DataRow {
  return { kind: 'data', cells, overridden: false }
}
