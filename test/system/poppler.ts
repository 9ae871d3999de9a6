import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DPI, type Picture } from '../pdf/picture.ts'

/** Renders every page of a PDF with poppler. */
export function popplerPages(pdf: Uint8Array, dpi: number = DPI): Picture[] {
  return withFile(pdf, (path, folder) => {
    execFileSync('pdftoppm', ['-gray', '-r', String(dpi), path, join(folder, 'p')])
    return readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
      .map((name) => parsePgm(readFileSync(join(folder, name))))
  })
}

/** The text of every page of a PDF as poppler reads it. */
export function popplerText(pdf: Uint8Array): string[] {
  const text = withFile(pdf, (path) => execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }))
  return text.split('\f').slice(0, -1)
}

function withFile<T>(pdf: Uint8Array, read: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  try {
    const path = join(folder, 'a.pdf')
    writeFileSync(path, pdf)
    return read(path, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function parsePgm(file: Uint8Array): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 64)))
  if (head === null) throw new Error('not a grey picture')
  return { width: Number(head[1]), height: Number(head[2]), pixels: file.subarray(head[0].length) }
}
