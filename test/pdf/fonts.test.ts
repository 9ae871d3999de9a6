import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fontkit from '@pdf-lib/fontkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { subsetOf } from '../../electron/core/pdf/drawPages.ts'
import { faceOffsets, readFace } from '../../electron/core/pdf/trueType.ts'
import { createTypesetter } from '../../electron/core/pdf/typesetter.ts'
import { collection, renamed } from './makeFont.ts'

const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'))
const SERIF = readFileSync(join(root, '400Regular/NotoSerifSC_400Regular.ttf'))
const serif = { ...readFace(SERIF, 0), name: '思源宋体' }
const dir = mkdtempSync(join(tmpdir(), 'fonts-'))
afterAll(() => rmSync(dir, { recursive: true }))

describe('reading a font', () => {
  it('agrees with fontkit on which characters there are and how wide they are', () => {
    const ours = readFace(SERIF, 0)
    const theirs = fontkit.create(SERIF)
    const different: number[] = []
    const check = (codePoint: number): void => {
      const glyph = ours.glyphOf(codePoint)
      const has = theirs.hasGlyphForCodePoint(codePoint)
      const width = has ? theirs.glyphForCodePoint(codePoint).advanceWidth / theirs.unitsPerEm : 0
      if ((glyph !== 0) !== has || (has && ours.widthOf(glyph) !== width)) different.push(codePoint)
    }
    for (let codePoint = 0x20; codePoint < 0x3400; codePoint += 1) check(codePoint)
    for (let codePoint = 0x3400; codePoint < 0x33000; codePoint += 13) check(codePoint)
    expect(different).toEqual([])
    expect(ours.families).toContain('Noto Serif SC')
  })

  it('takes a face out of a collection', async () => {
    const small = await subsetOf(serif, '甲乙丙')
    const ttc = collection([renamed(small, '别的'), renamed(small, '仿宋')])
    const offsets = faceOffsets(ttc)
    expect(offsets).toHaveLength(2)
    const faces = offsets.map((at) => readFace(ttc, at))
    expect(faces.map((face) => face.families)).toEqual([['别的'], ['仿宋']])
    expect(faces[1]?.glyphOf(0x7532)).toBeGreaterThan(0)
    expect(fontkit.create(Buffer.from(faces[1]?.bytes ?? [])).hasGlyphForCodePoint(0x7532)).toBe(true)
  })

  it('passes over what is no TrueType font', () => {
    expect(faceOffsets(new TextEncoder().encode('OTTO'.padEnd(64)))).toEqual([])
    expect(faceOffsets(new Uint8Array(3))).toEqual([])
  })
})

describe('finding fonts', () => {
  beforeAll(async () => {
    const few = await subsetOf(serif, '张示例公司0123456789')
    mkdirSync(join(dir, 'wps', 'office6'), { recursive: true })
    writeFileSync(join(dir, 'broken.ttf'), 'not a font at all, only some text')
    writeFileSync(join(dir, 'wps', 'office6', 'a.ttc'), collection([renamed(few, '别的'), renamed(few, '仿宋')]))
    writeFileSync(join(dir, 'x.TTF'), renamed(few, '方正小标宋简体'))
  })

  it('names what is missing and what stands in', () => {
    const store = createFontStore({ fontDirs: [join(dir, 'nowhere')] })
    expect(store.choose('body').warning).toBe('未找到仿宋，以思源宋体（Noto Serif SC）代替')
    expect(store.choose('title').warning).toBe('未找到方正小标宋，以思源宋体粗体（Noto Serif SC Bold）代替')
    expect(store.choose('hei').warning).toContain('未找到黑体')
    expect(store.choose('song').warning).toBe('')
    expect(store.rare()).toBeNull()
  })

  it('finds installed faces by name, in subfolders and collections, broken files aside', () => {
    const store = createFontStore({ fontDirs: [dir] })
    for (const [face, name] of [
      ['title', '方正小标宋简体'],
      ['body', '仿宋'],
    ] as const) {
      const { fonts, warning } = store.choose(face)
      expect(warning).toBe('')
      expect(fonts[0]?.name).toBe(name)
    }
  })

  it('sets a character the installed face lacks in the open font, and says so', () => {
    const typesetter = createTypesetter(createFontStore({ fontDirs: [dir] }))
    const runs = typesetter.runs('张示䶮公司', 'body')
    expect(runs.map((run) => [run.font.name, run.text])).toEqual([
      ['仿宋', '张示'],
      ['思源宋体（Noto Serif SC）', '䶮'],
      ['仿宋', '公司'],
    ])
    expect(typesetter.warnings()).toEqual(['仿宋没有“䶮”字，此字以思源宋体（Noto Serif SC）代替'])
  })

  it('refuses a character no font has and says where it stands', () => {
    const typesetter = createTypesetter(createFontStore({ fontDirs: [] }))
    expect(() => typesetter.check('公司ก', 'body', '公示表LG1的“申报单位”')).toThrow(
      '公示表LG1的“申报单位”中的“ก”（U+0E01）',
    )
  })
})
