import { resolve } from 'node:path'
import { applicationByNo, listApplications, type StoredApplication } from '../../db/applications.ts'
import { attachmentById, attachmentsOf, type StoredAttachment } from '../../db/attachments.ts'
import { AppError } from '../../shared/errors.ts'
import { MEDIA_NAMES } from '../../shared/evidence.ts'
import { sizeText } from '../../shared/fileSize.ts'
import { checkFile } from '../core/attachmentStore.ts'
import { attachFile, withdraw } from '../core/jobs/attachments.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { findRound, OFFICE, REVIEW, withWorkspace } from './workspace.ts'

/** `attachment add|list|withdraw`. Errors: AppError for a refusal, UsageError for wrong usage. */
export async function runAttachment(args: Args, resourcesRoot: string): Promise<Answer> {
  const [act, file] = args.words
  if ((act === 'add') !== (file !== undefined)) throw new UsageError('“attachment add”后面应有一个文件，其他没有')
  switch (act) {
    case 'add':
      return withWorkspace(args, resourcesRoot, REVIEW, add)
    case 'list':
      return withWorkspace(args, resourcesRoot, OFFICE, list)
    case 'withdraw':
      return withWorkspace(args, resourcesRoot, REVIEW, takeOff)
    default:
      throw new UsageError('“attachment”后面应是 add、list 或 withdraw')
  }
}

async function add(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const stored = findCase(args, ws)
  const material = args.optional('material') ?? ''
  const path = resolve(args.words[1] ?? '')
  const id = await attachFile(ws, actor, stored.id, material, () => checkFile(path))
  const file = attachmentById(ws.db, id)
  if (file === null) throw new Error(`attachment ${id} was not stored`)
  return { json: toJson(stored, file), lines: [`已添加附件 ${line(stored, file)}`] }
}

function list(args: Args, ws: Workspace): Answer {
  const cases = args.optional('case') === null ? listApplications(ws.db, findRound(args, ws)) : [findCase(args, ws)]
  const found = cases.flatMap((stored) => attachmentsOf(ws.db, stored.id).map((file) => ({ stored, file })))
  return {
    json: found.map(({ stored, file }) => toJson(stored, file)),
    lines: [...found.map(({ stored, file }) => line(stored, file)), `共 ${found.length} 个附件`],
  }
}

function takeOff(args: Args, ws: Workspace, actor: Actor): Answer {
  const stored = findCase(args, ws)
  const file = attachmentsOf(ws.db, stored.id).find(({ id }) => id === args.required('id'))
  if (file === undefined) throw new AppError('NOT_FOUND', '这件申报没有这个编号的附件，请用 attachment list 核对')
  withdraw(ws, actor, file.id, args.required('reason'))
  return { json: toJson(stored, file), lines: [`已撤下附件 ${line(stored, file)}；记录和文件保留`] }
}

function findCase(args: Args, ws: Workspace): StoredApplication {
  const no = args.required('case')
  const stored = applicationByNo(ws.db, findRound(args, ws), no)
  if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${no}”，请核对`)
  return stored
}

function toJson({ application }: StoredApplication, file: StoredAttachment) {
  const { id, material, fileName, media, bytes, sha256, addedBy, addedAt } = file
  return { id, applicationNo: application.applicationNo, material, fileName, media, bytes, sha256, addedBy, addedAt }
}

function line({ application }: StoredApplication, { id, material, fileName, media, bytes }: StoredAttachment): string {
  const of = material === '' ? '' : ` 材料“${material}”`
  return `${application.applicationNo}${of} ${fileName}（${MEDIA_NAMES[media]}，${sizeText(bytes)}） [${id}]`
}
