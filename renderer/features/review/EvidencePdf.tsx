import { useEffect } from 'react'
import type { AttachmentView } from '../../../shared/evidence.ts'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { noteShown } from './evidenceStore.ts'

interface Props {
  file: AttachmentView
  bytes: Uint8Array
  at: { page: number }
}

/** A PDF that was handed in; the page being read is the one that can be pinned. */
export function EvidencePdf({ file: { id }, bytes, at }: Props) {
  useEffect(() => {
    noteShown({ attachmentId: id, page: 1 })
    return () => noteShown(null)
  }, [id])
  return (
    <PdfPages bytes={bytes} foreign list={false} at={at} onPage={(page) => noteShown({ attachmentId: id, page })} />
  )
}
