import { createCipheriv, createDecipheriv, createHash, hash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { flushFolder } from '../../../db/files.ts'
import { AppError } from '../../../shared/errors.ts'
import { storageError } from '../atomicFile.ts'

/**
 * The file of a package. In plain: the mark, the header's length (4 bytes) and the header as JSON. Then the sealed body
 * as chunks of at most 1 MiB, each its length (4 bytes), bytes and tag: AES-256-GCM, the nonce made of the chunk's place
 * and whether it is the last, the header's hash bound to each (the STREAM construction of Hoang, Reyhanitabar, Rogaway
 * and Vizár, 2015). So a file cut, put together anew or with another header does not open. The body is a row of frames.
 */
const MARK = Buffer.from('LGPKG\n')
const MOST_HEADER = 4096
const CHUNK = 1 << 20
const TAG = 16

/** Of this file format. */
export const PACKAGE_VERSION = 1

const header = z.strictObject({
  version: z.literal(PACKAGE_VERSION),
  kind: z.enum(['dispatch', 'return']),
  /** The id of the 派发包 itself, or of the one that is answered. */
  dispatchId: z.uuid(),
  /** Base64. */
  salt: z.base64().length(24),
  /** How the key comes from the passphrase; null where it comes from the key the 派发包 carried. */
  argon2id: z
    .strictObject({
      memoryKiB: z.number().int().min(8).max(1_048_576),
      passes: z.number().int().min(1).max(20),
      lanes: z.number().int().min(1).max(16),
    })
    .nullable(),
  madeAt: z.iso.datetime(),
  appVersion: z.string().max(40),
})
export type PackageHeader = z.infer<typeof header>

/** One piece of the body: a name and bytes. */
export interface Frame {
  name: string
  bytes: Uint8Array
}

export interface PackageFile {
  /** SHA-256 of the whole file, hex. */
  sha256: string
  bytes: number
}

/** Writes a package whole or not at all, over a file of that name. Errors: STORAGE. */
export function writePackage(path: string, head: PackageHeader, key: Uint8Array, frames: Iterable<Frame>): PackageFile {
  const draft = `${path}.part`
  try {
    const made = writeDraft(draft, head, key, frames)
    renameSync(draft, path)
    flushFolder(path)
    return made
  } catch (error) {
    rmSync(draft, { force: true })
    throw storageError(error, path)
  }
}

function writeDraft(draft: string, head: PackageHeader, key: Uint8Array, frames: Iterable<Frame>): PackageFile {
  const file = openSync(draft, 'w')
  const sum = createHash('sha256')
  let bytes = 0
  const put = (piece: Uint8Array): void => {
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at)
    sum.update(piece)
    bytes += piece.length
  }
  try {
    const text = Buffer.from(JSON.stringify(head))
    const plain = Buffer.concat([MARK, lengthOf(text.length), text])
    put(plain)
    const bound = hash('sha256', plain, 'buffer')
    let index = 0
    for (const { piece, last } of chunked(encoded(frames))) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last))
      cipher.setAAD(bound)
      const sealed = Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
      put(lengthOf(sealed.length))
      put(sealed)
      index += 1
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return { sha256: sum.digest('hex'), bytes }
}

function* encoded(frames: Iterable<Frame>): Generator<Uint8Array> {
  for (const frame of frames) yield encodedFrame(frame)
}

/** A frame as it lies in the body, which is also what a signature is over. */
export function encodedFrame({ name, bytes }: Frame): Buffer {
  const named = Buffer.from(name)
  return Buffer.concat([lengthOf(named.length), named, lengthOf(bytes.length), bytes])
}

function* chunked(pieces: Iterable<Uint8Array>): Generator<{ piece: Buffer; last: boolean }> {
  let held = Buffer.alloc(0)
  for (const piece of pieces) {
    held = Buffer.concat([held, piece])
    // Something is always held back: only the end knows which chunk is the last.
    for (; held.length > CHUNK; held = held.subarray(CHUNK)) yield { piece: held.subarray(0, CHUNK), last: false }
  }
  yield { piece: held, last: true }
}

/**
 * What a file says of itself without its key. Errors: NOT_FOUND; BAD_INPUT no package of ours; CONFLICT made by a newer
 * program.
 */
export function readHeader(path: string): { head: PackageHeader; file: PackageFile } {
  return reading(path, (file, size) => {
    const { head } = headerOf(file, path)
    return { head, file: { sha256: sumOf(file), bytes: size } }
  })
}

/**
 * Reads the body frame by frame; only when it has come to its end is the file proved whole. Errors: as readHeader;
 * DAMAGED cut, changed or sealed with another key.
 */
export function* readFrames(path: string, key: Uint8Array): Generator<Frame> {
  const file = openFile(path)
  try {
    const { bound, end } = headerOf(file, path)
    let held = Buffer.alloc(0)
    for (const piece of opened(file, { path, key, bound, from: end })) {
      held = Buffer.concat([held, piece])
      for (let next = frameOf(held); next !== null; next = frameOf(held)) {
        held = held.subarray(next.length)
        yield next.frame
      }
    }
    if (held.length > 0) throw damaged(path)
  } finally {
    closeSync(file)
  }
}

function frameOf(held: Buffer): { frame: Frame; length: number } | null {
  if (held.length < 4) return null
  const named = 4 + held.readUInt32BE(0)
  if (held.length < named + 4) return null
  const length = named + 4 + held.readUInt32BE(named)
  if (held.length < length) return null
  return { frame: { name: held.toString('utf8', 4, named), bytes: held.subarray(named + 4, length) }, length }
}

function* opened(
  file: number,
  { path, key, bound, from }: { path: string; key: Uint8Array; bound: Buffer; from: number },
): Generator<Buffer> {
  let at = from
  for (let index = 0; ; index += 1) {
    const length = readAt(file, at, 4)?.readUInt32BE(0) ?? 0
    const sealed = length < TAG || length > CHUNK + TAG ? null : readAt(file, at + 4, length)
    if (sealed === null) throw damaged(path)
    at += 4 + length
    const last = readAt(file, at, 1) === null
    const piece = unsealed(sealed, key, nonceOf(index, last), bound)
    if (piece === null) throw damaged(path)
    yield piece
    if (last) return
  }
}

function unsealed(sealed: Buffer, key: Uint8Array, nonce: Buffer, bound: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  } catch {
    return null
  }
}

/** Unlike for every chunk of a file; every file has a key of its own by its salt. */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(last ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

function headerOf(file: number, path: string): { head: PackageHeader; bound: Buffer; end: number } {
  const start = readAt(file, 0, MARK.length + 4)
  if (start === null || !start.subarray(0, MARK.length).equals(MARK)) throw foreign(path)
  const length = start.readUInt32BE(MARK.length)
  const text = length > MOST_HEADER ? null : readAt(file, start.length, length)
  if (text === null) throw foreign(path)
  const stated = parsed(text)
  const version = z.object({ version: z.number() }).safeParse(stated)
  if (version.success && version.data.version > PACKAGE_VERSION) {
    throw new AppError('CONFLICT', `“${basename(path)}”由更新版本的程序写成，没有改动任何数据；请先升级本程序`)
  }
  const head = header.safeParse(stated)
  if (!head.success) throw foreign(path)
  return { head: head.data, bound: hash('sha256', Buffer.concat([start, text]), 'buffer'), end: start.length + length }
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}

function sumOf(file: number): string {
  const sum = createHash('sha256')
  const piece = Buffer.alloc(CHUNK)
  for (let at = 0, got = 1; got > 0; at += got) {
    got = readSync(file, piece, 0, CHUNK, at)
    sum.update(piece.subarray(0, got))
  }
  return sum.digest('hex')
}

/** Null when the file ends before. */
function readAt(file: number, at: number, length: number): Buffer | null {
  const piece = Buffer.alloc(length)
  let got = 0
  while (got < length) {
    const more = readSync(file, piece, got, length - got, at + got)
    if (more === 0) return null
    got += more
  }
  return piece
}

function reading<T>(path: string, act: (file: number, size: number) => T): T {
  const file = openFile(path)
  try {
    return act(file, statSync(path).size)
  } finally {
    closeSync(file)
  }
}

function openFile(path: string): number {
  try {
    if (!statSync(path).isFile()) throw foreign(path)
    return openSync(path, 'r')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('NOT_FOUND', `“${basename(path)}”读不出来，请确认文件还在、移动盘没有拔出，再重新选择`, {
      cause,
    })
  }
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

function foreign(path: string): AppError {
  return new AppError('BAD_INPUT', `“${basename(path)}”不是派发包或回收包，没有改动任何数据；请重新选择文件`)
}

function damaged(path: string): AppError {
  const sentence = `“${basename(path)}”打不开：口令不对，或文件不完整、被改动过；没有改动任何数据，请核对口令和校验短码，或请对方重新拷贝`
  return new AppError('DAMAGED', sentence)
}
