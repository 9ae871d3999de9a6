import { fold, searchKeys } from './search.ts'

/** A line of the palette: something to do, or a page, a round or a case to go to. */
export interface PaletteEntry {
  /** Tells lines apart and is what "recent" remembers. */
  key: string
  kind: '页面' | '操作' | '批次' | '申报'
  title: string
  /** Quiet words beside the title: number, article, shortcut's meaning. */
  hint: string
  /** "Ctrl+1"; empty when there is none. */
  shortcut: string
}

export const MOST_SHOWN = 50
const MOST_RECENT = 8

/** True when the title contains the query by characters, initials (jyzb) or full pinyin; every title matches nothing typed. */
export function matches(title: string, query: string): boolean {
  const wanted = fold(query)
  const keys = searchKeys({ applicationNo: '', applicant: title, projectName: '', industry: '' })
  return wanted === '' || keys.some((key) => key.includes(wanted))
}

/** The entries to show, those used last first and otherwise in their own order. */
export function arrange<E extends PaletteEntry>(entries: readonly E[], recent: readonly string[]): E[] {
  const place = ({ key }: E) => {
    const at = recent.indexOf(key)
    return at < 0 ? recent.length : at
  }
  return [...entries].sort((a, b) => place(a) - place(b)).slice(0, MOST_SHOWN)
}

/** The used entry goes to the front; only the last few are kept. */
export function withRecent(recent: readonly string[], used: string): string[] {
  return [used, ...recent.filter((key) => key !== used)].slice(0, MOST_RECENT)
}
