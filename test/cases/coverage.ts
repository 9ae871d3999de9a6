/** What the worked examples must show, and how many examples show it. */
import { z } from 'zod'
import { addDays } from '../../shared/date.ts'
import type { ArticleVersion } from '../../shared/policy/article.ts'
import { CASE_FILES, readCases, readYaml, type WorkedExample } from './caseFile.ts'
import {
  amountPositions,
  COMMON,
  conditionPositions,
  type Expected,
  type Positions,
  parameterPositions,
  WHOLE_ROUND,
} from './positions.ts'
import { STORE, versionOf } from './workedExample.ts'

/** One cell of the table. */
export interface Cell {
  position: string
  expected: Expected | null
  examples: number
}

/** A condition, a parameter or a step of the amount. */
export interface Row {
  label: string
  cells: Cell[]
}

/** One version of one article, or what all have in common. */
export interface Section {
  scope: string
  title: string
  rows: Row[]
}

export interface Tagged {
  scope: string
  label: string
  position: string
  example: Pick<WorkedExample, '名称' | '条件'>
}

const COMMON_SCOPE = '共同'
const ROUND_SCOPE = '全批次'

/** Every tag of every example, where it belongs. */
export const TAGGED: readonly Tagged[] = CASE_FILES.flatMap((name) => {
  const file = readCases(name)
  return file.例.flatMap((example) => {
    const own = `${file.条款} ${versionOf(file, example)?.from ?? '尚未施行'}`
    return example.考察.map((tag): Tagged => {
      const common = tag.startsWith(`${COMMON_SCOPE}·`)
      return { scope: common ? COMMON_SCOPE : own, ...split(common ? tag.slice(3) : tag), example }
    })
  })
}).concat(roundTags())

function split(tag: string): { label: string; position: string } {
  const at = tag.lastIndexOf('：')
  return { label: tag.slice(0, at), position: tag.slice(at + 1) }
}

/** rounds.yaml: the places are a parameter of 第九条, the rest belongs to the whole round. */
function roundTags(): Tagged[] {
  const example = z.object({ 名称: z.string(), 考察: z.array(z.string()).default([]) })
  const groups = z.record(z.string(), z.array(example)).parse(readYaml('rounds'))
  return Object.values(groups).flatMap((examples) =>
    examples.flatMap(({ 名称, 考察 }) =>
      考察.map((tag): Tagged => {
        const scope = tag.startsWith('参数·') ? 'platform 2026-01-01' : ROUND_SCOPE
        return { scope, ...split(tag), example: { 名称, 条件: {} } }
      }),
    ),
  )
}

/** The whole table: what is wanted, each with the number of examples. */
export function coverage(): Section[] {
  const counts = new Map<string, number>()
  for (const { scope, label, position } of TAGGED) {
    const key = `${scope}\n${label}\n${position}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const section = (scope: string, title: string, rows: readonly (readonly [string, Positions])[]): Section => ({
    scope,
    title,
    rows: rows.map(([label, positions]) => ({
      label,
      cells: Object.entries(positions).map(([position, expected]) => ({
        position,
        expected,
        examples: counts.get(`${scope}\n${label}\n${position}`) ?? 0,
      })),
    })),
  })
  const [anyVersion] = STORE.policy.articles.flatMap(({ versions }) => versions)
  if (anyVersion === undefined) throw new Error('no article')
  const common = STORE.policy.commonConditions.map(
    (condition) => [condition.label, conditionPositions(condition, anyVersion)] as const,
  )
  return [
    section(COMMON_SCOPE, '所有条款共同的条件和步骤', [...common, ...Object.entries(COMMON)]),
    ...STORE.policy.articles.flatMap(({ key, title, versions }) =>
      versions.map((version): Section => {
        const own = section(`${key} ${version.from}`, `${version.no} ${title}（${version.from}起）`, rowsOf(version))
        return { ...own, rows: [dayRow(key, version), ...own.rows] }
      }),
    ),
    section(ROUND_SCOPE, '全批次：名额、年度上限、按比例核减', Object.entries(WHOLE_ROUND)),
  ]
}

function rowsOf(version: ArticleVersion): (readonly [string, Positions])[] {
  const quota = version.quota === null ? [] : [['提醒·首次或后续与以前批次', AGAINST_RECORDS] as const]
  return [
    ...(version.repeal === null ? [] : [['条款已删除', { 已删除: '已删除' } satisfies Positions] as const]),
    ...version.conditions.map((condition) => [condition.label, conditionPositions(condition, version)] as const),
    ...version.parameters.map(
      (parameter) => [`参数·${parameter.label}`, parameterPositions(parameter, version)] as const,
    ),
    ...Object.entries(amountPositions(version)),
    ...quota,
  ]
}

const AGAINST_RECORDS: Positions = { 填首次而有记录: null, 填后续而无记录: null, 相符: null }

/** The day before a version begins and the day it does, by the examples' own days. */
function dayRow(key: (typeof STORE.policy.articles)[number]['key'], { from }: ArticleVersion): Row {
  const days = readCases(key).例.map((example) => example.适用日)
  const cell = (position: string, on: string): Cell => {
    return { position, expected: null, examples: days.filter((day) => day === on).length }
  }
  return { label: '适用日', cells: [cell('前一日', addDays(from, -1)), cell('首日', from)] }
}

/** Cells without an example, as a person would look for them. */
export function missingCells(sections: readonly Section[]): string[] {
  return sections.flatMap(({ scope, rows }) =>
    rows.flatMap(({ label, cells }) =>
      cells.flatMap(({ position, examples }) => (examples === 0 ? [`${scope} ${label}：${position}`] : [])),
    ),
  )
}
