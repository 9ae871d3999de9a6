import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type AttachmentView, type PinView, pinText } from '../../../shared/evidence.ts'
import { call, may, sentence } from '../../client.ts'
import { noteTrouble, useUser } from '../../workspace.ts'
import { openAttachment, showPart, takeEvidence, useEvidence } from './evidenceStore.ts'
import { flushDraft, useView } from './reviewStore.ts'

/** 📎: the page a check rests on; or, while a file is in front, the button that pins the page in view to it. */
export function PinMark({ condition }: { condition: string }) {
  const view = useView()
  const user = useUser()
  const { part, shown } = useEvidence()
  if (view === null) return null
  const caseId = view.row.id
  const allowed = may(user, 'attachment.pin')
  const pin = view.pins.find((each) => each.condition === condition)
  const pinned = view.attachments.find(({ id }) => id === pin?.attachmentId)
  const inView = part === 'files' ? view.attachments.find(({ id }) => id === shown?.attachmentId) : undefined

  async function set(at: Omit<PinView, 'condition'> | null): Promise<void> {
    try {
      await flushDraft()
      takeEvidence(await call('attachment.pin', { caseId, condition, at }))
    } catch (error) {
      noteTrouble(`页码没有标注：${sentence(error)}`)
    }
  }

  if (pin !== undefined && pinned !== undefined) {
    const text = pinText(pinned, pin.page)
    return (
      <span className="pin">
        <Button
          type="link"
          size="small"
          className="flush"
          icon={<PaperClipOutlined />}
          title={`打开 ${text}`}
          onClick={() => {
            openAttachment(caseId, pinned, pin.page)
            showPart('files')
          }}
        >
          <span className="pin-name">{text}</span>
        </Button>
        {allowed && (
          <Button
            type="text"
            size="small"
            className="flush"
            icon={<CloseOutlined aria-hidden />}
            aria-label={`取消标注 ${text}`}
            title="取消标注"
            onClick={() => void set(null)}
          />
        )}
      </span>
    )
  }
  if (!allowed || inView === undefined || shown === null) return null
  return (
    <Button
      type="link"
      size="small"
      className="flush pin-act"
      icon={<PaperClipOutlined />}
      aria-label={pinWords(inView, shown.page)}
      title={pinWords(inView, shown.page)}
      onClick={() => void set(shown)}
    />
  )
}

function pinWords(file: AttachmentView, page: number): string {
  if (file.media === 'pdf') return `标注第 ${page} 页`
  return file.media === 'xlsx' ? `标注第 ${page} 表` : '标注这张图片'
}
