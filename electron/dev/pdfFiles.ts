import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { PROJECT } from './project.ts'

/** What pdf.js asks for by name when a PDF of others comes without it: Chinese character maps, the standard fonts, decoders of JBIG2 and JPEG 2000; each with its licence. */
export function pdfFiles(): Plugin {
  const root = join(PROJECT, 'node_modules/pdfjs-dist')
  const wanted: Record<string, RegExp> = {
    cmaps: /\.bcmap$|^LICENSE/,
    standard_fonts: /\.(pfb|ttf)$|^LICENSE/,
    wasm: /^(jbig2|openjpeg)\.wasm$|_nowasm_fallback\.js$|^LICENSE_(PDFJS_)?(JBIG2|OPENJPEG)$/,
  }
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const [folder, names] of Object.entries(wanted)) {
        for (const name of readdirSync(join(root, folder)).filter((each) => names.test(each))) {
          this.emitFile({
            type: 'asset',
            fileName: `pdf/${folder}/${name}`,
            source: readFileSync(join(root, folder, name)),
          })
        }
      }
    },
  }
}
