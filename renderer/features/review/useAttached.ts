import { useEffect, useState } from 'react'
import type { AttachmentView, SheetView } from '../../../shared/evidence.ts'
import { call, sentence } from '../../client.ts'

export type Attached =
  | { state: 'loading' }
  | { state: 'failed'; message: string; retry(): void }
  | { state: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  | { state: 'sheets'; sheets: SheetView[] }

/** Reads an attachment for showing; an answer for one that is no longer open is dropped. */
export function useAttached({ id, media }: Pick<AttachmentView, 'id' | 'media'>): Attached {
  const [attached, setAttached] = useState<Attached>({ state: 'loading' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` only starts it anew.
  useEffect(() => {
    let gone = false
    const take = (next: Attached): void => {
      if (!gone) setAttached(next)
    }
    async function read(): Promise<void> {
      if (media === 'xlsx') take({ state: 'sheets', sheets: await call('attachment.sheets', { attachmentId: id }) })
      else take({ state: 'bytes', bytes: new Uint8Array((await call('attachment.read', { attachmentId: id })).bytes) })
    }
    take({ state: 'loading' })
    const retry = (): void => setTries((count) => count + 1)
    read().catch((error: unknown) => take({ state: 'failed', message: sentence(error), retry }))
    return () => {
      gone = true
    }
  }, [id, media, tries])
  return attached
}
