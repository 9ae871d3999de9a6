import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listApplications } from '../../db/applications.ts'
import { ownStore, placeBytes, readBytes, sharedStore } from '../../db/attachmentFiles.ts'
import { addAttachment, attachmentsOf, withdrawAttachment } from '../../db/attachments.ts'
import { backupDatabase, backupToShared, restoreDatabase } from '../../db/backup.ts'
import { closeDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, MAKING, newDatabase, refusal, tempFolder } from './fixture.ts'

interface Office {
  folder: string
  path: string
  db: WritableDb
  /** Application id and bytes of each attachment. */
  files: { applicationId: string; id: string; sha256: string; bytes: Buffer }[]
}

/** A database with three attachments on two cases; two of them are the same bytes. */
function office(): Office {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  const db = newDatabase(path)
  const { roundId } = filledRound(db, 3)
  const [first = '', second = ''] = listApplications(db, roundId).map(({ id }) => id)
  const contents = [Buffer.from('%PDF-1 甲'), Buffer.from('%PDF-1 乙'), Buffer.from('%PDF-1 甲')]
  const files = contents.map((bytes, at) => {
    const sha256 = hash('sha256', bytes, 'hex')
    placeBytes(ownStore(path), sha256, bytes, null)
    const applicationId = at === 2 ? second : first
    const id = write(db, context(), (tx) => {
      tx.log('添加附件', '', {})
      const kind = { media: 'pdf' as const, material: '营业执照', fileName: `附件${at + 1}.pdf` }
      return addAttachment(tx, { applicationId, ...kind, sha256, bytes: bytes.length })
    })
    return { applicationId, id, sha256, bytes }
  })
  return { folder, path, db, files }
}

const at = (store: string, sha256: string): string => join(store, sha256.slice(0, 2), sha256)

test('drill: backup, loss of everything, restore: every record and every byte is back', () => {
  const { folder, path, db, files } = office()
  const backup = join(folder, 'backup.db')
  expect(backupDatabase(db, backup, MAKING)).toMatchObject({ attachments: 2 })
  const before = files.map(({ applicationId }) => attachmentsOf(db, applicationId))
  closeDatabase(db)
  for (const gone of [path, ownStore(path)]) rmSync(gone, { recursive: true })
  expect(restoreDatabase(backup, path)).toMatchObject({ attachments: 2 })
  const again = openDatabase(path, { readonly: true })
  expect(files.map(({ applicationId }) => attachmentsOf(again, applicationId))).toEqual(before)
  closeDatabase(again)
  for (const { sha256, bytes } of files) expect(readFileSync(at(ownStore(path), sha256)).equals(bytes)).toBe(true)
  expect(verifyFile(path)).toMatchObject({ ok: true })
})

test('a changed or missing attachment stops backup and verification by name, and leaves nothing behind', () => {
  const { folder, path, db, files } = office()
  const [one] = files
  const stored = at(ownStore(path), one?.sha256 ?? '')
  writeFileSync(stored, '别的内容')
  const target = join(folder, 'backup.db')
  const application = '申报 LG2026-00001 附件“附件1.pdf”'
  expect(refusal(() => backupDatabase(db, target, MAKING))).toMatch(
    new RegExp(`DAMAGED.*${application}的文件内容与加入时不同`),
  )
  rmSync(stored)
  expect(refusal(() => backupDatabase(db, target, MAKING))).toMatch(new RegExp(`DAMAGED.*${application}的文件不见了`))
  expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual([])
  closeDatabase(db)
  expect(verifyFile(path)).toMatchObject({ ok: false, place: expect.stringContaining(`${application}的文件不见了`) })
})

test('a backup whose own files are damaged is not restored, and says which and what to do', () => {
  const { folder, db, files } = office()
  const backup = join(folder, 'backup.db')
  backupDatabase(db, backup, MAKING)
  closeDatabase(db)
  const [, two] = files
  writeFileSync(at(ownStore(backup), two?.sha256 ?? ''), 'x')
  expect(verifyFile(backup)).toMatchObject({ ok: false, place: expect.stringMatching(/附件2.pdf.*内容与加入时不同/) })
  const target = join(folder, 'restored.db')
  expect(refusal(() => restoreDatabase(backup, target))).toMatch(
    /附件2.pdf.*没有恢复；请把备份旁的附件文件夹（“backup.db.files”）一起拷来/,
  )
  renameSync(ownStore(backup), join(folder, 'elsewhere'))
  expect(refusal(() => restoreDatabase(backup, target))).toMatch(/附件1.pdf.*不见了，另有 1 个附件也有问题/)
  expect(existsSync(target) || existsSync(ownStore(target))).toBe(false)
})

test('backups of one folder share a store, from which either is restored', async () => {
  const { folder, db, files } = office()
  for (const name of ['a.db', 'b.db']) await backupToShared(db, join(folder, name), MAKING)
  closeDatabase(db)
  expect(existsSync(ownStore(join(folder, 'a.db')))).toBe(false)
  for (const name of ['a.db', 'b.db']) {
    expect(verifyFile(join(folder, name))).toMatchObject({ ok: true })
    const target = join(folder, `restored-${name}`)
    restoreDatabase(join(folder, name), target)
    for (const { sha256 } of files) expect(readBytes([ownStore(target)], sha256, null).why).toBe(null)
  }
})

test('a backup before an act puts back a shared copy that is gone or cut short, and never counts without it', async () => {
  const { folder, path, db, files } = office()
  const [one] = files
  const { sha256 = '', bytes = Buffer.alloc(0) } = one ?? {}
  const shared = at(sharedStore(folder), sha256)
  await backupToShared(db, join(folder, 'a.db'), MAKING)
  writeFileSync(shared, bytes.subarray(1))
  await backupToShared(db, join(folder, 'b.db'), MAKING)
  expect(readFileSync(shared).equals(bytes)).toBe(true)
  rmSync(shared)
  await backupToShared(db, join(folder, 'c.db'), MAKING)
  expect(readFileSync(shared).equals(bytes)).toBe(true)
  for (const gone of [shared, at(ownStore(path), sha256)]) rmSync(gone)
  await expect(backupToShared(db, join(folder, 'd.db'), MAKING)).rejects.toThrow(/附件1.pdf.*不见了/)
  expect(existsSync(join(folder, 'd.db'))).toBe(false)
})

test('a shared copy with other bytes of the same size passes before an act; verify, restore and a backup by hand see it', async () => {
  const { folder, path, db, files } = office()
  const { sha256 = '', bytes = Buffer.alloc(0) } = files[0] ?? {}
  await backupToShared(db, join(folder, 'a.db'), MAKING)
  const spoilt = Buffer.alloc(bytes.length, 'x')
  writeFileSync(at(sharedStore(folder), sha256), spoilt)
  await backupToShared(db, join(folder, 'b.db'), MAKING)
  rmSync(ownStore(path), { recursive: true })
  expect(verifyFile(join(folder, 'b.db'))).toMatchObject({ ok: false, place: expect.stringMatching(/附件1.pdf.*不同/) })
  expect(refusal(() => restoreDatabase(join(folder, 'b.db'), join(folder, 'r.db')))).toMatch(/DAMAGED.*附件1.pdf/)
  expect(refusal(() => backupDatabase(db, join(folder, 'hand.db'), MAKING))).toMatch(/DAMAGED.*附件1.pdf/)
})

test('a store in the way of a backup mends a damaged copy and keeps what else is there', () => {
  const { folder, db, files } = office()
  const backup = join(folder, 'backup.db')
  const [one] = files
  const copied = at(ownStore(backup), one?.sha256 ?? '')
  placeBytes(ownStore(backup), one?.sha256 ?? '', Buffer.from('坏了的旧副本'), null)
  writeFileSync(join(ownStore(backup), '说明.txt'), '他人的文件')
  backupDatabase(db, backup, MAKING)
  expect(readFileSync(copied).equals(one?.bytes ?? Buffer.alloc(0))).toBe(true)
  expect(readFileSync(join(ownStore(backup), '说明.txt'), 'utf8')).toBe('他人的文件')
})

test('one lost scan that was withdrawn does not end all backups; the check of the file still names it', () => {
  const { folder, path, db, files } = office()
  const [, two] = files
  rmSync(at(ownStore(path), two?.sha256 ?? ''))
  write(db, context(), (tx) => {
    withdrawAttachment(tx, two?.id ?? '', '原件遗失')
    tx.log('撤下附件', '', {})
  })
  const backup = join(folder, 'backup.db')
  backupDatabase(db, backup, MAKING)
  restoreDatabase(backup, join(folder, 'restored.db'))
  expect(verifyFile(backup)).toMatchObject({ ok: false, place: expect.stringMatching(/已撤下的附件“附件2.pdf”/) })
})

test('a folder that went away is not made anew for an attachment: refused with a sentence, nothing written', () => {
  const { folder } = office()
  const gone = join(folder, '移走的盘')
  const bytes = Buffer.from('%PDF-1 丙')
  const place = () => placeBytes(ownStore(join(gone, 'cases.db')), hash('sha256', bytes, 'hex'), bytes, null)
  expect(refusal(place)).toMatch(/^STORAGE .*移走的盘”不见了，附件没有存入/)
  expect(existsSync(gone)).toBe(false)
})
