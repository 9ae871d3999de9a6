import { useEffect, useMemo } from 'react'
import type { AttachmentView } from '../../../shared/evidence.ts'
import { hasFaxImages } from '../../ui/faxImages.ts'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { noteShown } from './evidenceStore.ts'

interface Props {
  file: AttachmentView
  bytes: Uint8Array
  at: { page: number }
}

/** A PDF that was handed in; the page being read is the one that can be pinned. */
export function EvidencePdf({ file: { id }, bytes, at }: Props) {
  const blank = useMemo(() => hasFaxImages(bytes), [bytes])
  useEffect(() => {
    noteShown({ attachmentId: id, page: 1 })
    return () => noteShown(null)
  }, [id])
  return (
    <>
      {blank && (
        <p className="note">
          本文件含黑白传真压缩的扫描图（JBIG2、CCITT），这些图显示不出来；请对照原件，或重新扫描为灰度 PDF。
        </p>
      )}
      <PdfPages bytes={bytes} foreign list={false} at={at} onPage={(page) => noteShown({ attachmentId: id, page })} />
    </>
  )
}
