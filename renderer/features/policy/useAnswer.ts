import { useEffect, useState } from 'react'
import type { ParameterPreview } from '../../../shared/contract/policy.ts'
import { call, sentence } from '../../client.ts'

/** What the core answers to a question a dialog asks; `none` while there is nothing to ask. */
export type Answer<T> =
  | { state: 'none' }
  | { state: 'working' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; value: T }

const TYPING_MS = 350

/** Asks once typing rests; an answer for a text that is no longer there is dropped. */
export function useParameterImpact(roundId: string, key: string, text: string | null): Answer<ParameterPreview> {
  const [answer, setAnswer] = useState<{ text: string | null; impact: Answer<ParameterPreview> }>({
    text: null,
    impact: { state: 'none' },
  })
  useEffect(() => {
    if (text === null) return
    let dropped = false
    const take = (impact: Answer<ParameterPreview>) => {
      if (!dropped) setAnswer({ text, impact })
    }
    const rest = setTimeout(() => {
      call('policy.previewParameter', { roundId, key, text })
        .then((value) => take({ state: 'ready', value }))
        .catch((error: unknown) => take({ state: 'failed', message: sentence(error) }))
    }, TYPING_MS)
    return () => {
      dropped = true
      clearTimeout(rest)
    }
  }, [roundId, key, text])
  if (text === null) return { state: 'none' }
  return answer.text === text ? answer.impact : { state: 'working' }
}

/** Asks once, when a dialog opens. */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [impact, setImpact] = useState<Answer<T>>({ state: 'working' })
  const [asked] = useState(() => ask)
  useEffect(() => {
    let dropped = false
    asked()
      .then((value) => {
        if (!dropped) setImpact({ state: 'ready', value })
      })
      .catch((error: unknown) => {
        if (!dropped) setImpact({ state: 'failed', message: sentence(error) })
      })
    return () => {
      dropped = true
    }
  }, [asked])
  return impact
}
