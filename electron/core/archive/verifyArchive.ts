import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import * as yauzl from 'yauzl'
import { NOTHING, rowDigest } from '../../../db/digest.ts'
import { MANIFEST, readManifest } from '../../../shared/archive/manifest.ts'
import { AppError } from '../../../shared/errors.ts'
import { fileSha256 } from '../fileSha256.ts'

/** The log inside the archive, one entry a line. */
export const AUDIT_LINES = '7留痕/审计日志.jsonl'

/** An archive is as it was made, or the first broken place as a Chinese sentence. */
export type ArchiveCheck =
  | { ok: true; files: number; sha256: string; manifestSha256: string; auditEntries: number; auditHead: string }
  | { ok: false; place: string }

/** More is no list of sums of ours. */
const LARGEST_MANIFEST = 256 * 1024 * 1024

class Broken extends Error {}

/**
 * Reads an archive whole, one piece at a time: every file against the list of sums, none missing, none added, and the
 * chain of the log inside from its first entry on. Errors: NOT_FOUND when there is no such file.
 */
export async function verifyArchive(path: string): Promise<ArchiveCheck> {
  let zip: yauzl.ZipFile
  try {
    zip = await open(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('NOT_FOUND', `找不到文件“${path}”，请检查位置`)
    }
    return { ok: false, place: `“${basename(path)}”不是完整的归档包（压缩包目录读不出来）` }
  }
  try {
    const { sums, manifest, chain } = await readAll(zip)
    const files = compare(sums, manifest)
    return { ok: true, files, sha256: await fileSha256(path), manifestSha256: manifest.sha256, ...chain }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, place: error.message }
    if (error instanceof Error) return { ok: false, place: `“${basename(path)}”读到一半出错，文件已损坏` }
    throw error
  } finally {
    zip.close()
  }
}

interface Chain {
  auditEntries: number
  auditHead: string
}

async function readAll(zip: yauzl.ZipFile) {
  const sums = new Map<string, string>()
  let manifest: { text: string; sha256: string } | null = null
  let chain: Chain | null = null
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    if (sums.has(name) || (name === MANIFEST && manifest !== null)) throw new Broken(`文件“${name}”出现了两次`)
    if (name === MANIFEST && entry.uncompressedSize > LARGEST_MANIFEST) throw new Broken(`“${MANIFEST}”大得不合常理`)
    try {
      const measured = measure(await zip.openReadStreamPromise(entry))
      if (name === MANIFEST) manifest = await wholeText(measured)
      else if (name === AUDIT_LINES) chain = await readChain(Readable.from(measured.pieces()))
      else for await (const _ of measured.pieces());
      if (name !== MANIFEST) sums.set(name, measured.sum())
    } catch (error) {
      throw error instanceof Broken ? error : new Broken(`文件“${name}”读不出来，归档包已损坏`)
    }
  }
  if (manifest === null) throw new Broken(`里面没有“${MANIFEST}”，不是本软件的归档包，或已不完整`)
  if (chain === null) throw new Broken(`里面没有“${AUDIT_LINES}”，归档包不完整`)
  return { sums, manifest, chain }
}

/** The bytes of a file as they are read, and what they add up to at the end. */
function measure(stream: Readable) {
  const hash = createHash('sha256')
  return {
    async *pieces(): AsyncGenerator<Buffer> {
      for await (const piece of stream) {
        hash.update(piece)
        yield piece
      }
    },
    sum: () => hash.digest('hex'),
  }
}

async function wholeText(measured: ReturnType<typeof measure>): Promise<{ text: string; sha256: string }> {
  const pieces: Buffer[] = []
  for await (const piece of measured.pieces()) pieces.push(piece)
  return { text: Buffer.concat(pieces).toString('utf8'), sha256: measured.sum() }
}

function compare(sums: ReadonlyMap<string, string>, { text }: { text: string }): number {
  const lines = readManifest(text)
  if (lines === null) throw new Broken(`“${MANIFEST}”有读不懂的行，已被改动`)
  const stated = new Map(lines.map(({ path, sha256 }) => [path, sha256]))
  for (const [path, sha256] of stated) {
    const found = sums.get(path)
    if (found === undefined) throw new Broken(`少了文件“${path}”`)
    if (found !== sha256) throw new Broken(`文件“${path}”的内容与校验清单不符，已被改动`)
  }
  for (const path of sums.keys()) if (!stated.has(path)) throw new Broken(`多了文件“${path}”，校验清单里没有它`)
  return stated.size
}

async function readChain(stream: NodeJS.ReadableStream): Promise<Chain> {
  let auditEntries = 0
  let auditHead = NOTHING
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    auditEntries += 1
    const { hash, ...row } = readRow(line, auditEntries)
    const columns = Object.keys(row).sort()
    const digest = rowDigest(
      'audit_log',
      columns,
      columns.map((column) => row[column]),
    )
    if (row.seq !== auditEntries || row.prev_hash !== auditHead || digest !== hash) {
      throw new Broken(`审计日志第 ${auditEntries} 条被改动或与前一条不相连`)
    }
    auditHead = digest
  }
  return { auditEntries, auditHead }
}

function readRow(line: string, at: number): Record<string, string | number | null> {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) {
      return Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'number' ? value : value === null ? null : String(value),
        ]),
      )
    }
  } catch {
    // Told below.
  }
  throw new Broken(`审计日志第 ${at} 条读不懂，已被改动`)
}

function open(path: string): Promise<yauzl.ZipFile> {
  return yauzl.openPromise(path, { autoClose: false })
}
