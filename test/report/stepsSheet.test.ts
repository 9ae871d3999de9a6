import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ChainNode, Explanation, Level } from '../../shared/explain/chain.ts'
import { approvalSheets } from '../../shared/report/approval.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets, WHOLE_LIST } from '../../shared/report/summary.ts'
import { sampleList } from '../fixtures/frozenList.ts'

const sets = parseColumnSets(
  readFileSync(join(import.meta.dirname, '../../templates/excel/columns.yaml'), 'utf8'),
  'columns.yaml',
)
const list = sampleList()

function node(level: Level, label: string, more: Partial<ChainNode> = {}): ChainNode {
  const bare = { clause: '第九条', text: `${label}的说明`, quotation: '', outcome: null, lever: null }
  return { level, label, ...bare, beforeFen: null, afterFen: null, ...more }
}

/** Every item explained in seven links, the newest wording among them. */
const explanations = new Map(
  list.items.map((item): [string, Explanation] => [
    item.applicationNo,
    {
      ...{ applicationNo: item.applicationNo, applicant: item.applicant, articleNo: item.articleNo },
      ...{ outcome: item.outcome, amountFen: item.allocatedFen, marks: [] },
      chain: [
        node('paper', '名单', { beforeFen: item.allocatedFen, afterFen: item.allocatedFen }),
        node('decision', '人工调整', { beforeFen: 100, afterFen: item.allocatedFen }),
        node('base', '认定金额', { afterFen: 100 }),
        node('condition', '在申报时间内', { quotation: '原话' }),
        node('clause', '第九条 标题', { quotation: '新条文' }),
        node('oldClause', '修订前第八条', { quotation: '旧条文' }),
        node('parameter', '资助比例', { text: '30%（政策原文）' }),
        node('source', '申报汇总表', { text: `工作表“表”第 ${item.source.row} 行` }),
      ],
    },
  ]),
)

const explain = (applicationNo: string) => explanations.get(applicationNo) ?? null

const cells = (sheet: PaperSheet | undefined, field: string) => {
  const at = sheet?.columns.findIndex((column) => column.field === field) ?? -1
  return [...(sheet?.rows ?? [])].flatMap((row) => (row.kind === 'data' ? [row.cells[at]] : []))
}

test('计算依据 carries each application from the base up to the line, then what it rests on', () => {
  const steps = summarySheets(list, sets, WHOLE_LIST, explain).find(({ name }) => name === '计算依据')
  expect(cells(steps, 'stepPart').slice(0, 7)).toEqual(['金额', '金额', '金额', '条件', '条文', '参数', '来源'])
  expect(cells(steps, 'stepLabel').slice(0, 3)).toEqual(['认定金额', '人工调整', '名单'])
  expect(cells(steps, 'stepText').slice(3, 7)).toEqual([
    '在申报时间内的说明（原文：“原话”）',
    '第九条 标题：第九条 标题的说明；修订前第八条：修订前第八条的说明',
    '资助比例 30%（政策原文）',
    '工作表“表”第 4 行',
  ])
  const first = [...(steps?.rows ?? [])][1]
  expect(first?.kind === 'data' && first.overridden).toBe(true)
  expect(cells(steps, 'applicationNo')).toHaveLength(list.items.length * 7)
})

test('汇总 and 审批表 lead to the first row of each application, whatever is filtered', () => {
  const filter = {
    text: '两件',
    applicationNos: new Set(list.items.slice(3, 5).map(({ applicationNo }) => applicationNo)),
  }
  for (const sheets of [
    summarySheets(list, sets, WHOLE_LIST, explain),
    summarySheets(list, sets, filter, explain),
    approvalSheets(list, sets, explain),
  ]) {
    const [first] = sheets
    const steps = sheets.find(({ name }) => name === '计算依据')
    const at = first?.columns.findIndex(({ field }) => field === 'applicationNo') ?? -1
    const links = [...(first?.rows ?? [])].flatMap((row) =>
      row.kind === 'data' ? [{ no: row.cells[at], link: row.link }] : [],
    )
    expect(links.length).toBeGreaterThan(1)
    for (const { no, link } of links) {
      expect(link?.sheet).toBe('计算依据')
      // Row 1 is the header.
      expect(cells(steps, 'applicationNo')[(link?.row ?? 0) - 2]).toBe(no)
      expect(cells(steps, 'stepNo')[(link?.row ?? 0) - 2]).toBe(1)
    }
  }
})

test('说明 holds the new and old wording of each article once, word for word', () => {
  const about = summarySheets(list, sets, WHOLE_LIST, explain).find(({ name }) => name === '说明')
  const wording = [...(about?.rows ?? [])].flatMap((row) =>
    row.kind === 'data' && row.cells[0] === '条文' ? [row.cells] : [],
  )
  expect(wording.find(([, name]) => name === '第九条 标题')?.[2]).toBe('新条文')
  expect(wording.find(([, name]) => name === '第九条：修订前第八条')?.[2]).toBe('旧条文')
  expect(new Set(wording.map(([, name]) => name)).size).toBe(wording.length)
})
