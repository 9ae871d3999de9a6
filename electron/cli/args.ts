import { parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

const OPTIONS = {
  db: { type: 'string' },
  round: { type: 'string' },
  budget: { type: 'string' },
  params: { type: 'string' },
  out: { type: 'string' },
  from: { type: 'string' },
  key: { type: 'string' },
  value: { type: 'string', multiple: true },
  'value-file': { type: 'string' },
  basis: { type: 'string' },
  article: { type: 'string' },
  to: { type: 'string' },
  against: { type: 'string' },
  values: { type: 'string' },
  application: { type: 'string' },
  amount: { type: 'string' },
  kind: { type: 'string' },
  file: { type: 'string' },
  due: { type: 'string' },
  source: { type: 'string' },
  'as-of': { type: 'string' },
  id: { type: 'string' },
  min: { type: 'string' },
  other: { type: 'string' },
  as: { type: 'string' },
  reason: { type: 'string' },
  date: { type: 'string' },
  how: { type: 'string' },
  person: { type: 'string' },
  effect: { type: 'string' },
  case: { type: 'string' },
  'copy-from': { type: 'string' },
  material: { type: 'string' },
  organiser: { type: 'string' },
  code: { type: 'string' },
  event: { type: 'string' },
  industry: { type: 'string' },
  place: { type: 'string' },
  starts: { type: 'string' },
  ends: { type: 'string' },
  act: { type: 'string' },
  item: { type: 'string', multiple: true },
  days: { type: 'string' },
  head: { type: 'string' },
  user: { type: 'string' },
  'dry-run': { type: 'boolean' },
  confirm: { type: 'boolean' },
  'assume-machine': { type: 'boolean' },
  replay: { type: 'boolean' },
  json: { type: 'boolean' },
} as const
type OptionName = keyof typeof OPTIONS
type TextOption =
  | 'db'
  | 'round'
  | 'budget'
  | 'params'
  | 'out'
  | 'from'
  | 'user'
  | 'key'
  | 'value'
  | 'value-file'
  | 'basis'
  | 'article'
  | 'to'
  | 'against'
  | 'values'
  | 'application'
  | 'amount'
  | 'kind'
  | 'file'
  | 'due'
  | 'source'
  | 'as-of'
  | 'id'
  | 'min'
  | 'other'
  | 'as'
  | 'reason'
  | 'date'
  | 'how'
  | 'person'
  | 'effect'
  | 'case'
  | 'copy-from'
  | 'material'
  | 'organiser'
  | 'code'
  | 'event'
  | 'industry'
  | 'place'
  | 'starts'
  | 'ends'
  | 'act'
  | 'days'
  | 'head'

/** The options each command takes, and how many words follow its name: exactly `words`, or up to `most`. */
export const COMMANDS: Record<string, { options: OptionName[]; words: number; most?: number }> = {
  demo: { options: ['out', 'json'], words: 0 },
  init: { options: ['db', 'json'], words: 0 },
  round: { options: ['db', 'round', 'budget', 'params', 'copy-from', 'reason', 'user', 'json'], words: 1 },
  import: { options: ['db', 'round', 'dry-run', 'user', 'json'], words: 1 },
  assess: { options: ['db', 'round', 'user', 'json'], words: 0 },
  allocate: { options: ['db', 'round', 'budget', 'assume-machine', 'user', 'json'], words: 0 },
  export: {
    options: ['db', 'round', 'out', 'application', 'kind', 'due', 'assume-machine', 'user', 'json'],
    words: 1,
  },
  params: {
    options: [
      'db',
      'round',
      'key',
      'value',
      'value-file',
      'basis',
      'from',
      'out',
      'dry-run',
      'confirm',
      'user',
      'json',
    ],
    words: 1,
    most: 2,
  },
  list: {
    options: ['db', 'round', 'kind', 'source', 'as-of', 'id', 'reason', 'dry-run', 'user', 'json'],
    words: 1,
    most: 2,
  },
  radar: {
    options: ['db', 'round', 'min', 'out', 'application', 'other', 'as', 'reason', 'user', 'json'],
    words: 0,
    most: 1,
  },
  explain: { options: ['db', 'round', 'application', 'amount', 'assume-machine', 'user', 'json'], words: 0 },
  verify: { options: ['db', 'head', 'replay', 'round', 'user', 'json'], words: 0 },
  compare: { options: ['article', 'from', 'to', 'json'], words: 0 },
  replay: { options: ['db', 'round', 'against', 'value', 'values', 'out', 'user', 'json'], words: 0 },
  objections: {
    options: [
      ...(['db', 'round', 'kind', 'application', 'person', 'date', 'how', 'reason', 'id', 'as', 'effect'] as const),
      ...(['value', 'out', 'user', 'json'] as const),
    ],
    words: 1,
  },
  archive: { options: ['db', 'round', 'out', 'from', 'user', 'json'], words: 1 },
  attachment: {
    options: ['db', 'round', 'case', 'material', 'id', 'reason', 'user', 'json'],
    words: 1,
    most: 2,
  },
  filing: {
    options: [
      ...(['db', 'round', 'kind', 'organiser', 'code', 'event', 'industry', 'place', 'starts', 'ends'] as const),
      ...(['date', 'person', 'reason', 'id', 'application', 'out', 'user', 'json'] as const),
    ],
    words: 1,
  },
  decide: { options: ['db', 'round', 'case', 'as', 'amount', 'reason', 'user', 'json'], words: 0 },
  stage: { options: ['db', 'round', 'case', 'act', 'reason', 'dry-run', 'user', 'json'], words: 0 },
  assign: { options: ['db', 'round', 'case', 'to', 'dry-run', 'user', 'json'], words: 0, most: 1 },
  recuse: { options: ['db', 'round', 'case', 'person', 'reason', 'user', 'json'], words: 0, most: 1 },
  supplement: {
    options: ['db', 'round', 'case', 'item', 'date', 'days', 'as', 'reason', 'user', 'json'],
    words: 1,
  },
  package: {
    options: [
      ...(['db', 'round', 'person', 'article', 'industry', 'application', 'due', 'case', 'as', 'reason'] as const),
      ...(['from', 'out', 'user', 'json'] as const),
    ],
    words: 1,
  },
  papers: { options: ['db', 'round', 'user', 'json'], words: 1 },
  texts: { options: ['db', 'kind', 'file', 'user', 'json'], words: 1 },
  backup: { options: ['db', 'out', 'user', 'json'], words: 0 },
  restore: { options: ['from', 'db', 'user', 'json'], words: 0 },
  encrypt: { options: ['db', 'user', 'json'], words: 0 },
  move: { options: ['db', 'out', 'from', 'dry-run', 'user', 'json'], words: 1 },
}

/** A parsed command line. */
export interface Args {
  command: string
  words: string[]
  has(option: 'dry-run' | 'confirm' | 'assume-machine' | 'replay' | 'json'): boolean
  /** The last one where it was given more than once. */
  optional(option: TextOption): string | null
  /** As often as it was given. */
  all(option: 'value' | 'item'): string[]
  /** Errors: UsageError when it is missing. */
  required(option: TextOption): string
}

/** Errors: UsageError naming what is wrong. */
export function parseCommandLine(argv: readonly string[]): Args {
  const { values, positionals } = parsed(argv)
  const [command = '', ...words] = positionals
  const known = COMMANDS[command]
  if (known === undefined) throw new UsageError(command === '' ? '缺少命令' : `没有命令“${command}”`)
  if (words.length < known.words) throw new UsageError(`“${command}”后面少了内容`)
  const [surplus] = words.slice(known.most ?? known.words)
  if (surplus !== undefined) throw new UsageError(`“${command}”后面多了“${surplus}”`)
  const stray = Object.keys(values).find((name) => !known.options.some((option) => option === name))
  if (stray !== undefined) throw new UsageError(`“${command}”没有选项 --${stray}`)
  const optional = (option: TextOption): string | null => [values[option] ?? []].flat().at(-1) ?? null
  return {
    command,
    words,
    has: (option) => values[option] ?? false,
    optional,
    all: (option) => values[option] ?? [],
    required(option) {
      const value = optional(option)
      if (value === null || value === '') throw new UsageError(`“${command}”缺少 --${option}`)
      return value
    },
  }
}

/** Reads `YEAR-BATCH`. Errors: UsageError. */
export function parseRoundName(text: string): { year: number; batch: number } {
  const match = /^(20\d{2})-([1-9]\d?)$/.exec(text)
  if (match === null) throw new UsageError(`批次“${text}”应写成 2026-1`)
  return { year: Number(match[1]), batch: Number(match[2]) }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(optionFault(error))
  }
}

/** What the option parser says in English, in the reader's language. */
function optionFault(error: unknown): string {
  if (!(error instanceof Error)) return '选项有误'
  const [, option = ''] = /'(--?[^\s'=]*)/.exec(error.message) ?? []
  if ('code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有选项 ${option}`
  if (error.message.includes('does not take')) return `选项 ${option} 后面不带内容`
  return `选项 ${option} 后面缺少内容，或内容以“-”开头（那样请写成 ${option}=内容）`
}
