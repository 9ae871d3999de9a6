import { describe, expect, it, test } from 'vitest'
import { openPolicyStore } from '../../electron/core/policyStore.ts'
import { compareOn } from '../../electron/core/revision.ts'
import { ARTICLE_KEYS, type ArticleKey } from '../../shared/application.ts'
import { type ArticleComparison, comparePolicy, revisionReason } from '../../shared/policy/compare.ts'
import { diffWords } from '../../shared/policy/wordDiff.ts'
import { parseWordings } from '../../shared/policy/wording.ts'
import { RESOURCES } from '../core/coreHarness.ts'
import { policyText, SOURCE_NAME } from './policyFiles.ts'

const TEMPLATES = `${RESOURCES}/templates`
const store = openPolicyStore(TEMPLATES)
const source = policyText(SOURCE_NAME)
const compare = (from: string, to: string) => compareOn(store, TEMPLATES, { from, to }).articles
const revision = compare('2025-12-31', '2026-01-01')

function article(key: ArticleKey, of = revision): ArticleComparison {
  const found = of.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no ${key}`)
  return found
}

const sentences = (key: ArticleKey) => article(key).effects.map(({ sentence }) => sentence)
const subject = (key: ArticleKey, name: string) => article(key).wording.find((row) => row.subject === name)

describe('修订对照 of 31 December 2025 and 1 January 2026', () => {
  it('gives each article its old number, new number and what became of it', () => {
    expect(
      revision.map(({ key, oldNo, newNo, newNoInferred, change }) => [key, oldNo, newNo, newNoInferred, change]),
    ).toEqual([
      ['platform', '第九条', '第九条', false, '修改'],
      ['talent', '第十条', '第十条', false, '部分删除'],
      ['exhibition', '第十一条', null, false, '删除'],
      ['event', '第十二条', '第十一条', true, '修改'],
      ['growth', null, '第十二条', false, '新增'],
      ['gold-exchange', null, '第十三条', false, '新增'],
      ['smart-glasses', null, '第十四条', false, '新增'],
    ])
  })

  it('quotes nothing that is not literally in 修订说明', () => {
    for (const { key, wording, reason, effects } of revision) {
      expect(reason, key).not.toBe('')
      const quoted = [
        reason,
        ...effects.map(({ quotation }) => quotation),
        ...wording.flatMap((row) => [row.old, row.new].map((runs) => runs.map(({ text }) => text).join(''))),
      ]
      for (const words of quoted) expect(source.includes(words), `${key}: ${words}`).toBe(true)
    }
  })

  it.each([
    ['platform', '本条款修订围绕简化流程、明确要求、强化实操性的核心目标', '推动产业均衡发展。'],
    ['talent', '该表述系延续已废止政策的阶段性规定', '相关事项已全部办结，故予以删除。'],
    ['exhibition', '其与区商务局《深圳市龙岗区商务发展专项资金支持商贸业发展实施细则》', '降低部门审核协调成本。'],
    ['event', '本条款修订紧扣龙岗区“All in AI”发展战略', '进一步强化政策执行的规范性与导向性。'],
    ['growth', '原有政策缺乏对企业产值增长的专项激励', '提升政策实操性。'],
    ['gold-exchange', '上海黄金交易所作为经国务院批准的全国性金融要素市场', '千亿级时尚产业集群的核心竞争力。'],
    ['smart-glasses', '智能眼镜是“时尚+科技”融合关键载体', '契合“All in AI”战略。'],
  ] satisfies [ArticleKey, string, string][])(
    'gives the whole reason of %s, from its first to its last word',
    (key, first, last) => {
      expect(article(key).reason.startsWith(first)).toBe(true)
      expect(article(key).reason.endsWith(last)).toBe(true)
    },
  )

  it('marks what went and what came, and says where the old words are not known', () => {
    expect(subject('platform', '申报材料')).toMatchObject({
      old: [
        { shared: false, text: '可行性' },
        { shared: true, text: '报告' },
      ],
      new: [
        { shared: false, text: '实施' },
        { shared: true, text: '报告' },
      ],
    })
    expect(subject('event', '单次资助上限')).toMatchObject({ old: [], oldNote: '说明未载原文' })
    expect(subject('event', '报备')).toMatchObject({ old: [], oldNote: '原来没有这项要求' })
    expect(subject('growth', '奖励方式')).toMatchObject({ old: [], oldNote: '原来没有本条' })
    expect(subject('talent', '龙岗眼镜工匠补足奖励')).toMatchObject({ new: [], newNote: '已删除' })
    expect(article('event').wordingNote).toContain('旧条文全文未公开')
  })

  it('event: seven checks more, two with raised thresholds, the rate and the cap known now and not before, the process with 报备', () => {
    const said = sentences('event')
    expect(said.filter((words) => words.startsWith('增加核对'))).toHaveLength(7)
    // 提高门槛: there was one, so the check is not new.
    expect(said.some((words) => words.startsWith('增加核对“展会面积'))).toBe(false)
    expect(said).toContain(
      '参数“展会面积下限”：旧版未设定，说明写提高门槛，原有门槛的数值未载；新版未设定，说明只写提高门槛，未载数值。',
    )
    expect(said).toContain('参数“资助比例”：旧版未设定，原为连续3次阶梯式，说明未载各档比例；新版30%。')
    expect(said).toContain('参数“单次资助上限”：旧版未设定，说明未载原上限；新版500万元。')
    expect(said).toContain('编号由第十二条改为第十一条（推定编号，待局确认），申报时写旧编号或新编号都要对清。')
    expect(said).toContain('流程由申报—评审—审计—公示改为事前报备—事中跟踪—申报—评审—专项审计—公示。')
    expect(said.some((words) => words.startsWith('金额'))).toBe(false)
  })

  it('platform: the basis, the reports and a quota of two', () => {
    const said = sentences('platform')
    expect(said).toContain('增加核对“投入为上年度”：投入年度应为上年度，其他年度不符合。')
    expect(said).toContain(
      '名额：新版每年每个产业名额 2个，按评审得分从高到低，其余列候补；旧版的名额说明未载，不核对。',
    )
    expect(said).toContain('参数“资助比例”：旧版未设定，说明未载原比例；新版未设定，说明未载。')
    expect(said).toContain('办理环节增加专项审计。')
  })

  it('exhibition: refused from now on, with the office to turn to', () => {
    const [repeal] = article('exhibition').effects
    expect(repeal?.sentence).toBe(
      '本条已删除：自2026年1月1日起的申报一律不予支持，提示：请向区商务局申报“支持企业赴境内外参展”。以前的批次仍按旧版办理。',
    )
    expect(repeal?.quotation).toContain('属于对同一事项的重复设策')
  })

  it('talent: the top-up leaves, its figure with it', () => {
    expect(sentences('talent')).toContain(
      '增加核对“不属于已删除的补足奖励”：属于2023年“眼镜工匠”补足奖励的申报，按已删除处理。',
    )
    expect(
      sentences('talent').some((words) => words.includes('旧版龙岗眼镜工匠=2万元') && words.includes('新版未设定')),
    ).toBe(true)
  })

  it.each(['growth', 'gold-exchange', 'smart-glasses'] satisfies ArticleKey[])(
    '%s: new, with its checks, figures and amount',
    (key) => {
      const topics = article(key).effects.map(({ topic }) => topic)
      expect(topics[0]).toBe('新增')
      expect(new Set(topics)).toEqual(new Set(['新增', '审核方式', '条件', '参数', '金额', '流程', '环节']))
    },
  )

  it('speaks office words only', () => {
    for (const { effects } of revision) {
      for (const { sentence } of effects) {
        expect(sentence).not.toMatch(/undefined|null|[a-z]{3,}Fen|flag|choice|rate|unset/)
        expect(sentence).toMatch(/。$/)
      }
    }
  })
})

describe('the day before and the day of the change', () => {
  it.each([
    ['2024-07-01', '2025-12-31'],
    ['2026-01-01', '2026-12-31'],
  ])('nothing changes between %s and %s', (from, to) => {
    const [before, after] = [compare(from, to), new Set(compare(from, to).map(({ change }) => change))]
    expect([...after].every((change) => change === '未变' || change === '未施行')).toBe(true)
    for (const one of before) expect(one).toMatchObject({ wording: [], reason: '', effects: [] })
  })

  it('new articles are not in force on the last old day', () => {
    const old = compare('2024-07-01', '2025-12-31')
    expect(ARTICLE_KEYS.filter((key) => article(key, old).change === '未施行')).toEqual([
      'growth',
      'gold-exchange',
      'smart-glasses',
    ])
  })

  it('refuses days in the wrong order and days before there was an instrument', () => {
    expect(() => compare('2026-01-01', '2025-12-31')).toThrow(/应早于新版日期/)
    expect(() => compare('2026-01-01', '2026-01-01')).toThrow(/应早于新版日期/)
    expect(() => compare('2020-01-01', '2020-06-01')).toThrow(/没有施行中的条款数据/)
  })
})

describe('the words of the comparison', () => {
  const file = (rows: string) => ({
    name: 'wording.yaml',
    text: `articles:\n  event:\n    - from: 2026-01-01\n      rows:\n${rows}`,
  })

  it.each([
    ['words of its own', '        - { subject: 报备, change: 新增, new: 活动应提前十天报备 }', /不在修订说明原文中/],
    [
      'an old side for something new',
      '        - { subject: 报备, change: 新增, old: 可行性报告, new: 实施报告 }',
      /只写新文字/,
    ],
    [
      'a deletion that leaves something',
      '        - { subject: 报备, change: 删除, old: 可行性报告, new: 实施报告 }',
      /只写旧文字/,
    ],
    ['a change into nothing', '        - { subject: 报备, change: 修改, old: 可行性报告 }', /要写新文字/],
    ['a field nobody knows', '        - { subject: 报备, change: 新增, neu: 实施报告 }', /不认识的字段/],
  ])('refuses %s, naming the line', (_, rows, why) => {
    const read = () => parseWordings(file(rows), source)
    expect(read).toThrow(why)
    expect(read).toThrow(/“wording.yaml”第5行/)
  })

  it('says so when a revision has no words yet', () => {
    const bare = comparePolicy(store.policy, {}, source, { from: '2025-12-31', to: '2026-01-01' })
    expect(bare.articles.map(({ wordingNote }) => wordingNote)).toContain(
      '这次修订还没有录入对照文字，请看条款与参数中的引文。',
    )
    expect(bare.articles.flatMap(({ wording }) => wording)).toEqual([])
  })

  test('an article the source gives no reason for has none', () => {
    expect(revisionReason(source, '没有这一条')).toBe('')
  })

  test('the runs of each side joined give that side again; chance single characters are not kept', () => {
    for (const [before, after] of [
      ['', ''],
      ['可行性报告', '实施报告'],
      ['从公共服务平台设立当年起算', '按上年度实际投入核算资助'],
      ['甲乙丙丁', '甲乙丁'],
      ['😀甲乙', '甲乙😀'],
    ] as const) {
      const runs = diffWords(before, after)
      expect(runs.old.map(({ text }) => text).join('')).toBe(before)
      expect(runs.new.map(({ text }) => text).join('')).toBe(after)
      const kept = (side: typeof runs.old) => side.filter(({ shared }) => shared).map(({ text }) => text)
      expect(kept(runs.old).join('')).toBe(kept(runs.new).join(''))
    }
    expect(diffWords('从公共服务平台设立当年起算', '按上年度实际投入核算资助').old).toHaveLength(1)
  })
})
