import { fieldName } from './fieldNames.ts'

const FIELD = /\{([^{}]*)\}/g

/** What is wrong at which place of a template. */
export interface Fault {
  path: PropertyKey[]
  why: string
}

/** A text of a template and where it stands in it. */
export interface PlacedText {
  words: string
  path: PropertyKey[]
}

/**
 * What is wrong with the braces of one template's texts, and in `used` the names they hold: a name that is no field, an
 * unpaired brace, a blank that takes a field's name. `blanks` are fields of the template's own.
 */
export function braceFaults(
  texts: readonly PlacedText[],
  fields: readonly string[],
  blanks: Record<string, unknown>,
): { faults: Fault[]; used: Set<string> } {
  const used = new Set<string>()
  const known = new Set<string>([...fields, ...Object.keys(blanks)])
  const faults = Object.keys(blanks)
    .filter((name) => fields.includes(name))
    .map((name): Fault => ({ path: ['blanks', name], why: `“${name}”是固定字段，不能另行填写` }))
  for (const { words, path } of texts) {
    for (const [, name = ''] of words.matchAll(FIELD)) {
      used.add(name)
      if (!known.has(name)) {
        faults.push({ path, why: `不认识的字段“{${name}}”，可用：${[...known].join('、')}` })
      }
    }
    if (/[{}]/.test(words.replace(FIELD, ''))) faults.push({ path, why: '花括号不成对' })
  }
  return { faults, used }
}

/** The fields a paper would say too little without, and that no text mentions. */
export function missingFaults(required: readonly string[], used: ReadonlySet<string>): Fault[] {
  return required
    .filter((name) => !used.has(name))
    .map((name) => ({ path: ['body'], why: `正文缺少字段“{${name}}”（${fieldName(name)}），请补上` }))
}

/** The text with each name in braces replaced. */
export function fillTemplate(text: string, values: (name: string) => string): string {
  return text.replace(FIELD, (_, name: string) => values(name))
}
