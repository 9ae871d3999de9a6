import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ArticleVersion, Condition, ParameterDefinition } from '../../shared/policy/article.ts'
import { CASE_FILES, readCases, readYaml, type WorkedExample } from './caseFile.ts'
import { STORE, versionOf } from './workedExample.ts'

/** The positions every kind of condition must be tried at. */
const CONDITION_POSITIONS = {
  window: ['无窗口', '首日前一日', '首日', '末日', '末日后一日', '缺失'],
  creditCode: ['正确', '校验位不符', '写法不符', '缺失'],
  industry: ['列名', '其他', '缺失'],
  materials: ['齐全', '缺少', '未设定'],
  requested: ['已填', '缺失'],
  notRestricted: ['在名单', '不在名单', '无名单', '科长解除'],
  notGrantedBefore: ['有疑似', '无疑似', '无记录', '认定同一', '认定不同'],
  reviewPassed: ['达到', '未达到', '未评完', '未设合格线'],
  flag: ['是', '否', '缺失'],
  choice: ['符合', '无法判断', '缺失'],
  present: ['已填', '缺失'],
  priorYear: ['上年度', '更早', '当年', '缺失'],
  atLeast: ['低于', '恰好', '高于', '缺失', '未设定'],
  notAfter: ['早于', '同日', '晚于', '缺失'],
  filedBefore: ['前一日', '当日', '后一日', '缺失'],
  filedAhead: ['低于', '恰好', '高于', '缺失', '未设定'],
  datedSource: ['有出处有日期', '无日期', '无出处', '缺失'],
  followUp: ['是', '否', '缺失'],
  tier: ['低于', '恰好', '高于', '缺失', '未设定'],
  classListed: ['列名', '未列名', '缺失', '未设定'],
  oncePerApplicant: ['首次', '再次', '未设定'],
  deletedClaim: ['属于', '不属于', '缺失'],
} as const satisfies Record<Condition['check'], readonly string[]>

const PARAMETER_POSITIONS = {
  rate: ['已设定', '未设定'],
  fen: ['低于', '恰好', '高于', '未设定'],
  integer: ['低于', '恰好', '高于', '未设定'],
  decimal: ['低于', '恰好', '高于', '未设定'],
  days: ['低于', '恰好', '高于', '未设定'],
  yesNo: ['是', '否', '未设定'],
  tiers: ['低于', '恰好', '高于', '缺失', '未设定'],
  fenByClass: ['列名', '未列名', '缺失', '未设定'],
  materials: ['齐全', '缺少', '未设定'],
} as const satisfies Record<ParameterDefinition['type'], readonly string[]>

/** Of the earlier version nothing is known but that its figures are unset: that is what is tried. */
function wantedOf(parameter: ParameterDefinition, version: ArticleVersion): readonly string[] {
  const earlier = version.to !== null
  if (earlier && parameter.shipped === null) return ['未设定']
  const all: readonly string[] = PARAMETER_POSITIONS[parameter.type]
  return parameter.shipped === null ? all : all.filter((position) => position !== '未设定')
}

function conditionPositions(condition: Condition, version: ArticleVersion): readonly string[] {
  const refuses = condition.check === 'choice' && (condition.othersUnmet || condition.unmet.length > 0)
  const wanted: readonly string[] = CONDITION_POSITIONS[condition.check]
  if (condition.check === 'classListed' && isShipped(version, condition.parameter)) {
    return wanted.filter((position) => position !== '未设定')
  }
  return refuses ? [...wanted, '不符合'] : wanted
}

function isShipped(version: ArticleVersion, id: string): boolean {
  return version.parameters.some((parameter) => parameter.id === id && parameter.shipped !== null)
}

/** Where a tag belongs: the common conditions are tried once, the rest in every version of every article. */
function tagKey(scope: string, tag: string): string {
  return tag.startsWith('共同·') ? tag : `${scope} ${tag}`
}

const wanted = new Set<string>()
for (const condition of STORE.policy.commonConditions) {
  for (const position of CONDITION_POSITIONS[condition.check]) wanted.add(`共同·${condition.label}：${position}`)
}
for (const article of STORE.policy.articles) {
  for (const version of article.versions) {
    const scope = `${article.key} ${version.from}`
    if (version.repeal !== null) wanted.add(`${scope} 条款已删除：已删除`)
    for (const condition of version.conditions) {
      for (const position of conditionPositions(condition, version)) {
        wanted.add(`${scope} ${condition.label}：${position}`)
      }
    }
    for (const parameter of version.parameters) {
      for (const position of wantedOf(parameter, version)) wanted.add(`${scope} 参数·${parameter.label}：${position}`)
    }
  }
}

const EXTRA = [/ 2024-07-01 参数·资助比例：已设定$/, / 2024-07-01 参数·单项上限：低于$/, / 2024-07-01 参数·申报材料：/]

interface Tagged {
  scope: string
  example: Pick<WorkedExample, '名称' | '条件'>
  tag: string
}
const tagged = CASE_FILES.flatMap((name) => {
  const file = readCases(name)
  return file.例.flatMap((example) =>
    example.考察.map((tag): Tagged => {
      const from = versionOf(file, example)?.from ?? '尚未施行'
      return { scope: `${file.条款} ${from}`, example, tag }
    }),
  )
})
const rounds = z
  .object({ 名额: z.array(z.object({ 考察: z.array(z.string()).default([]) })) })
  .parse(readYaml('rounds'))
const covered = new Set([
  ...tagged.map(({ scope, tag }) => tagKey(scope, tag)),
  ...rounds.名额.flatMap(({ 考察: tags }) => tags.map((tag) => `platform 2026-01-01 ${tag}`)),
])

describe('worked examples', () => {
  it('cover every condition and every parameter of every article at every position', () => {
    expect([...wanted].filter((key) => !covered.has(key))).toEqual([])
  })
  it('name only conditions, parameters and positions that exist', () => {
    const unknown = [...covered].filter((key) => !wanted.has(key) && !EXTRA.some((pattern) => pattern.test(key)))
    expect(unknown).toEqual([])
  })
  it('state the outcome of each condition they are about', () => {
    const silent = tagged.filter(({ tag, example }) => {
      const label = /^(?:共同·)?(.+)：/.exec(tag)?.[1] ?? ''
      const withoutResult = ['无窗口', '无名单', '无记录', '未设合格线'].some((word) => tag.endsWith(`：${word}`))
      const reminderOnly = label === '事中跟踪记录' || label === '活动日期先后合理'
      const leftOut = withoutResult || (reminderOnly && tag.endsWith('：缺失'))
      return !tag.startsWith('参数·') && !leftOut && example.条件[label] === undefined
    })
    expect(silent.map(({ tag, example }) => `${example.名称} ${tag}`)).toEqual([])
  })
  it('include the day before and the day of the change for every article', () => {
    for (const article of STORE.policy.articles) {
      const file = readCases(article.key)
      const days = file.例.map((example) => example.适用日)
      expect(days, article.key).toEqual(expect.arrayContaining(['2025-12-31', '2026-01-01']))
    }
  })
})
