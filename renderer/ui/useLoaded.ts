import { useCallback, useEffect, useRef, useState } from 'react'
import { sentence } from '../client.ts'

export type Loaded<T> = { state: 'working' } | { state: 'failed'; message: string } | { state: 'ready'; value: T }

/**
 * What the core answers to `ask`, asked again when `ask` changes (keep it with useCallback) or on `reload`; an answer to
 * an earlier question is dropped. `take` puts in a newer answer that came with a save.
 */
export function useLoaded<T>(ask: () => Promise<T>): { loaded: Loaded<T>; reload(): void; take(value: T): void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'working' })
  const asked = useRef(0)
  const reload = useCallback(() => {
    asked.current += 1
    const mine = asked.current
    const answer = (next: Loaded<T>) => {
      if (asked.current === mine) setLoaded(next)
    }
    ask().then(
      (value) => answer({ state: 'ready', value }),
      (error: unknown) => answer({ state: 'failed', message: sentence(error) }),
    )
  }, [ask])
  useEffect(() => {
    reload()
    return () => {
      asked.current += 1
    }
  }, [reload])
  const take = useCallback((value: T) => {
    asked.current += 1
    setLoaded({ state: 'ready', value })
  }, [])
  return { loaded, reload, take }
}
