import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Input } from '../../shared/contract.ts'
import type { ImportPlanView } from '../../shared/views.ts'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { caseOf, type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

type Overrides = NonNullable<Input<'import.preview'>['overrides']>

const HEADER = ['申报编号', '申报条款', '申报单位', '统一社会信用代码', '支持额度', '用途']
const claim = (no: string): CellText[] => [no, '智能眼镜', '示例甲公司', '91350100M000100Y43', 12.5, '产业端应用']

async function wizard(rows: Record<string, CellText[][]>) {
  const { desk, round } = await sampleDesk()
  const path = await writeBook(join(tempFolder(), '申报.xlsx'), rows)
  const preview = (overrides?: Overrides): Promise<ImportPlanView> => {
    const input = { roundId: round.id, fileToken: desk.readToken(path) }
    return desk.ask('import.preview', overrides === undefined ? input : { ...input, overrides })
  }
  return { desk, round, path, preview }
}

function chosen(part: Partial<Overrides[number]>): Overrides {
  return [{ sheet: '汇总', leftOut: false, headerRow: null, columns: [], ...part }]
}

const AMOUNT = chosen({ columns: [{ column: 5, field: 'requestedFen', unit: '万元' }] })

async function newestImport(desk: Desk): Promise<string> {
  await desk.signIn('审计戊')
  const entries = await desk.ask('audit.list', { limit: 50 })
  const found = entries.find(({ action }) => action === '导入')?.detail ?? ''
  await desk.signIn('审核员乙')
  return found
}

test('a column chosen by hand is imported, audited, and read the same way the next time', async () => {
  const { desk, round, preview } = await wizard({ 汇总: [HEADER, claim('N1')] })
  const guessed = await preview()
  expect(guessed.mapping[4]).toMatchObject({ header: '支持额度', kind: 'unknown', samples: ['12.5'] })
  const plan = await preview(AMOUNT)
  expect(plan.choices).toEqual(['“汇总”E 列“支持额度”读作“申报金额”，单位按“万元”'])
  expect(await desk.refused('import.commit', { planId: guessed.planId })).toMatch(/^CONFLICT /)
  expect(await desk.ask('import.commit', { planId: (await preview(AMOUNT)).planId })).toMatchObject({ created: 1 })
  const one = await caseOf(desk, round.id, ({ applicationNo }) => applicationNo === 'N1')
  expect(one.application.facts.requestedFen).toBe(12_500_000)
  const detail = await newestImport(desk)
  expect(detail).toContain('“支持额度”读作“申报金额”，单位万元')

  const next = await wizardAgain(desk, round.id, { 汇总: [HEADER, claim('N2')] })
  expect(next.mapping[4]).toMatchObject({ key: 'requestedFen', from: 'remembered', unit: '万元' })
  expect(next.choices).toEqual([])
  expect(await desk.ask('audit.verify', {})).toMatchObject({ ok: true })
})

test('a choice that was only looked at, or made for a known header, is not remembered', async () => {
  const { desk, round, preview } = await wizard({ 汇总: [HEADER, claim('N1')] })
  await preview(AMOUNT)
  const plan = await preview(chosen({ columns: [{ column: 6, field: '', unit: '' }] }))
  await desk.ask('import.commit', { planId: plan.planId })
  const one = await caseOf(desk, round.id, ({ applicationNo }) => applicationNo === 'N1')
  expect(one.application.facts.purpose).toBeUndefined()
  expect(await newestImport(desk)).toContain('“用途”不导入')
  const next = await wizardAgain(desk, round.id, { 汇总: [HEADER, claim('N2')] })
  expect(next.mapping.map(({ kind, from }) => `${kind} ${from}`).slice(4)).toEqual(['unknown none', 'field table'])
})

test('a readable file that cannot be imported names its sentence and lets the header row be named', async () => {
  const { desk, preview } = await wizard({
    汇总: [
      ['流水', '谁家'],
      ['N1', '示例甲公司'],
    ],
  })
  const refused = await preview()
  expect(refused).toMatchObject({ created: 0, rows: [], mapping: [] })
  expect(refused.refusal).toMatch(/没有找到表头/)
  expect(refused.tops[0]?.rows[0]).toEqual({ row: 1, text: '流水 | 谁家' })
  expect(await desk.refused('import.commit', { planId: refused.planId })).toMatch(/^BAD_WORKBOOK 没有找到表头/)
  const named = await preview(chosen({ headerRow: 1 }))
  expect(named.refusal).toMatch(/没有一列读作“申报编号”/)
  expect(named.mapping.map(({ header }) => header)).toEqual(['流水', '谁家'])
  const columns = [
    { column: 1, field: 'applicationNo', unit: '' },
    { column: 2, field: 'applicant', unit: '' },
  ] as const
  const plan = await preview(chosen({ headerRow: 1, columns: [...columns] }))
  expect(plan).toMatchObject({ refusal: '', created: 1 })
  expect(await desk.ask('import.commit', { planId: plan.planId })).toMatchObject({ created: 1 })
})

test('a sheet left out lets the rest in', async () => {
  const { preview } = await wizard({ 汇总: [HEADER, claim('N1')], 旧表: [HEADER, claim('N1'), claim('N2')] })
  expect(await preview()).toMatchObject({ created: 2, rejected: 1 })
  const plan = await preview(chosen({ sheet: '旧表', leftOut: true }))
  expect(plan).toMatchObject({ created: 1, rejected: 0, choices: ['“旧表”不导入'] })
})

test('choices that cannot be followed are refused in words', async () => {
  const { desk, round, path } = await wizard({ 汇总: [HEADER, claim('N1')] })
  const fileToken = desk.readToken(path)
  const no = (overrides: Overrides) => desk.refused('import.preview', { roundId: round.id, fileToken, overrides })
  expect(await no(chosen({ columns: [{ column: 5, field: 'applicant', unit: '' }] }))).toMatch(
    /^BAD_INPUT .*E 列“支持额度”与 C 列“申报单位”都读作“申报单位”/,
  )
  expect(await no(chosen({ headerRow: 99 }))).toMatch(/^BAD_INPUT .*第 99 行没有文字/)
  expect(await no(chosen({ headerRow: 0 }))).toMatch(/^BAD_INPUT 表头行号从 1 起/)
  expect(await no(chosen({ sheet: '无' }))).toMatch(/^BAD_INPUT 文件里没有工作表“无”/)
})

async function wizardAgain(desk: Desk, roundId: string, rows: Record<string, CellText[][]>): Promise<ImportPlanView> {
  const path = await writeBook(join(tempFolder(), '下次.xlsx'), rows)
  return desk.ask('import.preview', { roundId, fileToken: desk.readToken(path) })
}
