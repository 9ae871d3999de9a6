import { create } from 'zustand'
import type { ReferencePlanView } from '../../../shared/contract/references.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import type { SheetChoice } from '../../../shared/intake/choices.ts'
import type { ReferenceList } from '../../../shared/reference/reference.ts'
import { call, sentence } from '../../client.ts'
import { type Rereadable, reread } from '../../ui/workbook/reread.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

/** What a person says of a list before its file is read. */
export type ListRequest = Pick<Input<'reference.preview'>, 'kind' | 'source' | 'asOf'>

export interface PlannedList extends Rereadable<ReferencePlanView> {
  state: 'plan'
  step: 1 | 2 | 3
  roundId: string
  request: ListRequest
  fileToken: string
  applying: boolean
}

export type ListImport =
  | { state: 'closed' }
  | { state: 'choose'; request: ListRequest; message: string }
  | { state: 'reading'; request: ListRequest; fileName: string }
  | PlannedList
  | { state: 'done'; plan: ReferencePlanView; result: Output<'reference.commit'> }

interface References {
  /** Null until they were read. */
  lists: ReferenceList[] | null
  problem: string
  wizard: ListImport
}

const NEW_REQUEST: ListRequest = { kind: 'own-round', source: '', asOf: null }

export const useReferences = create<References>()(() => ({ lists: null, problem: '', wizard: { state: 'closed' } }))

export async function loadLists(): Promise<void> {
  try {
    useReferences.setState({ lists: await call('reference.lists', {}), problem: '' })
  } catch (error) {
    useReferences.setState({ problem: sentence(error) })
  }
}

export function openWizard(): void {
  show({ state: 'choose', request: NEW_REQUEST, message: '' })
}

export function closeWizard(): void {
  show({ state: 'closed' })
}

/** Back to the first step with what was said there. */
export function chooseAgain(request: ListRequest): void {
  show({ state: 'choose', request, message: '' })
}

/** Asks for a workbook and plans its import as this list; nothing is written. */
export async function chooseListBook(roundId: string, request: ListRequest): Promise<void> {
  try {
    const file = await call('dialog.openWorkbook', {})
    if (file === null) return
    show({ state: 'reading', request, fileName: file.name })
    const plan = await call('reference.preview', { roundId, ...request, fileToken: file.token })
    const asGuessed: readonly SheetChoice[] = []
    const open = { shown: asGuessed, choices: asGuessed, rereading: false, applying: false, message: '' }
    show({ state: 'plan', step: 1, roundId, request, fileToken: file.token, plan, ...open })
  } catch (error) {
    show({ state: 'choose', request, message: sentence(error) })
  }
}

export function goToListStep(step: 1 | 2 | 3): void {
  const now = useReferences.getState().wizard
  if (now.state === 'plan') show({ ...now, step, message: '' })
}

/** Takes what the person corrected and plans the same file again. */
export function changeListChoices(change: (choices: readonly SheetChoice[]) => SheetChoice[]): void {
  const now = useReferences.getState().wizard
  if (now.state !== 'plan' || now.applying) return
  show({ ...now, choices: change(now.choices), rereading: true, message: '' })
  if (now.rereading) return
  const { fileToken } = now
  void reread<ReferencePlanView, PlannedList>(
    () => planned(fileToken),
    show,
    ({ roundId, request, choices }) =>
      call('reference.preview', { roundId, ...request, fileToken, overrides: [...choices] }),
  )
}

/** Applies the very plan that is on the screen. */
export async function confirmList(): Promise<void> {
  const now = useReferences.getState().wizard
  if (now.state !== 'plan' || now.applying || now.rereading) return
  show({ ...now, applying: true, message: '' })
  try {
    const result = await call('reference.commit', { planId: now.plan.planId })
    noteSaved()
    show({ state: 'done', plan: now.plan, result })
    await Promise.all([loadLists(), loadRounds()])
  } catch (error) {
    show({ ...now, applying: false, message: sentence(error) })
  }
}

/** Takes a wrong list back; the round at work is assessed again. Errors: what the core refuses. */
export async function withdrawList(roundId: string, listId: string, reason: string): Promise<void> {
  useReferences.setState({ lists: await call('reference.withdraw', { roundId, listId, reason }) })
  noteSaved()
  await loadRounds()
}

function planned(fileToken: string): PlannedList | null {
  const { wizard } = useReferences.getState()
  return wizard.state === 'plan' && wizard.fileToken === fileToken ? wizard : null
}

function show(wizard: ListImport): void {
  useReferences.setState({ wizard })
}
