import { stringify } from 'yaml'
import { z } from 'zod'
import type { IsoDate, IsoInstant } from '../date.ts'
import { isIsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { parseYamlFile } from '../report/yamlFile.ts'

/** One value of a parameter set as it lies in the file. */
export interface SetEntry {
  key: string
  label: string
  /** As parseParameterValue reads it. */
  value: string
  basis: string
  effectiveFrom: IsoDate
  origin: '本局录入' | '演示参数'
  enteredBy: string
  enteredAt: IsoInstant
}

/** The parameters of one round, to be carried to another PC as a YAML file. */
export interface ParameterSet {
  /** E.g. 2026-1. */
  round: string
  /** The day whose articles apply in that round, and the hash of their wording: the keys mean the same only there. */
  policyOn: IsoDate
  policyHash: string
  exportedAt: IsoInstant
  exportedBy: string
  parameters: SetEntry[]
}

/** An entry of a file that was read, and its 1-based line. */
export interface ReadEntry extends SetEntry {
  line: number
}

const FORMAT = '时尚资金评审·条款参数 1'
const HEAD = `# 条款参数，供另一台电脑的“条款与参数 → 导入参数”读取。金额、比例和档次的写法与录入时相同。
`
/** A set of every parameter there is has some kilobytes. */
const MOST_CHARACTERS = 1_000_000

const word = (most: number) => z.string().min(1).max(most)
/** A plain number without quotes is the same figure only while it is a whole one. */
const valueText = z.union([word(4000), z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)])
const day = z.string().refine(isIsoDate, '日期应写成 2026-01-01')
const instant = z.iso.datetime('时间应写成 2026-03-05T01:00:00.000Z')

const schema = z.strictObject({
  format: z.literal(FORMAT, `应为“${FORMAT}”，请选择由本程序导出的参数文件`),
  round: word(20),
  policyOn: day,
  policyHash: word(64),
  exportedAt: instant,
  exportedBy: word(200),
  parameters: z
    .array(
      z.strictObject({
        key: word(80),
        label: word(200),
        value: valueText,
        basis: word(2000),
        effectiveFrom: day,
        origin: z.enum(['本局录入', '演示参数']),
        enteredBy: word(200),
        enteredAt: instant,
      }),
    )
    .min(1, '没有任何参数'),
})

/** The file's text; reading it gives the same set. */
export function writeParameterSet(set: ParameterSet): string {
  return HEAD + stringify({ format: FORMAT, ...set }, { lineWidth: 0 })
}

/**
 * Reads a parameter set strictly and checks that it belongs to the wording `policyHash`. Values are read later, against
 * their definitions. Errors: POLICY_FILE naming file, line and field; CONFLICT when it was made under other articles.
 */
export function readParameterSet(
  text: string,
  file: string,
  policyHash: string,
): Omit<ParameterSet, 'parameters'> & { parameters: ReadEntry[] } {
  if (text.length > MOST_CHARACTERS) {
    throw new AppError('POLICY_FILE', `参数文件“${file}”内容过长，请选择由本程序导出的参数文件`)
  }
  const { value, lineOf } = parseYamlFile(text, file, schema, '参数文件')
  const { format: _format, parameters, ...head } = value
  if (head.policyHash !== policyHash) {
    const line = lineOf(['policyHash'])
    throw new AppError(
      'CONFLICT',
      `参数文件“${file}”第${line}行：它按另一版条款数据导出（${head.round}批次），与本批次适用的条款不同，没有导入；请在两台电脑上使用同一版程序和同一年度的批次`,
    )
  }
  return {
    ...head,
    parameters: parameters.map((one, at) => {
      return { ...one, value: String(one.value), line: lineOf(['parameters', at, 'key']) }
    }),
  }
}
