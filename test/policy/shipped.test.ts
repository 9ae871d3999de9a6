import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parameterText } from '../../shared/policy/values.ts'
import { STORE } from '../cases/workedExample.ts'
import { ARTICLE_FILES, POLICY_ROOT, policyText, SOURCE_NAME } from './policyFiles.ts'

/** The bureau's explanation as it was handed over; one changed byte is a different source. */
const SOURCE_SHA256 = 'e5d6962495ca7b79eda3071642615d161b431114d7553bbcd7e66e9a0a77433d'

const source = readFileSync(join(POLICY_ROOT, SOURCE_NAME))

function shippedOn(on: string): string[] {
  return [...STORE.articlesOn(on, [])].flatMap(([key, { version }]) =>
    version.parameters.flatMap(({ id, shipped }) =>
      shipped === null ? [] : [`${key}.${id} ${parameterText(shipped.value)} 「${shipped.quotation}」`],
    ),
  )
}

describe('what ships as set', () => {
  it('is, in the revised articles, only what domain.md allows, each with its quotation', () => {
    expect(shippedOn('2026-01-01')).toEqual([
      'platform.places 2 「明确每年每个产业扶持不超过2个平台」',
      'platform.materials 实施报告 「将原立项阶段的“可行性报告”调整为贴合不同阶段需求的“实施报告”」',
      'event.rate 30% 「统一按实际投入30%补贴」',
      'event.cap 500万元 「将单次资助上限降至500万元」',
      'event.materials 专项审计报告 「与事后评审、专项审计等环节形成“事前报备—事中跟踪—事后审核”的全周期管理闭环」',
      'smart-glasses.rate 15% 「按采购额 15%」',
      'smart-glasses.annualCap 30万元 「年度上限 30 万元」',
    ])
  })
  it('is, in the earlier version, only the closed 2万元 top-up for old records', () => {
    expect(shippedOn('2025-12-31')).toEqual([
      'talent.amounts 龙岗眼镜工匠=2万元 「由区工业和信息化局每人补足发放2万元奖励金」',
    ])
  })
  it('leaves every other parameter unset, never 0', () => {
    const unset = [...STORE.articlesOn('2026-01-01', []).values()].flatMap(({ parameters }) =>
      Object.values(parameters).flatMap(({ key, value, origin }) => (origin === 'unset' ? [[key, value]] : [])),
    )
    expect(Object.fromEntries(unset)).toEqual(
      Object.fromEntries(
        [
          ...['rate', 'cap', 'laterCounts'].map((id) => `platform.${id}`),
          ...['amounts', 'materials'].map((id) => `talent.${id}`),
          ...['minArea', 'minExhibitors', 'leadDays'].map((id) => `event.${id}`),
          ...['tiers', 'materials'].map((id) => `growth.${id}`),
          ...['amounts', 'once', 'materials'].map((id) => `gold-exchange.${id}`),
          'smart-glasses.materials',
        ].map((key) => [key, null]),
      ),
    )
  })
  it('has no number of its own anywhere else in the article files', () => {
    const numbers = ARTICLE_FILES.flatMap((name) =>
      policyText(name)
        .split('\n')
        .filter((line) => line.includes('type:') && line.includes('value:'))
        .map((line) => /value: ([^,}]+)/.exec(line)?.[1]?.trim()),
    )
    expect(numbers).toEqual(['30%', '500万元', '专项审计报告', '2', '实施报告', '15%', '30万元', '龙岗眼镜工匠=2万元'])
  })
})

describe('the explanation and its quotations', () => {
  it('ships byte for byte as it was handed over', () => {
    expect(createHash('sha256').update(source).digest('hex')).toBe(SOURCE_SHA256)
  })
  it('contains every quotation, reason and passage, looked up on its own', () => {
    const text = source.toString('utf8')
    const quoted = [...ARTICLE_FILES, 'fashion-2026/instrument.yaml'].flatMap((name) =>
      stringsUnder(parse(policyText(name)), ['quotation', 'reason']),
    )
    expect(quoted.length).toBeGreaterThan(40)
    expect(quoted.filter((words) => text.split(words).length < 2)).toEqual([])
  })
})

describe('articles over time', () => {
  const heads = (on: string) =>
    [...STORE.articlesOn(on, [])].map(([key, { version, title }]) => [
      key,
      version.no,
      title,
      version.status,
      version.reviewMode,
      version.noInferred,
      version.reviewModeConfirmed,
    ])
  it('has the numbers, titles and review modes of the revised version from 2026-01-01', () => {
    expect(heads('2026-01-01')).toEqual([
      ['platform', '第九条', '完善时尚行业支撑体系', 'in-force', '评审 + 专项审计', false, true],
      ['talent', '第十条', '促进时尚产业高技能人才成长', 'in-force', '待局确认', false, false],
      ['exhibition', '原第十一条', '支持时尚企业参加展会', 'repealed', '核准', false, true],
      ['event', '第十一条', '支持培育时尚产业重大活动', 'in-force', '评审 + 专项审计', true, true],
      ['growth', '第十二条', '支持培育时尚产业高质量发展', 'in-force', '核准', false, false],
      ['gold-exchange', '第十三条', '支持黄金珠宝企业申报上海黄金交易所会员资格', 'in-force', '核准', false, false],
      ['smart-glasses', '第十四条', '支持智能眼镜应用推广', 'in-force', '核准', false, false],
    ])
  })
  it('has the old numbers the day before', () => {
    expect(heads('2025-12-31').map(([key, no, , status]) => [key, no, status])).toEqual([
      ['platform', '第九条', 'in-force'],
      ['talent', '第十条', 'in-force'],
      ['exhibition', '第十一条', 'in-force'],
      ['event', '第十二条', 'in-force'],
    ])
  })
  it('names the nine industries', () => {
    expect(STORE.policy.industries.join('、')).toBe('黄金珠宝、家具、眼镜、服装、钟表、内衣、皮革、化妆品、工艺美术')
  })
  it('lets what the bureau entered win over what ships, and marks where it came from', () => {
    const entered = {
      key: 'smart-glasses.rate',
      value: { type: 'rate', rate: { num: 10, den: 100 } },
      origin: 'bureau',
      basis: '示例文号第一条',
    } as const
    const rate = STORE.articlesOn('2026-06-01', [entered]).get('smart-glasses')?.parameters.rate
    expect(rate).toMatchObject({ value: entered.value, origin: 'bureau', basis: '示例文号第一条' })
    expect(STORE.articlesOn('2026-06-01', []).get('smart-glasses')?.parameters.rate?.origin).toBe('policy')
  })
  it('gives every article version its own hash, the same each time', () => {
    const all = ['2025-12-31', '2026-01-01'].flatMap((on) => [...STORE.articlesOn(on, []).values()])
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(all.length)
    for (const { hash } of all) expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('演示参数', () => {
  it('are exactly the invented figures, and say so', () => {
    const demo = STORE.demoParameters('2026-01-01')
    expect(Object.fromEntries(demo.map(({ key, value }) => [key, parameterText(value)]))).toEqual({
      'platform.rate': '30%',
      'platform.cap': '100万元',
      'platform.laterCounts': '是',
      'platform.materials': '营业执照、信用报告、纳税证明、实施报告',
      'talent.amounts': '行业工匠=2万元',
      'talent.materials': '营业执照、信用报告、纳税证明',
      'event.minArea': '10000',
      'event.minExhibitors': '150',
      'event.leadDays': '15',
      'event.materials': '营业执照、信用报告、纳税证明、专项审计报告',
      'growth.tiers': [
        '上年度产值 >=2000万元 <5000万元; 增速 >=50%; 奖励 0.6%×增长额; 上限 15万元',
        '上年度产值 >=5000万元 <10000万元; 增速 >=20%; 奖励 0.8%×增长额; 上限 50万元',
        '上年度产值 >=10000万元; 增速 >=10%; 奖励 1%×增长额; 上限 100万元',
      ].join('\n'),
      'growth.materials': '营业执照、信用报告、纳税证明',
      'gold-exchange.amounts': '综合类=50万元\n自营类=30万元\n金融类=50万元',
      'gold-exchange.once': '是',
      'gold-exchange.materials': '营业执照、信用报告、纳税证明',
      'smart-glasses.materials': '营业执照、信用报告、纳税证明',
    })
    for (const { basis, origin } of demo) expect([basis, origin]).toEqual(['演示参数，非政策规定', 'demo'])
  })
  it('never replace a figure the policy sets, except to lengthen a list of materials', () => {
    const set = new Set(shippedOn('2026-01-01').map((line) => line.split(' ')[0]))
    const replaced = STORE.demoParameters('2026-01-01').filter(({ key }) => set.has(key))
    expect(replaced.map(({ key }) => key)).toEqual(['platform.materials', 'event.materials'])
  })
})

function stringsUnder(value: unknown, keys: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string' ? (keys.includes(key) ? [inner] : []) : stringsUnder(inner, keys),
  )
}
