import { beforeAll, describe, expect, it } from 'vitest'
import type { Embedding } from '../../electron/core/pdf/drawPages.ts'
import { makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { longList, SETTINGS } from '../fixtures/frozenList.ts'
import { emptied } from './breakPaper.ts'
import { DEPS } from './expected.ts'
import { allPictures, type Picture } from './pictures.ts'
import { readPages } from './readPages.ts'

const RARE = '龑喆堃犇㙍𬭎￥䶮'
const MARKS = '（）《》、，。：；“”—·0123456789ABCXYZabcxyz%+-/'
const DPI = 110

/** The same numbers in every run: a failure can be looked at again. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A name of 4 to 30 characters the fonts have, from all over the Chinese planes, one rare name in every third. */
function randomText(next: () => number, at: number): string {
  const font = DEPS.fonts.choose('body').fonts[0]
  const pick = (text: string) => [...text][Math.floor(next() * [...text].length)] ?? ''
  let text = at % 3 === 0 ? pick(RARE) : ''
  const length = 4 + Math.floor(next() * 27)
  while ([...text].length < length) {
    const code = next() < 0.1 ? 0x3400 + Math.floor(next() * 0x19b0) : 0x4e00 + Math.floor(next() * 0x51a0)
    if (next() < 0.12) text += pick(MARKS)
    else if (font !== undefined && font.glyphOf(code) !== 0) text += String.fromCodePoint(code)
  }
  return text
}

const whole: Embedding = async (font) => font.bytes

describe('a subset of the fonts', { timeout: 240_000 }, () => {
  const next = numbers(20260302)
  const texts = Array.from({ length: 100 }, (_, at) => randomText(next, at))
  const plain = longList(100)
  const list: FrozenList = {
    ...plain,
    items: plain.items.map((item, at) => ({ ...item, applicant: texts[at] ?? '', projectName: texts[99 - at] ?? '' })),
  }
  const settings = { ...SETTINGS, issuer: `示例${RARE}局` }
  let subset: Uint8Array
  let printed: Picture[] = []

  beforeAll(async () => {
    subset = (await makeNotice(list, settings, DEPS)).bytes
    printed = await allPictures(subset, (await readPages(subset)).length, DPI)
  }, 240_000)

  /** Numbers of the pages that are not the same in every pixel. */
  async function different(embedding: Embedding): Promise<{ pages: number[]; bytes: number }> {
    const { bytes } = await makeNotice(list, settings, DEPS, embedding)
    const pictures = await allPictures(bytes, printed.length, DPI)
    const pages = pictures.flatMap((picture, index) =>
      Buffer.compare(picture.pixels, printed[index]?.pixels ?? new Uint8Array()) === 0 ? [] : [index + 1],
    )
    return { pages, bytes: bytes.length }
  }

  it('prints 100 random texts and rare names as the whole fonts do, pixel by pixel', async () => {
    const read = (await readPages(subset)).flatMap(({ glyphs }) => glyphs.map(({ text }) => text)).join('')
    for (const character of RARE) expect(read).toContain(character)
    expect(printed.length).toBeGreaterThan(6)
    const { pages, bytes } = await different(whole)
    expect(bytes).toBeGreaterThan(10 * subset.length)
    expect(pages).toEqual([])
  })

  it.each([...RARE].slice(0, 3))('would be seen to differ if %s were drawn blank', async (character) => {
    expect((await different(emptied(character))).pages).not.toEqual([])
  })
})
