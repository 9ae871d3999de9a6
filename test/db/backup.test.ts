import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listApplications } from '../../db/applications.ts'
import { auditHead } from '../../db/audit.ts'
import { backupDatabase, restoreDatabase } from '../../db/backup.ts'
import { makeFile } from '../../db/files.ts'
import { manifestOf, readManifest } from '../../db/manifest.ts'
import { closeDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, MAKING, newDatabase, refusal, tempFolder } from './fixture.ts'

interface Kept {
  folder: string
  db: WritableDb
  roundId: string
  backup: string
}

function keptDatabase(): Kept {
  const folder = tempFolder()
  const db = newDatabase(join(folder, 'cases.db'))
  const { roundId } = filledRound(db, 40)
  const backup = join(folder, 'backup.db')
  backupDatabase(db, backup, MAKING)
  return { folder, db, roundId, backup }
}

test('a backup holds what is not merged into the file yet, and says its size, hash and rows', () => {
  const { folder, db } = keptDatabase()
  const path = join(folder, 'second.db')
  const result = backupDatabase(db, path, MAKING)
  const bytes = readFileSync(path)
  const checked = verifyFile(path)
  expect(checked).toMatchObject({ ok: true, head: auditHead(db), rows: result.rows })
  expect(result).toMatchObject({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(readdirSync(folder).filter((name) => /part|second.db-/.test(name))).toEqual([])
})

test('restoring gives back every record; work goes on in the restored file', () => {
  const { folder, db, roundId, backup } = keptDatabase()
  const restored = join(folder, 'restored.db')
  restoreDatabase(backup, restored)
  const again = openDatabase(restored)
  expect(listApplications(again, roundId)).toEqual(listApplications(db, roundId))
  write(again, context(), (tx) => tx.log('继续', '', {}))
  expect(verifyDatabase(again, { expectedHead: auditHead(db) })).toMatchObject({ ok: true })
  closeDatabase(again)
  expect(verifyFile(restored)).toMatchObject({ ok: true })
})

test('a file left by a crash is restored with its log', () => {
  const { folder, db, roundId } = keptDatabase()
  copyFileSync(join(folder, 'cases.db'), join(folder, 'crashed.db'))
  copyFileSync(join(folder, 'cases.db-wal'), join(folder, 'crashed.db-wal'))
  restoreDatabase(join(folder, 'crashed.db'), join(folder, 'restored.db'))
  const again = openDatabase(join(folder, 'restored.db'), { readonly: true })
  expect(listApplications(again, roundId)).toHaveLength(40)
  expect(auditHead(again)).toBe(auditHead(db))
  closeDatabase(again)
})

describe('refused with nothing changed:', () => {
  const unchanged = (folder: string, act: () => void): void => {
    const look = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('hex')])
    const before = look().filter(([name]) => !name?.endsWith('-shm'))
    act()
    expect(look().filter(([name]) => !name?.endsWith('-shm'))).toEqual(before)
  }

  test('a target that exists, or whose old log lies about', () => {
    const { folder, db, backup } = keptDatabase()
    writeFileSync(join(folder, 'taken.db'), 'mine')
    writeFileSync(join(folder, 'free.db-wal'), 'old log')
    unchanged(folder, () => {
      expect(refusal(() => backupDatabase(db, join(folder, 'taken.db'), MAKING))).toMatch(/CONFLICT.*已经存在/)
      expect(refusal(() => restoreDatabase(backup, join(folder, 'taken.db')))).toMatch(/CONFLICT.*已经存在/)
      expect(refusal(() => restoreDatabase(backup, join(folder, 'free.db')))).toMatch(/CONFLICT.*free\.db-wal/)
      expect(refusal(() => backupDatabase(db, join(folder, 'cases.db'), MAKING))).toMatch(/CONFLICT/)
    })
  })

  test('a folder that does not exist', () => {
    const { folder, db, backup } = keptDatabase()
    expect(refusal(() => backupDatabase(db, join(folder, 'no', 'b.db'), MAKING))).toMatch(/NOT_FOUND.*文件夹/)
    expect(refusal(() => restoreDatabase(backup, join(folder, 'no', 'b.db')))).toMatch(/NOT_FOUND.*文件夹/)
  })

  test('a missing, foreign, half or flipped backup', () => {
    const { folder, backup } = keptDatabase()
    const at = (name: string): string => join(folder, name)
    writeFileSync(at('text.db'), 'not a database at all'.repeat(99))
    copyFileSync(backup, at('half.db'))
    truncateSync(at('half.db'), 40_960)
    const bytes = readFileSync(backup)
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 4, bytes.length >> 1)
    writeFileSync(at('flipped.db'), bytes)
    unchanged(folder, () => {
      expect(refusal(() => restoreDatabase(at('none.db'), at('out.db')))).toMatch(/NOT_FOUND.*找不到备份/)
      for (const name of ['text.db', 'half.db', 'flipped.db']) {
        expect(
          refusal(() => restoreDatabase(at(name), at('out.db'))),
          name,
        ).toMatch(/DAMAGED.*未通过核验.*没有恢复/)
      }
    })
    expect(existsSync(at('out.db'))).toBe(false)
  })

  test('a backup of a database with a changed row', () => {
    const { folder, db } = keptDatabase()
    db.exec("UPDATE application SET industry = '别的' WHERE row = 5")
    expect(refusal(() => backupDatabase(db, join(folder, 'bad.db'), MAKING))).toMatch(/DAMAGED.*副本未通过核验/)
    expect(readdirSync(folder).filter((name) => name.startsWith('bad.db'))).toEqual([])
  })
})

test('a file that takes the name while ours is being made is not replaced', () => {
  const path = join(tempFolder(), 'new.db')
  const make = () =>
    makeFile(path, (draft) => {
      writeFileSync(draft, 'ours')
      writeFileSync(path, 'theirs')
    })
  expect(refusal(make)).toMatch(/CONFLICT.*已经存在/)
  expect(readFileSync(path, 'utf8')).toBe('theirs')
})

test('a copy that lost an entry the original had does not count', () => {
  const { folder, db, backup } = keptDatabase()
  write(db, context(), (tx) => tx.log('后来', '', {}))
  expect(verifyFile(backup, { expectedHead: auditHead(db) })).toMatchObject({ ok: false })
  rmSync(backup)
  backupDatabase(db, backup, MAKING)
  expect(verifyFile(backup, { expectedHead: auditHead(db) })).toMatchObject({ ok: true })
  const raw = new Database(join(folder, 'cases.db'), { readonly: true })
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
  raw.close()
})

test('a manifest beside the backup says what was in it when it was verified, and nothing of what stands there', () => {
  const { folder, db, backup } = keptDatabase()
  const told = readManifest(backup)
  const { rows } = backupDatabase(db, join(folder, 'b.db'), MAKING)
  expect(told).toMatchObject({
    ...MAKING,
    bytes: statSync(backup).size,
    sha256: createHash('sha256').update(readFileSync(backup)).digest('hex'),
    auditHead: auditHead(db),
    attachments: 0,
  })
  expect(Object.values(told?.tables ?? {}).reduce((sum, count) => sum + count, 0)).toBe(rows)
  expect(told?.tables.application).toBe(40)
  writeFileSync(manifestOf(backup), '{')
  expect(readManifest(backup)).toBeNull()
  expect(readManifest(join(folder, 'no.db'))).toBeNull()
})
