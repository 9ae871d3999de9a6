import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listApplications } from '../../db/applications.ts'
import { ownStore, placeBytes, readBytes } from '../../db/attachmentFiles.ts'
import { auditHead } from '../../db/audit.ts'
import { backupDatabase, restoreDatabase } from '../../db/backup.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, createDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, MAKING, refusal, tempFolder } from './fixture.ts'

const KEY = randomBytes(32)
const PLANTED = '深圳市样例第'

/** An encrypted case database of 40 cases with an attachment, and a stand-in for its key file. */
function sealed(): { folder: string; path: string; db: WritableDb; roundId: string; sha256: string } {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  const db = createDatabase(path, context(), { key: KEY })
  onTestFinished(() => closeDatabase(db))
  writeFileSync(keyFileOf(path), '{}')
  const { roundId, applicationIds } = filledRound(db, 40)
  const bytes = Buffer.from(`%PDF-1.7 ${PLANTED}的身份证复印件`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  placeBytes(ownStore(path), sha256, bytes, KEY)
  const file = { material: '', file_name: '证件.pdf', media: 'pdf', sha256, bytes: bytes.length } as const
  write(db, context(), (tx) => {
    const application_id = applicationIds[0] ?? ''
    tx.insert('attachment', { application_id, ...file, added_by: 'x', adder_name: '审核员', added_at: tx.now })
    tx.log('附件', '', {})
  })
  return { folder, path, db, roundId, sha256 }
}

/** Every file below a folder that holds the planted name. */
function readable(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(PLANTED))
    .map(({ name }) => name)
}

test('no name stands readable in the database, its log, a backup, a restored file or an attachment', () => {
  const { folder, path, db } = sealed()
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0)
  backupDatabase(db, join(folder, 'backup.db'), MAKING)
  restoreDatabase(join(folder, 'backup.db'), join(folder, 'restored.db'), KEY)
  expect(readable(folder)).toEqual([])
  closeDatabase(db)
  expect(readable(folder)).toEqual([])
  // The search itself finds a name where there is one.
  writeFileSync(join(folder, 'plain.txt'), `申报单位 ${PLANTED}1有限公司`)
  expect(readable(folder)).toEqual(['plain.txt'])
})

test('work goes on after closing, and in a restored copy; both verify', () => {
  const { folder, path, db, roundId, sha256 } = sealed()
  const before = listApplications(db, roundId)
  const head = auditHead(db)
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
  const backup = join(folder, 'backup.db')
  const { rows, sha256: fileSum } = backupDatabase(db, backup, MAKING)
  expect(fileSum).toBe(createHash('sha256').update(readFileSync(backup)).digest('hex'))
  closeDatabase(db)
  expect(verifyFile(path, { key: KEY })).toMatchObject({ ok: true, head, rows })
  expect(verifyFile(backup, { key: KEY })).toMatchObject({ ok: true, head, rows })
  expect(readdirSync(folder).sort()).toEqual(
    [
      'cases.db',
      'cases.db.files',
      'cases.db.key',
      'backup.db',
      'backup.db.files',
      'backup.db.key',
      'backup.db.manifest.json',
    ].sort(),
  )

  for (const gone of [path, keyFileOf(path)]) rmSync(gone)
  rmSync(ownStore(path), { recursive: true })
  restoreDatabase(backup, path, KEY)
  const again = openDatabase(path, { key: KEY })
  onTestFinished(() => closeDatabase(again))
  expect(listApplications(again, roundId)).toEqual(before)
  expect(readBytes([ownStore(path)], sha256, KEY).why).toBe(null)
  write(again, context(), (tx) => tx.log('继续', '', {}))
  expect(verifyDatabase(again, { expectedHead: head })).toMatchObject({ ok: true })
})

test('without the key, or with another, nothing is read and the sentence says what to do', () => {
  const { folder, path, db } = sealed()
  closeDatabase(db)
  const before = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size])
  expect(refusal(() => openDatabase(path))).toMatch(/NOT_SIGNED_IN.*已加密.*--user/)
  expect(verifyFile(path)).toMatchObject({ ok: false, place: expect.stringContaining('已加密') })
  expect(refusal(() => openDatabase(path, { key: randomBytes(32) }))).toMatch(/DAMAGED|CONFLICT/)
  expect(verifyFile(path, { key: randomBytes(32) })).toMatchObject({ ok: false })
  expect(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size])).toEqual(before)
})

/** The first 16 bytes are a random salt, which a raw key does not use: they hold nothing. */
const SALT = 16

test('a changed byte anywhere in the file is found', () => {
  const { folder, path, db } = sealed()
  closeDatabase(db)
  const bytes = readFileSync(path)
  const spoilt = join(folder, 'spoilt.db')
  copyFileSync(keyFileOf(path), keyFileOf(spoilt))
  let missed = 0
  for (let at = SALT; at < bytes.length; at += Math.floor(bytes.length / 60)) {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(at) ^ 4, at)
    writeFileSync(spoilt, copy)
    if (verifyFile(spoilt, { key: KEY, stores: null }).ok) missed += 1
  }
  expect(missed).toBe(0)
})

test('a backup without its key file is no backup: nothing is left when it cannot be taken along', () => {
  const { folder, path, db } = sealed()
  rmSync(keyFileOf(path))
  expect(refusal(() => backupDatabase(db, join(folder, 'backup.db'), MAKING))).toMatch(/STORAGE/)
  expect(existsSync(join(folder, 'backup.db'))).toBe(false)
})
