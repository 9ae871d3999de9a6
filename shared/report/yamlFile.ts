import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import { issueWords, syntaxWords } from './yamlWords.ts'

/** A template file parsed by its schema, and the 1-based line of any place in it. */
export interface YamlFile<T> {
  value: T
  lineOf: (path: PropertyKey[]) => number
}

/**
 * Reads a YAML file strictly: duplicate keys, unknown keys, missing keys and wrong types are refused. `file` is the name
 * shown to people, `what` what they call such a file. Errors: POLICY_FILE naming file, line and key.
 */
export function parseYamlFile<T>(text: string, file: string, schema: z.ZodType<T>, what = '模板'): YamlFile<T> {
  const refusal = (line: number, why: string) => fileError(what, file, line, why)
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true })
  const broken = doc.errors[0]
  if (broken !== undefined) {
    throw refusal(lines.linePos(broken.pos[0]).line, `不是正确的 YAML：${syntaxWords(broken.code)}`)
  }
  const lineAt = (offset: number): number => lines.linePos(offset).line
  const lineOf = (path: PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? doc.contents : doc.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const parsed = schema.safeParse(content(doc, lineAt, refusal), { error: issueWords })
  if (parsed.success) return { value: parsed.data, lineOf }
  // A misspelt key shows up twice, as unknown and as missing: the first is the more helpful.
  const issue = parsed.error.issues.find(({ code }) => code === 'unrecognized_keys') ?? parsed.error.issues[0]
  if (issue === undefined) throw refusal(1, '内容不合要求')
  const place = issue.path.length === 0 ? '文件' : `“${issue.path.map(String).join('.')}”`
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    throw refusal(lineOf([...issue.path, key]), `${place}中不认识的字段“${key}”，请删除或改正`)
  }
  const missing = issue.code === 'invalid_type' && doc.getIn(issue.path) === undefined
  throw refusal(lineOf(issue.path), missing ? `缺少字段${place}，请补上` : `${place}的值不对：${issue.message}`)
}

/** The reader throws on an alias of nothing, which is named, and on aliases that would grow without end. */
function content(
  doc: Document.Parsed,
  lineAt: (offset: number) => number,
  refusal: (line: number, why: string) => AppError,
): unknown {
  try {
    return doc.toJS()
  } catch {
    visit(doc, {
      Alias(_, alias) {
        if (alias.resolve(doc) !== undefined) return
        throw refusal(lineAt(alias.range?.[0] ?? 0), `引用的“*${alias.source}”没有定义，请改为直接写出`)
      },
    })
    throw refusal(1, '引用过多，请改为直接写出')
  }
}

/** A refusal that names the file and line; `kind` is what people call such a file. */
export function templateError(file: string, line: number, what: string, kind = '模板'): AppError {
  return fileError(kind, file, line, what)
}

function fileError(what: string, file: string, line: number, why: string): AppError {
  return new AppError('POLICY_FILE', `${what}“${file}”第${line}行：${why}`)
}
