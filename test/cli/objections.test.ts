import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { applicationByNo } from '../../db/applications.ts'
import { latestAssessment } from '../../db/assessments.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { decideCase } from '../../electron/core/jobs/decide.ts'
import { freezeRound } from '../../electron/core/jobs/freezeRound.ts'
import { COMMAND_LINE, createWorkspace } from '../../electron/core/workspace.ts'
import { cli, done, doneJson, ROOT, readBook, workFolder, writeBook } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '评审.db')
const at = ['--db', db] as const
const round = [...at, '--round', '2026-1'] as const
const register = ['objections', 'add', ...round, '--kind', 'objection', '--how', '书面', '--reason', '金额'] as const

beforeAll(async () => {
  await done(['init', ...at])
  await done(['round', 'create', ...round, '--budget', '12000000.00', '--params', 'demo'])
  const header = [
    '申报编号',
    '申报条款',
    '申报单位',
    '所属产业',
    '申报金额（元）',
    '采购额（元）',
    '用途',
    '采购日期',
    '数量',
  ]
  const claims = await writeBook(join(folder, '申报.xlsx'), {
    智能眼镜: [header, ['N1', '智能眼镜', '示例甲有限公司', '智能眼镜', 100000, 1000000, '应用', '2026-01-10', 100]],
  })
  await done(['import', ...round, claims])
  await done(['assess', ...round])
}, 60_000)

test('the register: registered, handled, closed, listed and exported', { timeout: 60_000 }, async () => {
  expect(await done(['objections', 'days', ...at, '--value', '5'])).toContain('5 个工作日，次日起算')
  const on = ['--date', '2026-02-12', '--application', 'N1', '--person', '欧阳某某'] as const
  expect(await doneJson([...register, ...on])).toMatchObject({
    no: '异议2026-1-01',
    applicationNo: 'N1',
    signed: 'named',
    dueOn: '2026-02-26',
  })
  expect(await done([...register, '--date', '2026-02-12', '--kind', 'report'])).toContain('举报2026-1-02')
  const id = [
    'objections',
    'step',
    ...round,
    '--id',
    '异议2026-1-01',
    '--date',
    '2026-03-02',
    '--reason',
    '核对',
  ] as const
  await done(id)
  expect(await done([...id, '--as', 'rejected'])).toContain('已办结：异议2026-1-01 已办结 不成立 N1')
  const { code, stderr } = await cli([...id, '--as', 'rejected'])
  expect({ code, stderr }).toEqual({ code: 1, stderr: '异议2026-1-01 已办结，不能再记；有新情况请另行登记\n' })
  const out = join(folder, '台账.xlsx')
  const book = await doneJson(['objections', 'list', ...round, '--out', out])
  expect(book).toMatchObject({
    days: 5,
    objections: [{ no: '异议2026-1-01', state: 'closed', steps: [{}, { outcome: 'rejected' }] }, { person: '' }],
    remaining: ['本批次没有有效的定稿名单，请先由科长定稿'],
  })
  expect((await readBook(out)).getWorksheet('异议台账')?.getCell('A3').value).toBe('举报2026-1-02')
})

test('papers of a frozen list are numbered with the hash of the file, and 下达 is refused', {
  timeout: 60_000,
}, async () => {
  expect(await done(['papers', 'list', ...round])).toContain('还没有出过文书')
  const file = openDatabase(db)
  const ws = createWorkspace(file, ROOT)
  const roundId = roundByYearBatch(file, 2026, 1)?.id ?? ''
  const caseId = applicationByNo(file, roundId, 'N1')?.id ?? ''
  const assessmentId = latestAssessment(file, caseId)?.id ?? ''
  decideCase(ws, COMMAND_LINE, caseId, assessmentId, { kind: 'agree', amountFen: 100_000, opinion: '核对合同' })
  freezeRound(ws, COMMAND_LINE, roundId)
  closeDatabase(file)
  const out = join(folder, '汇总.xlsx')
  await done(['export', 'summary', ...round, '--out', out])
  const sha256 = createHash('sha256').update(readFileSync(out)).digest('hex')
  expect(await doneJson(['papers', 'list', ...round])).toMatchObject([
    { no: '资助汇总表2026-1-01', state: 'valid', sha256, listNo: '定稿2026-1-01', fileName: '汇总.xlsx' },
  ])
  const { code, stderr } = await cli(['export', 'disbursement', ...round, '--out', join(folder, '下达.pdf')])
  expect(code).toBe(1)
  expect(stderr).toBe(
    '还不能下达：名单“定稿2026-1-01”还没有出过公示，请先导出公示并公示期满；还有 1 件未办结：举报2026-1-02，请先在“异议台账”办结\n',
  )
})

test.each([
  [['objections', 'show', ...round], '“objections”后面应是 list、add、step 或 days'],
  [['papers', 'show', ...round], '“papers”后面应是 list'],
  [[...register, '--date', '昨天'], '--date“昨天”应写成 2026-03-05'],
  [['objections', 'days', ...at, '--value', '0'], '--value 应是 1 到 120 的整数'],
  [
    [
      'objections',
      'step',
      ...round,
      '--id',
      '异议2026-1-02',
      '--date',
      '2026-03-02',
      '--reason',
      '核',
      '--effect',
      'none',
    ],
    '--effect 要与 --as 同用',
  ],
])('wrong usage %# exits 2 and says what is wrong', async (args, words) => {
  const { code, stderr } = await cli(args)
  expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true })
})
