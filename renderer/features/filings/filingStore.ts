import { create } from 'zustand'
import type { FilingBook, FilingView } from '../../../shared/contract/filings.ts'
import { call, sentence } from '../../client.ts'
import { noteSaved } from '../../workspace.ts'

type Loaded = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; book: FilingBook }

interface Store {
  roundId: string | null
  loaded: Loaded
  /** The entry whose sheet is open. */
  openId: string | null
}

export const useFilings = create<Store>()(() => ({ roundId: null, loaded: { state: 'loading' }, openId: null }))

/** Reads the register beside a round. What is shown of the same round stays until the answer is there. */
export async function loadFilings(roundId: string | null): Promise<void> {
  if (useFilings.getState().roundId !== roundId) useFilings.setState({ roundId, loaded: { state: 'loading' } })
  let loaded: Loaded
  try {
    loaded = { state: 'ready', book: await call('filing.list', { roundId }) }
  } catch (error) {
    loaded = { state: 'failed', message: sentence(error) }
  }
  if (useFilings.getState().roundId === roundId) useFilings.setState({ loaded })
}

export function openFiling(openId: string | null): void {
  useFilings.setState({ openId })
}

/** Makes a change the core keeps and shows the entry it answers. Errors: what the core refuses. */
export async function keep(act: () => Promise<FilingView>): Promise<void> {
  const { id } = await act()
  noteSaved()
  useFilings.setState({ openId: id })
  await loadFilings(useFilings.getState().roundId)
}
