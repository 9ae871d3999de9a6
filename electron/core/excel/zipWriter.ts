import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** Sizes and checksum follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
/** Version 2.0 of the format is enough: no part and no workbook reaches 4 GB. */
const VERSION = 20
/** 1 January 1980: a paper made again from the same list is the same file. */
const DAY = 0x0021

interface Entry {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

/**
 * Writes a zip file part by part while the parts are being made: nothing is held but what one piece takes. Waits
 * whenever the file or the compressor is behind, so that other work gets its turn.
 */
export class ZipWriter {
  readonly #file: Writable
  readonly #entries: Entry[] = []
  #offset = 0

  constructor(file: Writable) {
    this.#file = file
  }

  /** Adds a part. Errors: what making a piece or writing the file throws. */
  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const entry: Entry = { name: Buffer.from(name, 'utf8'), crc: 0, packed: 0, size: 0, offset: this.#offset }
    await this.#write(localHeader(entry))
    const write = (chunk: Uint8Array) => this.#write(chunk)
    await pipeline(
      Readable.from(measured(entry, pieces)),
      createDeflateRaw(),
      async (packed: AsyncIterable<Buffer>) => {
        for await (const chunk of packed) {
          entry.packed += chunk.length
          await write(chunk)
        }
      },
    )
    await this.#write(descriptor(entry))
    this.#entries.push(entry)
  }

  /** Writes the directory and ends the file. */
  async end(): Promise<void> {
    const start = this.#offset
    for (const entry of this.#entries) await this.#write(directoryHeader(entry))
    await this.#write(directoryEnd(this.#entries.length, this.#offset - start, start))
    this.#file.end()
  }

  async #write(chunk: Uint8Array): Promise<void> {
    this.#offset += chunk.length
    if (!this.#file.write(chunk)) await once(this.#file, 'drain')
  }
}

function* measured(entry: Entry, pieces: Iterable<string>): Generator<Buffer> {
  for (const piece of pieces) {
    const bytes = Buffer.from(piece, 'utf8')
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const words = Buffer.alloc(16)
  for (const [at, word] of [0x08074b50, crc, packed, size].entries()) words.writeUInt32LE(word, at * 4)
  return words
}

function directoryHeader({ name, crc, packed, size, offset }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DAY, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function directoryEnd(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
