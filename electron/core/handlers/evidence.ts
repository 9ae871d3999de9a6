import { attachmentById, type StoredAttachment } from '../../../db/attachments.ts'
import { AppError } from '../../../shared/errors.ts'
import { checkBytes, checkFile, keptBytes, keptSheets, shownName } from '../attachmentStore.ts'
import type { Handlers } from '../callContext.ts'
import { attachFile, pin, withdraw } from '../jobs/attachments.ts'
import { caseView } from '../views.ts'
import type { Workspace } from '../workspace.ts'

/** Attachments of a case and the pages pinned to its checks. */
export const evidenceHandlers = {
  'attachment.add': async ({ ws, session, files }, { caseId, material, fileToken }) => {
    const actor = session.requireAccount()
    const path = files.path(fileToken, 'read')
    await attachFile(ws, actor, caseId, material, () => checkFile(path))
    return caseView(ws, caseId, actor)
  },
  'attachment.drop': async ({ ws, session }, { caseId, material, fileName, bytes }) => {
    const actor = session.requireAccount()
    await attachFile(ws, actor, caseId, material, () => checkBytes(bareName(fileName), Buffer.from(bytes)))
    return caseView(ws, caseId, actor)
  },
  'attachment.withdraw': ({ ws, session }, { attachmentId, reason }) => {
    const actor = session.requireAccount()
    return caseView(ws, withdraw(ws, actor, attachmentId, reason), actor)
  },
  'attachment.read': ({ ws }, { attachmentId }) => {
    const file = requireAttachment(ws, attachmentId)
    // A view of its own: the message to the window must not carry the pool the buffer may come from.
    return { media: file.media, bytes: new Uint8Array(keptBytes(ws, file)) }
  },
  'attachment.sheets': ({ ws }, { attachmentId }) => {
    const file = requireAttachment(ws, attachmentId)
    if (file.media !== 'xlsx') throw new AppError('BAD_INPUT', `附件“${file.fileName}”不是工作簿`)
    return keptSheets(ws, file)
  },
  'attachment.pin': ({ ws, session }, { caseId, condition, at }) => {
    const actor = session.requireAccount()
    pin(ws, actor, caseId, condition, at)
    return caseView(ws, caseId, actor)
  },
} satisfies Partial<Handlers>

/** The window says how a dropped file is called: a name only, in one line. */
function bareName(fileName: string): string {
  return shownName(fileName.replaceAll(/[\\/]/g, ''))
}

function requireAttachment(ws: Workspace, attachmentId: string): StoredAttachment {
  const file = attachmentById(ws.db, attachmentId)
  if (file === null) throw new AppError('NOT_FOUND', '附件不存在，请刷新后重试')
  return file
}
