import { expect, test } from 'vitest'
import { readSheetCode, type SheetCode, writeSheetCode } from '../../shared/report/sheetCode.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { type Desk, sampleDesk } from './coreHarness.ts'
import { BASIS, firstCase, panelDesk, setScheme } from './scoringDesk.ts'

async function printedCode(desk: Desk, kind: 'review' | 'scoring', caseId: string): Promise<string> {
  const { pdf } = await desk.ask('paper.previewCase', { kind, caseIds: [caseId], dueOn: null })
  const [page = ''] = await pdfText(pdf ?? new Uint8Array())
  const [, code] = /核对码(.+?-[PS][0-9A-F]{8}[0-9A-Z])/.exec(page.replaceAll(/\s/g, '')) ?? []
  expect(code).toBeDefined()
  return code ?? ''
}

test('the 核对码 of a 审核表 finds its case; a correction makes the sheet an older version, another day does not', async () => {
  const { desk, round } = await sampleDesk()
  const [row] = await desk.ask('case.list', { roundId: round.id })
  const caseId = row?.id ?? ''
  const code = await printedCode(desk, 'review', caseId)
  const found = { caseId, roundId: round.id, kind: 'review', applicationNo: row?.applicationNo }
  desk.pass(3 * 24 * 60)
  await desk.signIn('审核员乙')
  expect(await desk.ask('paper.findSheet', { code: code.toLowerCase() })).toMatchObject({ ...found, current: true })
  const edits = [{ fact: 'projectName', text: '更正后的项目名称' } as const]
  await desk.ask('case.correct', { caseId, edits, reason: '按原件更正' })
  const then = await desk.ask('paper.findSheet', { code })
  expect(then).toMatchObject({ ...found, current: false })
  expect(then.sentence).toContain('旧版本')
  const fresh = await printedCode(desk, 'review', caseId)
  expect(fresh).not.toBe(code)
  expect(await desk.ask('paper.findSheet', { code: fresh })).toMatchObject({ current: true })
})

test('a 打分表 printed under other criteria, or under none any more, is an older version', async () => {
  const { desk, roundId } = await panelDesk()
  const caseId = await firstCase(desk, roundId)
  const code = await printedCode(desk, 'scoring', caseId)
  expect(await desk.ask('paper.findSheet', { code })).toMatchObject({ caseId, kind: 'scoring', current: true })
  await setScheme(desk, roundId, { criteria: ['60', '40'] })
  expect(await desk.ask('paper.findSheet', { code })).toMatchObject({ caseId, current: false })
  await desk.ask('scoring.setScheme', { roundId, article: 'platform', scheme: null, basis: BASIS, setAside: 0 })
  expect(await desk.ask('paper.findSheet', { code })).toMatchObject({ caseId, current: false })
})

test('a slip, a strange number and a round of another computer are told in words', async () => {
  const { desk, round } = await sampleDesk()
  const [row] = await desk.ask('case.list', { roundId: round.id })
  const code = await printedCode(desk, 'review', row?.id ?? '')
  const slip = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0')
  expect(await desk.refused('paper.findSheet', { code: slip })).toMatch(/^BAD_INPUT .*再扫一次/)
  expect(await desk.refused('paper.findSheet', { code: row?.applicationNo ?? '' })).toMatch(/^BAD_INPUT .*不是核对码/)
  const other = (patch: Partial<SheetCode>) => writeSheetCode({ ...readSheetCode(code), ...patch })
  expect(await desk.refused('paper.findSheet', { code: other({ year: 2031, batch: 7 }) })).toMatch(
    /^NOT_FOUND .*2031年第7批/,
  )
  expect(await desk.refused('paper.findSheet', { code: other({ applicationNo: 'X1' }) })).toMatch(/^NOT_FOUND .*“X1”/)
})
