import { create } from 'zustand'
import type { FactEdit } from '../../../shared/views.ts'

/** The fact of a case whose correction is open; null when none is. */
export const useFactEdit = create<{ caseId: string; fact: FactEdit['fact'] } | { caseId: null }>()(() => ({
  caseId: null,
}))

export function editFact(caseId: string, fact: FactEdit['fact']): void {
  useFactEdit.setState({ caseId, fact }, true)
}

export function closeFact(): void {
  useFactEdit.setState({ caseId: null }, true)
}

/** E: corrects the fact that has the focus, else the first one that is asked for and missing, else the amount applied for. */
export function editFocusedFact(): void {
  const button =
    document.activeElement?.closest('.fact')?.querySelector('.fact-edit') ??
    document.querySelector('.fact.missing .fact-edit') ??
    document.querySelector('[data-fact="requestedFen"] .fact-edit')
  if (button instanceof HTMLElement) button.click()
}
