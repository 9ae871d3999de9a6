import { useEffect, useState } from 'react'
import type { AttachmentView } from '../../../shared/evidence.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'
import { ViewBar } from '../../ui/ViewBar.tsx'
import { AS_IT_IS, isSideways, type Viewing, zoomOf } from '../../ui/viewing.ts'
import { noteShown } from './evidenceStore.ts'

interface Props {
  file: AttachmentView
  bytes: Uint8Array<ArrayBuffer>
}

/** Margins and the scroll bar, in CSS pixels. */
const MARGINS = 24 + 16
/** The bar above it. */
const BAR = 32

/** A picture that was handed in. */
export function EvidenceImage({ file: { id, fileName, media }, bytes }: Props) {
  const [address, setAddress] = useState('')
  const [natural, setNatural] = useState({ width: 0, height: 0 })
  const [broken, setBroken] = useState(false)
  const [viewing, setViewing] = useState<Viewing>(AS_IT_IS)
  const [frame, size] = useSize<HTMLElement>()

  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: `image/${media}` }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, media])
  useEffect(() => {
    noteShown({ attachmentId: id, page: 1 })
    return () => noteShown(null)
  }, [id])

  if (broken) return <Failure message={`“${fileName}”的内容已损坏，不能显示。请重新拷贝原文件后再添加。`} />
  const sideways = isSideways(viewing)
  const zoom = zoomOf(viewing, natural, { width: size.width - MARGINS, height: size.height - BAR - MARGINS })
  const [width, height] = [natural.width * zoom, natural.height * zoom]
  // The picture turns about its own middle, so the frame it lies in takes its turned size.
  const place = { width, height, transform: `translate(-50%, -50%) rotate(${viewing.turn}deg)` }
  return (
    <section ref={frame} className="pdf" aria-label="图片">
      <ViewBar viewing={viewing} zoom={zoom} onChange={setViewing} />
      <div className="pdf-sheet picture">
        <div style={sideways ? { width: height, height: width } : { width, height }}>
          {address !== '' && (
            <img
              src={address}
              alt={fileName}
              style={place}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                setNatural({ width: naturalWidth, height: naturalHeight })
              }
              onError={() => setBroken(true)}
            />
          )}
        </div>
      </div>
    </section>
  )
}
