import { create } from 'zustand'
import type { ArticleKey } from '../../../shared/application.ts'
import type { ScoringOverview, ScoringTable } from '../../../shared/scoring/views.ts'
import { call, sentence } from '../../client.ts'
import { loadRounds, noteSaved, useWorkspace } from '../../workspace.ts'

export type Office =
  | { state: 'idle' }
  | { state: 'loading'; roundId: string }
  | { state: 'failed'; roundId: string; message: string }
  | {
      state: 'ready'
      roundId: string
      overview: ScoringOverview
      open: ArticleKey | null
      /** Null while it is read, and where experts do not score the open article. */
      table: ScoringTable | null
      problem: string
    }

export const useOffice = create<Office>()(() => ({ state: 'idle' }))

/** Reads the round's articles and opens the one that was open, or the first that experts score. */
export async function loadOffice(roundId: string): Promise<void> {
  const before = useOffice.getState()
  const open = before.state === 'ready' && before.roundId === roundId ? before.open : null
  if (open === null) useOffice.setState({ state: 'loading', roundId }, true)
  try {
    const overview = await call('scoring.schemes', { roundId })
    if (!wants(roundId)) return
    const first = overview.articles.find(({ current }) => current !== null) ?? overview.articles[0]
    useOffice.setState(
      { state: 'ready', roundId, overview, open: open ?? first?.article ?? null, table: null, problem: '' },
      true,
    )
    await loadTable()
  } catch (error) {
    if (wants(roundId)) useOffice.setState({ state: 'failed', roundId, message: sentence(error) }, true)
  }
}

export async function openArticle(article: ArticleKey): Promise<void> {
  const now = useOffice.getState()
  if (now.state !== 'ready') return
  useOffice.setState({ ...now, open: article, table: null, problem: '' }, true)
  await loadTable()
}

/** Takes over what the core answered after a scheme or a panel was set. */
export async function takeOverview(roundId: string, overview: ScoringOverview): Promise<void> {
  const now = useOffice.getState()
  if (now.state !== 'ready' || now.roundId !== roundId) return
  useOffice.setState({ ...now, overview, problem: '' }, true)
  await loadTable()
}

/** Says that a write was kept; a frozen list may have become invalid by it. */
export function noteWritten(roundId: string): void {
  noteSaved()
  const { rounds } = useWorkspace.getState()
  if (rounds.some(({ id, frozenListNo }) => id === roundId && frozenListNo !== null)) void loadRounds()
}

/** Takes over the table the core answered after a ballot was typed in. */
export function takeTable(roundId: string, table: ScoringTable): void {
  const now = useOffice.getState()
  if (now.state !== 'ready' || now.roundId !== roundId || now.open !== table.article) return
  useOffice.setState({ ...now, table, problem: '' }, true)
}

async function loadTable(): Promise<void> {
  const now = useOffice.getState()
  if (now.state !== 'ready' || now.open === null) return
  const { roundId, open, overview } = now
  if (overview.articles.find(({ article }) => article === open)?.current == null) {
    useOffice.setState({ ...now, table: null }, true)
    return
  }
  try {
    takeTable(roundId, await call('scoring.table', { roundId, article: open }))
  } catch (error) {
    const then = useOffice.getState()
    if (then.state === 'ready' && then.roundId === roundId && then.open === open) {
      useOffice.setState({ ...then, problem: sentence(error) }, true)
    }
  }
}

/** An answer for a round that is no longer open is dropped. */
function wants(roundId: string): boolean {
  const now = useOffice.getState()
  return now.state !== 'idle' && now.roundId === roundId
}
