import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import { sampleDesk } from './coreHarness.ts'
import { eventDesk, NEW_DAY, OLD_DAY, replay, save, OLD_VALUES as values, WAN } from './eventRows.ts'

/** Every row as 「编号 旧 新 差额」 in 万元; ? where it is open. */
function amounts(view: Awaited<ReturnType<typeof replay>>): string[] {
  const wan = (fen: number | null) => (fen === null ? '?' : String(fen / WAN))
  return view.rows.map((row) =>
    [row.applicationNo, wan(row.old.amountFen), wan(row.new.amountFen), wan(row.differenceFen), row.kind].join(' '),
  )
}

describe('a round of 2026 held against the articles of 31 December 2025', () => {
  test('asks for the old rate, cap and thresholds of the articles it has, and says nothing more than that before it has them', async () => {
    const { desk, round } = await eventDesk()
    const view = await replay(desk, round)
    expect(
      view.needed.map(({ key, label, unit, note, applications }) => [key, label, unit, note, applications]),
    ).toEqual([
      ['exhibition.rate', '资助比例', '%', '说明未载原比例', 3],
      ['exhibition.cap', '单项上限', '万元', '说明未载原上限', 3],
      ['event.rate', '资助比例', '%', '原为连续3次阶梯式，说明未载各档比例', 5],
      ['event.cap', '单次资助上限', '万元', '说明未载原上限', 5],
      // The 展会 alone: the explanation says that its thresholds were raised, not from where.
      ['event.minArea', '展会面积下限', '㎡', '说明写提高门槛，原有门槛的数值未载', 1],
      ['event.minExhibitors', '参展企业数下限', '家', '说明写提高门槛，原有门槛的数值未载', 1],
    ])
    expect(view).toMatchObject({ oldOn: OLD_DAY, newOn: NEW_DAY, typed: [], ownUnset: [] })
    expect(view.rows.map(({ kind }) => kind)).toEqual(Array(8).fill('undetermined'))
    expect(view.rows[0]?.why).toBe('旧版第十二条：参数未设定：资助比例、单次资助上限，请在“新旧测算”中填写')
    expect(view.total).toMatchObject({ oldFen: 0, newFen: 0, differenceFen: 0, undeterminedCount: 8 })
  })

  test('worked by hand: old 20% up to 800万, new 30% up to 500万; 展位费 50% up to 10万, then deleted', async () => {
    const { desk, round } = await eventDesk()
    const view = await save(desk, round, values)
    expect(amounts(view)).toEqual([
      // 1000×20%=200; 1000×30%=300.
      'E1 200 300 100 gain',
      // 2000×20%=400; 2000×30%=600, at most 500.
      'E2 400 500 100 gain',
      // 没有人工智能展区: the old article did not ask.
      'E3 200 0 -200 loss',
      // 没有审计确认金额: a question on both sides, never 0.
      'E4 ? ? ? undetermined',
      // 报备 on the opening day.
      'E5 200 0 -200 loss',
      // 18×50%=9, below the cap; 30×50%=15, at most 10; nothing invested stated.
      'X1 9 0 -9 loss',
      'X2 10 0 -10 loss',
      'X3 ? 0 ? undetermined',
    ])
    expect(view.needed).toEqual([])
    expect(view.rows.map(({ why }) => why)).toEqual([
      '从“资助标准”起不同：旧版第十二条：1000.00万元×20%=200.00万元；新版第十一条：1000.00万元×30%=300.00万元',
      '从“资助标准”起不同：旧版第十二条：2000.00万元×20%=400.00万元；新版第十一条：2000.00万元×30%=600.00万元；新版再按“单项上限”减为 500.00万元',
      '从“展会设置人工智能展区”起不同：旧版第十二条：没有这项要求，符合，金额 200.00万元；新版第十一条：人工智能展区为“否”，不符合“展会设置人工智能展区”',
      '两版都待核：没有审计确认金额，专项审计后才能计算金额',
      '从“举办前报备”起不同：旧版第十二条：没有这项要求，符合，金额 200.00万元；新版第十一条：2025-09-16 报备，不早于开始日期 2025-09-16，未在活动举办前报备',
      expect.stringMatching(
        /^从“条款已删除”起不同：旧版第十一条：符合，金额 9\.00万元；新版原第十一条：本条已删除。理由：.*请向区商务局申报“支持企业赴境内外参展”$/,
      ),
      expect.stringMatching(/^从“条款已删除”起不同：旧版第十一条：符合，金额 10\.00万元；/),
      '旧版第十一条：待核：实际投入未填写，无法计算金额，请核对',
    ])
    expect(view.byArticle).toMatchObject([
      {
        article: 'exhibition',
        oldNo: '第十一条',
        newNo: '已删除',
        applications: 3,
        lossCount: 2,
        lossFen: -19 * WAN,
        oldFen: 19 * WAN,
        newFen: 0,
      },
      {
        article: 'event',
        oldNo: '第十二条',
        newNo: '第十一条',
        gainFen: 200 * WAN,
        lossFen: -400 * WAN,
        oldFen: 1000 * WAN,
        newFen: 800 * WAN,
      },
    ])
    expect(view.total).toMatchObject({
      oldFen: 1019 * WAN,
      newFen: 800 * WAN,
      differenceFen: -219 * WAN,
      undeterminedCount: 2,
    })
    // The budget is 500万: more was asked for on both sides.
    expect(view.allocation.old).toMatchObject({ entitledFen: 1019 * WAN, counted: 6, blocked: [] })
    expect(view.allocation.new).toMatchObject({
      entitledFen: 800 * WAN,
      allocatedFen: 500 * WAN,
      remainderFen: 0,
      counted: 2,
    })
  })

  test('another old rate turns gain into loss; equal figures are 无变化', async () => {
    const { desk, round } = await eventDesk()
    const dear = await save(desk, round, { ...values, 'event.rate': '40%' })
    expect(amounts(dear).slice(0, 2)).toEqual(['E1 400 300 -100 loss', 'E2 800 500 -300 loss'])
    const same = await save(desk, round, { ...values, 'event.rate': '30%', 'event.cap': '500万元' })
    expect(amounts(same).slice(0, 2)).toEqual(['E1 300 300 0 same', 'E2 500 500 0 same'])
    expect(same.rows[0]?.why).toBe('两版金额相同，都是 300.00万元')
  })

  test('growth and the other new articles are 没有本条 before, never 参数未设定', async () => {
    const { desk } = await sampleDesk('审计戊')
    const [round] = await desk.ask('round.list', {})
    if (round === undefined) throw new Error('no sample round')
    const { rows, byArticle } = await replay(desk, round)
    const growth = rows.filter(({ article }) => article === 'growth')
    expect(growth).toHaveLength(9)
    for (const { old } of growth) expect(old).toEqual({ outcome: 'absent', amountFen: 0, articleNo: null })
    expect(growth.find(({ kind }) => kind === 'gain')?.why).toMatch(
      /^从“有没有本条”起不同：旧版（2025-12-31）没有本条，不予资助；新版第十二条：符合，金额 /,
    )
    expect(byArticle.find(({ article }) => article === 'growth')).toMatchObject({
      oldNo: null,
      newNo: '第十二条',
      oldFen: 0,
    })
  })
})

describe('what is typed for a replay', () => {
  test('stays with the round for replays alone: no parameter, no assessment and no list changes, and it is in the audit', async () => {
    const { desk, round } = await eventDesk()
    const before = await desk.ask('case.list', { roundId: round.id })
    const stored = () =>
      all<{ n: number }>(openDatabase(desk.path, { readonly: true }), 'SELECT count(*) AS n FROM parameter_version')
    const parameters = stored()
    await save(desk, round, values)
    expect(stored()).toEqual(parameters)
    expect(await desk.ask('case.list', { roundId: round.id })).toEqual(before)
    desk.restart()
    await desk.signIn('审计戊')
    const view = await replay(desk, round)
    expect(view.typed.map(({ key, text }) => [key, text])).toEqual(Object.entries(values))
    expect(
      view.values.filter(({ side }) => side === '旧版').map(({ label, text, origin }) => `${label} ${text} ${origin}`),
    ).toEqual([
      '资助比例 50% 测算用，非政策规定',
      '单项上限 10万元 测算用，非政策规定',
      '资助比例 20% 测算用，非政策规定',
      '单次资助上限 800万元 测算用，非政策规定',
      '展会面积下限 8000 测算用，非政策规定',
      '参展企业数下限 100 测算用，非政策规定',
    ])
    expect(view.values.filter(({ side }) => side === '新版').map(({ origin }) => origin)).not.toContain(
      '测算用，非政策规定',
    )
    const [entry] = (await desk.ask('audit.list', { limit: 50 })).filter(({ action }) => action === '填写测算值')
    expect(entry?.detail).toContain('对照日期 2025-12-31，测算值 第十二条 资助比例 20%')
  })

  test('is taken back by an empty text, and asked for again', async () => {
    const { desk, round } = await eventDesk()
    await save(desk, round, values)
    const view = await save(desk, round, { 'event.cap': '' })
    expect(view.needed.map(({ key }) => key)).toEqual(['event.cap'])
    expect(view.typed.map(({ key }) => key)).toEqual(Object.keys(values).filter((key) => key !== 'event.cap'))
    await desk.signIn('审计戊')
    const [entry] = (await desk.ask('audit.list', { limit: 50 })).filter(({ action }) => action === '填写测算值')
    expect(entry?.detail).toContain('撤回的测算值 第十二条 单次资助上限 800万元')
  })

  test('is refused where it would change the policy, does not read, or nobody asked for it; nothing is kept then', async () => {
    const { desk, round } = await eventDesk()
    const refused = (given: Record<string, string>, against = OLD_DAY) =>
      desk.refused('policy.saveReplayValues', { roundId: round.id, against, values: given })
    expect(await refused({ ...values, 'event.rate': '很多' })).toMatch(/^BAD_INPUT 第十二条“资助比例”：“很多”不是比例/)
    expect(await refused({ 'talent.amounts': '龙岗眼镜工匠=3万元' })).toMatch(/^CONFLICT .*已有正式数值/)
    expect(await refused({ 'smart-glasses.rate': '10%' })).toMatch(/^NOT_FOUND /)
    expect(await refused({ 'event.rate': '20%' }, '2026-06-01')).toMatch(/^NOT_FOUND /)
    expect((await replay(desk, round)).typed).toEqual([])
  })

  test('is for the chief to type; everybody of the office may look, an expert may not', async () => {
    const { desk, round } = await eventDesk()
    const input = { roundId: round.id, against: OLD_DAY }
    for (const name of ['审核员乙', '公示丁', '管理己', '审计戊']) {
      await desk.signIn(name)
      await replay(desk, round)
      expect(await desk.refused('policy.saveReplayValues', { ...input, values }), name).toMatch(/^FORBIDDEN /)
    }
    expect(await desk.refused('policy.exportReplay', { ...input, saveToken: desk.writeToken('/tmp/x.xlsx') })).toMatch(
      /^FORBIDDEN /,
    )
    await desk.signIn('专家庚')
    expect(await desk.refused('policy.replay', input)).toMatch(/^FORBIDDEN /)
    expect(await desk.refused('policy.compare', { from: OLD_DAY, to: NEW_DAY })).toMatch(/^FORBIDDEN /)
  })
})

test('days that cannot be held against the round are refused with what to do; one of the same version changes nothing', async () => {
  const { desk, round } = await eventDesk()
  const refused = (against: string) => desk.refused('policy.replay', { roundId: round.id, against })
  expect(await refused(NEW_DAY)).toMatch(/^BAD_INPUT 2026年1月1日就是本批次适用条款的日期/)
  expect(await refused('2024-06-30')).toMatch(
    /^NOT_IN_FORCE 2024年6月30日没有施行中的条款数据，请选 2024-07-01 或以后的日期/,
  )
  const view = await replay(desk, round, '2026-06-01')
  expect(view.needed).toEqual([])
  expect(view.total).toMatchObject({ differenceFen: 0, gainCount: 0, lossCount: 0 })
  expect(view.notes).toContain('2026-06-01 与本批次（2026-01-01）适用同一版条文，没有新旧之别。')
})

test('last year’s round held against the revised articles: its own figures stay old, the policy’s stay new', async () => {
  const { desk, round } = await eventDesk(2025, false)
  const bare = await replay(desk, round, NEW_DAY)
  expect(bare).toMatchObject({ oldOn: '2025-01-01', newOn: NEW_DAY })
  expect(bare.ownUnset.map(({ key }) => key)).toEqual([
    ...['exhibition.rate', 'exhibition.cap', 'event.rate', 'event.cap'],
    ...['event.minArea', 'event.minExhibitors'],
  ])
  expect(bare.needed.map(({ key }) => key)).toEqual(['event.leadDays'])
  expect(bare.rows[0]?.why).toBe(
    '旧版第十二条：参数未设定：资助比例、单次资助上限，请在“条款与参数”中填写；新版第十一条：参数未设定：报备提前天数，请在“新旧测算”中填写',
  )
  for (const [key, text] of Object.entries(values)) {
    const entry = { key, text, basis: '局务会纪要〔2024〕1号', effectiveFrom: '2024-07-01' }
    await desk.ask('policy.setParameter', { roundId: round.id, ...entry })
  }
  const view = await save(desk, round, { 'event.leadDays': '15' }, NEW_DAY)
  expect(amounts(view)).toEqual([
    ...[
      'E1 200 300 100 gain',
      'E2 400 500 100 gain',
      'E3 200 0 -200 loss',
      'E4 ? ? ? undetermined',
      'E5 200 0 -200 loss',
    ],
    ...['X1 9 0 -9 loss', 'X2 10 0 -10 loss', 'X3 ? 0 ? undetermined'],
  ])
  const origins = view.values.map(({ side, key, text, origin }) => [side, key, text, origin].join(' '))
  expect(origins).toContain('旧版 event.rate 20% 本局录入')
  expect(origins).toContain('新版 event.rate 30% 政策原文')
  expect(origins).toContain('新版 event.leadDays 15 测算用，非政策规定')
})
