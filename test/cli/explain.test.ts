import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { OUTCOMES } from '../../shared/review/assessment.ts'
import { cli, done, doneJson, SAMPLE, workFolder } from './commandLine.ts'

const fen = z.number().int().nullable()
const explainDocument = z.strictObject({
  applicationNo: z.string(),
  applicant: z.string(),
  article: z.string().nullable(),
  outcome: z.enum(OUTCOMES),
  amountFen: fen,
  marks: z.array(z.string()),
  chain: z.array(
    z.strictObject({
      ...{ level: z.string().min(1), label: z.string().min(1), clause: z.string(), text: z.string().min(1) },
      ...{ quotation: z.string(), beforeFen: fen, afterFen: fen },
    }),
  ),
  whyNot: z
    .strictObject({
      ...{ otherFen: z.number().int(), amountFen: fen, side: z.enum(['same', 'above', 'below', 'none']) },
      ...{ level: z.string().nullable(), label: z.string(), text: z.string(), needs: z.array(z.string()) },
    })
    .nullable(),
})
const replayDocument = z.object({
  ok: z.literal(true),
  replay: z.strictObject({
    ...{ checked: z.number(), same: z.number(), reworded: z.number(), different: z.number() },
    ...{ shippedInstrument: z.number(), told: z.array(z.string()) },
  }),
})

const db = join(workFolder(), '案件.db')
const round = ['--db', db, '--round', '2026-1']
const NO = 'LG2026110011'

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...round, '--budget', '3000000.00', '--params', 'demo'])
  await done(['import', ...round, SAMPLE])
  await done(['assess', ...round])
}, 60_000)

const explained = async (...more: string[]) =>
  explainDocument.parse(await doneJson(['explain', ...round, '--application', NO, ...more]))

test('explain prints one document whose figures join from the paper to the base', async () => {
  const trial = await explained('--assume-machine', '--amount', '5000000')
  expect(trial).toMatchObject({ applicationNo: NO, article: 'event', amountFen: 57_092_700 })
  const money = trial.chain.filter(({ afterFen }) => afterFen !== null)
  expect(money.map(({ level }) => level)).toEqual([
    ...['paper', 'allocation', 'decision', 'rounding', 'requested', 'cap', 'rate', 'base'],
  ])
  money.forEach(({ beforeFen }, at) => {
    expect(beforeFen).toBe(money[at + 1]?.afterFen ?? null)
  })
  expect(trial.chain.map(({ level }) => level)).toEqual(
    expect.arrayContaining(['condition', 'clause', 'oldClause', 'parameter', 'source']),
  )
  expect(trial.whyNot).toMatchObject({ otherFen: 500_000_000, side: 'above', level: 'rate' })
  expect(trial.whyNot?.needs[0]).toContain('审计确认金额须达 16,666,666.67 元')
})

test('before anybody decided, the amount is the machine’s and nothing is compared unasked', async () => {
  const now = await explained()
  const marks = ['演示参数，非政策规定', '机审试算，不是资助金额']
  expect(now).toMatchObject({ outcome: 'met', amountFen: 421_606_700, marks, whyNot: null })
  expect(now.chain[0]).toMatchObject({ level: 'paper', beforeFen: null, afterFen: null })
})

test('as text it reads from the paper down, one link a line', async () => {
  const lines = (await done(['explain', ...round, '--application', NO, '--amount', '1,000.00'])).trimEnd().split('\n')
  expect(lines[0]).toMatch(
    /^LG2026110011 .+　第十一条　机审结论“符合”　4,216,067\.00 元　【演示参数，非政策规定】　【机审试算，不是资助金额】$/,
  )
  expect(lines.find((line) => line.startsWith('原条文·'))).toContain('第十二条')
  expect(lines.find((line) => line.startsWith('来源·申报汇总表'))).toMatch(/工作表“.+”第 \d+ 行$/)
  expect(lines.find((line) => line.startsWith('为什么不是 1,000.00 元：'))).toContain('每一步的金额都比它高')
})

test('unknown numbers, amounts that do not read and wrong usage are refused', async () => {
  expect(await cli(['explain', ...round, '--application', 'LG9'])).toMatchObject({
    code: 1,
    stderr: '本批次没有申报编号“LG9”，请核对\n',
  })
  expect(await cli(['explain', ...round, '--application', NO, '--amount', '很多'])).toMatchObject({ code: 1 })
  expect(await cli(['explain', ...round, '--application', NO, '--amount=-1'])).toMatchObject({ code: 1 })
  expect(await cli(['explain', ...round])).toMatchObject({ code: 2 })
  expect(await cli(['verify', ...round])).toMatchObject({ code: 2 })
})

test('verify --replay works every stored finding out again, of all rounds or of one', async () => {
  const { replay } = replayDocument.parse(await doneJson(['verify', '--db', db, '--replay']))
  expect(replay).toEqual({ checked: 52, same: 52, reworded: 0, different: 0, shippedInstrument: 0, told: [] })
  expect(await done(['verify', ...round, '--replay'])).toContain('重算机审结论 52 份：逐字一致 52 份')
  expect(await cli(['verify', '--db', db, '--round', '2027-1', '--replay'])).toMatchObject({ code: 1 })
})
