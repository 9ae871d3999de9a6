import { keepCaseAct } from '../../../db/acts.ts'
import { applicationById, type StoredApplication } from '../../../db/applications.ts'
import { latestAssessment } from '../../../db/assessments.ts'
import {
  addAttachment,
  attachmentById,
  attachmentsOf,
  type StoredAttachment,
  withdrawAttachment,
} from '../../../db/attachments.ts'
import { pinPage, pinsOf } from '../../../db/pins.ts'
import { AppError } from '../../../shared/errors.ts'
import { MEDIA_NAMES, pinText } from '../../../shared/evidence.ts'
import type { AttachmentPayload, PinPayload } from '../../../shared/undo/payloads.ts'
import { type CheckedFile, isKept, keepFile } from '../attachmentStore.ts'
import { requireRound, roundContext } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { refuseRecused } from './recuse.ts'

/**
 * Takes a file as evidence for a material of a case ('' for none in particular) and answers its id. The same bytes are
 * taken once a case; where theirs were lost, they are put back. `check` looks the file over, once it is known that it may
 * be taken at all. Errors: what `check` refuses; NOT_FOUND for a
 * material the case does not have; CONFLICT for the same bytes; FORBIDDEN under 回避; STORAGE with nothing kept.
 */
export async function attachFile(
  ws: Workspace,
  actor: Actor,
  caseId: string,
  material: string,
  check: () => Promise<CheckedFile>,
): Promise<string> {
  refuseUnknownMaterial(ws, requireCase(ws, caseId), material)
  const file = await check()
  const same = attachmentsOf(ws.db, caseId).find(({ sha256 }) => sha256 === file.sha256)
  if (same !== undefined) return putBack(ws, actor, same, () => keepFile(ws, file))
  keepFile(ws, file)
  return record(ws, actor, (tx) => {
    const { application } = requireCase(ws, caseId)
    refuseRecused(tx, caseId)
    // Added a second time while this one was being read.
    const twin = attachmentsOf(ws.db, caseId).find(({ sha256 }) => sha256 === file.sha256)
    if (twin !== undefined) throw alreadyThere(twin)
    const { fileName, media, sha256 } = file
    const bytes = file.bytes.length
    const id = addAttachment(tx, { applicationId: caseId, material, fileName, media, sha256, bytes })
    tx.log('添加附件', application.applicationNo, {
      file: fileName,
      material,
      media: MEDIA_NAMES[media],
      bytes,
      sha256,
    })
    keepCaseAct(
      tx,
      caseId,
      'attachment',
      { caseId, attachmentId: id } satisfies AttachmentPayload,
      (no) => `添加附件 ${no} ${fileName}`,
    )
    return id
  })
}

/** The materials a case has: those its workbook states, and those its article asks for. */
function refuseUnknownMaterial(ws: Workspace, { application, roundId }: StoredApplication, material: string): void {
  if (material === '') return
  const { articles } = roundContext(ws, requireRound(ws, roundId)).context
  const own = application.article === null ? undefined : articles.get(application.article)
  const asked = Object.values(own?.parameters ?? {}).flatMap(({ value }) =>
    value?.type === 'materials' ? value.materials : [],
  )
  const known = [...new Set([...Object.keys(application.materials), ...asked])]
  if (known.includes(material)) return
  const which = known.length === 0 ? '没有登记任何材料，请不选材料' : `材料有：${known.join('、')}`
  throw new AppError('NOT_FOUND', `这件申报没有材料“${material}”，没有添加；${which}`)
}

/** Bytes that are there as they came in are not taken twice. */
function putBack(ws: Workspace, actor: Actor, same: StoredAttachment, keep: () => void): string {
  if (isKept(ws, same.sha256)) throw alreadyThere(same)
  keep()
  return record(ws, actor, (tx) => {
    const { application } = requireCase(ws, same.applicationId)
    refuseRecused(tx, same.applicationId)
    tx.log('补回附件文件', application.applicationNo, { file: same.fileName, sha256: same.sha256 })
    return same.id
  })
}

function alreadyThere({ fileName, material }: StoredAttachment): AppError {
  const where = material === '' ? '' : `（材料“${material}”）`
  return new AppError('CONFLICT', `这件申报已有内容完全相同的附件“${fileName}”${where}，没有重复添加`)
}

/** Takes an attachment off the case; record and bytes stay. Answers the case's id. Errors: NOT_FOUND; BAD_INPUT without reason; FORBIDDEN. */
export function withdraw(ws: Workspace, actor: Actor, attachmentId: string, reason: string): string {
  if (reason.trim() === '') throw new AppError('BAD_INPUT', '请写明撤下附件的理由')
  return record(ws, actor, (tx) => {
    const { applicationId, fileName, material } = standing(ws, attachmentId)
    const stored = requireCase(ws, applicationId)
    refuseRecused(tx, applicationId)
    withdrawAttachment(tx, attachmentId, reason.trim())
    tx.log('撤下附件', stored.application.applicationNo, { file: fileName, material, reason: reason.trim() })
    const payload = { caseId: applicationId, attachmentId } satisfies AttachmentPayload
    keepCaseAct(tx, applicationId, 'attachment-withdrawal', payload, (no) => `撤下附件 ${no} ${fileName}`)
    return applicationId
  })
}

/** Pins a page of an attachment to a check of the case, or takes the pin off. Errors: BAD_INPUT, NOT_FOUND, FORBIDDEN. */
export function pin(
  ws: Workspace,
  actor: Actor,
  caseId: string,
  condition: string,
  at: { attachmentId: string; page: number } | null,
): void {
  record(ws, actor, (tx) => {
    const stored = requireCase(ws, caseId)
    refuseRecused(tx, caseId)
    const found = latestAssessment(ws.db, caseId)?.assessment.conditions.find(({ id }) => id === condition)
    if (found === undefined) throw new AppError('BAD_INPUT', '这件申报没有这一项核对，请刷新后重试')
    const file = at === null ? null : standing(ws, at.attachmentId)
    if (file !== null && file.applicationId !== caseId) throw new AppError('BAD_INPUT', '附件不是这件申报的，没有标注')
    if (at !== null && at.page > 1 && (file?.media === 'png' || file?.media === 'jpeg')) {
      throw new AppError('BAD_INPUT', '图片只有一页，没有标注')
    }
    const old = pinsOf(tx.db, caseId).find((one) => one.condition === condition)
    const before = old === undefined ? null : { attachmentId: old.attachmentId, page: old.page }
    pinPage(tx, caseId, condition, at)
    const payload = { caseId, condition, before, after: at } satisfies PinPayload
    const name = at === null ? '取消页码标注' : '标注页码'
    keepCaseAct(tx, caseId, 'pin', payload, (no) => `${name} ${no} ${found.label}`)
    tx.log(at === null ? '取消页码标注' : '标注页码', stored.application.applicationNo, {
      check: found.label,
      ...(file === null || at === null ? {} : { page: pinText(file, at.page) }),
    })
  })
}

function requireCase(ws: Workspace, caseId: string): StoredApplication {
  const stored = applicationById(ws.db, caseId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
  return stored
}

function standing(ws: Workspace, attachmentId: string): StoredAttachment {
  const file = attachmentById(ws.db, attachmentId)
  if (file === null || file.withdrawnAt !== null) throw new AppError('NOT_FOUND', '附件不存在或已撤下，请刷新后重试')
  return file
}
