import { create } from 'zustand'
import type { ObjectionBook } from '../../../shared/contract/objections.ts'
import type { Input } from '../../../shared/contract.ts'
import type { IssuedPaper } from '../../../shared/objections/issuedPaper.ts'
import type { HandlingDays } from '../../../shared/objections/objection.ts'
import type { CaseRow } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'
import { openPapers } from './noticeStore.ts'

export interface PublicRecord {
  papers: IssuedPaper[]
  book: ObjectionBook
  /** The round's applications, one of which an objection may name. */
  cases: CaseRow[]
}

type Loaded = { state: 'loading' } | { state: 'failed'; message: string } | ({ state: 'ready' } & PublicRecord)

interface Store {
  roundId: string
  loaded: Loaded
}

export const useRecord = create<Store>()(() => ({ roundId: '', loaded: { state: 'loading' } }))

/** Reads a round's 已出文书 and 异议台账. What is shown of the same round stays until the answer is there. */
export async function loadRecord(roundId: string): Promise<void> {
  if (useRecord.getState().roundId !== roundId) useRecord.setState({ roundId, loaded: { state: 'loading' } })
  let loaded: Loaded
  try {
    const [papers, book, cases] = await Promise.all([
      call('paper.issued', { roundId }),
      call('objection.book', { roundId }),
      call('case.list', { roundId }),
    ])
    loaded = { state: 'ready', papers, book, cases }
  } catch (error) {
    loaded = { state: 'failed', message: sentence(error) }
  }
  if (useRecord.getState().roundId === roundId) useRecord.setState({ loaded })
}

/** Errors: what the core refuses. */
export async function addObjection(input: Input<'objection.add'>): Promise<void> {
  await call('objection.add', input)
  await saved()
}

/** One more step, or the one that closes it when there is an outcome. Errors: what the core refuses. */
export async function handleObjection(input: Input<'objection.note'> | Input<'objection.close'>): Promise<void> {
  if ('outcome' in input) await call('objection.close', input)
  else await call('objection.note', input)
  await saved()
  // A list has become void: the round's and the papers' heads say so too.
  if ('effect' in input && input.effect !== 'none') {
    await Promise.all([loadRounds(), openPapers(useRecord.getState().roundId)])
  }
}

/** Errors: what the core refuses. */
export async function saveDays(days: HandlingDays): Promise<void> {
  await call('objection.setDays', days)
  await saved()
}

async function saved(): Promise<void> {
  noteSaved()
  await loadRecord(useRecord.getState().roundId)
}
