import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Application } from '../../shared/application.ts'
import type { Tier } from '../../shared/policy/article.ts'
import { EMPTY_TIER, rowProblem, tierGaps, tierLine, tierRow } from '../../shared/policy/tierTable.ts'
import { parameterText, parseParameterValue } from '../../shared/policy/values.ts'
import { findTier } from '../../shared/review/tiers.ts'

function tiersOf(...lines: string[]): Tier[] {
  const value = parseParameterValue('tiers', lines.join('\n'))
  return value.type === 'tiers' ? value.tiers : []
}

const first = '上年度产值 >=2000万元 <5000万元; 奖励 10万元'

describe('what no tier covers', () => {
  test.each([
    ['the next tier begins where the first ends', '上年度产值 >=5000万元; 奖励 20万元', []],
    [
      'the next tier begins above the end of the first',
      '上年度产值 >=8000万元; 奖励 20万元',
      ['产值 5000万元（含）至 8000万元 没有档次'],
    ],
    ['both leave out the bound between them', '上年度产值 >5000万元; 奖励 20万元', ['产值恰为 5000万元 没有档次']],
    [
      'the upper bound belongs to the last tier',
      '上年度产值 >=5000万元 <=9000万元; 奖励 20万元',
      ['产值超过 9000万元 没有档次'],
    ],
    [
      'the upper bound of the last tier is left out',
      '上年度产值 >=5000万元 <9000万元; 奖励 20万元',
      ['产值 9000万元（含）以上 没有档次'],
    ],
  ])('%s', (_, second, gaps) => {
    expect(tierGaps(tiersOf(first, second))).toEqual(gaps)
  })

  test('a gap whose lower bound is covered and whose upper bound is not', () => {
    const tiers = tiersOf('上年度产值 <=5000万元; 奖励 10万元', '上年度产值 >8000万元; 奖励 20万元')
    expect(tierGaps(tiers)).toEqual(['产值 5000万元（不含）至 8000万元（含） 没有档次'])
  })

  test('below the lowest bound lies the threshold, which is no gap', () => {
    expect(tierGaps(tiersOf('上年度产值 >=2000万元; 增速 >=50%; 奖励 10万元'))).toEqual([])
    expect(tierGaps([])).toEqual([])
  })

  test('growth is looked at within the output it belongs to', () => {
    const gaps = tierGaps(
      tiersOf(
        '上年度产值 >=2000万元 <5000万元; 增速 >=20% <50%; 奖励 10万元',
        '上年度产值 >=2000万元 <5000万元; 增速 >50%; 奖励 20万元',
        '上年度产值 >=5000万元; 增速 >=10% <=30%; 奖励 30万元',
      ),
    )
    expect(gaps).toEqual([
      '产值 2000万元（含）至 5000万元、增速恰为 50% 没有档次',
      '产值 5000万元（含）以上、增速超过 30% 没有档次',
    ])
  })

  test('each industry has its own table, beside the tiers for all', () => {
    const gaps = tierGaps(
      tiersOf(
        '上年度产值 >=2000万元 <5000万元; 奖励 10万元; 产业 服装、家具',
        '上年度产值 >=8000万元; 奖励 20万元; 产业 服装',
        '上年度产值 >=5000万元 <8000万元; 奖励 15万元',
      ),
    )
    expect(gaps).toEqual(['产业 家具：产值 8000万元（含）以上 没有档次', '其余产业：产值 8000万元（含）以上 没有档次'])
  })

  test('at 20,000 points a reported gap is where the assessment finds no tier, and nowhere else', () => {
    const bound = fc.integer({ min: 1, max: 6 })
    const tier = fc.tuple(bound, bound, fc.boolean(), fc.boolean()).map(([from, width, low, high]): Tier => {
      return {
        ...{
          outputFrom: from * 100,
          outputFromInclusive: low,
          outputTo: (from + width) * 100,
          outputToInclusive: high,
        },
        ...{ growthFrom: null, growthFromInclusive: true, growthTo: null, growthToInclusive: false },
        ...{ reward: { fixedFen: 1 }, cap: null, industries: null },
      }
    })
    const table = fc.array(tier, { minLength: 1, maxLength: 4 }).filter((tiers) => reads(tiers))
    fc.assert(
      fc.property(table, fc.integer({ min: 0, max: 1300 }), (tiers, fen) => {
        const lowest = Math.min(...tiers.map(({ outputFrom }) => outputFrom ?? 0))
        const covered = findTier(claim(fen), tiers).kind === 'tier'
        const inGap = tierGaps(tiers).some((sentence) => said(sentence, fen))
        // The threshold, also where the lowest bound itself is left out.
        const below = fen < lowest || (fen === lowest && !covered)
        expect(inGap).toBe(!covered && !below)
      }),
      { numRuns: 20_000 },
    )
  })
})

/** A claim for growth with this 上年度产值. */
function claim(outputFen: number): Application {
  return {
    ...{ applicationNo: 'T1', article: 'growth', articleText: '', applicant: '示例有限公司', creditCode: '' },
    ...{ industry: '服装', projectName: '', facts: { outputFen, priorOutputFen: 1 }, materials: {} },
  }
}

/** Reads the sentence back: bounds in 元, with what it says of them. */
function said(sentence: string, fen: number): boolean {
  const bounds = [...sentence.matchAll(/([\d.]+)元(（含）|（不含）)?/g)].map(([, yuan, remark]) => {
    return { fen: Math.round(Number(yuan) * 100), remark }
  })
  const [low, high] = bounds
  if (low === undefined) throw new Error(sentence)
  if (sentence.includes('恰为')) return fen === low.fen
  const above = sentence.includes('超过') || low.remark === '（不含）' ? fen > low.fen : fen >= low.fen
  if (high === undefined) return above
  return above && (high.remark === '（含）' ? fen <= high.fen : fen < high.fen)
}

function reads(tiers: Tier[]): boolean {
  try {
    parseParameterValue('tiers', parameterText({ type: 'tiers', tiers }))
    return true
  } catch {
    return false
  }
}

describe('the table and the exchange form', () => {
  test('each row of the table is the line it came from', () => {
    const lines = [
      '上年度产值 >=2000万元 <5000万元; 增速 >=50%; 奖励 0.6%×增长额; 上限 15万元',
      '上年度产值 >5000万元 <=10000万元; 增速 >20% <=120%; 奖励 0.8万元; 产业 服装、家具',
    ]
    expect(tiersOf(...lines).map((tier) => tierLine(tierRow(tier)))).toEqual(lines)
  })

  test('a plain number takes the unit of its column; full-width digits and separators are read', () => {
    const row = { ...EMPTY_TIER, outputFrom: '２,０００', growthFrom: '50', reward: '0.6', cap: '15' }
    expect(tierLine(row)).toBe('上年度产值 >=2000万元; 增速 >=50%; 奖励 0.6%×增长额; 上限 15万元')
    expect(rowProblem(row)).toBe('')
  })

  test.each([
    ['without a reward', { reward: '' }, /^请填写奖励/],
    ['an output that is no amount', { outputFrom: '很多' }, /“很多”不是金额/],
    ['bounds with nothing between them', { outputFrom: '5000', outputTo: '5000' }, /区间里没有任何数值/],
    ['bounds the wrong way round', { outputFrom: '5000', outputTo: '2000' }, /区间里没有任何数值/],
    ['a rate above 100%', { reward: '120' }, /超过 100%/],
  ])('%s is said beside the row', (_, cells, sentence) => {
    expect(rowProblem({ ...EMPTY_TIER, reward: '1', ...cells })).toMatch(sentence)
  })
})
