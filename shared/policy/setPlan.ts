import type { IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import type { ParameterDefinition, ParameterValue } from './article.ts'
import type { ReadEntry } from './parameterSet.ts'
import { parameterText, parseParameterValue } from './values.ts'

/** What importing would do with one entry of a parameter file. */
export interface SetLine {
  /** Line of the file, 1-based. */
  line: number
  key: string
  label: string
  /** What the round has now, as text; null while unset. */
  old: string | null
  /** As `parameterText` writes it; as typed where it was refused. */
  new: string
  basis: string
  effectiveFrom: IsoDate
  /** Who entered it on the PC it comes from, and when. */
  enteredBy: string
  enteredAt: string
  verdict: 'new' | 'changed' | 'same' | 'refused'
  /** Why it was refused, naming line and key; empty otherwise. */
  reason: string
}

export const VERDICT_NAMES: Record<SetLine['verdict'], string> = {
  new: '新录入',
  changed: '有变化',
  same: '相同',
  refused: '不能导入',
}

export interface PlannedLine extends SetLine {
  /** Null when refused. */
  value: ParameterValue | null
}

/** What a round holds for a key: bureau values are compared with basis and day too. */
export interface HeldValue {
  value: ParameterValue
  origin: 'policy' | 'bureau' | 'demo'
  basis: string
  effectiveFrom: IsoDate | null
}

/**
 * Plans an import entry by entry. `definitionOf` answers null for a key the round's articles do not have, `closed` why
 * the round takes no value for it (empty when it does), `early` why not one of that day, `held` what it has now.
 */
export function planSet(
  entries: readonly ReadEntry[],
  round: {
    definitionOf(key: string): ParameterDefinition | null
    closed(definition: ParameterDefinition): string
    early(effectiveFrom: IsoDate): string
    held(key: string): HeldValue | null
  },
): PlannedLine[] {
  return entries.map((entry, at): PlannedLine => {
    const { line, key, value: text, basis, effectiveFrom, enteredBy, enteredAt } = entry
    const definition = round.definitionOf(key)
    const held = definition === null ? null : round.held(key)
    const label = definition?.label ?? entry.label
    const old = held === null ? null : parameterText(held.value)
    const head = { line, key, label, old, basis, effectiveFrom, enteredBy, enteredAt }
    const refused = (why: string): PlannedLine => {
      const reason = `第${line}行“${key}”：${why}`
      return { ...head, new: text, value: null, verdict: 'refused', reason }
    }
    if (definition === null) return refused('本批次适用的条款没有这个参数')
    if (entries.slice(0, at).some((other) => other.key === key)) return refused('同一个参数写了两次，请只留一个')
    if (entry.origin === '演示参数') return refused('演示参数是虚构的，不能作为本局录入的参数导入')
    const closed = round.closed(definition)
    if (closed !== '') return refused(closed)
    if (basis.trim() === '') return refused('没有写明依据（文号/条款）')
    const early = round.early(effectiveFrom)
    if (early !== '') return refused(early)
    try {
      const value = parseParameterValue(definition.type, text)
      const next = { ...head, new: parameterText(value), value, reason: '' }
      return { ...next, verdict: verdictOf(next, held) }
    } catch (error) {
      if (error instanceof AppError) return refused(error.message)
      throw error
    }
  })
}

/** The same figure under another basis or from another day is a change: the papers print its basis. */
function verdictOf(next: Pick<SetLine, 'new' | 'basis' | 'effectiveFrom'>, held: HeldValue | null): SetLine['verdict'] {
  if (held === null) return 'new'
  const same =
    held.origin === 'bureau' &&
    parameterText(held.value) === next.new &&
    held.basis === next.basis &&
    held.effectiveFrom === next.effectiveFrom
  return same ? 'same' : 'changed'
}
