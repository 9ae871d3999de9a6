import { PaperClipOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { type AttachmentView, MAX_ATTACHMENT_BYTES, MEDIA_NAMES } from '../../../shared/evidence.ts'
import { sizeText } from '../../../shared/fileSize.ts'
import type { CaseView } from '../../../shared/views.ts'
import { call, may } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { useUser } from '../../workspace.ts'
import './evidence.css'
import { EvidenceImage } from './EvidenceImage.tsx'
import { EvidencePdf } from './EvidencePdf.tsx'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import {
  inFront,
  materialName,
  materialsOf,
  openAttachment,
  openMaterial,
  takeEvidence,
  useEvidence,
} from './evidenceStore.ts'
import { flushDraft } from './reviewStore.ts'
import { useAttached } from './useAttached.ts'
import { useDrop } from './useDrop.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** 附件: what was handed in, by material, shown inside the window. */
export function EvidencePane({ view, onCorrect }: { view: CaseView; onCorrect(): void }) {
  const opened = useEvidence()
  const user = useUser()
  const materials = materialsOf(view)
  const { material, file } = inFront(view, opened, materials)
  const caseId = view.row.id
  const files = view.attachments.filter((each) => each.material === material)
  const [withdrawing, setWithdrawing] = useState(false)
  const { busy, problem, submit } = useSubmit()

  async function take(attach: () => Promise<CaseView | null>): Promise<void> {
    await submit(async () => {
      await flushDraft()
      const known = new Set(view.attachments.map(({ id }) => id))
      const after = await attach()
      if (after === null) return
      takeEvidence(after)
      const added = after.attachments.find(({ id }) => !known.has(id))
      if (added !== undefined) openAttachment(caseId, added)
    })
  }
  async function add(): Promise<void> {
    await take(async () => {
      const chosen = await call('dialog.openEvidence', {})
      return chosen === null ? null : call('attachment.add', { caseId, material, fileToken: chosen.token })
    })
  }
  async function drop(files: ArrayLike<File>): Promise<void> {
    const [dropped, second] = Array.from(files)
    if (dropped === undefined || busy || !may(user, 'attachment.drop')) return
    await take(async () => {
      if (second !== undefined) throw new AppError('BAD_INPUT', '一次只能拖入一个文件，没有添加')
      if (dropped.size > MAX_ATTACHMENT_BYTES) throw new AppError('BAD_INPUT', `“${dropped.name}”超过 50 MB，没有添加`)
      const bytes = new Uint8Array(await dropped.arrayBuffer())
      return call('attachment.drop', { caseId, material, fileName: dropped.name, bytes })
    })
  }

  const pane = useDrop((files) => void drop(files))

  const adding = (
    <Act
      command
      channel="attachment.add"
      size="small"
      icon={<PaperClipOutlined />}
      loading={busy}
      onClick={() => void add()}
    >
      {busy ? '正在核对并保存…' : '添加附件…'}
    </Act>
  )
  return (
    <div ref={pane} className="evidence">
      <Choices
        label="材料"
        items={materials.map((name) => ({ key: name, label: label(name, view.attachments) }))}
        open={material}
        onOpen={(name) => openMaterial(caseId, name)}
      />
      {files.length > 0 && view.application.materials[material] === false && (
        <p className="note">
          材料列写“无”，已附文件，可更正。
          <Act channel="case.correct" type="link" size="small" className="flush" onClick={onCorrect}>
            更正…
          </Act>
        </p>
      )}
      {problem !== '' && <Failure message={problem} />}
      {file === null ? (
        <Nothing words={emptyWords(material)}>{adding}</Nothing>
      ) : (
        <>
          <div className="evidence-file">
            <FilePick caseId={caseId} files={files} file={file} />
            {adding}
            <Act channel="attachment.withdraw" size="small" onClick={() => setWithdrawing(true)}>
              撤下…
            </Act>
          </div>
          <p className="hint">
            {MEDIA_NAMES[file.media]}，{sizeText(file.bytes)}，{file.addedBy}{' '}
            <span className="digits">{chinaMinute(file.addedAt)}</span> 添加
            {isLate(file, view) && <span className="mark ask gap">拟定后添加</span>}
            {!isLate(file, view) && may(user, 'attachment.pin') && (
              <>
                。核对项旁的 <PaperClipOutlined /> 标注正在看的这一页
              </>
            )}
          </p>
          {may(user, 'attachment.read') ? (
            <Shown key={file.id} file={file} at={opened.at} />
          ) : (
            <Nothing words="附件内容不对当前账号开放：附件可能含个人信息，由经办、复核和审计的人查看。名称、大小和添加时间在上面。" />
          )}
        </>
      )}
      {withdrawing && file !== null && <WithdrawDialog file={file} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

function FilePick({ caseId, files, file }: { caseId: string; files: AttachmentView[]; file: AttachmentView }) {
  if (files.length === 1) {
    return (
      <b className="evidence-name" title={file.fileName}>
        {file.fileName}
      </b>
    )
  }
  return (
    <Select
      size="small"
      className="evidence-name"
      aria-label="附件"
      value={file.id}
      options={files.map(({ id, fileName }, at) => ({ value: id, label: `${at + 1}/${files.length} ${fileName}` }))}
      onChange={(id) => {
        const chosen = files.find((each) => each.id === id)
        if (chosen !== undefined) openAttachment(caseId, chosen)
      }}
    />
  )
}

function Shown({ file, at }: { file: AttachmentView; at: { page: number } }) {
  const attached = useAttached(file)
  switch (attached.state) {
    case 'loading':
      return <Working words="正在读取附件…" />
    case 'failed':
      return <Failure message={attached.message} retry={attached.retry} />
    case 'sheets':
      return <EvidenceSheet file={file} sheets={attached.sheets} at={at} />
    case 'bytes':
      if (file.media === 'pdf') return <EvidencePdf file={file} bytes={attached.bytes} at={at} />
      return <EvidenceImage file={file} bytes={attached.bytes} />
  }
}

function label(material: string, attachments: readonly AttachmentView[]): string {
  const count = attachments.filter((each) => each.material === material).length
  return count === 0 ? materialName(material) : `${materialName(material)} ${count}`
}

function emptyWords(material: string): string {
  const of = material === '' ? '这件申报' : `“${material}”`
  return `${of}没有附件。下一步：添加扫描件（PDF、PNG、JPEG）或 .xlsx，每个不超过 50 MB；也可以把文件拖到这里。`
}

/** Came after the decision: whoever decided has not seen it. */
function isLate({ addedAt }: AttachmentView, { decision }: CaseView): boolean {
  return decision !== null && addedAt > decision.decidedAt
}
