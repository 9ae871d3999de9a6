import { useEffect } from 'react'
import { call } from '../client.ts'
import { lockSession } from '../workspace.ts'

const MINUTE_MS = 60_000
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/**
 * Once a minute the window tells the core that somebody is there, for reading and writing ask it nothing; or, when nobody
 * is, asks whether the session has ended, so that the cases do not stay on the screen.
 */
export function usePresence(): void {
  useEffect(() => {
    let isHere = false
    const note = (): void => {
      isHere = true
    }
    const tell = async (): Promise<void> => {
      const wasHere = isHere
      isHere = false
      const { user } = await call(wasHere ? 'session.stay' : 'session.status', {})
      if (user === null) lockSession()
    }
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true })
    // A core that does not answer is told of by the next call of a person.
    const timer = setInterval(() => void tell().catch(() => {}), MINUTE_MS)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true })
    }
  }, [])
}
