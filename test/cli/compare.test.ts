import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { ArticleComparison } from '../../shared/policy/compare.ts'
import type { ReplayView } from '../../shared/replay/view.ts'
import { cli, done, doneJson, readBook, SAMPLE, workFolder } from './commandLine.ts'

const folder = workFolder()
const db = join(folder, '2026.db')
const round = ['--db', db, '--round', '2026-1']

type CompareJson = { from: string; to: string; articles: ArticleComparison[] }
type ReplayJson = ReplayView & { round: string; marks: string[] }
const replay = async (...more: string[]) =>
  (await doneJson(['replay', ...round, '--against', '2025-12-31', ...more])) as ReplayJson

beforeAll(async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', ...round, '--budget', '12000000.00', '--params', 'demo'])
  await done(['import', ...round, SAMPLE])
}, 180_000)

test('compare needs no database and answers for the revision, for other days and for one article', {
  timeout: 180_000,
}, async () => {
  const whole = (await doneJson(['compare'])) as CompareJson
  expect(whole).toMatchObject({ from: '2025-12-31', to: '2026-01-01' })
  expect(whole.articles).toHaveLength(7)
  const one = (await doneJson(['compare', '--article', 'event'])) as CompareJson
  expect(one.articles).toEqual([whole.articles.find(({ key }) => key === 'event')])
  const same = (await doneJson(['compare', '--from', '2026-01-01', '--to', '2026-06-01'])) as CompareJson
  expect(same.articles.map(({ change }) => change)).toEqual(Array(7).fill('未变'))
  const text = await done(['compare', '--article', 'platform'])
  expect(text).toContain('申报材料：[-可行性-]报告 ⇒ [+实施+]报告')
  expect((await cli(['compare', '--article', '第九条'])).code).toBe(2)
  expect((await cli(['compare', '--from', '昨天'])).code).toBe(2)
  expect(await cli(['compare', '--from', '2026-01-01', '--to', '2025-01-01'])).toMatchObject({ code: 1, stdout: '' })
})

test('replay lists what it needs, takes values from the line and from a file, and keeps none of them', {
  timeout: 180_000,
}, async () => {
  const bare = await replay()
  expect(bare).toMatchObject({ round: '2026-1', policyOn: '2026-01-01', against: '2025-12-31' })
  expect(bare.needed.map(({ key, label, unit }) => `${key} ${label} ${unit}`)).toEqual([
    'platform.rate 资助比例 %',
    'platform.cap 单项上限 万元',
    'talent.amounts 奖励标准（按称号） 万元',
    'exhibition.rate 资助比例 %',
    'exhibition.cap 单项上限 万元',
    'event.rate 资助比例 %',
    'event.cap 单次资助上限 万元',
    'event.minArea 展会面积下限 ㎡',
    'event.minExhibitors 参展企业数下限 家',
  ])
  const file = join(folder, '测算值.yaml')
  writeFileSync(file, 'platform.rate: 25%\nplatform.cap: 200万元\nevent.rate: 10%\n')
  const event = ['event.rate=20%', 'event.cap=800万元', 'event.minArea=8000', 'event.minExhibitors=100']
  const view = await replay('--values', file, ...event.flatMap((pair) => ['--value', pair]))
  expect(view.needed.map(({ key }) => key)).toEqual(['talent.amounts', 'exhibition.rate', 'exhibition.cap'])
  expect(view.values.find(({ side, key }) => side === '旧版' && key === 'event.rate')).toMatchObject({
    text: '20%',
    origin: '测算用，非政策规定',
  })
  const differences = view.rows.map(({ differenceFen }) => differenceFen ?? 0)
  expect(differences.reduce((sum, fen) => sum + fen, 0)).toBe(view.total.differenceFen)
  expect(view.byArticle.reduce((sum, { differenceFen }) => sum + differenceFen, 0)).toBe(view.total.differenceFen)
  expect((await replay()).needed).toEqual(bare.needed)
})

test('replay writes the workbook and says what it cannot do', { timeout: 180_000 }, async () => {
  const out = join(folder, '新旧测算.xlsx')
  const text = await done(['replay', ...round, '--against', '2025-12-31', '--value', 'event.rate=20%', '--out', out])
  expect(text).toContain('用 --value event.cap=数值')
  // Said in the first line, not only at the end: the old 连续3次阶梯式 is not known.
  expect(text.split('\n')[0]).toContain('测算值对每件一律套用，不分档次和次数')
  expect(text).toMatch(
    /旧版第十二条：全文未公开，修订说明只引述了“原连续3次阶梯式资助模式”；.*与当年实际办理的结果可能不同。/,
  )
  expect(text).toMatch(/旧版第九条：.*旧版的名额说明未载，旧版合计没有按名额限制。/)
  expect((await readBook(out)).worksheets.map(({ name }) => name)).toEqual(['对照', '测算汇总', '逐件', '说明'])
  const refused = async (...more: string[]) => {
    const { code, stderr } = await cli(['replay', ...round, ...more])
    return `${code} ${stderr}`
  }
  expect(await refused()).toMatch(/^2 /)
  expect(await refused('--against', '2025-12-31', '--value', 'event.rate')).toMatch(/^2 --value “event.rate”应写成/)
  expect(await refused('--against', '2025-12-31', '--value', 'event.rate=多')).toMatch(/^1 第十二条“资助比例”：/)
  expect(await refused('--against', '2025-12-31', '--values', join(folder, '没有.yaml'))).toMatch(/^1 读不出测算值文件/)
  expect(await refused('--against', '2025-12-31', '--out', db)).toMatch(/^1 .*正是案件数据库/)
  expect(await refused('--against', '2026-01-01')).toMatch(/^1 .*请另选一个对照日期/)
})
