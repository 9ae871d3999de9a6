import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import type { CalendarFile } from '../../shared/holidayCalendar.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { caseOf, type Desk, PASSWORD, sampleDesk, tempFolder } from './coreHarness.ts'
import { newRound } from './parameterDesk.ts'

/** Invented, like everything in the tests: 2027 as some notice may arrange it. */
const YEAR_2027: CalendarFile = {
  year: 2027,
  source: '样例通知〔2026〕1号',
  daysOff: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
  ],
  daysWorked: ['2027-01-09'],
}
const YAML_2027 = `year: 2027
source: 样例通知〔2026〕1号
daysOff:
  - { name: 元旦, from: "2027-01-01", to: "2027-01-03" }
  - { name: 春节, from: "2027-02-05", to: "2027-02-11" }
daysWorked: ["2027-01-09"]
`

function fileToken(desk: Desk, text: string): string {
  const path = join(tempFolder(), '2027.yaml')
  writeFileSync(path, text)
  return desk.readToken(path)
}

async function on(desk: Desk, day: string, name: string): Promise<void> {
  desk.now = Date.parse(`${day}T01:00:00.000Z`)
  await desk.signIn(name)
}

describe('节假日', () => {
  test('a year without calendar is refused in words; once entered, 公示期, 异议 and 补正 all count by it', async () => {
    const { desk, round } = await sampleDesk('公示丁')
    await on(desk, '2026-12-30', '公示丁')
    await desk.ask('objection.setDays', { days: 5, countFirstDay: false })
    const objection = {
      roundId: round.id,
      applicationId: null,
      kind: 'objection',
      signed: 'anonymous',
      person: '',
      receivedOn: '2026-12-30',
      receivedHow: '来信',
      subject: '对公示金额有异议',
    } as const
    await desk.ask('settings.save', { ...SETTINGS, publicityDays: 5, startOn: '2026-12-30', signedOn: '2026-12-30' })
    const preview = { roundId: round.id, listId: null, kind: 'notice' } as const
    const missing = /^BAD_INPUT 没有2027年的节假日安排.*请先在“设置”中导入该年的日历/
    expect(await desk.refused('objection.add', objection)).toMatch(missing)
    expect(await desk.refused('supplement.due', { toldOn: '2026-12-30', dueDays: 5 })).toMatch(missing)

    expect(await desk.refused('calendar.save', YEAR_2027)).toMatch(/^FORBIDDEN/)
    await desk.signIn('管理己')
    const years = await desk.ask('calendar.save', YEAR_2027)
    expect(years.map(({ year, entered, shipped }) => [year, entered, shipped])).toEqual([
      [2027, true, false],
      [2026, false, true],
      [2025, false, true],
    ])
    // 12月31日，1月4至7日：五个工作日。
    await on(desk, '2026-12-30', '公示丁')
    expect((await desk.ask('objection.add', objection)).dueOn).toBe('2027-01-07')
    expect(await desk.ask('supplement.due', { toldOn: '2026-12-30', dueDays: 5 })).toEqual({ dueOn: '2027-01-07' })
    await desk.signIn('审核员乙')
    await desk.ask('case.proposeMet', { roundId: round.id })
    const { pdf } = await desk.ask('paper.preview', preview)
    const words = (await pdfText(pdf ?? new Uint8Array())).join('').replace(/\s/g, '')
    // 起始日 12月30日计入，1月1日至3日放假。
    expect(words).toContain('自2026年12月30日至2027年1月6日，共5个工作日')
  })

  test('what is entered wins over what ships, and what ships counts again when it is taken out', async () => {
    const { desk } = await sampleDesk('管理己')
    const due = async () => (await desk.ask('supplement.due', { toldOn: '2026-05-06', dueDays: 1 })).dueOn
    expect(await due()).toBe('2026-05-07')
    const shipped = (await desk.ask('calendar.list', {})).find(({ year }) => year === 2026)
    const { entered: _, shipped: __, ...file } = shipped ?? { ...YEAR_2027, entered: false, shipped: false }
    const longer = [...file.daysOff, { name: '样例假日', from: '2026-05-07', to: '2026-05-08' }]
    await desk.ask('calendar.save', { ...file, daysOff: longer })
    // 5月9日是调休上班的周六。
    expect(await due()).toBe('2026-05-09')
    await desk.ask('calendar.remove', { year: 2026 })
    expect(await due()).toBe('2026-05-07')
    expect(await desk.refused('calendar.remove', { year: 2025 })).toMatch(/^NOT_FOUND 2025年的节假日不是本局录入的/)
  })

  test('a file is read for the form as the shipped ones are written; a bad one is refused with its line', async () => {
    const { desk } = await sampleDesk('管理己')
    expect(await desk.ask('calendar.read', { fileToken: fileToken(desk, YAML_2027) })).toEqual(YEAR_2027)
    expect((await desk.ask('calendar.list', {})).map(({ year }) => year)).toEqual([2026, 2025])
    const bad = (from: string, to: string) =>
      desk.refused('calendar.read', { fileToken: fileToken(desk, YAML_2027.replace(from, to)) })
    expect(await bad('"2027-01-09"', '"2027-01-12"')).toBe(
      'POLICY_FILE 节假日文件“2027.yaml”第6行：“2027-01-12”不是周末，不能作为调休上班日',
    )
    expect(await bad('"2027-02-11"', '"2026-02-11"')).toContain('“2026-02-11”不是2027年的日期')
    expect(await bad('source:', 'sauce:')).toContain('不认识的字段“sauce”')
    expect(await desk.refused('calendar.save', { ...YEAR_2027, daysWorked: ['2027-01-02'] })).toBe(
      'BAD_INPUT 2027年的节假日：“2027-01-02”重复',
    )
  })
})

describe('各条款环节、取整、列、角色', () => {
  test('an optional stage is switched off with a basis, and cases of the article pass over it', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const stages = async () => (await desk.ask('settings.stages', {})).find(({ article }) => article === 'event')
    expect((await stages())?.stages).toContain('专项审计')
    const off = { article: 'event', off: ['专项审计', '复核'], basis: '样例会议纪要〔2026〕4号' } as const
    expect(await desk.refused('settings.saveStages', { ...off, off: ['专项审计'], basis: ' ' })).toMatch(
      /请写明省去环节的依据/,
    )
    expect(await desk.refused('settings.saveStages', { ...off, off: ['公示'] })).toMatch(/“公示”是每件申报必经的环节/)
    await desk.ask('settings.saveStages', { ...off, off: [...off.off] })
    expect(await stages()).toMatchObject({ off: ['专项审计', '复核'], basis: off.basis })
    const one = await caseOf(desk, round.id, ({ article }) => article === 'event')
    expect(one.stages).not.toContain('专项审计')
    expect(one.stages).not.toContain('复核')
    expect((await caseOf(desk, round.id, ({ article }) => article === 'platform')).stages).toContain('复核')
    await desk.ask('settings.saveStages', { ...off, off: [], basis: '' })
    expect((await caseOf(desk, round.id, ({ article }) => article === 'event')).stages).toContain('复核')
  })

  test('a new round starts with the rounding the office set; rounds there are keep theirs', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const rules = {
      rounding: { unitFen: 10_000, mode: '四舍五入' },
      capAtRequested: true,
      largestRemainder: true,
    } as const
    expect(await desk.ask('settings.saveRoundRules', rules)).toEqual(rules)
    expect((await newRound(desk, 7)).rules).toMatchObject(rules)
    expect((await desk.ask('round.get', { roundId: round.id })).rules.rounding).toEqual({ unitFen: 100, mode: '舍尾' })
  })

  test('the columns of the workbook are those chosen, in their order; 申报编号 and the mark stay', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const headers = async () => {
      const path = join(tempFolder(), '汇总.xlsx')
      const order = { roundId: round.id, listId: null, kind: 'summary' as const, saveToken: desk.writeToken(path) }
      await desk.ask('paper.export', order)
      const book = new ExcelJS.Workbook()
      await book.xlsx.readFile(path)
      const rows = book.getWorksheet('汇总')?.getSheetValues() ?? []
      const row = rows.find((cells) => Array.isArray(cells) && cells.includes('申报编号'))
      return Array.isArray(row) ? row.filter((cell) => typeof cell === 'string') : []
    }
    expect(await headers()).toContain('统一社会信用代码')
    const sets = await desk.ask('settings.columns', {})
    const summary = sets.find(({ name }) => name === 'summary')
    const pick = (field: string) => {
      const column = summary?.available.find((one) => one.field === field)
      if (column === undefined) throw new Error(`no column ${field}`)
      const { kind: _, ...entry } = column
      return entry
    }
    const columns = ['mark', 'applicant', 'applicationNo', 'reviewer', 'allocatedFen'].map(pick)
    const save = { name: 'summary', columns } as const
    expect(await desk.refused('settings.saveColumns', { ...save, columns: [pick('mark')] })).toBe(
      'BAD_INPUT 汇总：“申报编号”不能去掉',
    )
    expect(await desk.refused('settings.saveColumns', { ...save, columns: [...columns, pick('reviewer')] })).toBe(
      'BAD_INPUT 汇总：“审核员”重复',
    )
    await desk.ask('settings.saveColumns', save)
    expect(await headers()).toEqual(['标记', '申报单位', '申报编号', '审核员', '拟资助金额（元）'])
    const back = await desk.ask('settings.saveColumns', { name: 'summary', columns: null })
    expect(back.find(({ name }) => name === 'summary')?.own).toBe(false)
    expect(await headers()).toContain('统一社会信用代码')
  })

  test('roles change from the next step on; the last administrator stays, and a panel keeps its secrecy', async () => {
    const { desk, round } = await sampleDesk('科长丙')
    const { accounts } = await desk.ask('scoring.schemes', { roundId: round.id })
    await desk.ask('scoring.setPanel', { roundId: round.id, article: 'platform', experts: accounts })
    await desk.signIn('管理己')
    const list = await desk.ask('account.list', {})
    const idOf = (name: string) => list.find((one) => one.name === name)?.id ?? ''
    const set = (name: string, roles: ('admin' | 'reviewer' | 'expert' | 'clerk')[]) => ({
      accountId: idOf(name),
      roles,
    })
    expect(await desk.refused('account.setRoles', set('管理己', ['reviewer']))).toMatch(/不能去掉自己的管理员角色/)
    expect(await desk.refused('account.setRoles', set('专家庚', ['expert', 'reviewer']))).toMatch(/在专家组中/)
    expect((await desk.ask('account.setRoles', set('审核员乙', ['clerk']))).roles).toEqual(['clerk'])
    const [newest] = await desk.ask('audit.list', { limit: 1 })
    expect([newest?.action, newest?.detail]).toEqual(['更改角色', '审核员乙 原角色 审核员，角色 公示经办'])
    await desk.ask('session.signIn', { name: '审核员乙', password: PASSWORD })
    expect(await desk.refused('case.proposeMet', { roundId: round.id })).toMatch(/^FORBIDDEN/)
  })
})
