import { basename, dirname } from 'node:path'
import { storesOf } from '../../../db/attachmentFiles.ts'
import { keyFileOf } from '../../../db/keyFile.ts'
import { fileVersion } from '../../../db/migrate.ts'
import { backupFolder } from '../backups.ts'
import type { Handlers } from '../callContext.ts'

/** 关于. */
export const aboutHandlers = {
  'about.view': ({ ws, store, appVersion }) => {
    const { path, key } = store
    const [attachments = ''] = storesOf(path)
    return {
      appVersion,
      format: fileVersion(ws.db),
      encrypted: key !== null,
      folder: dirname(path),
      database: basename(path),
      keyFile: key === null ? null : basename(keyFileOf(path)),
      attachments: basename(attachments),
      backups: basename(backupFolder(path)),
    }
  },
} satisfies Partial<Handlers>
