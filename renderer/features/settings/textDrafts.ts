import { create } from 'zustand'
import type { TextKind } from '../../../shared/report/paperText.ts'
import type { TextForm } from './textForm.ts'

/** Words that were changed and not saved, by whose they are: they stay while other papers and pages are looked at. */
export const useTextDrafts = create<Readonly<Record<string, TextForm>>>()(() => ({}))

export function draftKey(accountId: string, kind: TextKind): string {
  return `${accountId} ${kind}`
}

/** Null: nothing is left unsaved. */
export function keepDraft(key: string, form: TextForm | null): void {
  const { [key]: _, ...others } = useTextDrafts.getState()
  useTextDrafts.setState(form === null ? others : { ...others, [key]: form }, true)
}
