import { stat } from 'node:fs/promises'
import { chinaDay } from '../../shared/date.ts'
import type { BackupKeeper } from './backupKeeper.ts'
import { listBackups } from './backups.ts'
import type { Workspace } from './workspace.ts'

const DAY_MS = 86_400_000
/** A stick may be put in once a week; what lies there must not be further behind the newest backup of this computer. */
const MOST_DAYS_BEHIND = 7

/** What whoever is in charge must know of the backups, a sentence each; none when all is well. */
export async function backupWarnings(ws: Workspace, backups: BackupKeeper): Promise<string[]> {
  return [backups.problem, await secondPlaceWarning(ws, backups)].filter((words) => words !== '')
}

async function secondPlaceWarning(ws: Workspace, backups: BackupKeeper): Promise<string> {
  const folder = backups.secondFolder
  if (folder === null) return ''
  // Asked without waiting: a share that went away lets nobody else wait with it.
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory() !== true) {
    return `备份的第二处“${folder}”现在不在（U 盘或硬盘没有接上，或文件夹被移走），新的备份只在本机，盘坏了会一起丢。请接上，下一次备份时自动补拷最新一份；不再用它的，由管理员在“设置 → 备份”另选`
  }
  const second = backups.second()
  const [newest] = listBackups(ws.db.name)
  if (newest === undefined || second === null) return ''
  if (second.problem !== '') return second.problem
  if (second.newestAt === null) return `备份的第二处“${folder}”里还没有备份。请由管理员在“设置 → 备份”点「立即备份」`
  const behind = Math.floor((Date.parse(newest.at) - Date.parse(second.newestAt)) / DAY_MS)
  if (behind < MOST_DAYS_BEHIND) return ''
  return `备份的第二处“${folder}”里最新一份是 ${chinaDay(second.newestAt)} 的，比本机的晚了 ${behind} 天。请由管理员在“设置 → 备份”点「立即备份」`
}
