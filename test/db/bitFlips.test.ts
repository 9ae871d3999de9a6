import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { SEALED_TABLES } from '../../db/tables.ts'
import { verifyFile } from '../../db/verify.ts'
import { filledRound, newDatabase, randomFrom, tempFolder } from './fixture.ts'

const FLIPS = 200

/** A closed file of more than 2,000 records, with or without its sum. */
function largeFile(summed: boolean): { path: string; bytes: Buffer } {
  const path = join(tempFolder(), 'cases.db')
  const db = newDatabase(path)
  filledRound(db, 250)
  if (summed) closeDatabase(db)
  else db.close()
  const found = verifyFile(path)
  expect(found.ok && found.rows).toBeGreaterThan(2000)
  return { path, bytes: readFileSync(path) }
}

/** `FLIPS` copies of the bytes, each with one other bit turned. */
function* flipped(bytes: Buffer, seed: number): Generator<{ bit: number; copy: Buffer }> {
  const random = randomFrom(seed)
  for (let round = 0; round < FLIPS; round += 1) {
    const bit = Math.floor(random() * bytes.length * 8)
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    yield { bit, copy }
  }
}

/** Every record of a file as text. */
function dump(bytes: Buffer): string {
  const db = new Database(Buffer.from(bytes).fill(1, 18, 20))
  const tables = [...SEALED_TABLES, 'audit_log'].map((table) =>
    JSON.stringify(db.prepare(`SELECT * FROM ${table} ORDER BY id`).raw().all()),
  )
  db.close()
  return tables.join('\n')
}

test('200 random bit flips in a file at rest are all found', () => {
  const { path, bytes } = largeFile(true)
  const missed: number[] = []
  for (const { bit, copy } of flipped(bytes, 1)) {
    writeFileSync(path, copy)
    if (verifyFile(path).ok) missed.push(bit)
  }
  expect(missed).toEqual([])
})

test('without the sum of the file each flip is found or changes no record, and integrity_check alone is not enough', () => {
  const { path, bytes } = largeFile(false)
  const records = dump(bytes)
  let found = 0
  let foundBySqlite = 0
  for (const { bit, copy } of flipped(bytes, 2)) {
    writeFileSync(path, copy)
    if (verifyFile(path).ok) expect(dump(copy), `bit ${bit}`).toBe(records)
    else found += 1
    if (!integrityOk(copy)) foundBySqlite += 1
  }
  console.log(`bit flips found by records alone: ${found} of ${FLIPS}; by integrity_check: ${foundBySqlite}`)
  // The rest fell into unused space; a small file has much of it.
  expect(found).toBeGreaterThan(FLIPS / 2)
  expect(foundBySqlite).toBeLessThan(found)
})

test('every flip in the sum itself and its marker is found', () => {
  const { path, bytes } = largeFile(true)
  const start = bytes.indexOf('file-sum-sha256:', 0, 'latin1')
  expect(start).toBeGreaterThan(0)
  for (let offset = 0; offset < 80; offset += 1) {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(start + offset) ^ 1, start + offset)
    writeFileSync(path, copy)
    expect(verifyFile(path), `offset ${offset}`).toMatchObject({ ok: false })
  }
})

function integrityOk(bytes: Buffer): boolean {
  try {
    const db = new Database(Buffer.from(bytes).fill(1, 18, 20))
    try {
      return db.pragma('integrity_check(1)', { simple: true }) === 'ok'
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}
