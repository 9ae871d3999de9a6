import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { all, one } from '../../db/query.ts'
import type { Input } from '../../shared/contract.ts'
import type { RoundView } from '../../shared/views.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

const BASIS = '局务会纪要〔2026〕3号'

/** A round with the sample's applications and nothing entered; 科长丙 is signed in. */
async function bareRound(batch = 2): Promise<{ desk: Desk; round: RoundView }> {
  const { desk } = await sampleDesk('科长丙')
  return { desk, round: await fill(desk, batch) }
}

async function fill(desk: Desk, batch: number): Promise<RoundView> {
  const round = await newRound(desk, batch)
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  return round
}

function newRound(desk: Desk, batch: number): Promise<RoundView> {
  const open = { windowFrom: null, windowTo: null }
  return desk.ask('round.create', { year: 2026, batch, budgetFen: 1_200_000_000, demoParameters: false, ...open })
}

const entry = (round: RoundView, key: string, text: string): Input<'policy.setParameter'> => {
  return { roundId: round.id, key, text, basis: BASIS, effectiveFrom: '2026-01-01' }
}

/** Number, outcome and machine amount of every case. */
async function findings(desk: Desk, round: RoundView) {
  const rows = await desk.ask('case.list', { roundId: round.id })
  return new Map(rows.map(({ applicationNo, outcome, computedFen }) => [applicationNo, { outcome, computedFen }]))
}

async function parameter(desk: Desk, round: RoundView, key: string) {
  const articles = await desk.ask('policy.articles', { roundId: round.id })
  return articles.flatMap(({ parameters }) => parameters).find((each) => each.key === key)
}

/** Every row that is no log: what a preview must leave alone. */
function rowCounts(desk: Desk) {
  const db = openDatabase(desk.path, { readonly: true })
  const tables = ['parameter_version', 'round_parameter', 'round_parameter_end', 'assessment', 'list_invalidation']
  return tables.map((table) => one<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`)?.count)
}

test('the impact shown before saving is what saving then does, case by case and in sum', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.rate', '30%'))
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '100万元'))
  const before = await findings(desk, round)
  const rows = rowCounts(desk)
  const preview = await desk.ask('policy.previewParameter', {
    roundId: round.id,
    key: 'platform.cap',
    text: '80万元',
  })
  expect(rowCounts(desk)).toEqual(rows)
  expect(await findings(desk, round)).toEqual(before)
  expect(preview).toMatchObject({ key: 'platform.cap', label: '单项上限', old: '100万元', new: '80万元' })

  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const after = await findings(desk, round)
  const changed = [...after].flatMap(([no, now]) => {
    const then = before.get(no)
    const same = then?.outcome === now.outcome && then?.computedFen === now.computedFen
    return same ? [] : [{ no, old: then?.computedFen, new: now.computedFen }]
  })
  expect(changed.length).toBeGreaterThan(0)
  expect(
    preview.impact.cases.map(({ applicationNo, oldFen, newFen }) => ({ no: applicationNo, old: oldFen, new: newFen })),
  ).toEqual(changed)
  const difference = changed.reduce((sum, each) => sum + (each.new ?? 0) - (each.old ?? 0), 0)
  expect(difference).toBeLessThan(0)
  expect(preview.impact.differenceFen).toBe(difference)
})

test('an idle round is not running; a decided case and a frozen list are named before they are touched', async () => {
  const { desk, round } = await bareRound()
  const ask = (text: string) => desk.ask('policy.previewParameter', { roundId: round.id, key: 'event.materials', text })
  expect((await ask('营业执照')).impact).toMatchObject({ running: false, staleDecisions: 0, voidedListNo: null })
  await desk.ask('policy.setParameter', entry(round, 'event.minArea', '10000'))
  await desk.ask('policy.setParameter', entry(round, 'event.minExhibitors', '150'))
  await desk.ask('policy.setParameter', entry(round, 'event.leadDays', '15'))
  await desk.ask('policy.setParameter', entry(round, 'event.materials', '营业执照'))
  await desk.signIn('审核员乙')
  const { agreed } = await desk.ask('case.proposeMet', { roundId: round.id })
  expect(agreed).toBeGreaterThan(0)
  await desk.signIn('科长丙')
  const list = await desk.ask('list.freeze', { roundId: round.id })
  const stale = async () => (await desk.ask('case.list', { roundId: round.id })).filter((row) => row.stale).length
  expect(await stale()).toBe(0)
  const { impact } = await desk.ask('policy.previewParameter', {
    roundId: round.id,
    key: 'event.minArea',
    text: '20000',
  })
  expect(impact).toMatchObject({ running: true, voidedListNo: list.listNo })
  expect(impact.staleDecisions).toBeGreaterThan(0)
  await desk.ask('policy.setParameter', entry(round, 'event.minArea', '20000'))
  expect(await stale()).toBe(impact.staleDecisions)
  const [kept] = await desk.ask('list.all', { roundId: round.id })
  expect(kept?.invalidReason).toBe('参数“展会面积下限”有新值')
})

test('who entered what, when, on what basis, and which rounds use it', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const next = await newRound(desk, 3)
  desk.pass(10)
  await desk.ask('policy.setParameter', { ...entry(next, 'platform.cap', '90万元'), effectiveFrom: '2026-03-01' })
  const history = await desk.ask('policy.parameterHistory', { roundId: round.id, key: 'platform.cap' })
  const known = history.map(({ id: _id, enteredAt: _at, ...version }) => version)
  expect(known).toEqual([
    {
      ...{ text: '90万元', basis: BASIS, effectiveFrom: '2026-03-01', origin: 'bureau', who: '科长丙' },
      ...{ rounds: ['2026年第3批'], current: false },
    },
    {
      ...{ text: '80万元', basis: BASIS, effectiveFrom: '2026-01-01', origin: 'bureau', who: '科长丙' },
      ...{ rounds: ['2026年第2批'], current: true },
    },
    // The demo value belongs to the sample round and says so.
    {
      ...{ text: '100万元', basis: '演示参数，非政策规定', effectiveFrom: '2026-01-01', origin: 'demo', who: '甲' },
      ...{ rounds: ['2026年第1批'], current: false },
    },
  ])
  expect(history[0]?.enteredAt).toBe(new Date(desk.now).toISOString())
})

test('a round keeps the versions it took: neither another round’s value nor a later one reaches it', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.rate', '30%'))
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const before = await findings(desk, round)
  const other = await fill(desk, 3)
  await desk.ask('policy.setParameter', entry(other, 'platform.cap', '10万元'))
  await desk.ask('policy.setParameter', entry(other, 'gold-exchange.amounts', '综合类=40万元'))
  const future = { effectiveFrom: '2027-01-01' }
  await desk.ask('policy.setParameter', { ...entry(other, 'platform.rate', '5%'), ...future })
  expect(await desk.ask('round.assess', { roundId: round.id })).toMatchObject({ changed: 0 })
  expect(await findings(desk, round)).toEqual(before)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ value: { fen: 80_000_000 } })
  expect(await parameter(desk, round, 'gold-exchange.amounts')).toMatchObject({ origin: 'unset' })
  // A round made today starts with what has begun today: not with the rate of 2027.
  const next = await newRound(desk, 4)
  expect(await parameter(desk, next, 'platform.rate')).toMatchObject({ value: { rate: { num: 30, den: 100 } } })
  expect(await parameter(desk, next, 'platform.cap')).toMatchObject({ value: { fen: 10_000_000 } })
})

test('演示参数 come in as a whole where nothing was entered, and leave as a whole', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const before = await findings(desk, round)
  const shown = await desk.ask('policy.previewDemo', { roundId: round.id, demo: true })
  await desk.ask('policy.setDemo', { roundId: round.id, demo: true })
  expect((await desk.ask('round.get', { roundId: round.id })).demo).toBe(true)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ origin: 'bureau', value: { fen: 80_000_000 } })
  expect(await parameter(desk, round, 'platform.rate')).toMatchObject({ origin: 'demo' })
  expect(
    [...(await findings(desk, round))].filter(([no, now]) => before.get(no)?.computedFen !== now.computedFen),
  ).not.toEqual([])
  expect(shown.filled).toBe(15)
  expect(await desk.refused('policy.setDemo', { roundId: round.id, demo: true })).toMatch(
    /^CONFLICT .*已经使用演示参数/,
  )
  expect(await desk.refused('policy.setParameter', entry(round, 'platform.rate', '20%'))).toMatch(
    /先在“条款与参数”中移除/,
  )

  const leaving = await desk.ask('policy.previewDemo', { roundId: round.id, demo: false })
  expect(leaving).toMatchObject({ ended: shown.filled, filled: 0 })
  expect(leaving.impact.differenceFen).toBe(-shown.impact.differenceFen)
  await desk.ask('policy.setDemo', { roundId: round.id, demo: false })
  expect((await desk.ask('round.get', { roundId: round.id })).demo).toBe(false)
  expect(await findings(desk, round)).toEqual(before)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ origin: 'bureau' })
  expect(await parameter(desk, round, 'platform.rate')).toMatchObject({ origin: 'unset' })
  expect(await desk.refused('policy.setDemo', { roundId: round.id, demo: false })).toMatch(
    /^CONFLICT .*没有使用演示参数/,
  )
})

test('a round made with 演示参数 takes the bureau’s newest values when they leave, and its list is voided', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const open = { windowFrom: null, windowTo: null }
  const demo = await desk.ask('round.create', {
    year: 2026,
    batch: 3,
    budgetFen: 1_200_000_000,
    demoParameters: true,
    ...open,
  })
  const plan = await desk.ask('import.preview', { roundId: demo.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  await desk.ask('policy.setDemo', { roundId: demo.id, demo: false })
  expect(await parameter(desk, demo, 'platform.cap')).toMatchObject({ origin: 'bureau', value: { fen: 80_000_000 } })
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId: demo.id })
  await desk.signIn('科长丙')
  const list = await desk.ask('list.freeze', { roundId: demo.id })
  expect(list.content.demo).toBe(false)
  expect((await desk.ask('policy.previewDemo', { roundId: demo.id, demo: true })).impact.voidedListNo).toBe(list.listNo)
  await desk.ask('policy.setDemo', { roundId: demo.id, demo: true })
  expect((await desk.ask('list.all', { roundId: demo.id }))[0]?.invalidReason).toBe('载入演示参数')
  const log = (await desk.ask('audit.list', { limit: 20 })).map(({ action, detail }) => `${action}：${detail}`)
  expect(log).toContainEqual(expect.stringMatching(/^载入演示参数：.*补入 15，停用 0/))
})

/** Exports the parameters of a round and answers the file's path. */
async function exported(desk: Desk, round: RoundView): Promise<string> {
  const path = join(tempFolder(), '参数.yaml')
  await desk.ask('policy.exportParameters', { roundId: round.id, saveToken: desk.writeToken(path) })
  return path
}

test('a parameter set goes to another PC as a file: preview, all values, who entered them, and nothing twice', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  await desk.ask('policy.setParameter', entry(round, 'gold-exchange.amounts', '综合类=40万元\n自营类=20万元'))
  await desk.ask(
    'policy.setParameter',
    entry(round, 'growth.tiers', '上年度产值 >=2000万元; 增速 >=50%; 奖励 0.6%×增长额'),
  )
  const path = await exported(desk, round)

  const { desk: other, round: theirs } = await bareRound()
  await other.ask('policy.setParameter', entry(theirs, 'platform.cap', '60万元'))
  const fileToken = other.readToken(path)
  const plan = await other.ask('policy.previewImport', { roundId: theirs.id, fileToken })
  expect(plan).toMatchObject({ fileName: '参数.yaml', from: { round: '2026-2', exportedBy: '科长丙' } })
  expect(plan.lines.map(({ key, verdict, old, new: text }) => [key, verdict, old, text])).toEqual([
    ['gold-exchange.amounts', 'new', null, '综合类=40万元\n自营类=20万元'],
    ['growth.tiers', 'new', null, '上年度产值 >=2000万元; 增速 >=50%; 奖励 0.6%×增长额'],
    ['platform.cap', 'changed', '60万元', '80万元'],
  ])
  expect(plan.impact.cases.length).toBeGreaterThan(0)
  const input = { roundId: theirs.id, fileToken, planHash: plan.planHash }
  await other.ask('policy.importParameters', input)
  for (const key of ['platform.cap', 'gold-exchange.amounts', 'growth.tiers']) {
    expect(await parameter(other, theirs, key)).toEqual(await parameter(desk, round, key))
  }
  // The plan is spent: the round is another now.
  expect(await other.refused('policy.importParameters', input)).toMatch(/^CONFLICT 预览之后/)
  const again = await other.ask('policy.previewImport', { roundId: theirs.id, fileToken })
  expect(again.lines.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'same'])
  const rows = rowCounts(other)
  await other.ask('policy.importParameters', { ...input, planHash: again.planHash })
  expect(rowCounts(other)).toEqual(rows)
  const log = (await other.ask('audit.list', { limit: 20 })).map(({ action, detail }) => `${action}：${detail}`)
  expect(log.filter((text) => text.startsWith('录入参数') && text.includes('原录入人 科长丙'))).toHaveLength(3)
  expect(log.find((text) => text.startsWith('导入参数'))).toContain('出自批次 2026-2')
})

test('演示参数 never come in as the bureau’s own, nor does one bad entry let the others in', async () => {
  const { desk, round } = await bareRound()
  const [sample] = (await desk.ask('round.list', {})).filter(({ demo }) => demo)
  if (sample === undefined) throw new Error('the sample round is missing')
  const path = await exported(desk, sample)
  const fileToken = desk.readToken(path)
  const preview = () => desk.ask('policy.previewImport', { roundId: round.id, fileToken })
  const plan = await preview()
  expect(new Set(plan.lines.map(({ verdict }) => verdict))).toEqual(new Set(['refused']))
  const text = readFileSync(path, 'utf8')
  const lineOf = (key: string) => text.split('\n').findIndex((line) => line.includes(key)) + 1
  const cap = `第${lineOf('platform.cap')}行“platform.cap”：演示参数是虚构的，不能作为本局录入的参数导入`
  expect(plan.lines.find(({ key }) => key === 'platform.cap')?.reason).toBe(cap)
  const rows = rowCounts(desk)
  // One entry made honest by hand does not come in while the others are refused.
  writeFileSync(path, text.replace('origin: 演示参数', 'origin: 本局录入'))
  const mixed = await preview()
  expect(mixed.lines.filter(({ verdict }) => verdict === 'new')).toHaveLength(1)
  const input = { roundId: round.id, fileToken, planHash: mixed.planHash }
  expect(await desk.refused('policy.importParameters', input)).toMatch(
    /^CONFLICT 参数文件“参数.yaml”第\d+行“.+”：演示参数.+全部没有导入/,
  )
  expect(rowCounts(desk)).toEqual(rows)
  // The file was changed after it was shown.
  writeFileSync(path, text)
  expect(await desk.refused('policy.importParameters', input)).toMatch(/^CONFLICT 预览之后文件/)
})

test('a file that is not quite one of ours is refused as a whole, naming line and field', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const path = await exported(desk, round)
  const text = readFileSync(path, 'utf8')
  const cases = [
    ['policyHash: ', 'policyHash: other', /^POLICY_FILE 参数文件“参数.yaml”第5行：“policyHash”的值不对：数值过大/],
    [/policyHash: .*/, `policyHash: ${'a'.repeat(64)}`, /^CONFLICT 参数文件“参数.yaml”第5行：它按另一版条款数据导出/],
    ['    basis: ', '    base: ', /^POLICY_FILE 参数文件“参数.yaml”第12行：.*不认识的字段“base”/],
    ['format: 时尚', 'format: 另一种', /^POLICY_FILE 参数文件“参数.yaml”第2行：.*请选择由本程序导出的参数文件/],
    ['effectiveFrom: 2026-01-01', 'effectiveFrom: 2026-02-30', /^POLICY_FILE 参数文件“参数.yaml”第13行：.*日期应写成/],
    ['origin: 本局录入', 'origin: 别处', /^POLICY_FILE 参数文件“参数.yaml”第14行：“parameters.0.origin”的值不对/],
  ] as const
  for (const [good, bad, sentence] of cases) {
    writeFileSync(path, text.replace(good, bad))
    const answer = await desk.refused('policy.previewImport', { roundId: round.id, fileToken: desk.readToken(path) })
    expect(answer).toMatch(sentence)
  }
})

test('an entry the round cannot take is refused, naming line and key', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const path = await exported(desk, round)
  const text = readFileSync(path, 'utf8')
  const cases = [
    ['key: platform.cap', 'key: platform.capp', /^第9行“platform.capp”：本批次适用的条款没有这个参数/],
    ['key: platform.cap', 'key: __proto__', /^第9行“__proto__”：本批次适用的条款没有这个参数/],
    ['key: platform.cap', 'key: event.cap', /^第9行“event.cap”：“单次资助上限”由政策原文规定/],
    ['value: 80万元', 'value: 很多', /^第9行“platform.cap”：“很多”不是金额/],
    ['value: 80万元', 'value: 80', /^第9行“platform.cap”：“80”不是金额/],
  ] as const
  for (const [good, bad, reason] of cases) {
    writeFileSync(path, text.replace(good, bad))
    const plan = await desk.ask('policy.previewImport', { roundId: round.id, fileToken: desk.readToken(path) })
    expect(plan.lines).toMatchObject([{ verdict: 'refused', reason: expect.stringMatching(reason) }])
  }
  const [head = '', one = ''] = text.split('parameters:\n')
  writeFileSync(path, `${head}parameters:\n${one}${one}`)
  const twice = await desk.ask('policy.previewImport', { roundId: round.id, fileToken: desk.readToken(path) })
  expect(twice.lines.map(({ verdict }) => verdict)).toEqual(['same', 'refused'])
})

test('what is no parameter file is refused with a sentence', async () => {
  const { desk, round } = await bareRound()
  const path = join(tempFolder(), '别的.yaml')
  const refused = () => desk.refused('policy.previewImport', { roundId: round.id, fileToken: desk.readToken(path) })
  expect(await refused()).toMatch(/^STORAGE 无法读取“别的.yaml”/)
  for (const text of ['', '[]', '\u0000\u0001', 'a: &a [1]\nb: *a\n', 'format: [', bomb()]) {
    writeFileSync(path, text)
    expect(await refused(), text.slice(0, 20)).toMatch(/^POLICY_FILE 参数文件“别的.yaml”/)
  }
  expect(desk.unexpected).toEqual([])
})

/** Aliases that would grow to a billion entries. */
function bomb(): string {
  const level = (at: number) =>
    `l${at}: &l${at} [${Array(10)
      .fill(at === 0 ? 'x' : `*l${at - 1}`)
      .join(', ')}]`
  return Array.from({ length: 10 }, (_, at) => level(at)).join('\n')
}

test('a round without entries has nothing to export; parameters change only by the chief', async () => {
  const { desk, round } = await bareRound()
  const saveToken = desk.writeToken(join(tempFolder(), '空.yaml'))
  expect(await desk.refused('policy.exportParameters', { roundId: round.id, saveToken })).toMatch(
    /^CONFLICT 本批次还没有录入/,
  )
  await desk.signIn('审核员乙')
  for (const demo of [true, false]) {
    expect(await desk.refused('policy.setDemo', { roundId: round.id, demo })).toMatch(/^FORBIDDEN /)
    expect(await desk.refused('policy.previewDemo', { roundId: round.id, demo })).toMatch(/^FORBIDDEN /)
  }
  const fileToken = desk.readToken(SAMPLE)
  expect(await desk.refused('policy.previewImport', { roundId: round.id, fileToken })).toMatch(/^FORBIDDEN /)
})

test('a verified backup is made before the set changes as a whole, and none for a look', async () => {
  const { desk, round } = await bareRound()
  const backups = () => readdirSync(join(dirname(desk.path), 'backups')).length
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const fileToken = desk.readToken(await exported(desk, round))
  const next = await newRound(desk, 3)
  const before = backups()
  desk.pass(1)
  const { planHash } = await desk.ask('policy.previewImport', { roundId: round.id, fileToken })
  await desk.ask('policy.previewDemo', { roundId: next.id, demo: true })
  await desk.ask('policy.previewParameter', { roundId: next.id, key: 'platform.cap', text: '1万元' })
  expect(backups()).toBe(before)
  await desk.ask('policy.importParameters', { roundId: round.id, fileToken, planHash })
  expect(backups()).toBe(before + 1)
  desk.pass(1)
  await desk.ask('policy.setDemo', { roundId: next.id, demo: true })
  expect(backups()).toBe(before + 2)
})

test('the end of a use is kept: the versions stay, and with them what they were used for', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setDemo', { roundId: round.id, demo: true })
  await desk.ask('policy.setDemo', { roundId: round.id, demo: false })
  const db = openDatabase(desk.path, { readonly: true })
  const ends = all<{ reason: string; key: string }>(
    db,
    `SELECT e.reason, u.key FROM round_parameter_end e JOIN round_parameter u ON u.id = e.round_parameter_id
     WHERE u.round_id = ? ORDER BY u.key`,
    round.id,
  )
  expect(new Set(ends.map(({ reason }) => reason))).toEqual(new Set(['移除演示参数']))
  expect(ends.map(({ key }) => key)).toContain('growth.tiers')
})
