import { hash } from 'node:crypto'
import type { Frame } from './container.ts'

const PREFIX = 'file:'

/** An attachment as a frame, named after its bytes. */
export function fileFrame(sha256: string, bytes: Uint8Array): Frame {
  return { name: `${PREFIX}${sha256}`, bytes }
}

/** The sum an attachment's frame is named after, or null when the frame holds something else. */
export function fileSumOf({ name }: Frame): string | null {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null
}

/** A frame that holds an attachment, or null when it holds something else. Errors: it is not what it is named after. */
export function readFile(frame: Frame): { sha256: string; bytes: Buffer } | null {
  const sha256 = fileSumOf(frame)
  if (sha256 === null) return null
  if (hash('sha256', frame.bytes, 'hex') !== sha256) throw new Error('an attachment is not what it is named after')
  return { sha256, bytes: Buffer.from(frame.bytes) }
}
