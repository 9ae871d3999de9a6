import { z } from 'zod'
import { create } from 'zustand'
import type { CaseRow } from '../shared/views.ts'
import { call, sentence } from './client.ts'
import { noteSaved, noteTrouble } from './workspace.ts'

/** 稍后再审: the cases of the open round one person has put off. */
export const useLater = create<{ roundId: string | null; ids: ReadonlySet<string> }>()(() => ({
  roundId: null,
  ids: new Set(),
}))

const kept = z.array(z.string())
const keyOf = (roundId: string): string => `later:${roundId}`

/** Reads what this person put off in the round; an unreadable memory is an empty one. */
export async function loadLater(roundId: string): Promise<void> {
  if (useLater.getState().roundId !== roundId) useLater.setState({ roundId, ids: new Set() })
  const value = await call('personal.get', { key: keyOf(roundId) }).then(
    (answer) => answer.value,
    () => null,
  )
  if (useLater.getState().roundId === roundId) useLater.setState({ ids: new Set(kept.safeParse(value).data ?? []) })
}

/** Puts a case off, or takes it up again. A refusal is shown, and the mark is as it was. */
export async function setLater(caseId: string, later: boolean): Promise<void> {
  const { roundId, ids } = useLater.getState()
  if (roundId === null || ids.has(caseId) === later) return
  const next = new Set(ids)
  if (later) next.add(caseId)
  else next.delete(caseId)
  useLater.setState({ ids: next })
  try {
    const { savedAt } = await call('personal.save', { key: keyOf(roundId), value: [...next] })
    noteSaved(savedAt)
  } catch (error) {
    if (useLater.getState().ids === next) useLater.setState({ ids })
    noteTrouble(`“稍后再审”没有记住：${sentence(error)}`)
  }
}

/** The order a person walks the list in: what was put off comes last. */
export function walk(visible: readonly CaseRow[], later: ReadonlySet<string>): readonly CaseRow[] {
  if (later.size === 0) return visible
  return [...visible.filter(({ id }) => !later.has(id)), ...visible.filter(({ id }) => later.has(id))]
}
