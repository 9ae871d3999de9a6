import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { approvalSheet } from '../../shared/report/approval.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import { type PaperSheet, type SumRow, sheetName } from '../../shared/report/sheet.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import { sampleList } from '../fixtures/frozenList.ts'

const FILE = readFileSync(join(import.meta.dirname, '../../templates/excel/columns.yaml'), 'utf8')
const sets = parseColumnSets(FILE, 'columns.yaml')
const list = sampleList()

/** The sheet as a list of records by column header. */
function records(sheet: PaperSheet | undefined): Record<string, unknown>[] {
  if (sheet === undefined) return []
  return [...sheet.rows].flatMap((row) =>
    row.kind === 'data'
      ? [Object.fromEntries(sheet.columns.map(({ header }, index) => [header, row.cells[index]]))]
      : [],
  )
}

function named(sheets: readonly PaperSheet[], name: string): PaperSheet {
  const found = sheets.find((sheet) => sheet.name === name)
  if (found === undefined) throw new Error(`no sheet ${name}`)
  return found
}

function totalRow(sheet: PaperSheet): SumRow | undefined {
  return [...sheet.rows].findLast((row) => row.kind === 'sum')
}

describe('资助汇总表', () => {
  const sheets = summarySheets(list, sets)

  it('has the sheets of domain.md §9, articles in order', () => {
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      '汇总',
      '第九条 完善时尚行业支撑体系',
      '第十条 促进时尚产业高技能人才成长',
      '第十一条 支持培育时尚产业重大活动',
      '第十二条 支持培育时尚产业高质量发展',
      '第十三条 支持黄金珠宝企业申报上海黄金交易所会员资格',
      '第十四条 支持智能眼镜应用推广',
      '原第十一条 支持时尚企业参加展会',
      '不予支持及原因',
      '候补',
      '未定',
      '计算依据',
      '说明',
    ])
  })

  it('shows every application once and totals that add up', () => {
    const summary = named(sheets, '汇总')
    expect(records(summary).map((row) => row.申报编号)).toEqual(list.items.map((item) => item.applicationNo))
    const at = summary.columns.findIndex((column) => column.field === 'allocatedFen')
    const allocated = list.items.reduce((sum, item) => sum + item.allocatedFen, 0)
    expect(totalRow(summary)?.values.find((value) => value.column === at)?.fen).toBe(allocated)
    expect(totalRow(summary)?.spans).toEqual([{ from: 0, to: list.items.length - 1 }])
    const perArticle = sheets.slice(1, 8).flatMap((sheet) => records(sheet).map((row) => row.申报编号))
    expect(new Set(perArticle)).toEqual(new Set(list.items.map((item) => item.applicationNo)))
    expect(perArticle).toHaveLength(list.items.length)
  })

  it('gives each refusal its clause and sentence, one reason a row, and the opinion when no condition failed', () => {
    const rows = records(named(sheets, '不予支持及原因'))
    const refused = list.items.filter((item) => item.status === 'refused')
    expect(rows).toHaveLength(refused.reduce((sum, item) => sum + Math.max(1, item.reasons.length), 0))
    expect(rows.every((row) => row.原因 !== '' && row.依据条款 !== '')).toBe(true)
    expect(rows.some((row) => String(row.原因).includes('请向区商务局申报'))).toBe(true)
    expect(rows.some((row) => row.原因 === '申报单位书面放弃')).toBe(true)
  })

  it('lists waiting and tied applications with their state, as they would move up', () => {
    const waiting = records(named(sheets, '候补'))
    expect(waiting.map((row) => row.状态)).toEqual(['并列待定', '并列待定', '候补', '候补'])
    const scores = waiting.map(({ 条款, 所属产业, 评审得分 }) => ({
      of: `${条款}${所属产业}`,
      score: Number(评审得分),
    }))
    for (const [at, { of, score }] of scores.entries()) {
      const next = scores[at + 1]
      if (next?.of === of) expect(score).toBeGreaterThanOrEqual(next.score)
    }
  })

  it('explains every amount down to the one on the list', () => {
    const rows = records(named(sheets, '计算依据'))
    for (const item of list.items.filter((one) => one.status === 'granted')) {
      const steps = rows.filter((row) => row.申报编号 === item.applicationNo)
      expect(steps.at(-1)?.['计算后（元）']).toBe(item.allocatedFen)
      steps.slice(1).forEach((step, index) => {
        expect(step['计算前（元）']).toBe(steps[index]?.['计算后（元）'])
      })
    }
    expect(rows.filter((row) => row.步骤名称 === '人工调整')).toHaveLength(1)
    expect(rows.filter((row) => row.步骤名称 === '按比例核减').map((row) => row.依据)).toEqual([
      '专项资金管理办法第三条',
    ])
  })

  it('says in 说明 which list this is, by which rules and parameters', () => {
    const about = records(named(sheets, '说明'))
    const value = (name: string) => about.find((row) => row.项目 === name)?.内容
    expect(value('定稿号')).toBe(list.listNo)
    expect(value('校验值（SHA-256）')).toBe(list.hash)
    expect(value('审计链末端')).toBe(list.auditHead)
    expect(value('定稿时间')).toBe('2026-03-02 14:32')
    expect(value('筛选条件')).toBe('全部申报')
    expect(about.find((row) => row.项目 === '资助比例')?.来源与依据).toBe('修订说明：按实际投入30%补贴')
    expect(about.find((row) => row.项目 === '第十一条 支持培育时尚产业重大活动')?.来源与依据).toContain('推断')
  })

  it('marks trial and demo on every sheet and in every row, and only then', () => {
    for (const sheet of sheets) {
      expect(sheet.mark).toBe('')
      expect(sheet.columns.some((column) => column.field === 'mark')).toBe(false)
    }
    for (const sheet of summarySheets(sampleList({ trial: true, demo: true }), sets)) {
      expect(sheet.mark).toBe('试算　演示参数，非政策规定')
      if (sheet.name === '说明') continue
      expect(records(sheet).every((row) => row.标记 === '试算；演示参数，非政策规定')).toBe(true)
    }
  })

  it('shows exactly what was filtered and says so', () => {
    const applicationNos = new Set(['LG2026-0001', 'LG2026-0016'])
    const filtered = summarySheets(list, sets, { text: '产业：黄金珠宝', applicationNos })
    expect(records(filtered[0]).map((row) => row.申报编号)).toEqual(['LG2026-0001', 'LG2026-0016'])
    const line = records(named(filtered, '说明')).find((row) => row.项目 === '筛选条件')
    expect(line?.内容).toBe('产业：黄金珠宝')
    expect(line?.来源与依据).toBe(`本表共2件，名单共${list.items.length}件`)
  })

  it('writes 0 as the total of an empty table', () => {
    const empty = summarySheets({ ...list, items: [] }, sets)
    expect(totalRow(named(empty, '汇总'))?.spans).toEqual([])
    expect(totalRow(named(empty, '汇总'))?.values.every((value) => value.fen === 0)).toBe(true)
  })
})

describe('sums and words as the policy means them', () => {
  it('应资助 of 候补 takes no part in the budget: the total that holds it is called 合计含候补, and 说明 says how much', () => {
    const items = list.items.map((item) => (item.status === 'waiting' ? { ...item, entitledFen: 45_000_000 } : item))
    const waiting = items.filter(({ status }) => status === 'waiting').length
    const withWaiting = summarySheets({ ...list, items }, sets)
    expect(totalRow(named(withWaiting, '汇总'))?.label).toBe('合计含候补')
    expect(totalRow(named(summarySheets(list, sets), '汇总'))?.label).toBe('合计')
    const line = records(named(withWaiting, '说明')).find(({ 项目 }) => 项目 === '候补、并列待定的应资助')
    expect(line?.内容).toBe(`${(waiting * 450_000).toLocaleString('en')}.00元`)
  })

  it('an opinion stands once a case, however many conditions failed', () => {
    const items = list.items.map((item) => ({ ...item, opinion: item.status === 'refused' ? '经核实不予支持' : '' }))
    const rows = records(named(summarySheets({ ...list, items }, sets), '不予支持及原因'))
    const byCase = Map.groupBy(rows, (row) => row.申报编号)
    expect([...byCase.values()].some((own) => own.length > 1)).toBe(true)
    for (const [first, ...more] of byCase.values()) {
      expect(first?.意见).toBe('经核实不予支持')
      for (const row of more) expect(row.意见).toBe('见本件第一条原因')
    }
  })

  it('an agreed case without an amount is 金额为零, counted apart and never on the approval list', () => {
    const items = list.items.map((item, at) =>
      at === 0 ? { ...item, status: 'zero' as const, allocatedFen: 0 } : item,
    )
    const zero = items[0]?.applicationNo
    const sheets = summarySheets({ ...list, items }, sets)
    expect(records(named(sheets, '汇总'))[0]?.拟定结论).toBe('金额为零')
    expect(records(named(sheets, '说明')).find(({ 项目 }) => 项目 === '金额为零')?.内容).toBe('1件')
    expect(records(approvalSheet({ ...list, items }, sets)).map((row) => row.申报编号)).not.toContain(zero)
    expect(records(named(summarySheets(list, sets), '说明')).some(({ 项目 }) => 项目 === '金额为零')).toBe(false)
  })
})

describe('审批表', () => {
  const sheet = approvalSheet(list, sets)
  const bands = [...sheet.before, ...sheet.rows, ...sheet.after].flatMap((row) => (row.kind === 'band' ? [row] : []))
  const texts = bands.flatMap((band) => band.parts.map((part) => part.text))

  it('has one subtotal per article and a total of the subtotals', () => {
    const sums = [...sheet.rows].flatMap((row, index) => (row.kind === 'sum' ? [{ index, row }] : []))
    const total = sums.at(-1)
    const parts = sums.slice(0, -1)
    expect(parts).toHaveLength(6)
    expect(total?.row.spans).toEqual(parts.map(({ index }) => ({ from: index, to: index })))
    for (const { column, fen } of total?.row.values ?? []) {
      const added = parts.flatMap(({ row }) => row.values.filter((value) => value.column === column))
      expect(added.reduce((sum, value) => sum + value.fen, 0)).toBe(fen)
    }
  })

  it('writes the total in words', () => {
    expect(texts.find((text) => text.startsWith('拟资助金额合计（大写）'))).toBe(
      '拟资助金额合计（大写）：人民币贰仟零壹拾壹万伍仟玖佰伍拾玖元整　（¥20,115,959.00）',
    )
  })

  it('marks each override with its reason and the computed amount', () => {
    const remarks = records(sheet)
      .map((row) => row.备注)
      .filter((text) => String(text).startsWith('★'))
    expect(remarks).toEqual([
      '★人工调整：专项审计剔除不合规支出后重新核定（机审金额5,000,000.00元）',
      '★人工调整：已补正统计部门盖章证明，数据来源核实无误（机审金额98,765.00元，机审结论“待核”）',
    ])
  })

  it('has opinion and signature boxes over the whole width, and accounts for every application', () => {
    const boxes = bands.find((band) => band.parts.length === 3)?.parts ?? []
    expect(boxes.map((part) => part.text.split('：')[0])).toEqual(['经办人意见', '科长意见', '分管领导意见'])
    expect(boxes.every((part) => part.text.includes('签名') && part.text.includes('年'))).toBe(true)
    expect(boxes[0]?.from).toBe(0)
    expect(boxes.at(-1)?.to).toBe(sheet.columns.length - 1)
    expect(boxes[1]?.from).toBe((boxes[0]?.to ?? 0) + 1)
    expect(texts.some((text) => text.startsWith(`本批共受理${list.items.length}件：拟资助28件`))).toBe(true)
    expect(texts.some((text) => text.includes(list.hash))).toBe(true)
  })
})

describe('columns.yaml', () => {
  const BAD: [what: string, from: string, to: string, words: RegExp][] = [
    ['an unknown field', 'field: industry', 'field: phone', /第12行：不认识的字段“phone”/],
    ['an unknown key', 'width: 5 }', 'with: 5 }', /第7行：“summary.0”中不认识的字段“with”/],
    ['a field twice', 'field: industry', 'field: articleNo', /第12行：“articleNo”重复/],
    [
      'a total of text',
      'header: 所属产业, width: 9',
      'header: 所属产业, width: 9, total: true',
      /不是金额列，不能合计/,
    ],
    ['a missing table', 'waiting:', 'waitin:', /不认识的字段“waitin”/],
    ['broken YAML', 'summary:', 'summary: [', /不是正确的 YAML/],
  ]
  it.each(BAD)('refuses %s with its line', (_, from, to, words) => {
    expect(() => parseColumnSets(FILE.replace(from, to), 'columns.yaml')).toThrow(words)
  })

  it('refuses a total where one application has several rows', () => {
    const steps = FILE.replace('header: 计算后（元）, width: 14', 'header: 计算后（元）, width: 14, total: true')
    expect(() => parseColumnSets(steps, 'columns.yaml')).toThrow('本表一件申报有多行')
  })
})

describe('sheet names', () => {
  it('are at most 31 characters, without forbidden ones, and differ', () => {
    const used = new Set<string>()
    const long = '第十三条/支持[黄金]珠宝企业申报上海黄金交易所会员资格以及其他一切类似的会员资格'
    const names = [sheetName(long, used), sheetName(long, used), sheetName('', used)]
    expect(new Set(names).size).toBe(3)
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31)
      expect(name).not.toMatch(/[[\]:*?/\\]/)
    }
  })
})
