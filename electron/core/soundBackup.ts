import { isEncrypted, looksLike } from '../../db/keyFile.ts'
import type { BackupFile } from './backups.ts'
import { fileSha256 } from './fileSha256.ts'

/**
 * The newest of these whose bytes still are those that were verified when it was made, with its key file. Null when none
 * is; one of an earlier program has no manifest to hold it against and is never it.
 */
export async function newestSound(newestFirst: readonly BackupFile[]): Promise<BackupFile | null> {
  for (const backup of newestFirst) if (await isAsVerified(backup)) return backup
  return null
}

async function isAsVerified({ path, bytes, manifest }: BackupFile): Promise<boolean> {
  if (manifest === null || manifest.bytes !== bytes) return false
  try {
    if (looksLike(path) === 'encrypted' && !isEncrypted(path)) return false
    return (await fileSha256(path)) === manifest.sha256
  } catch {
    // What cannot be read is not offered.
    return false
  }
}
