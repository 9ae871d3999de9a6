import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** File systems of other machines, as Linux names them. */
const SHARED =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|glusterfs|lustre|davfs|fuse\.(sshfs|smbnetfs|davfs\d?|glusterfs|gvfsd-fuse))$/

/** Refuses a database on a network share: locks there do not hold, and two writers ruin the file. Errors: STORAGE. */
export function refuseNetworkPlace(dbPath: string): void {
  const folder = dirname(dbPath)
  if (!existsSync(folder)) return
  // On Windows this names the share behind a mapped drive.
  const real = realpathSync.native(folder)
  const isShared =
    process.platform === 'linux' ? isOnShare(real, readFileSync('/proc/mounts', 'utf8')) : isUncPath(real)
  if (!isShared) return
  throw new AppError(
    'STORAGE',
    '数据库在网络共享上，没有打开：共享上的文件锁不可靠，两台电脑同时写会损坏数据。请把数据文件夹移到本机磁盘后再打开',
  )
}

/** \\server\share\…, but not the \\?\C:\… of a long local path. */
export function isUncPath(path: string): boolean {
  return /^(\\\\|\/\/)(\?\\UNC\\|[^?.\\/])/i.test(path)
}

/** Whether the folder lies on a mount of another machine; `mounts` is the text of /proc/mounts. */
export function isOnShare(folder: string, mounts: string): boolean {
  const holding = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, at = '', type = '']) => ({ at: at.replaceAll('\\040', ' '), type }))
    .filter(({ at }) => at === '/' || folder === at || (at !== '' && folder.startsWith(`${at}/`)))
    // The later of two mounts on one place is the one that shows.
    .reduce<{ at: string; type: string } | null>(
      (best, one) => (best && best.at.length > one.at.length ? best : one),
      null,
    )
  return holding !== null && SHARED.test(holding.type)
}
