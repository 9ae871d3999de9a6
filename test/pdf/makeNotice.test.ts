import { join } from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { subsetOf } from '../../electron/core/pdf/drawPages.ts'
import { layNotice, makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import { GB_PAGE, type PlacedText } from '../../shared/report/pages.ts'
import { longList, SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { inkIn, renderPages } from './renderPages.ts'

const deps = {
  templatesRoot: join(import.meta.dirname, '../../templates'),
  fonts: createFontStore({ fontDirs: [] }),
}

/** The sample with one granted application changed. */
function withFirst(patch: Partial<ListItem>): FrozenList {
  const list = sampleList()
  return { ...list, items: list.items.map((item, index) => (index === 0 ? { ...item, ...patch } : item)) }
}

describe('公示 as a PDF', () => {
  const list = sampleList({ trial: true, demo: true })

  it('shows every character where it was placed, and nothing in the margins', async () => {
    const { bytes, pages } = await makeNotice(list, SETTINGS, deps)
    const laid = layNotice(list, SETTINGS, deps)
    const pictures = renderPages(bytes)
    expect(pictures).toHaveLength(pages)
    const blank: string[] = []
    let checked = 0
    laid.pages.forEach((page, index) => {
      const picture = pictures[index]
      if (picture === undefined) return
      const look = (placed: PlacedText): void => {
        let x = placed.x
        for (const character of placed.text) {
          const width = laid.typesetter.measure(character, placed.face, placed.size)
          const box = { x, y: placed.y - 0.12 * placed.size, width, height: placed.size }
          if (character.trim() !== '' && inkIn(picture, box) < 0.01)
            blank.push(`${index + 1}: ${character} in ${placed.text}`)
          x += width + placed.spacing
          checked += 1
        }
      }
      for (const text of [...page.texts, ...(page.common?.texts ?? [])]) if (text.grey === 0) look(text)
      expect(inkIn(picture, { x: 0, y: 0, width: GB_PAGE.left - 3, height: GB_PAGE.height })).toBe(0)
      expect(inkIn(picture, { x: GB_PAGE.right + 3, y: 0, width: GB_PAGE.left, height: GB_PAGE.height })).toBe(0)
    })
    expect(blank).toEqual([])
    expect(checked).toBeGreaterThan(1000)
  })

  it('looks the same, pixel by pixel, as with the whole body font embedded (P10)', { timeout: 180_000 }, async () => {
    const small = { ...list, items: list.items.slice(0, 12) }
    const subset = await makeNotice(small, SETTINGS, deps)
    const whole = await makeNotice(small, SETTINGS, deps, async (font, characters) =>
      font.name === '思源宋体（Noto Serif SC）' ? font.bytes : subsetOf(font, characters),
    )
    expect(whole.bytes.length).toBeGreaterThan(20 * subset.bytes.length)
    const expected = renderPages(whole.bytes)
    renderPages(subset.bytes).forEach((page, index) => {
      expect(Buffer.compare(page.pixels, expected[index]?.pixels ?? new Uint8Array())).toBe(0)
    })
  })

  it('is the same bytes for the same list, with title and language', async () => {
    const [one, two] = [await makeNotice(list, SETTINGS, deps), await makeNotice(list, SETTINGS, deps)]
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
    const doc = await PDFDocument.load(one.bytes, { updateMetadata: false })
    expect(doc.getTitle()).toBe('深圳市龙岗区工业和信息化局关于2026年时尚产业发展扶持（第1批）拟资助项目的公示')
    expect(doc.getCreationDate()?.toISOString()).toBe(list.frozenAt)
    expect(String(doc.catalog.get(PDFName.of('Lang')))).toContain('zh-CN')
  })

  it('stops at a character no font has, naming it, the application and the column', async () => {
    await expect(makeNotice(withFirst({ applicant: '深圳市ก示例有限公司' }), SETTINGS, deps)).rejects.toThrow(
      '公示表LG2026-0001的“申报单位（个人）”中的“ก”（U+0E01）',
    )
  })

  it('stops at personal data in a public cell', async () => {
    await expect(
      makeNotice(withFirst({ projectName: '平台（１３８ １２３４ ５６７８）' }), SETTINGS, deps),
    ).rejects.toThrow('公示表中LG2026-0001的“项目名称”含手机号')
    await expect(makeNotice(withFirst({ opinion: '13812345678' }), SETTINGS, deps)).resolves.toMatchObject({ pages: 5 })
  })

  it('returns what is still missing without stopping', async () => {
    const { warnings } = await makeNotice(list, { ...SETTINGS, address: '' }, deps)
    expect(warnings).toContain('“通讯地址”未填写，公示中以〔待填写：通讯地址〕标出')
    expect(warnings).toContain('未找到仿宋，以思源宋体（Noto Serif SC）代替')
  })

  it.each([
    [50, 0.5, 200],
    [5000, 1.5, 700],
  ])('prints %i names in %f s and %i KB (P10)', async (count, seconds, kilobytes) => {
    const long = longList(count)
    const times: number[] = []
    let size = 0
    for (let round = 0; round < 3; round += 1) {
      const start = process.cpuUsage()
      size = (await makeNotice(long, SETTINGS, deps)).bytes.length
      const used = process.cpuUsage(start)
      times.push((used.user + used.system) / 1e6)
    }
    console.info(
      `P10 ${count} names: ${times.map((time) => time.toFixed(2)).join(' ')} s, ${Math.round(size / 1024)} KB`,
    )
    expect(Math.min(...times)).toBeLessThanOrEqual(seconds)
    expect(size).toBeLessThanOrEqual(kilobytes * 1024)
  })
})
