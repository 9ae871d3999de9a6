import { useEffect, useState } from 'react'
import type { CorrectionPlan, FactEdit } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'

/** What a correction would come to; `none` while nothing is changed. */
export type Effect =
  | { state: 'none' }
  | { state: 'working' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; plan: CorrectionPlan }

const TYPING_MS = 300

/** Asks the core once typing rests; an answer for edits that are no longer there is dropped. */
export function useCorrectionPlan(caseId: string, edits: FactEdit[]): Effect {
  const key = edits.length === 0 ? '' : JSON.stringify(edits)
  const [answer, setAnswer] = useState<{ key: string; effect: Effect }>({ key: '', effect: { state: 'none' } })
  useEffect(() => {
    if (key === '') return
    let dropped = false
    const take = (effect: Effect) => {
      if (!dropped) setAnswer({ key, effect })
    }
    const asked: FactEdit[] = JSON.parse(key)
    const rest = setTimeout(() => {
      call('case.planCorrection', { caseId, edits: asked })
        .then((plan) => take({ state: 'ready', plan }))
        .catch((error: unknown) => take({ state: 'failed', message: sentence(error) }))
    }, TYPING_MS)
    return () => {
      dropped = true
      clearTimeout(rest)
    }
  }, [caseId, key])
  if (key === '') return { state: 'none' }
  return answer.key === key ? answer.effect : { state: 'working' }
}
