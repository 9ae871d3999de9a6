import { resolve } from 'node:path'
import { HANDLING_ROLES } from '../../shared/contract/objections.ts'
import { shortHash } from '../../shared/report/marks.ts'
import { verifyArchive } from '../core/archive/verifyArchive.ts'
import { exportArchive } from '../core/jobs/exportArchive.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { findRound, withWorkspace } from './workspace.ts'

/** `archive create|verify`. A check needs no database. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runArchive(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'create':
      if (args.optional('from') !== null) throw new UsageError('只有 archive verify 有选项 --from')
      return withWorkspace(args, resourcesRoot, HANDLING_ROLES, create)
    case 'verify':
      return verify(args)
    default:
      throw new UsageError('“archive”后面应是 create 或 verify')
  }
}

async function create(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const out = resolve(args.required('out'))
  const made = await exportArchive(ws, actor, findRound(args, ws), out)
  const { files, cases, bytes, manifestSha256 } = made
  return {
    json: { out, ...made },
    lines: [
      `已归档“${out}”：${files} 个文件、${cases} 件申报，共 ${bytes} 字节（内部资料，含个人信息，不得公开）`,
      `校验清单的校验码 ${manifestSha256}；核对：archive verify --from ${args.required('out')}`,
    ],
  }
}

async function verify(args: Args): Promise<Answer> {
  for (const option of ['db', 'round', 'out', 'user'] as const) {
    if (args.optional(option) !== null) throw new UsageError(`“archive verify”没有选项 --${option}`)
  }
  const found = await verifyArchive(resolve(args.required('from')))
  if (!found.ok) return { json: found, lines: [], refusal: found.place }
  const { files, sha256, auditEntries, auditHead } = found
  return {
    json: found,
    lines: [
      `归档包完整：${files} 个文件与校验清单逐一相符，审计日志 ${auditEntries} 条首尾相连`,
      `文件校验码 ${sha256}（${shortHash(sha256)}），应与“已出文书”中登记的相同；审计链头 ${auditHead}`,
    ],
  }
}
