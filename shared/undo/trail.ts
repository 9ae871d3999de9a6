import type { IsoInstant } from '../date.ts'

/** An act of one person as it stands: done, or taken back and perhaps able to be done again. */
export interface TrailAct {
  id: string
  seq: number
  /** Every undoing and redoing of it, oldest first; `seq` counts the steps of all acts together. */
  steps: readonly { step: 'undone' | 'redone'; seq: number }[]
  label: string
  doneAt: IsoInstant
  /** When it was done, undone or redone last. */
  changedAt: IsoInstant
}

/** One line of the list of a person's acts. */
export interface ActLine {
  id: string
  /** 拟定意见 LG2026-0023 同意 45.00 万元. */
  label: string
  at: IsoInstant
  undone: boolean
  /** Null for an act on several cases. */
  caseId: string | null
  /** Why it cannot be undone, or redone when undone, as far as the person's own acts tell; empty when they allow it. */
  closed: string
}

/** A person's last acts in a round, newest first, and which one undo and redo would take. */
export interface ActTrail {
  acts: ActLine[]
  /** Id of the act that 撤销 takes back next; null when there is none. */
  undo: string | null
  /** Id of the act that 重做 does again next; null when there is none. */
  redo: string | null
}

export const isUndone = ({ steps }: Pick<TrailAct, 'steps'>): boolean => steps.at(-1)?.step === 'undone'

/** The newest act that stands. `acts` oldest first, as everywhere here. */
export function nextUndo<A extends TrailAct>(acts: readonly A[]): A | null {
  return acts.findLast((act) => !isUndone(act)) ?? null
}

/**
 * The act taken back last, unless something new was done since: then it stays taken back. An act done before another
 * one was undone must itself have been undone before, so only acts without such a step are new.
 */
export function nextRedo<A extends TrailAct>(acts: readonly A[]): A | null {
  const undone = acts.filter(isUndone).sort((a, b) => lastStep(b) - lastStep(a))
  const [last] = undone
  if (last === undefined) return null
  const isNew = (act: A) =>
    act.seq > last.seq && firstStep(act) > lastStep(last) && Date.parse(act.doneAt) >= Date.parse(last.changedAt)
  return acts.some(isNew) ? null : last
}

/**
 * Why an act cannot be undone, or redone when it is undone, before another one of the same person; empty when none is
 * in the way. Acts on different cases never are. `casesOf` answers the ids of the cases an act touched.
 */
export function closedBy<A extends TrailAct>(
  acts: readonly A[],
  act: A,
  casesOf: (act: A) => readonly string[],
): string {
  const undone = isUndone(act)
  const before = (other: A) =>
    undone
      ? other.seq < act.seq && isUndone(other) && lastStep(other) > lastStep(act)
      : other.seq > act.seq && !isUndone(other)
  const after = (other: A) => undone && other.seq > act.seq && !isUndone(other)
  const cases = new Set(casesOf(act))
  const other = acts.findLast((one) => (before(one) || after(one)) && casesOf(one).some((id) => cases.has(id)))
  if (other === undefined) return ''
  if (after(other)) return `同一件申报之后已有“${other.label}”，不能重做`
  return `同一件申报之${undone ? '前' : '后'}还有“${other.label}”，请先${undone ? '重做' : '撤销'}那一步`
}

const lastStep = ({ steps }: TrailAct): number => steps.at(-1)?.seq ?? 0
const firstStep = ({ steps }: TrailAct): number => steps[0]?.seq ?? Number.POSITIVE_INFINITY
