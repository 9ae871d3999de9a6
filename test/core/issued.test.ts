import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { type CasePaperKind, ISSUED_NAMES, type PaperKind } from '../../shared/contract/papers.ts'
import type { RawCell } from '../../shared/intake/sheet.ts'
import { paperNo, paperState } from '../../shared/objections/issuedPaper.ts'
import { shortHash } from '../../shared/report/marks.ts'
import type { RoundView } from '../../shared/views.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { caseOf, type Desk, decide, sampleDesk, tempFolder } from './coreHarness.ts'
import { firstCase, panelDesk, proposeAndFreeze, setScheme } from './scoringDesk.ts'

const OFFICE = { ...SETTINGS, startOn: '2026-03-09' }
const textOf = (cell: RawCell): string => (cell.kind === 'text' ? cell.text : '')
const isBook = (kind: string): boolean => ['summary', 'approval', 'payment'].includes(kind)

async function frozen() {
  const { desk, round } = await sampleDesk()
  await proposeAndFreeze(desk, round.id)
  await desk.signIn('科长丙')
  await desk.ask('settings.save', OFFICE)
  const [list] = await desk.ask('list.all', { roundId: round.id })
  return { desk, round, listId: list?.id ?? '' }
}

async function exportList(desk: Desk, round: RoundView, listId: string | null, kind: PaperKind): Promise<string> {
  const path = join(tempFolder(), isBook(kind) ? '文书.xlsx' : '文书.pdf')
  await desk.ask('paper.export', { roundId: round.id, listId, kind, saveToken: desk.writeToken(path) })
  return path
}

async function exportCase(desk: Desk, kind: CasePaperKind, caseIds: string[]): Promise<string> {
  const path = join(tempFolder(), '个案.pdf')
  await desk.ask('paper.exportCase', { kind, caseIds, dueOn: null, saveToken: desk.writeToken(path) })
  return path
}

const pagesOf = async (path: string) => (await pdfText(readFileSync(path))).map((page) => page.replace(/\s/g, ''))

async function register(desk: Desk, round: RoundView) {
  const papers = await desk.ask('paper.issued', { roundId: round.id })
  return papers.map((paper) => ({ ...paper, no: paperNo(paper, round), state: paperState(paper, papers) }))
}

test('every paper of a frozen list bears its own number and the head of the chain, and is registered', {
  timeout: 90_000,
}, async () => {
  const { desk, round, listId } = await frozen()
  const summary = await exportList(desk, round, listId, 'summary')
  const notice = await exportList(desk, round, listId, 'notice')
  const again = await exportList(desk, round, listId, 'notice')
  const pack = join(tempFolder(), '要点.pdf')
  await desk.ask('desk.exportPack', { roundId: round.id, listId, saveToken: desk.writeToken(pack) })
  const papers = await register(desk, round)
  expect(papers.map(({ no, state }) => `${no} ${state}`)).toEqual([
    '审定要点2026-1-01 valid',
    '公示2026-1-02 valid',
    '公示2026-1-01 replaced',
    '资助汇总表2026-1-01 valid',
  ])
  const headOf = (no: string) => shortHash(papers.find((paper) => paper.no === no)?.auditHead ?? '').replaceAll(' ', '')
  for (const [path, no] of [
    [notice, '公示2026-1-01'],
    [again, '公示2026-1-02'],
    [pack, '审定要点2026-1-01'],
  ] as const) {
    for (const page of await pagesOf(path)) expect(page).toContain(`文书编号${no}留痕首码${headOf(no)}`)
  }
  const about = (await readWorkbook(summary)).sheets.find(({ name }) => name === '说明')
  const lines = (about?.rows ?? []).map(({ cells }) => [...cells.values()].map((cell) => textOf(cell)).join(' '))
  expect(lines.join('\n')).toContain('文书编号 资助汇总表2026-1-01')
  expect(lines.join('\n').replaceAll(' ', '')).toContain(`留痕首码${headOf('资助汇总表2026-1-01')}`)
})

test('a trial has no number, a preview says that it comes with the export', async () => {
  const { desk, round, listId } = await frozen()
  const trial = await exportList(desk, round, null, 'notice')
  expect((await pagesOf(trial)).join()).not.toContain('文书编号')
  const { pdf } = await desk.ask('paper.preview', { roundId: round.id, listId, kind: 'notice' })
  expect((await pdfText(pdf ?? new Uint8Array())).join('').replace(/\s/g, '')).toContain('文书编号导出时编定')
  expect(await register(desk, round)).toEqual([])
})

test('two exports at one moment never share a number: one is refused, and its file is gone', async () => {
  const { desk, round, listId } = await frozen()
  const paths = ['甲.pdf', '乙.pdf'].map((name) => join(tempFolder(), name))
  const done = await Promise.all(
    paths.map((path) =>
      desk.reply('paper.export', { roundId: round.id, listId, kind: 'notice', saveToken: desk.writeToken(path) }),
    ),
  )
  expect(done.filter(({ ok }) => ok)).toHaveLength(1)
  expect(JSON.stringify(done.find(({ ok }) => !ok))).toContain('这个文书编号刚被另一次导出用去，请再导出一次')
  expect(done.map(({ ok }) => ok)).toEqual(paths.map((path) => existsSync(path)))
  expect(await register(desk, round)).toHaveLength(1)
})

test('a decision taken back voids the papers of the list and of the case, also the letter of refusal', {
  timeout: 90_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const refusal = await caseOf(desk, round.id, ({ status, outcome }) => status === 'pending' && outcome === 'unmet')
  await decide(desk, refusal, { kind: 'refuse', opinion: '不符合条件' })
  await proposeAndFreeze(desk, round.id)
  const [list] = await desk.ask('list.all', { roundId: round.id })
  await desk.signIn('科长丙')
  await desk.ask('settings.save', OFFICE)
  for (const kind of ['summary', 'approval', 'notice'] as const) await exportList(desk, round, list?.id ?? '', kind)
  const { id, applicationNo } = refusal.row
  for (const kind of ['review', 'refusal'] as const) {
    for (const page of await pagesOf(await exportCase(desk, kind, [id]))) {
      expect(page).toContain(`申报编号${applicationNo}`)
      expect(page).toContain(`文书编号${ISSUED_NAMES[kind]}2026-1-01留痕首码`)
    }
  }
  expect((await register(desk, round)).map(({ state }) => state)).toEqual(Array(5).fill('valid'))
  await desk.ask('stage.act', { roundId: round.id, act: 'return', caseIds: [id], reason: '复议' })
  const fallen = await register(desk, round)
  expect(fallen.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
    ['refusal', 'review', 'notice', 'approval', 'summary'].map((kind) => `${kind} invalid`),
  )
  for (const { invalidReason } of fallen) expect(invalidReason).not.toBe('')
})

test('a letter of 补正 falls when it is cancelled, a score sheet when the criteria change', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ status }) => status === 'pending')
  const told = { toldOn: '2026-03-05', dueDays: 5, items: ['补充实施报告'], againReason: '' }
  await desk.ask('supplement.request', { caseId: one.row.id, assessmentId: one.assessmentId ?? '', ...told })
  await exportCase(desk, 'supplement', [one.row.id])
  expect((await register(desk, round)).map(({ no, state }) => `${no} ${state}`)).toEqual(['补正告知书2026-1-01 valid'])
  await desk.ask('supplement.close', {
    caseId: one.row.id,
    outcome: 'cancelled',
    receivedOn: null,
    words: '材料已在卷',
  })
  const [letter] = await register(desk, round)
  expect(letter).toMatchObject({ state: 'invalid', invalidReason: `${one.row.applicationNo} 的补正告知已取消` })

  const scoring = await panelDesk()
  const { roundId } = scoring
  const standing = async () =>
    (await scoring.desk.ask('paper.issued', { roundId })).map(({ invalidReason }) => invalidReason)
  const criteria = ['60', '40']
  await setScheme(scoring.desk, roundId, { criteria })
  await exportCase(scoring.desk, 'scoring', [await firstCase(scoring.desk, roundId)])
  await setScheme(scoring.desk, roundId, { criteria, passLine: '61' })
  expect(await standing()).toEqual([null])
  await setScheme(scoring.desk, roundId, { criteria: ['50', '50'] })
  expect(await standing()).toEqual(['评审指标已改变'])
})

test('拨付明细表 waits for the 公示, shows whole accounts in the file only, and is for chief and clerk', {
  timeout: 90_000,
}, async () => {
  const { desk, round, listId } = await frozen()
  const order = { roundId: round.id, listId, kind: 'payment' } as const
  const refused = () =>
    desk.refused('paper.export', { ...order, saveToken: desk.writeToken(join(tempFolder(), '拨付.xlsx')) })
  expect(await refused()).toMatch(/^CONFLICT 还不能下达：.*还没有出过公示/)
  expect(await desk.refused('paper.preview', { ...order, listId: null })).toMatch(/^CONFLICT 试算没有定稿/)
  await exportList(desk, round, listId, 'notice')
  desk.now = Date.UTC(2026, 2, 21, 1)
  await desk.signIn('审核员乙')
  expect(await refused()).toMatch(/^FORBIDDEN 拨付明细表载有银行账号/)
  expect(await desk.refused('paper.preview', order)).toMatch(/^FORBIDDEN/)
  await desk.signIn('公示丁')
  const granted = await caseOf(desk, round.id, ({ status }) => status === 'agreed')
  const { bankAccount = '', bank = '' } = granted.application.facts
  expect(bankAccount.length).toBeGreaterThan(8)
  const { pdf } = await desk.ask('paper.preview', order)
  const seen = (await pdfText(pdf ?? new Uint8Array())).join('').replace(/\s/g, '')
  expect(seen).not.toContain(bankAccount)
  const book = await readWorkbook(await exportList(desk, round, listId, 'payment'))
  const cells = (book.sheets[0]?.rows ?? []).flatMap(({ cells }) => [...cells.values()])
  expect(cells.find((cell) => textOf(cell) === bankAccount)).toBeDefined()
  expect(cells.some((cell) => textOf(cell) === bank)).toBe(true)
  await desk.signIn('科长丙')
  const [log] = (await desk.ask('audit.list', { limit: 5 })).filter(({ action }) => action === '导出')
  expect(log?.detail).toMatch(/拨付明细表.*个人信息 银行账号全文/)
  expect(log?.detail).not.toContain(bankAccount)
})
