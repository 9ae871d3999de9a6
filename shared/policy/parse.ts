import { z } from 'zod'
import { ARTICLE_KEYS, FACTS, type FactName } from '../application.ts'
import { addDays, isIsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { parseYamlFile, templateError } from '../report/yamlFile.ts'
import { STAGES } from '../stages/stages.ts'
import type { Article, ArticleVersion, Condition, ParameterDefinition, ParameterType, Policy } from './article.ts'
import { parseParameterValue } from './values.ts'

/** A policy file as text, named so that a refusal can say where. */
export interface PolicyFile {
  name: string
  text: string
}

const factName = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]])
const word = z.string().min(1)
const day = z.string().refine(isIsoDate, '日期应写成 2026-01-01')
const when = z.strictObject({ fact: factName, is: word })

const common = { id: word, label: word, quotation: z.string().default(''), when: when.nullable().default(null) }
const check = <C extends string, S extends z.ZodRawShape>(name: C, shape: S) =>
  z.strictObject({ ...common, check: z.literal(name), ...shape })

const condition = z.discriminatedUnion('check', [
  check('window', {}),
  check('creditCode', {}),
  check('industry', {}),
  check('materials', { parameter: word }),
  check('requested', {}),
  check('notRestricted', {}),
  check('notGrantedBefore', {}),
  check('reviewPassed', {}),
  check('flag', { fact: factName, ifNo: z.enum(['unmet', 'unknown']) }),
  check('choice', {
    fact: z.union([factName, z.literal('industry')]),
    met: z.array(word).min(1),
    unmet: z.array(word).default([]),
    othersUnmet: z.boolean().default(false),
  }),
  check('present', { fact: factName }),
  check('priorYear', { fact: factName }),
  check('atLeast', { fact: factName, parameter: word }),
  check('notAfter', { fact: factName, other: factName }),
  check('filedBefore', { fact: factName, start: factName }),
  check('filedAhead', { fact: factName, start: factName, parameter: word }),
  check('datedSource', { fact: factName }),
  check('followUp', { fact: factName }),
  check('tier', { parameter: word }),
  check('classListed', { fact: factName, parameter: word }),
  check('oncePerApplicant', { parameter: word }),
  check('deletedClaim', { honourContains: word, honourYear: z.number().int(), reason: word }),
])

const parameterTypes = [
  'rate',
  'fen',
  'days',
  'decimal',
  'integer',
  'yesNo',
  'tiers',
  'fenByClass',
  'materials',
] as const satisfies readonly ParameterType[]

const parameter = z.strictObject({
  id: word,
  label: word,
  type: z.enum(parameterTypes),
  unit: z.string(),
  value: z.union([z.string(), z.number()]).optional(),
  quotation: z.string().optional(),
  note: z.string().default(''),
})

const amount = z.strictObject({
  base: z.strictObject({ audited: z.boolean(), fact: factName }).nullable().default(null),
  method: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rate'), rate: word }),
    z.strictObject({ kind: z.literal('tiers'), tiers: word }),
    z.strictObject({ kind: z.literal('byClass'), fact: factName, amounts: word }),
  ]),
  cap: word.nullable().default(null),
  annualCap: word.nullable().default(null),
})

const version = z.strictObject({
  from: day,
  to: day.nullable().default(null),
  fromNote: word,
  status: z.enum(['in-force', 'repealed']),
  no: word,
  noInferred: z.boolean().default(false),
  reviewMode: word,
  reviewModeConfirmed: z.boolean().default(false),
  steps: z.array(word),
  stages: z
    .array(z.enum(STAGES, { error: ({ input }) => `没有环节“${input}”，请改成：${STAGES.join('、')} 之一` }))
    .min(1),
  passages: z.array(z.strictObject({ heading: word, quotation: word })),
  parameters: z.array(parameter),
  conditions: z.array(condition),
  amount: amount.nullable().default(null),
  quota: z.strictObject({ places: word, laterCounts: word }).nullable().default(null),
  repeal: z.strictObject({ reason: word, redirect: word }).nullable().default(null),
})

const article = z.strictObject({
  key: z.enum(ARTICLE_KEYS),
  title: word,
  change: z.enum(['修改', '部分删除', '删除', '新增']),
  versions: z.array(version).min(1),
})

const instrument = z.strictObject({
  instrument: word,
  source: word,
  industries: z.array(word).min(1),
  commonConditions: z.array(condition),
})

const demo = z.strictObject({
  notice: word,
  parameters: z.record(word, z.string()),
  /** 评审指标 by article: invented like the rest, without a pass line. */
  scoring: z
    .partialRecord(z.enum(ARTICLE_KEYS), z.array(z.strictObject({ name: word, max: z.string() })).min(1))
    .default({}),
})
export type DemoSet = z.infer<typeof demo>

/**
 * Reads the instrument and its articles.
 * Errors: POLICY_FILE with file and line for unknown keys, unreadable values, gaps or overlaps between versions,
 * names that do not resolve, and quotations that are not in `sourceText`.
 */
export function parsePolicy(instrumentFile: PolicyFile, articleFiles: PolicyFile[], sourceText: string): Policy {
  const { value: head, fail } = read(instrumentFile, instrument)
  const commonConditions = head.commonConditions.map(toCondition)
  checkUnique(commonConditions, (why) => fail(['commonConditions'], why))
  head.commonConditions.forEach(({ quotation }, at) => {
    if (!sourceText.includes(quotation)) fail(['commonConditions', at], notInSource(quotation))
  })
  const articles = articleFiles.map((file) => parseArticle(file, sourceText, commonConditions))
  const keys = articles.map(({ key }) => key)
  const missing = ARTICLE_KEYS.filter((key) => !keys.includes(key))
  if (missing.length > 0) throw new AppError('POLICY_FILE', `政策数据缺少条款：${missing.join('、')}`)
  if (new Set(keys).size !== keys.length) throw new AppError('POLICY_FILE', '政策数据中同一条款有两个文件')
  return {
    instrument: head.instrument,
    industries: head.industries,
    commonConditions,
    articles: ARTICLE_KEYS.flatMap((key) => articles.filter((one) => one.key === key)),
  }
}

/** Reads one article file; `commonConditions` are judged beside its own. Errors as parsePolicy. */
export function parseArticle(file: PolicyFile, sourceText: string, commonConditions: readonly Condition[]): Article {
  const { value, fail } = read(file, article)
  const versions = value.versions.map((one, at): ArticleVersion => {
    const parameters = one.parameters.map((raw, index): ParameterDefinition => {
      const path = ['versions', at, 'parameters', index]
      const shipped = raw.value === undefined ? null : String(raw.value)
      if (shipped !== null && raw.quotation === undefined) fail(path, `参数“${raw.label}”有值而没有引文`)
      if (shipped === null && raw.quotation !== undefined) fail(path, `参数“${raw.label}”有引文而没有值`)
      return {
        id: raw.id,
        label: raw.label,
        type: raw.type,
        unit: raw.unit,
        note: raw.note,
        shipped:
          shipped === null || raw.quotation === undefined
            ? null
            : {
                value: guarded(
                  () => parseParameterValue(raw.type, shipped),
                  (why) => fail(path, why),
                ),
                quotation: raw.quotation,
              },
      }
    })
    const conditions = one.conditions.map(toCondition)
    checkUnique(parameters, (why) => fail(['versions', at, 'parameters'], why))
    const judged = one.status === 'repealed' ? conditions : [...commonConditions, ...conditions]
    checkUnique(judged, (why) => fail(['versions', at, 'conditions'], why))
    const ids = new Map(parameters.map(({ id, type }) => [id, type]))
    for (const [name, types] of parameterUses(judged, one)) {
      const type = ids.get(name)
      if (type === undefined) fail(['versions', at], `引用了没有定义的参数“${name}”`)
      else if (!types.includes(type)) fail(['versions', at], `参数“${name}”的类型“${type}”不合用途`)
    }
    if (one.status === 'repealed' && (one.repeal === null || one.amount !== null)) {
      fail(['versions', at], '已删除的条款须写明理由且不得有金额规则')
    }
    return { ...one, parameters, conditions }
  })
  checkDates(versions, (at, why) => fail(['versions', at, 'from'], why))
  value.versions.forEach((one, at) => {
    for (const [path, quotation] of quotations(one)) {
      if (quotation !== '' && !sourceText.includes(quotation)) {
        fail(['versions', at, ...path], notInSource(quotation))
      }
    }
  })
  return { key: value.key, title: value.title, change: value.change, versions }
}

/** Reads the 演示参数: full key → text as a policy officer writes it. Values are parsed against their definitions on use. */
export function parseDemo(file: PolicyFile): DemoSet {
  return read(file, demo).value
}

function notInSource(quotation: string): string {
  return `引文不在修订说明原文中：“${quotation}”`
}

function toCondition(raw: z.infer<typeof condition>): Condition {
  return raw
}

function parameterUses(conditions: readonly Condition[], one: z.infer<typeof version>): [string, ParameterType[]][] {
  const uses: [string, ParameterType[]][] = []
  for (const condition of conditions) {
    if (condition.check === 'atLeast') uses.push([condition.parameter, ['decimal', 'integer']])
    if (condition.check === 'filedAhead') uses.push([condition.parameter, ['days']])
    if (condition.check === 'tier') uses.push([condition.parameter, ['tiers']])
    if (condition.check === 'classListed') uses.push([condition.parameter, ['fenByClass']])
    if (condition.check === 'oncePerApplicant') uses.push([condition.parameter, ['yesNo']])
    if (condition.check === 'materials') uses.push([condition.parameter, ['materials']])
  }
  const rule = one.amount
  if (rule !== null) {
    if (rule.method.kind === 'rate') uses.push([rule.method.rate, ['rate']])
    if (rule.method.kind === 'tiers') uses.push([rule.method.tiers, ['tiers']])
    if (rule.method.kind === 'byClass') uses.push([rule.method.amounts, ['fenByClass']])
    if (rule.cap !== null) uses.push([rule.cap, ['fen']])
    if (rule.annualCap !== null) uses.push([rule.annualCap, ['fen']])
    if (rule.method.kind === 'rate' && rule.base === null) uses.push(['（缺少金额基数）', []])
  }
  if (one.quota !== null) {
    uses.push([one.quota.places, ['integer']], [one.quota.laterCounts, ['yesNo']])
  }
  return uses
}

function quotations(one: z.infer<typeof version>): [(string | number)[], string][] {
  return [
    ...one.passages.map((passage, at): [(string | number)[], string] => [['passages', at], passage.quotation]),
    ...one.parameters.map((raw, at): [(string | number)[], string] => [['parameters', at], raw.quotation ?? '']),
    ...one.conditions.map((raw, at): [(string | number)[], string] => [['conditions', at], raw.quotation]),
    ...one.conditions.flatMap((raw, at): [(string | number)[], string][] =>
      raw.check === 'deletedClaim' ? [[['conditions', at], raw.reason]] : [],
    ),
    ...(one.repeal === null ? [] : [[['repeal'], one.repeal.reason] satisfies [(string | number)[], string]]),
  ]
}

function checkDates(versions: ArticleVersion[], fail: (at: number, why: string) => void): void {
  versions.forEach((one, at) => {
    if (one.to !== null && one.to < one.from) fail(at, `止日 ${one.to} 早于起日 ${one.from}`)
    const next = versions[at + 1]
    if (next === undefined) {
      if (one.to !== null) fail(at, `最后一个版本写了止日 ${one.to}，之后没有版本，出现空档`)
      return
    }
    if (one.to === null || next.from <= one.to) fail(at + 1, `与前一版本重叠：前一版本到 ${one.to ?? '未写止日'}`)
    else if (next.from !== addDays(one.to, 1))
      fail(at + 1, `与前一版本之间有空档：前一版本到 ${one.to}，本版本自 ${next.from}`)
  })
}

function checkUnique(items: { id: string }[], fail: (why: string) => void): void {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) fail(`编号“${id}”出现两次`)
    seen.add(id)
  }
}

type Fail = (path: PropertyKey[], why: string) => never

function read<T>(file: PolicyFile, schema: z.ZodType<T>): { value: T; fail: Fail } {
  const { value, lineOf } = parseYamlFile(file.text, file.name, schema)
  const fail: Fail = (path, why) => {
    throw templateError(file.name, lineOf(path), why)
  }
  return { value, fail }
}

function guarded<T>(run: () => T, fail: (why: string) => never): T {
  try {
    return run()
  } catch (error) {
    return fail(error instanceof AppError ? error.message : String(error))
  }
}
