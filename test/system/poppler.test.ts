import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { layNotice, makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { bothEmbeddings, drawWithOwnSubset } from '../pdf/embeddings.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { blankCharacters, differingPages, inkInMargins } from '../pdf/picture.ts'
import { popplerPages, popplerText } from './poppler.ts'

const deps = {
  templatesRoot: join(import.meta.dirname, '../../templates'),
  fonts: createFontStore({ fontDirs: [] }),
}

describe('公示 seen by a second reader, poppler', () => {
  const list = sampleList({ trial: true, demo: true })

  it('shows every character where it was placed, and nothing in the margins', async () => {
    const { bytes, pages } = await makeNotice(list, SETTINGS, deps)
    const laid = layNotice(list, SETTINGS, deps)
    const pictures = popplerPages(bytes)
    expect(pictures).toHaveLength(pages)
    const { blank, checked } = blankCharacters(laid.pages, pictures, laid.typesetter.measure)
    expect(blank).toEqual([])
    expect(checked).toBeGreaterThan(1000)
    expect(pictures.map(inkInMargins)).toEqual(pictures.map(() => 0))
  })

  it("would be seen blank with pdf-lib's own subset", async () => {
    const { pages, typesetter } = layNotice(list, SETTINGS, deps)
    const pictures = popplerPages(await drawWithOwnSubset(pages, typesetter))
    expect(blankCharacters(pages, pictures, typesetter.measure).blank.length).toBeGreaterThan(100)
  })

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
