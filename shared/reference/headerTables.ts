import { z } from 'zod'
import { type FieldChoice, type FieldName, fieldChoice, isFieldName, isListFieldName } from '../intake/fields.ts'
import { type HeaderTable, headerKey } from '../intake/headers.ts'
import { parseYamlFile, templateError } from '../report/yamlFile.ts'
import type { ReferenceKind } from './reference.ts'

/** How the columns of one kind of list are recognised, and which a person may choose. */
export interface ListHeaders {
  table: HeaderTable
  choices: FieldChoice[]
}

const section = z.strictObject({
  columns: z.array(z.string()).min(1),
  names: z.record(z.string(), z.array(z.string().min(1)).min(1)),
})
const file = z.strictObject({
  'own-round': section,
  'other-bureau': section,
  restricted: section,
}) satisfies z.ZodType<Record<ReferenceKind, z.infer<typeof section>>>

/** A list may name no more than who and one thing more. */
const MIN_FIELDS = 2

/**
 * Reads referenceHeaders.yaml over the table of the applications: what its `columns` name is imported under the words
 * of both, its own first; every other known column is not. Errors: POLICY_FILE naming file and line.
 */
export function parseListHeaders(
  yamlText: string,
  applications: HeaderTable,
  fileName = 'referenceHeaders.yaml',
): Record<ReferenceKind, ListHeaders> {
  const { value, lineOf } = parseYamlFile(yamlText, fileName, file)
  return {
    'own-round': headersOf('own-round'),
    'other-bureau': headersOf('other-bureau'),
    restricted: headersOf('restricted'),
  }

  function headersOf(kind: ReferenceKind): ListHeaders {
    const columns = value[kind].columns.map((name, at) => fieldNamed(name, [kind, 'columns', at]))
    const own = new Map<string, FieldName>()
    for (const [name, words] of Object.entries(value[kind].names)) {
      const field = fieldNamed(name, [kind, 'names', name])
      if (!columns.includes(field)) {
        throw templateError(fileName, lineOf([kind, 'names', name]), `“${name}”不在这类名单的 columns 里`)
      }
      for (const [at, word] of words.entries()) {
        if (own.has(headerKey(word))) {
          throw templateError(fileName, lineOf([kind, 'names', name, at]), `列名“${word}”在这类名单里用了两次`)
        }
        own.set(headerKey(word), field)
      }
    }
    return { table: tableOf(applications, columns, own), choices: columns.map(listChoice) }
  }

  function fieldNamed(name: string, path: PropertyKey[]): FieldName {
    if (isFieldName(name) || isListFieldName(name)) return name
    throw templateError(fileName, lineOf(path), `没有名为“${name}”的字段`)
  }
}

/** Who stands in a list applied for nothing here. */
function listChoice(field: FieldName): FieldChoice {
  const choice = fieldChoice(field)
  return field === 'applicant' ? { ...choice, label: '单位名称' } : choice
}

function tableOf(
  applications: HeaderTable,
  columns: readonly FieldName[],
  own: ReadonlyMap<string, FieldName>,
): HeaderTable {
  const shared = [...applications.fields].filter(([name, field]) => !own.has(name) && columns.includes(field))
  const fields = new Map([...shared, ...own])
  const known = [...applications.ignored, ...applications.materials.keys(), ...applications.fields.keys()]
  return {
    fields,
    materials: new Map(),
    ignored: new Set(known.filter((name) => !fields.has(name))),
    standIns: new Map(),
    minFields: MIN_FIELDS,
  }
}
