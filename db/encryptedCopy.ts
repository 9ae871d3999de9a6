import { mkdirSync } from 'node:fs'
import { AppError } from '../shared/errors.ts'
import { lostText, ownStore, placeBytes, readBytes, storesOf } from './attachmentFiles.ts'
import { namedFiles } from './attachments.ts'
import { connect } from './connection.ts'
import type { WritableDb } from './handle.ts'
import { closeDatabase, openDatabase } from './open.ts'
import { speaking } from './refusals.ts'
import { type Verification, verifyDatabase, type Whole } from './verify.ts'
import { type WriteContext, write } from './write.ts'

/** What a copy holds. */
export interface EncryptedCopy {
  rows: number
  attachments: number
}

const DO = '没有加密，原库没有改动'

/** Of the copy: where, under which key, in whose name, and the hashes of the attachments already sealed beside it. */
export interface Copying {
  outPath: string
  key: Uint8Array
  ctx: WriteContext
  sealed: ReadonlySet<string>
}

/**
 * Makes the encrypted copy of an open plain database under a new name, with its attachments sealed beside it, and enters
 * it in the copy's log. Rows, seals and audit chain of both are verified and compared, every attachment is read back.
 * Errors: DAMAGED when either does not verify or an attachment that stands is lost; STORAGE.
 */
export function makeEncryptedCopy(db: WritableDb, { outPath, key, ctx, sealed }: Copying): EncryptedCopy {
  return speaking(() => {
    const plain = whole(verifyDatabase(db, { stores: null }), '原库')
    db.prepare('VACUUM INTO ?').run(outPath)
    encryptPages(outPath, key)
    const copy = openDatabase(outPath, { key })
    try {
      const checked = whole(verifyDatabase(copy, { stores: null }), '加密后的副本')
      if (checked.head !== plain.head || checked.rows !== plain.rows) {
        throw new AppError('DAMAGED', `加密后的副本与原库不一致，${DO}；请重试`)
      }
      const attachments = sealAttachments(db.name, copy, { key, sealed })
      write(copy, ctx, (tx) => tx.log('加密本库', '', { added: plain.rows, files: attachments }))
      return { rows: plain.rows, attachments }
    } finally {
      closeDatabase(copy)
    }
  })
}

function whole(result: Verification, which: string): Whole {
  if (result.ok) return result
  throw new AppError('DAMAGED', `${which}未通过核验（${result.place}），${DO}；请先从备份恢复`)
}

/** In place, so that no second plain copy is left behind. */
function encryptPages(path: string, key: Uint8Array): void {
  const db = connect(path, { readonly: false })
  try {
    // Neither the journal nor what is sorted may lie on the disk readable.
    db.pragma('journal_mode = MEMORY')
    db.pragma('temp_store = MEMORY')
    db.pragma('synchronous = FULL')
    db.pragma("cipher = 'aegis'")
    db.pragma(`rekey = "raw:${Buffer.from(key).toString('hex')}"`)
  } finally {
    db.close()
  }
}

/** The store is made even when it stays empty: it takes the place of the plain one. */
function sealAttachments(
  plainPath: string,
  copy: WritableDb,
  { key, sealed }: Pick<Copying, 'key' | 'sealed'>,
): number {
  const to = ownStore(copy.name)
  mkdirSync(to, { recursive: true })
  const named = namedFiles(copy)
  for (const file of named) {
    if (sealed.has(file.sha256)) continue
    const { bytes, why } = readBytes(storesOf(plainPath), file.sha256, null)
    if (bytes === null) {
      if (file.withdrawn === 1) continue
      throw new AppError('DAMAGED', `${lostText([{ ...file, why }])}，${DO}；请重新添加原文件或写明理由撤下它`)
    }
    placeBytes(to, file.sha256, bytes, key)
    if (readBytes([to], file.sha256, key).bytes === null)
      throw new AppError('STORAGE', `附件没有写好，${DO}；请检查磁盘后重试`)
  }
  return named.length
}
