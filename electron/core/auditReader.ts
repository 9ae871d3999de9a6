import { setImmediate as turn } from 'node:timers/promises'
import type { AuditEntry } from '../../db/audit.ts'
import { entriesOf, matchingEntries, newestEntry } from '../../db/auditSearch.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { auditKind } from '../../shared/audit/kinds.ts'
import type { AuditCheck, AuditEntryView, AuditFilter } from '../../shared/audit/views.ts'
import { bareText } from '../../shared/report/plainText.ts'
import { auditText } from './auditText.ts'
import type { Workspace } from './workspace.ts'

/** Entries read as words before other work gets its turn. */
const CHUNK = 250

/**
 * Looks things up in the log, of whatever length. What passed the last filter is kept, for the log only grows: another
 * page of it, or a few entries more, cost no second walk.
 */
export class AuditReader {
  readonly #ws: Workspace
  #found: { filter: string; upTo: number; numbers: readonly number[] } = { filter: '', upTo: 0, numbers: [] }
  #checked: AuditCheck | null = null

  constructor(ws: Workspace) {
    this.#ws = ws
  }

  /** The numbers of the entries that pass, newest first. */
  async passing(filter: AuditFilter): Promise<readonly number[]> {
    const key = JSON.stringify(filter)
    const { db } = this.#ws
    const upTo = newestEntry(db)
    const known = this.#found.filter === key ? this.#found : { upTo: 0, numbers: [] }
    const added = await this.#reading(filter.words, matchingEntries(db, filter, known.upTo))
    // A database restored meanwhile is another log.
    const numbers = known.upTo > upTo ? added : [...added, ...known.numbers]
    this.#found = { filter: key, upTo, numbers }
    return numbers
  }

  /** Checks the whole record. */
  verify(): AuditCheck {
    const result = verifyDatabase(this.#ws.db)
    const message = result.ok ? `核验通过：${result.rows} 条记录、${result.auditEntries} 条留痕完整` : result.place
    this.#checked = { at: this.#ws.now(), ok: result.ok, message, entries: newestEntry(this.#ws.db) }
    return this.#checked
  }

  /** The last check since the start; null before the first. */
  get checked(): AuditCheck | null {
    return this.#checked
  }

  /** Those of the numbers whose entry, as it reads on screen, holds every word. */
  async #reading(words: string, numbers: number[]): Promise<number[]> {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
    if (wanted.length === 0) return numbers
    const stretches = wanted.flatMap(bareStretches)
    const passing: number[] = []
    for (let at = 0; at < numbers.length; at += CHUNK) {
      for (const entry of entriesOf(this.#ws.db, numbers.slice(at, at + CHUNK))) {
        const written = bareText(wholeText(entry, (typed) => typed)).plain
        if (!stretches.every((stretch) => written.includes(stretch))) continue
        const text = wholeText(entry).toLowerCase()
        if (wanted.every((word) => text.includes(word))) passing.push(entry.seq)
      }
      await turn()
    }
    return passing
  }
}

/**
 * What an entry must hold as it was written, in bare letters and figures, to hold a word as it reads on screen. Most
 * entries fall by that, without the work of hiding numbers in them. What stands for a hidden number is stars and, around
 * them, letters and figures of the number itself; only the X at the end of one may have been another letter.
 */
export function bareStretches(word: string): string[] {
  return word.split(/[*x]/i).map((stretch) => bareText(stretch).plain)
}

function wholeText({ actorName, action, ...entry }: AuditEntry, typed?: (text: string) => string): string {
  return `${actorName} ${action} ${entryWords(entry, typed)}`
}

/** An entry as the list and the workbook show it; numbers of persons quoted in it are hidden. */
export function entryView(entry: AuditEntry): AuditEntryView {
  const { seq, at, actorName, action, hash } = entry
  return { seq, at, who: actorName, kind: auditKind(action), action, detail: entryWords(entry), hash }
}

function entryWords(
  { subject, detail }: Pick<AuditEntry, 'subject' | 'detail'>,
  typed?: (text: string) => string,
): string {
  return `${subject} ${auditText(detail, typed)}`.trim()
}
