import { AppError } from '../../shared/errors.ts'
import { BackupKeeper } from '../core/backupKeeper.ts'
import { encryptDatabase } from '../core/jobs/encryptDatabase.ts'
import { COMMAND_LINE } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { readPassword } from './password.ts'
import { withWorkspace } from './workspace.ts'

/** `encrypt`: a plain database becomes an encrypted one. Errors: as encryptDatabase. */
export function runEncrypt(args: Args, resourcesRoot: string, appVersion: string): Promise<Answer> {
  return withWorkspace(args, resourcesRoot, ['admin'], async (_, ws, actor, store) => {
    if (actor === COMMAND_LINE) {
      throw new AppError('CONFLICT', '本库没有账号，加密后谁也打不开；请先在窗口建立第一个账号，再用 --user 加密')
    }
    // Nothing goes by the clock here, so nothing fails beside the work.
    const backups = new BackupKeeper({ ws, appVersion, log: () => undefined })
    const alone = { ws, store, backups, othersAtWork: () => false }
    const done = await encryptDatabase(alone, actor, await readPassword())
    const counts = `已加密并核验：${done.rows} 条记录，附件 ${done.attachments} 个`
    const lines = [
      done.problem === '' ? `${counts}；原来的明文文件和明文附件已删除，并已另做一份加密的备份` : counts,
      ...(done.problem === '' ? [] : [`注意：${done.problem}`]),
      `恢复码（只显示这一次，请抄写或打印收好）：${done.recoveryCode}`,
      `现在只有“${actor.name}”和恢复码能打开本库；其他人员请在窗口“设置 → 账号与角色”逐个重设密码`,
      `以前的备份仍是明文，已移到文件夹“${done.plainBackups}”；拷到 U 盘或第二处的旧备份也是明文。确认新库能打开后，请自行销毁`,
      '删除的文件可能仍有残迹留在磁盘上（固态硬盘尤其如此），本程序无法保证抹净；须防有人取走磁盘的，请用整盘加密',
    ]
    return { json: done, lines }
  })
}
