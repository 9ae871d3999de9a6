import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { bothEmbeddings } from '../pdf/embeddings.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { differingPages } from '../pdf/picture.ts'
import { popplerPages, popplerText } from './poppler.ts'

const deps = {
  templatesRoot: join(import.meta.dirname, '../../templates'),
  fonts: createFontStore({ fontDirs: [] }),
}

describe('公示 seen by a second reader, poppler', () => {
  const list = sampleList({ trial: true, demo: true })

  it('looks the same, pixel by pixel, as with the whole body font embedded (P10)', async () => {
    const { subset, whole } = await bothEmbeddings(list, deps)
    expect(differingPages(popplerPages(subset), popplerPages(whole))).toEqual([])
  })

  it('reads the same text as in pdf.js', async () => {
    const { bytes } = await makeNotice(list, SETTINGS, deps)
    const words = (pages: string[]): string[] => pages.map((page) => page.replace(/\s/g, ''))
    expect(words(popplerText(bytes))).toEqual(words(await pdfText(bytes)))
  })
})
