import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SAMPLE } from '../cli/commandLine.ts'
import { tempFolder } from './coreHarness.ts'
import { bareRound, entry, exported, parameter, rowCounts } from './parameterDesk.ts'

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
    ['policyHash: ', 'policyHash: other', /^POLICY_FILE 参数文件“参数.yaml”第5行：“policyHash”的值不对：最多64个字/],
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
    ['effectiveFrom: 2026-01-01', 'effectiveFrom: 2099-01-01', /^第9行“platform.cap”：生效日期2099年1月1日还没有到/],
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
