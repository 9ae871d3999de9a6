import { create } from 'zustand'
import { CASE_PAPER_NAMES, type CasePaperKind } from '../../../shared/contract/papers.ts'
import type { IsoDate } from '../../../shared/date.ts'
import type { CaseRow, PaperPreview, RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'

type Rows = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; rows: CaseRow[] }
type Preview =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; paper: PaperPreview }

interface CasePapers {
  roundId: string
  rows: Rows
  kind: CasePaperKind
  chosen: readonly string[]
  dueOn: IsoDate | null
  dueOk: boolean
  preview: Preview
}

export const useCasePapers = create<CasePapers>()(() => ({
  roundId: '',
  rows: { state: 'loading' },
  kind: 'review',
  chosen: [],
  dueOn: null,
  dueOk: true,
  preview: { state: 'none' },
}))

/** The cases a paper of this kind can be made of. */
export function suited(rows: readonly CaseRow[], kind: CasePaperKind): CaseRow[] {
  switch (kind) {
    case 'supplement':
      return rows.filter(
        ({ status, outcome }) => status === 'supplement' || (status === 'pending' && outcome === 'unknown'),
      )
    case 'refusal':
      return rows.filter(({ status }) => status === 'refused')
    default:
      return [...rows]
  }
}

/** Reads the round's cases; what was chosen of another round is forgotten. */
export async function loadCases(roundId: string): Promise<void> {
  if (useCasePapers.getState().roundId !== roundId) {
    useCasePapers.setState({ roundId, chosen: [], preview: { state: 'none' }, rows: { state: 'loading' } })
  }
  let rows: Rows
  try {
    rows = { state: 'ready', rows: await call('case.list', { roundId }) }
  } catch (error) {
    rows = { state: 'failed', message: sentence(error) }
  }
  if (useCasePapers.getState().roundId === roundId) useCasePapers.setState({ rows })
}

export function chooseCaseKind(kind: CasePaperKind): void {
  useCasePapers.setState({ kind, chosen: [], preview: { state: 'none' } })
}

export function chooseCases(chosen: readonly string[]): void {
  useCasePapers.setState({ chosen, preview: { state: 'none' } })
}

export function setDue(dueOn: IsoDate | null, dueOk: boolean): void {
  useCasePapers.setState({ dueOn, dueOk, preview: { state: 'none' } })
}

/** What is asked for now, as the core takes it: in the order of the list, whatever order they were ticked in. */
export function caseOrder(): { kind: CasePaperKind; caseIds: string[]; dueOn: IsoDate | null } {
  const { kind, chosen, dueOn, rows } = useCasePapers.getState()
  const listed =
    rows.state === 'ready' ? rows.rows.map(({ id }) => id).filter((id) => chosen.includes(id)) : [...chosen]
  return { kind, caseIds: listed, dueOn: kind === 'supplement' ? dueOn : null }
}

/** Shows the pages as they would be written. An answer for another choice is dropped. */
export async function previewCases(): Promise<void> {
  const asked = { state: 'loading' } satisfies Preview
  useCasePapers.setState({ preview: asked })
  let next: Preview
  try {
    next = { state: 'ready', paper: await call('paper.previewCase', caseOrder()) }
  } catch (error) {
    next = { state: 'failed', message: sentence(error) }
  }
  if (useCasePapers.getState().preview === asked) useCasePapers.setState({ preview: next })
}

/** The name the file dialog starts with: of one case its number, of several how many. */
export function caseFileName(round: RoundView): string {
  const { kind, chosen, rows } = useCasePapers.getState()
  const [first] = rows.state === 'ready' ? rows.rows.filter(({ id }) => chosen.includes(id)) : []
  const which = chosen.length === 1 ? (first?.applicationNo ?? '') : `${chosen.length}件`
  return `${round.name}${CASE_PAPER_NAMES[kind]}（${which}）.pdf`
}
