import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, type PDFFont } from 'pdf-lib'
import type { Font } from '../../electron/core/fonts.ts'
import { subsetOf } from '../../electron/core/pdf/drawPages.ts'
import { makeNotice, type NoticeDeps } from '../../electron/core/pdf/makeNotice.ts'
import type { Typesetter } from '../../electron/core/pdf/typesetter.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { GB_PAGE, type Page } from '../../shared/report/pages.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'

/** The same pages drawn with pdf-lib's own subsetting: the fault that the check for ink has to see. */
export async function drawWithOwnSubset(pages: readonly Page[], typesetter: Typesetter): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit)
  const embedded = new Map<Font, PDFFont>()
  for (const page of pages) {
    const leaf = doc.addPage([GB_PAGE.width, GB_PAGE.height])
    for (const { x: start, y, size, spacing, text, face } of [...(page.common?.texts ?? []), ...page.texts]) {
      let x = start
      for (const character of text) {
        for (const run of typesetter.runs(character, face)) {
          const font = embedded.get(run.font) ?? (await doc.embedFont(run.font.bytes, { subset: true }))
          embedded.set(run.font, font)
          leaf.drawText(run.text, { x, y, size, font })
        }
        x += typesetter.measure(character, face, size) + spacing
      }
    }
  }
  return doc.save()
}

/** A short notice as it is made, and with the whole body font in place of its subset: both must look the same. */
export async function bothEmbeddings(
  list: FrozenList,
  deps: NoticeDeps,
): Promise<{ subset: Uint8Array; whole: Uint8Array }> {
  const short = { ...list, items: list.items.slice(0, 12) }
  const subset = await makeNotice(short, SETTINGS, deps)
  const whole = await makeNotice(short, SETTINGS, deps, async (font, characters) =>
    font.name === '思源宋体（Noto Serif SC）' ? font.bytes : subsetOf(font, characters),
  )
  return { subset: subset.bytes, whole: whole.bytes }
}
