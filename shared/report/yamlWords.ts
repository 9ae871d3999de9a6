import type { z } from 'zod'

/** What is wrong with a value of a YAML file and how it should be written, as a Chinese sentence part. */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${kindOf(String(issue.expected))}，写的是${writtenKind(issue.input)}`
    case 'too_big':
      return `最多${limitWords(issue.origin, String(issue.maximum))}，请改短或改小`
    case 'too_small':
      return `至少${limitWords(issue.origin, String(issue.minimum))}，请补足`
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`
    case 'invalid_key':
      return '项目名写法不对，请核对'
    case 'invalid_union':
      return `写法不对，写的是${writtenKind(issue.input)}，请对照说明改正`
    default:
      return '写法不对，请对照说明改正'
  }
}

/** What a YAML reader stumbled over, in words; anything rare is a matter of indents and signs. */
export function syntaxWords(code: string): string {
  return SYNTAX[code] ?? '请核对缩进、引号、冒号和括号'
}

const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一个字段写了两次，请只留一个',
  BAD_INDENT: '缩进不齐，请用空格对齐',
  TAB_AS_INDENT: '缩进用了制表符，请改用空格',
  MISSING_CHAR: '缺少冒号、引号或括号，请补上',
  UNEXPECTED_TOKEN: '有多余的符号，请删除或加上引号',
  MULTILINE_IMPLICIT_KEY: '字段名后缺少冒号，请补上',
  BAD_ALIAS: '引用的写法不对，请改为直接写出',
  MULTIPLE_DOCS: '一个文件只能写一份内容，请删去“---”之后的部分',
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是（true）或否（false）',
  array: '列表',
  object: '“字段: 值”的内容',
  record: '“字段: 值”的内容',
  date: '日期',
  null: '空值',
}

function kindOf(expected: string): string {
  return KINDS[expected] ?? '另一种写法'
}

function writtenKind(input: unknown): string {
  if (input === undefined || input === null) return '空值'
  if (Array.isArray(input)) return '列表'
  return KINDS[typeof input] ?? '别的内容'
}

function limitWords(origin: string, limit: string): string {
  if (origin === 'string') return `${limit}个字`
  return origin === 'array' || origin === 'set' || origin === 'map' ? `${limit}项` : `为${limit}`
}
