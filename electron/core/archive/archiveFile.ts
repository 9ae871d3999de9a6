import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { MANIFEST, type ManifestLine, manifestText } from '../../../shared/archive/manifest.ts'
import type { ExportWatch } from '../exportWatch.ts'

/** What a file of the archive holds: bytes or text at once, or in pieces made while they are written. */
export type ArchiveContent = Uint8Array | string | Iterable<string | Uint8Array> | AsyncIterable<Uint8Array>

/** A file that is made when its turn comes; `group` is what a person waiting reads. */
export interface ArchiveEntry {
  path: string
  group: string
  /** Files that are packed already are only stored. */
  packed?: boolean
  /** Null: left out after all. */
  make(): ArchiveContent | null | Promise<ArchiveContent | null>
}

/** A file that was written. */
export interface WrittenEntry extends ManifestLine {
  bytes: number
}

/**
 * Writes a zip file entry by entry while the entries are made: one piece is in memory at a time. `last` makes the entries
 * that name the others; the list of sums follows. Answers every file and the SHA-256 of that list, which stands for the
 * whole. Errors: CANCELLED when `watch` is told to stop; what making an entry or writing the file throws.
 */
export async function writeArchive(
  file: Writable,
  entries: readonly ArchiveEntry[],
  last: (written: readonly WrittenEntry[]) => ArchiveEntry[],
  options: { at: Date; watch: ExportWatch | null },
): Promise<{ written: WrittenEntry[]; manifestSha256: string }> {
  const zip = new ZipFile()
  // What goes wrong with an entry is told where the entry is made.
  zip.on('error', () => undefined)
  const written: WrittenEntry[] = []
  const output = pipeline(zip.outputStream, file)
  // A failure while an entry is made must end the file too, and is what is told.
  const failed = output.then(() => new Promise<never>(() => {}))
  const add = async (entry: ArchiveEntry, number: number, of: number): Promise<void> => {
    options.watch?.report({ sheet: entry.group, number, of, rows: written.length })
    const one = await Promise.race([put(zip, entry, options.at), failed])
    if (one !== null) written.push(one)
  }
  try {
    const more = entries.length + 1
    for (const [at, entry] of entries.entries()) await add(entry, at + 1, more)
    for (const entry of last(written.slice())) await add(entry, more, more)
    const manifest = manifestText(written)
    await put(zip, { path: MANIFEST, group: '', make: () => manifest }, options.at)
    zip.end()
    await output
    return { written, manifestSha256: createHash('sha256').update(manifest).digest('hex') }
  } catch (error) {
    // With its own cause, so that whoever waits for the file hears that and not that the file ended early.
    file.destroy(error instanceof Error ? error : undefined)
    await output.catch(() => undefined)
    throw error
  }
}

async function put(zip: ZipFile, entry: ArchiveEntry, at: Date): Promise<WrittenEntry | null> {
  const content = await entry.make()
  if (content === null) return null
  const sum = createHash('sha256')
  let bytes = 0
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  const source = Readable.from(
    (async function* () {
      for await (const piece of pieces) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
        if (chunk.length === 0) continue
        sum.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    })(),
  )
  await new Promise<void>((resolve, reject) => {
    source.once('error', reject).once('close', resolve)
    zip.addReadStream(source, entry.path, { mtime: at, mode: 0o100644, compress: entry.packed !== true })
  })
  return { path: entry.path, bytes, sha256: sum.digest('hex') }
}
