import type { StoredApplication } from '../../../db/applications.ts'
import { allAttachmentsOf } from '../../../db/archiveRecords.ts'
import { corrections } from '../../../db/history.ts'
import { FACTS, type FactName } from '../../../shared/application.ts'
import { type ArchiveCell, count, words } from '../../../shared/archive/table.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { yuanGrouped } from '../../../shared/money.ts'
import type { CaseContext, CaseTable } from './caseTable.ts'

/** What the applicant stated and handed in, and what was corrected in it. */
export const STATED_TABLES: CaseTable[] = [
  {
    title: '申报信息',
    columns: [words('项目', 18), words('内容', 50)],
    rows: statedRows,
  },
  {
    title: '申报材料',
    columns: [words('材料', 30), words('是否提供', 10)],
    rows: ({ application: { materials } }) =>
      Object.entries(materials).map(([name, provided]) => [name, provided ? '有' : '无']),
  },
  {
    title: '资料更正',
    columns: [
      words('时间', 18),
      words('更正人', 12),
      words('项目', 16),
      words('原值', 24),
      words('新值', 24),
      words('理由', 30),
    ],
    rows: ({ id }, { ws }) =>
      corrections(ws.db, id).flatMap(({ at, who, reason, changes }) =>
        changes.map(({ label, before, after }) => [chinaMinute(at), who, label, before, after, reason]),
      ),
  },
  {
    title: '附件',
    columns: [
      ...[words('文件', 36), words('材料', 20), count('字节'), words('SHA-256', 66), words('添加人', 12)],
      ...[words('添加时间', 18), words('状态', 24)],
    ],
    rows: ({ id }, { ws, attachmentPath }) =>
      allAttachmentsOf(ws.db, id).map(({ fileName, material, bytes, sha256, addedBy, addedAt, withdrawnWhy }) => [
        { text: fileName, path: attachmentPath(sha256, fileName) },
        ...[material, bytes, sha256, addedBy, chinaMinute(addedAt)],
        withdrawnWhy === null ? '有效' : `已撤下：${withdrawnWhy}`,
      ]),
  },
]

/** A fact as the applicant's sheet would say it. */
function factText(name: FactName, value: string | number | boolean): string {
  const { kind } = FACTS[name]
  if (kind === 'fen') return `${yuanGrouped(Number(value))} 元`
  return kind === 'flag' ? (value === true ? '是' : '否') : String(value)
}

function statedRows(stored: StoredApplication, { articleNo }: CaseContext): ArchiveCell[][] {
  const { application, source, revision } = stored
  const { creditCode, industry, projectName, articleText, facts } = application
  const known = Object.entries(facts).flatMap(([name, value]) => {
    return isFact(name) && value !== undefined ? [[FACTS[name].label, factText(name, value)]] : []
  })
  return [
    ['统一社会信用代码', creditCode],
    ['申报条款', `${articleNo(stored)}（申报时写“${articleText}”）`],
    ['所属产业', industry],
    ['项目名称', projectName],
    ...known,
    ['出自', `${source.fileName}，工作表“${source.sheet}”第 ${source.row} 行，现为第 ${revision} 稿`],
  ]
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name)
}
