import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { pdfText } from '../pdf/pdfText.ts'
import { staffedDesk, tempFolder } from './coreHarness.ts'
import { enter, panelDesk, points, submit, table } from './scoringDesk.ts'

async function texts(path: string): Promise<string[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  return (book.worksheets[0]?.getSheetValues() ?? []).flatMap((row) =>
    Array.isArray(row) ? [row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))).join('|')] : [],
  )
}

test('评审汇总表: totals by expert, 回避, score, places and signature lines; it falls when a ballot or a score is corrected', {
  timeout: 60_000,
}, async () => {
  const { desk, roundId } = await panelDesk()
  const { rows } = await table(desk, roundId)
  const [first, second] = rows
  if (first === undefined || second === undefined) throw new Error('the sample has platforms')
  await enter(desk, roundId, first.id, 80)
  await desk.signIn('专家庚')
  await submit(desk, roundId, first.id, { points: points(90) })
  await submit(desk, roundId, second.id, { comment: '曾任该单位顾问' })
  await desk.signIn('科长丙')
  const path = join(tempFolder(), '评审汇总表.xlsx')
  const made = await desk.ask('scoring.exportPanel', { roundId, saveToken: desk.writeToken(path) })
  const { articles } = await desk.ask('scoring.schemes', { roundId })
  const scored = articles.filter(({ current }) => current !== null)
  expect(made).toEqual({ articles: scored.length, cases: scored.reduce((all, one) => all + one.cases, 0) })
  const lines = await texts(path)
  expect(lines.some((line) => line.includes('专家1|专家2|专家3|得分'))).toBe(true)
  const given = lines.find((line) => line.includes(first.applicationNo)) ?? ''
  expect(given.split('|').slice(6, 10)).toEqual(expect.arrayContaining(['90', '80', '未评', '85']))
  expect(lines.find((line) => line.includes(second.applicationNo))).toMatch(/\|回避\|.*专家\d回避：曾任该单位顾问/)
  const signed = lines.join('|').match(/专家\d [^：|]+(?=：　)/g) ?? []
  expect(new Set(signed.map((words) => words.slice(4)))).toEqual(new Set(['专家庚', '专家辛', '纸面专家']))
  expect(lines.filter((line) => line.includes('专家庚'))).toHaveLength(1)
  const { pdf, sections } = await desk.ask('scoring.previewPanel', { roundId })
  const seen = (await pdfText(pdf ?? new Uint8Array())).join('').replace(/\s/g, '')
  for (const words of [first.applicationNo, '曾任该单位顾问', '专家庚：', '文书编号导出时编定'])
    expect(seen).toContain(words)
  expect(sections).toHaveLength(scored.length)
  const [paper] = await desk.ask('paper.issued', { roundId })
  expect(paper).toMatchObject({ kind: 'panel', number: 1, invalidReason: null })
  expect(lines.join('')).toContain('评审汇总表2026-1-01')
  const printed = async () => {
    const { jobId, parts, warnings } = await desk.ask('print.prepare', { order: { of: 'panel', roundId } })
    const [drawn] = await desk.ask('print.pages', { jobId, parts: parts.map((_, at) => at) })
    const words = (await pdfText(drawn?.pdf ?? new Uint8Array())).join('').replace(/\s/g, '')
    await desk.ask('print.done', { jobId, parts: [0] })
    return { parts, warnings: warnings.join('；'), words }
  }
  const copy = await printed()
  expect(copy.parts.map(({ name, main, paper }) => [name, main, paper.landscape])).toEqual(
    sections.map(({ name }) => [`评审汇总表·${name}`, true, true]),
  )
  expect(copy.warnings).not.toMatch(/打印件不带文书编号/)
  expect(copy.words).toContain('文书编号评审汇总表2026-1-01')
  await desk.signIn('专家庚')
  await submit(desk, roundId, first.id, { points: points(70), reason: '核对后更正' })
  await desk.signIn('科长丙')
  const [fallen] = await desk.ask('paper.issued', { roundId })
  expect(fallen?.invalidReason).toBe(`${first.applicationNo} 的专家评分已更正`)
  const later = await printed()
  expect(later.warnings).toMatch(/^“评审汇总表2026-1-01”已失效（.+ 的专家评分已更正）：打印件不带文书编号/)
  expect(later.words).not.toContain('文书编号')

  const again = desk.writeToken(join(tempFolder(), '再出.xlsx'))
  await desk.ask('scoring.exportPanel', { roundId, saveToken: again })
  const newest = async () => (await desk.ask('paper.issued', { roundId }))[0]
  expect(await newest()).toMatchObject({ number: 2, invalidReason: null })
  await enter(desk, roundId, second.id, 60)
  expect(await newest()).toMatchObject({ invalidReason: `${second.applicationNo} 在导出之后又有专家评分` })

  const exportAs = async (name: string) =>
    desk.ask('scoring.exportPanel', { roundId, saveToken: desk.writeToken(join(tempFolder(), name)) })
  const correct = async (fact: 'score' | 'contact', text: string) => {
    const edits = [{ fact, text }]
    await desk.ask('case.correct', { caseId: second.id, edits, reason: '原表录入有误' })
  }
  await exportAs('三.xlsx')
  await desk.signIn('审核员乙')
  await correct('contact', '示例联系人')
  await desk.signIn('科长丙')
  expect(await newest()).toMatchObject({ number: 3, invalidReason: null })
  await desk.signIn('审核员乙')
  await correct('score', '61.5')
  await desk.signIn('科长丙')
  expect(await newest()).toMatchObject({ invalidReason: `${second.applicationNo} 的评审得分已更正` })
  await exportAs('四.xlsx')
  expect(await newest()).toMatchObject({ number: 4, invalidReason: null })
})

test('a round without experts has nothing to sum up', async () => {
  const desk = await staffedDesk(['科长丙'])
  await desk.signIn('科长丙')
  const open = { demoParameters: false, windowFrom: null, windowTo: null }
  const { id: roundId } = await desk.ask('round.create', { year: 2026, batch: 1, budgetFen: 100, ...open })
  const saveToken = desk.writeToken(join(tempFolder(), '汇总.xlsx'))
  expect(await desk.refused('scoring.previewPanel', { roundId })).toMatch(/^CONFLICT 本批次没有专家评审的申报/)
  expect(await desk.refused('scoring.exportPanel', { roundId, saveToken })).toMatch(
    /^CONFLICT 本批次没有专家评审的申报/,
  )
})
