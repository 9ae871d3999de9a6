import type { z } from 'zod'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Person } from '../stageFacts.ts'
import type { Workspace } from '../workspace.ts'

/** What an undoing works with: a running transaction in the name of the person whose act it is. */
export interface UndoContext {
  ws: Workspace
  tx: Tx
  person: Person
  roundId: string
}

/**
 * How acts of one kind are taken back and done again. Both check first and throw CONFLICT with a sentence when the
 * world moved on; both answer what the next step starts from.
 */
interface UndoKind<P extends object> {
  payload: z.ZodType<P>
  undo(on: UndoContext, payload: P): P
  redo(on: UndoContext, payload: P): P
  /** The cases it touches, in order. */
  cases(payload: P): string[]
}

export interface Undoable {
  /** The cases an act with this payload touches. */
  cases(stored: unknown): string[]
  step(on: UndoContext, step: 'undone' | 'redone', stored: unknown): { payload: object; caseIds: string[] }
}

/** Reads the stored payload by the kind's own schema. */
export function undoable<P extends object>(kind: UndoKind<P>): Undoable {
  return {
    cases: (stored) => kind.cases(kind.payload.parse(stored)),
    step(on, step, stored) {
      const given = kind.payload.parse(stored)
      const payload = step === 'undone' ? kind.undo(on, given) : kind.redo(on, given)
      return { payload, caseIds: kind.cases(given) }
    },
  }
}

/** A refusal because something else happened since: where and what, and that nothing changed. */
export function movedOn(applicationNo: string, why: string): AppError {
  return new AppError('CONFLICT', `${applicationNo}：${why}；没有任何改动`)
}
