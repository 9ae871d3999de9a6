import { templateError } from './yamlFile.ts'

const FIELD = /\{([^{}]*)\}/g

/**
 * Checks the texts of one template: `read` answers the words unchanged and keeps in `used` which fields they name.
 * `blanks` are fields of the template's own. Errors: POLICY_FILE with the line for a name that is no field, an unpaired
 * brace and a blank that takes a field's name.
 */
export function fieldReader(
  file: string,
  lineOf: (path: PropertyKey[]) => number,
  fields: readonly string[],
  blanks: Record<string, unknown>,
): { read(words: string, path: PropertyKey[]): string; used: Set<string> } {
  const used = new Set<string>()
  const known = new Set<string>([...fields, ...Object.keys(blanks)])
  for (const name of Object.keys(blanks)) {
    if (fields.includes(name)) throw templateError(file, lineOf(['blanks', name]), `“${name}”是固定字段，不能另行填写`)
  }
  return {
    used,
    read(words, path) {
      for (const [, name = ''] of words.matchAll(FIELD)) {
        if (!known.has(name)) {
          throw templateError(file, lineOf(path), `不认识的字段“{${name}}”，可用：${[...known].join('、')}`)
        }
        used.add(name)
      }
      if (/[{}]/.test(words.replace(FIELD, ''))) throw templateError(file, lineOf(path), '花括号不成对')
      return words
    },
  }
}

/** The text with each name in braces replaced. */
export function fillTemplate(text: string, values: (name: string) => string): string {
  return text.replace(FIELD, (_, name: string) => values(name))
}
