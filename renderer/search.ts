import { pinyin } from 'pinyin-pro'

/** What of a case can be searched. */
export interface Searchable {
  id: string
  applicationNo: string
  applicant: string
  projectName: string
  industry: string
}

/** One line of the index: the words as written, their initials and their full pinyin, lower case without blanks. */
interface Entry {
  id: string
  keys: string[]
}

/** Folds full-width letters and digits, case and blanks, so that ＬＧ 01 finds lg01. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** The strings a query may be part of: each field, and for the two names also 首字母 and 全拼. */
export function searchKeys(row: Searchable): string[] {
  const written = [row.applicationNo, row.applicant, row.projectName, row.industry].map(fold)
  const spoken = [row.applicant, row.projectName].filter((name) => name !== '').flatMap(spell)
  return [...new Set([...written, ...spoken])].filter((key) => key !== '')
}

function spell(name: string): string[] {
  const syllables = pinyin(fold(name), { toneType: 'none', type: 'array', v: true })
  const full = syllables.join('')
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
  return [initials, full]
}

export function buildIndex(rows: readonly Searchable[]): Entry[] {
  return rows.map((row) => ({ id: row.id, keys: searchKeys(row) }))
}

/** Ids of the cases whose number, names or industry contain the query, by characters, initials or full pinyin. */
export function searchIndex(index: readonly Entry[], query: string): Set<string> {
  const wanted = fold(query)
  const found = new Set<string>()
  for (const entry of index) if (entry.keys.some((key) => key.includes(wanted))) found.add(entry.id)
  return found
}

export type SearchIndex = Entry[]
