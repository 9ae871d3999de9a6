import { fileName } from '../fileName.ts'

/** The list of all files with their SHA-256, in the form `sha256sum -c` reads. */
export const MANIFEST = '校验清单.txt'

/** One file of the archive as its list of sums names it. */
export interface ManifestLine {
  path: string
  sha256: string
}

/** The list, in order of path. */
export function manifestText(files: readonly ManifestLine[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
}

/** The list as read; null where a line is not one of ours. */
export function readManifest(text: string): ManifestLine[] | null {
  const lines: ManifestLine[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(line)
    if (match?.[1] === undefined || match[2] === undefined) return null
    lines.push({ sha256: match[1], path: match[2] })
  }
  return lines
}

/** A name as a part of a path on any system. */
export function fileNamePart(text: string): string {
  return fileName(text, '_') || '_'
}
