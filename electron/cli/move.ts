import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { keyFileOf } from '../../db/keyFile.ts'
import type { HouseView } from '../../shared/contract/move.ts'
import { chinaMinute } from '../../shared/date.ts'
import { HOUSE_DB, houseView, isThere, LIST_NAME, readHouse } from '../core/move/manifest.ts'
import { moveIn } from '../core/move/moveIn.ts'
import { moveOut } from '../core/move/moveOut.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { readPassword } from './password.ts'
import { UsageError } from './usage.ts'
import { withWorkspace } from './workspace.ts'

/** `move export|import`: the whole installation with its backups. Errors: AppError for a refusal, UsageError. */
export function runMove(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'export':
      if (args.optional('from') !== null) throw new UsageError('只有 move import 有选项 --from')
      return withWorkspace(args, resourcesRoot, ['admin'], (given, ws, actor) => out(given, ws, actor, resourcesRoot))
    case 'import':
      if (args.optional('out') !== null) throw new UsageError('只有 move export 有选项 --out')
      return takeIn(args, resourcesRoot)
    default:
      throw new UsageError('“move”后面应是 export 或 import')
  }
}

async function out(args: Args, ws: Workspace, actor: Actor, resourcesRoot: string): Promise<Answer> {
  const folder = resolve(args.required('out'))
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(resourcesRoot, 'package.json'), 'utf8')))
  const view = await moveOut(ws, actor, { folder, backups: true, appVersion: version })
  return { json: { out: folder, ...view }, lines: [`已迁出并逐个读回核对：“${folder}”`, ...lines(view)] }
}

async function takeIn(args: Args, resourcesRoot: string): Promise<Answer> {
  const from = resolve(args.required('from'))
  const listPath = join(from, LIST_NAME)
  const dbPath = resolve(args.required('db'))
  if (args.has('dry-run')) {
    const view = houseView(readHouse(listPath))
    return { json: view, lines: [`“${from}”含：`, ...lines(view)] }
  }
  const name = args.optional('user')
  if (name === null && isThere(keyFileOf(join(from, HOUSE_DB))))
    throw new UsageError('案卷库已加密，请用 --user 姓名 指明管理员')
  const who = name === null ? null : { name, password: await readPassword() }
  const view = await moveIn({ listPath, dbPath, who, resourcesRoot, clock: Date.now })
  return { json: { db: dbPath, ...view }, lines: [`已迁入并核验：“${dbPath}”`, ...lines(view)] }
}

function lines(view: HouseView): string[] {
  return [
    `迁出时间 ${chinaMinute(view.madeAt)}，程序 ${view.appVersion}，${view.encrypted ? '已加密' : '未加密'}`,
    ...view.rounds.map(({ name, cases }) => `${name}：${cases} 件`),
    `账号 ${view.accounts} 个，附件 ${view.attachments} 个，备份 ${view.backups} 份，留痕 ${view.auditEntries} 条，共 ${view.files} 个文件、${view.bytes} 字节`,
  ]
}
