import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { compareFractions, type Fraction } from '../../shared/money.ts'
import type { ParameterType, ParameterValue, Tier } from '../../shared/policy/article.ts'
import { parameterText, parseParameterValue, VALUE_HELP } from '../../shared/policy/values.ts'

const fen = fc.oneof(
  fc.nat({ max: 2_000_000_000 }),
  fc.nat({ max: 1_000_000 }).map((wan) => wan * 1_000_000),
  fc.constant(0),
)
const name = fc.constantFrom(
  '综合类',
  '自营类',
  '金融类',
  '行业工匠',
  '营业执照',
  '信用报告',
  '纳税证明',
  '家具',
  '服装',
)
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 5 })
/** Written with up to six decimals of a percent. */
const rate = fc
  .tuple(fc.nat({ max: 100_000_000 }), fc.constantFrom(100, 1_000, 10_000, 100_000, 100_000_000))
  .filter(([num, den]) => num <= den)
  .map(([num, den]): Fraction => ({ num, den }))
const growth = fc
  .tuple(fc.nat({ max: 100_000 }), fc.constantFrom(100, 1_000, 10_000))
  .map(([num, den]) => ({ num, den }))

const tier = fc
  .record({
    from: fc.option(fc.nat({ max: 1_000_000_000 })),
    width: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
    growthFrom: fc.option(growth),
    growthWidth: fc.option(fc.integer({ min: 1, max: 5_000 })),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    reward: fc.oneof(
      fen.map((fixedFen) => ({ fixedFen })),
      rate.map((rateOfGrowth) => ({ rateOfGrowth })),
    ),
    cap: fc.option(fen),
    industries: fc.option(names),
  })
  .map((raw): Tier => {
    const growthTo =
      raw.growthWidth === null
        ? null
        : { num: (raw.growthFrom?.num ?? 0) + raw.growthWidth, den: raw.growthFrom?.den ?? 100 }
    const outputTo = raw.width === null ? null : (raw.from ?? 0) + raw.width
    return {
      outputFrom: raw.from,
      outputFromInclusive: raw.from === null || raw.flags[0],
      outputTo,
      outputToInclusive: outputTo !== null && raw.flags[1],
      growthFrom: raw.growthFrom,
      growthFromInclusive: raw.growthFrom === null || raw.flags[2],
      growthTo,
      growthToInclusive: growthTo !== null && raw.flags[3],
      reward: raw.reward,
      cap: raw.cap,
      industries: raw.industries,
    }
  })

const value: fc.Arbitrary<ParameterValue> = fc.oneof(
  rate.map((one): ParameterValue => ({ type: 'rate', rate: one })),
  fen.map((one): ParameterValue => ({ type: 'fen', fen: one })),
  fc.nat({ max: 999_999_999 }).map((days): ParameterValue => ({ type: 'days', days })),
  fc.nat({ max: 999_999_999 }).map((integer): ParameterValue => ({ type: 'integer', integer })),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 99 })).map(([whole, part]): ParameterValue => {
    const decimal = part % 10 === 0 ? `${whole}.${part / 10}` : `${whole}.${String(part).padStart(2, '0')}`
    return { type: 'decimal', decimal }
  }),
  fc.boolean().map((yes): ParameterValue => ({ type: 'yesNo', yes })),
  names.map((materials): ParameterValue => ({ type: 'materials', materials })),
  fc.tuple(names, fen).map(
    ([list, one]): ParameterValue => ({
      type: 'fenByClass',
      classes: Object.fromEntries(list.map((label, at) => [label, one + at])),
    }),
  ),
  tier.map((one): ParameterValue => ({ type: 'tiers', tiers: [one] })),
)

/** Fractions in lowest terms, so that 30/100 and 3/10 are the same rate. */
function reduced(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  if (Array.isArray(input)) return input.map(reduced)
  if ('num' in input && 'den' in input && typeof input.num === 'number' && typeof input.den === 'number') {
    const by = divisor(input.num, input.den)
    return { num: input.num / by, den: input.den / by }
  }
  return Object.fromEntries(Object.entries(input).map(([key, inner]) => [key, reduced(inner)]))
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

describe('parameter values as text', () => {
  it('parse what was formatted, for every type', () => {
    const seen = new Set<ParameterType>()
    fc.assert(
      fc.property(value, (one) => {
        const text = parameterText(one)
        const back = parseParameterValue(one.type, text)
        expect(reduced(back)).toEqual(reduced(one))
        expect(parameterText(back)).toBe(text)
        seen.add(one.type)
      }),
      { numRuns: 20_000 },
    )
    expect(seen.size).toBe(Object.keys(VALUE_HELP).length)
  })
  it('read the examples shown beside the entry field', () => {
    const examples: [ParameterType, string][] = [
      ['rate', '30%'],
      ['rate', '0.6%'],
      ['fen', '100万元'],
      ['fen', '20000元'],
      ['fen', '1亿元'],
      ['fen', '1,000万元'],
      ['tiers', '上年度产值 >=2000万元 <5000万元; 增速 >=50%; 奖励 0.6%×增长额; 上限 15万元'],
      ['tiers', '上年度产值 >=2000万元; 增速 >=20% <50%; 奖励 5万元'],
      ['fenByClass', '综合类=50万元'],
      ['materials', '营业执照、信用报告'],
    ]
    for (const [type, text] of examples) expect(() => parseParameterValue(type, text), text).not.toThrow()
    expect(parseParameterValue('fen', '1亿元')).toEqual(parseParameterValue('fen', '10000万元'))
    expect(parseParameterValue('rate', '0.3')).toEqual({ type: 'rate', rate: { num: 3, den: 10 } })
  })
  const refused: [ParameterType, string, string][] = [
    ['rate', '', '请填写数值'],
    ['rate', '130%', '超过 100%'],
    ['rate', '-3%', '不是比例'],
    ['rate', '0.00000000000000001%', '位数过多'],
    ['fen', '100', '不是金额'],
    ['fen', '-100元', '不是金额'],
    ['fen', '0.001元', '分以下'],
    ['fen', '100000000000亿元', '超出可精确记录的范围'],
    ['days', '15.5', '不是整数'],
    ['integer', '-1', '不是整数'],
    ['decimal', '1e4', '不是数字'],
    ['yesNo', '可以', '应写成 是 或 否'],
    ['materials', '、', '没有名称'],
    ['materials', '营业执照、营业执照', '重复'],
    ['fenByClass', '综合类', '应写成'],
    ['fenByClass', '综合类=50万元\n综合类=30万元', '写了两次'],
    ['tiers', '增速 >=50%; 奖励 5万元', '缺少产值区间或奖励'],
    ['tiers', '上年度产值 >=1元', '缺少产值区间或奖励'],
    ['tiers', '上年度产值 >=1元; 奖励 5万元; 奖励 6万元', '写了两次“奖励”'],
    ['tiers', '上年度产值 >=1元 >=2元; 奖励 5万元', '下限写了两次'],
    ['tiers', '上年度产值 >=5000万元 <2000万元; 奖励 5万元', '没有任何数值'],
    ['tiers', '上年度产值 >=5000万元 <5000万元; 奖励 5万元', '没有任何数值'],
    ['tiers', '上年度产值 >=1元; 增速 >=50% <20%; 奖励 5万元', '没有任何数值'],
    ['tiers', '上年度产值 约2000万元; 奖励 5万元', '区间看不懂'],
    ['tiers', '上年度产值 >=1元; 增长 >=50%; 奖励 5万元', '看不懂'],
    ['tiers', '上年度产值 >=1元 <=10元; 奖励 5元\n上年度产值 >=10元; 奖励 6元', '第1档与第2档的产值和增速区间重叠'],
  ]
  it.each(refused)('%s refuses “%s”', (type, text, words) => {
    expect(() => parseParameterValue(type, text)).toThrow(AppError)
    expect(() => parseParameterValue(type, text)).toThrow(words)
  })
  it.each([
    '上年度产值 >=1元 <10元; 奖励 5元\n上年度产值 >=10元; 奖励 6元',
    '上年度产值 >=1元 <=10元; 奖励 5元\n上年度产值 >10元; 奖励 6元',
    '上年度产值 >=1元; 奖励 5元; 产业 家具\n上年度产值 >=1元; 奖励 6元; 产业 服装',
    '上年度产值 >=1元; 增速 >=10% <20%; 奖励 5元\n上年度产值 >=1元; 增速 >=20%; 奖励 6元',
  ])('tiers that only touch are no overlap: %s', (text) => {
    expect(() => parseParameterValue('tiers', text)).not.toThrow()
  })
})

describe('figures of a Chinese keyboard and figures too long', () => {
  it.each([
    ['rate', '３０％', '30%'],
    ['fen', '１，０００万元', '1000万元'],
    ['integer', '１５０', '150'],
    ['decimal', '１００００．５', '10000.5'],
    ['fenByClass', '综合类＝５０万元', '综合类=50万元'],
    ['fenByClass', '类别（甲）=50万元', '类别（甲）=50万元'],
    ['tiers', '上年度产值 ≥２０００万元; 奖励 １５万元', '上年度产值 >=2000万元; 奖励 15万元'],
    ['materials', '实施报告（盖章）', '实施报告（盖章）'],
  ] as const)('%s “%s” reads as %s', (type, text, read) => {
    expect(parameterText(parseParameterValue(type, text))).toBe(read)
  })

  it.each(['rate', 'fen', 'days', 'integer', 'decimal'] as const)(
    'a %s of forty digits is refused in a sentence',
    (type) => {
      const text = `${'9'.repeat(40)}${type === 'fen' ? '元' : type === 'rate' ? '%' : ''}`
      expect(() => parseParameterValue(type, text)).toThrow(/写了 4[01] 个字，过长，请核对/)
    },
  )

  it('says which number is too large to be kept exactly', () => {
    expect(() => parseParameterValue('integer', '1234567890')).toThrow('“1234567890”过大，最多 9 位，请核对')
    expect(() => parseParameterValue('fen', '99999999999999999元')).toThrow(/超出可精确记录的范围/)
  })
})

describe('exact fractions', () => {
  it('compare as cross products, without rounding', () => {
    expect(compareFractions({ num: 1, den: 3 }, { num: 333_333_333_333_333, den: 1_000_000_000_000_000 })).toBe(1)
    expect(compareFractions({ num: 30, den: 100 }, { num: 3, den: 10 })).toBe(0)
    expect(compareFractions({ num: -1, den: 2 }, { num: 0, den: 1 })).toBe(-1)
  })
})
