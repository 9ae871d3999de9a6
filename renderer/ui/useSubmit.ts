import { useState } from 'react'
import { sentence } from '../client.ts'

/** The act of a form: `busy` while it runs, and `problem`, the sentence of its refusal, until it is tried again. */
export function useSubmit() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function submit(act: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      await act()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, submit }
}
