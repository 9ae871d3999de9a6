import { text } from 'node:stream/consumers'
import yauzl from 'yauzl'

/** The files in a zip whose name matches, as text, in the order they stand there. */
export async function zipParts(path: string, name: RegExp): Promise<string[]> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true })
  const parts: string[] = []
  for await (const entry of zip.eachEntry()) {
    if (name.test(entry.fileName)) parts.push(await text(await zip.openReadStreamPromise(entry)))
  }
  return parts
}
