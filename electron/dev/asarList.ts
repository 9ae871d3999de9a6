import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** A file in an app.asar: its place in the archive, or null when it lies unpacked beside it. */
export interface Packed {
  path: string
  size: number
  at: number | null
}

const FILE = z.object({ size: z.number(), offset: z.string().optional() })
const FOLDER = z.object({ files: z.record(z.string(), z.unknown()) })

/** The list at the head of Electron's archive: four length fields, then JSON of names, sizes and offsets. */
export function listArchive(archive: string): Packed[] {
  const head = readPart(archive, 0, 16)
  const list: unknown = JSON.parse(readPart(archive, 16, head.readUInt32LE(12)).toString('utf8'))
  return walk(list, '', 8 + head.readUInt32LE(4))
}

function walk(entry: unknown, path: string, start: number): Packed[] {
  const folder = FOLDER.safeParse(entry)
  if (folder.success) {
    return Object.entries(folder.data.files).flatMap(([name, inside]) =>
      walk(inside, path === '' ? name : `${path}/${name}`, start),
    )
  }
  const { size, offset } = FILE.parse(entry)
  return [{ path, size, at: offset === undefined ? null : start + Number(offset) }]
}

/** Writes every file that is inside the archive below `into`. */
export function unpackArchive(archive: string, into: string): void {
  for (const { path, size, at } of listArchive(archive)) {
    if (at === null) continue
    mkdirSync(dirname(join(into, path)), { recursive: true })
    writeFileSync(join(into, path), readPart(archive, at, size))
  }
}

function readPart(file: string, at: number, length: number): Buffer {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    readSync(handle, bytes, 0, length, at)
    return bytes
  } finally {
    closeSync(handle)
  }
}
