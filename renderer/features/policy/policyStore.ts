import { create } from 'zustand'
import type { ArticleKey } from '../../../shared/application.ts'
import type { ArticleView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

type Policy =
  | { state: 'loading'; roundId: string }
  | { state: 'failed'; roundId: string; message: string }
  | { state: 'ready'; roundId: string; articles: ArticleView[]; open: ArticleKey | null }

export const usePolicy = create<Policy>()(() => ({ state: 'loading', roundId: '' }))

export async function loadPolicy(roundId: string): Promise<void> {
  usePolicy.setState({ state: 'loading', roundId }, true)
  let next: Policy
  try {
    const articles = await call('policy.articles', { roundId })
    next = { state: 'ready', roundId, articles, open: articles[0]?.key ?? null }
  } catch (error) {
    next = { state: 'failed', roundId, message: sentence(error) }
  }
  if (usePolicy.getState().roundId === roundId) usePolicy.setState(next, true)
}

/** Takes over what the core answered after parameters changed; the round's own counts and marks are read again. */
export function takeChange(roundId: string, articles: ArticleView[]): void {
  noteSaved()
  void loadRounds()
  takeArticles(roundId, articles)
}

function takeArticles(roundId: string, articles: ArticleView[]): void {
  const now = usePolicy.getState()
  if (now.state === 'ready' && now.roundId === roundId) usePolicy.setState({ ...now, articles }, true)
}

export function openArticle(key: ArticleKey): void {
  const now = usePolicy.getState()
  if (now.state === 'ready') usePolicy.setState({ ...now, open: key }, true)
}
