import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ARTICLE_KEYS } from '../../shared/application.ts'

const text = z.string()
const texts = z.array(text)
const words = z.record(text, z.union([text, z.record(text, text)]))
const yesNo = z.enum(['是', '否']).transform((word) => word === '是')

const roundSettings = z.strictObject({
  申报时间: text.optional(),
  取整: text.optional(),
  不超过申报金额: yesNo.optional(),
})

const applicantRecord = z.strictObject({
  本年度已计: text.optional(),
  更早同条申报: texts.optional(),
  疑似同一事项: text.optional(),
  认定同一事项: text.optional(),
  认定不同事项: text.optional(),
  限制名单: texts.optional(),
  解除限制: text.optional(),
  评审结果: z.enum(['达到', '未达到', '未评完']).optional(),
  以前获平台资助: yesNo.optional(),
})

const outcome = z.enum(['符合', '不符合', '参数未设定', '待核', '已删除'])

const workedExample = z.strictObject({
  名称: text,
  基本: text.optional(),
  参数: z.enum(['未设定', '演示参数']).default('未设定'),
  适用日: text.default('2026-03-15'),
  改写: words.default({}),
  材料: z.record(text, text).optional(),
  局定: z.record(text, text).default({}),
  批次设置: roundSettings.default({}),
  本单位: applicantRecord.default({}),
  考察: texts.default([]),
  结论: outcome,
  /** 不列: the condition does not apply and is not judged. */
  条件: z.record(text, z.enum([...outcome.options, '不列'])).default({}),
  条号: text.optional(),
  提醒: texts.default([]),
  补正: texts.default([]),
  说明: texts.default([]),
  金额: text,
  /** How the amount comes about, each equation worked by hand; without it that of 基本 holds. */
  算法: text.optional(),
})

const caseFile = z.strictObject({
  条款: z.enum(ARTICLE_KEYS),
  基本: z.record(text, words),
  /** How the amount of each 基本 comes about. */
  算法: z.record(text, text).default({}),
  例: z.array(workedExample).min(1),
})

export type WorkedExample = z.infer<typeof workedExample>
export type CaseFile = z.infer<typeof caseFile>

/** One file per article, and one for the conditions all articles share. */
export const CASE_FILES = [
  'common',
  'platform',
  'talent',
  'exhibition',
  'event',
  'growth',
  'gold-exchange',
  'smart-glasses',
] as const

/** Every value stays text, so that 300000.00 and 2026-03-15 are read as they are written. */
export function readYaml(name: string): unknown {
  return parse(readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8'), { schema: 'failsafe' })
}

export function readCases(name: string): CaseFile {
  return caseFile.parse(readYaml(name))
}
