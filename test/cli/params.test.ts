import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { cli, done, doneJson, SAMPLE, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '参数.db')
const round = ['--db', db, '--round', '2026-2']
const cap = ['--key', 'platform.cap', '--basis', '局务会纪要〔2026〕3号', '--from', '2026-01-01']

const listed = z.array(
  z.strictObject({
    key: z.string(),
    articleNo: z.string(),
    article: z.string(),
    label: z.string(),
    type: z.string(),
    unit: z.string(),
    value: z.string().nullable(),
    origin: z.enum(['policy', 'bureau', 'demo', 'unset']),
    basis: z.string(),
    unset: z.boolean(),
    effectiveFrom: z.string().nullable(),
    enteredBy: z.string().nullable(),
    enteredAt: z.string().nullable(),
  }),
)
const answered = z.looseObject({
  touched: z.array(
    z.looseObject({ applicationNo: z.string(), oldFen: z.int().nullable(), newFen: z.int().nullable() }),
  ),
  differenceFen: z.int(),
})
const assessed = z.array(z.looseObject({ applicationNo: z.string(), amountFen: z.int().nullable() }))

async function list() {
  return listed.parse(await doneJson(['params', 'list', ...round]))
}

async function amounts() {
  const cases = assessed.parse(await doneJson(['assess', ...round]))
  return new Map(cases.map(({ applicationNo, amountFen }) => [applicationNo, amountFen]))
}

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...round, '--budget', '12000000.00'])
  await done(['import', ...round, SAMPLE])
  await done(['assess', ...round])
}, 60_000)

test('list names every parameter: what the policy states with its quotation, the rest unset', async () => {
  const all = await list()
  expect(all.find(({ key }) => key === 'event.rate')).toMatchObject({
    ...{ articleNo: '第十一条', type: 'rate', value: '30%', origin: 'policy', unset: false },
    ...{ basis: '统一按实际投入30%补贴', effectiveFrom: '2026-01-01', enteredBy: null, enteredAt: null },
  })
  const unset = all.filter((one) => one.unset)
  expect(unset.map(({ key }) => key)).toContain('platform.cap')
  for (const one of unset) expect(one).toMatchObject({ value: null, origin: 'unset', basis: '', effectiveFrom: null })
})

test('set says what it touches before and after; the amounts change by exactly that', async () => {
  await done(['params', 'set', ...round, ...cap, '--key', 'platform.rate', '--value', '30%'])
  await done(['params', 'set', ...round, ...cap, '--value', '100万元'])
  const before = await amounts()
  const trial = answered.parse(await doneJson(['params', 'set', ...round, ...cap, '--value', '80万元', '--dry-run']))
  expect(trial).toMatchObject({ key: 'platform.cap', label: '单项上限', old: '100万元', new: '80万元', dryRun: true })
  expect(await amounts()).toEqual(before)
  const real = answered.parse(await doneJson(['params', 'set', ...round, ...cap, '--value', '80万元']))
  expect(real).toEqual({ ...trial, dryRun: false })
  const after = await amounts()
  const changed = [...after].filter(([no, fen]) => before.get(no) !== fen)
  expect(trial.touched.map(({ applicationNo, newFen }) => [applicationNo, newFen])).toEqual(changed)
  expect(trial.differenceFen).toBe(changed.reduce((sum, [no, fen]) => sum + (fen ?? 0) - (before.get(no) ?? 0), 0))
  expect((await list()).find(({ key }) => key === 'platform.cap')).toMatchObject({
    ...{ value: '80万元', origin: 'bureau', basis: '局务会纪要〔2026〕3号', enteredBy: '命令行', unset: false },
  })
})

test('a tier table comes from a file', async () => {
  const path = join(folder, '档次.txt')
  writeFileSync(
    path,
    '上年度产值 >=2000万元 <5000万元; 增速 >=50%; 奖励 0.6%×增长额\n上年度产值 >=5000万元; 奖励 10万元\n',
  )
  const key = ['--key', 'growth.tiers', '--basis', '依据', '--from', '2026-01-01']
  const answer = await doneJson(['params', 'set', ...round, ...key, '--value-file', path])
  expect(answer).toMatchObject({ new: readFileSync(path, 'utf8').trim() })
})

test('演示参数 are loaded and unloaded as a whole; what was entered stays', async () => {
  const before = await list()
  expect(await doneJson(['params', 'load', ...round])).toMatchObject({ demo: true })
  const loaded = await list()
  expect(loaded.filter(({ unset }) => unset)).toEqual([])
  expect(loaded.find(({ key }) => key === 'platform.cap')).toMatchObject({ origin: 'bureau', value: '80万元' })
  expect((await cli(['params', 'load', ...round])).stderr).toBe('本批次已经使用演示参数，不必再载入\n')
  await done(['params', 'unload', ...round])
  expect(await list()).toEqual(before)
  expect(await cli(['params', 'unload', ...round])).toMatchObject({ code: 1, stdout: '' })
})

test('a set is exported and imported into another database; a second import changes nothing', async () => {
  const file = join(folder, '参数.yaml')
  await done(['params', 'export', ...round, '--out', file])
  const other = join(folder, '另一台.db')
  const theirs = ['--db', other, '--round', '2026-1']
  await done(['init', '--db', other])
  await done(['round', 'create', ...theirs, '--budget', '1.00'])
  const trial = await doneJson(['params', 'import', ...theirs, file, '--dry-run'])
  expect(trial).toMatchObject({ dryRun: true, entries: [{ verdict: 'new' }, { verdict: 'new' }, { verdict: 'new' }] })
  await done(['params', 'import', ...theirs, file])
  const bureau = (all: z.infer<typeof listed>) =>
    all.flatMap(({ key, value, basis, effectiveFrom, origin }) =>
      origin === 'bureau' ? [{ key, value, basis, effectiveFrom }] : [],
    )
  const got = listed.parse(await doneJson(['params', 'list', ...theirs]))
  expect(bureau(got)).toEqual(bureau(await list()))
  expect(bureau(got)).toHaveLength(3)
  expect(await doneJson(['params', 'import', ...theirs, file])).toMatchObject({
    entries: [{ verdict: 'same' }, { verdict: 'same' }, { verdict: 'same' }],
  })
  expect(await doneJson(['verify', '--db', other])).toMatchObject({ ok: true })
})

test('refusals are one sentence, exit 1, and nothing is written; wrong usage is exit 2', async () => {
  const before = await list()
  const refused = async (args: string[]) => {
    const { code, stdout, stderr } = await cli(['params', ...args])
    expect(stdout).toBe('')
    return `${code} ${stderr}`
  }
  expect(await refused(['set', ...round, ...cap, '--value', '很多'])).toMatch(/^1 “很多”不是金额.*\n$/)
  expect(await refused(['set', ...round, ...cap, '--key', 'event.rate', '--value', '40%'])).toMatch(
    /^1 .*由政策原文规定/,
  )
  expect(await refused(['set', ...round, ...cap, '--value', '1万元', '--from', '2026-02-30'])).toMatch(
    /^1 生效日期“2026-02-30”/,
  )
  expect(await refused(['set', ...round, ...cap])).toMatch(/^2 /)
  expect(await refused(['set', ...round, ...cap, '--value', '1', '--value-file', 'x'])).toMatch(/^2 /)
  expect(await refused(['import', ...round])).toMatch(/^2 /)
  expect(await refused(['nothing', ...round])).toMatch(/^2 /)
  expect(await refused(['list', 'more', ...round])).toMatch(/^2 /)
  const broken = join(folder, '坏.yaml')
  await done(['params', 'export', ...round, '--out', broken])
  writeFileSync(broken, readFileSync(broken, 'utf8').replace('key: platform.cap', 'key: platform.top'))
  expect(await refused(['import', ...round, broken])).toMatch(
    /^1 参数文件“坏.yaml”第\d+行“platform.top”：本批次适用的条款没有这个参数/,
  )
  expect(await list()).toEqual(before)
})

test('a round at work is not touched without --confirm: the sentence names what would be lost, and nothing is written', async () => {
  const out = join(folder, '演示')
  await done(['demo', '--out', out])
  const running = ['--db', join(out, '演示.db'), '--round', '2026-1']
  const before = await doneJson(['params', 'list', ...running])
  const refused = await cli(['params', 'unload', ...running])
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(
    /^本批次已在办理，没有写入：将影响 \d+ 件.*“定稿2026-1-01”将失效，须重新定稿；涉及 LG\d+、.* 等 \d+ 件，其中 \d+ 件已有意见。.*--confirm.*\n$/,
  )
  expect(await doneJson(['params', 'list', ...running])).toEqual(before)
  expect(await doneJson(['params', 'unload', ...running, '--dry-run'])).toMatchObject({ voidedListNo: '定稿2026-1-01' })
  await done(['params', 'unload', ...running, '--confirm'])
  const area = ['params', 'set', ...running, ...cap, '--key', 'event.minArea', '--value', '1']
  // Every decision is to be looked at again already, so that nothing more is lost: no question.
  expect(await doneJson(area)).toMatchObject({ dryRun: false, touched: [], voidedListNo: null })
})
