import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { createFontStore } from '../../electron/core/fonts.ts'
import { layNotice, makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import { longList, SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { bothEmbeddings, drawWithOwnSubset } from './embeddings.ts'
import { pdfText } from './pdfText.ts'
import { blankCharacters, differingPages, inkInMargins } from './picture.ts'
import { renderPages } from './renderPages.ts'

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
    const pictures = await renderPages(bytes)
    expect(pictures).toHaveLength(pages)
    const { blank, checked } = blankCharacters(laid.pages, pictures, laid.typesetter.measure)
    expect(blank).toEqual([])
    expect(checked).toBeGreaterThan(1000)
    expect(pictures.map(inkInMargins)).toEqual(pictures.map(() => 0))
  })

  it("would be seen blank with pdf-lib's own subset, though its text still reads right", async () => {
    const { pages, typesetter } = layNotice(list, SETTINGS, deps)
    const bytes = await drawWithOwnSubset(pages, typesetter)
    const { blank } = blankCharacters(pages, await renderPages(bytes), typesetter.measure)
    expect(blank.length).toBeGreaterThan(100)
    expect((await pdfText(bytes)).join('')).toContain('深圳市龙岗区工业和信息化局')
  })

  it('looks the same, pixel by pixel, as with the whole body font embedded (P10)', { timeout: 180_000 }, async () => {
    const { subset, whole } = await bothEmbeddings(list, deps)
    expect(whole.length).toBeGreaterThan(20 * subset.length)
    const expected = await renderPages(whole)
    expect(differingPages(await renderPages(subset), expected)).toEqual([])
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

  it.each([
    ['issuer', '示例ก局', '公示标题中的“ก”（U+0E01）'],
    ['address', '示例路ก号', '公示正文第9段中的“ก”（U+0E01）'],
    ['consultContact', '示例ก科', '公示正文第7段中的“ก”（U+0E01）'],
  ] as const)('stops at a character no font has in the settings: %s', async (field, text, words) => {
    await expect(makeNotice(list, { ...SETTINGS, [field]: text }, deps)).rejects.toThrow(words)
  })

  it.each([
    ['salutation: 各有关单位', 'salutation: 各有关ก单位', '公示称谓'],
    ['header: 项目名称', 'header: 项目ก名称', '公示附表表头'],
    ['下达文件为准。', '下达文件为准。{section}', '公示正文第12段'],
  ])('stops at a character no font has in the words of the office: %s', async (shipped, own, place) => {
    const text = readFileSync(join(deps.templatesRoot, 'notice/publicity.yaml'), 'utf8')
    const ownText = text
      .replace(shipped, own)
      .replace('blanks: {}', 'blanks:\n  section:\n    label: 科室\n    value: 示例ก科')
    expect(ownText).toContain(own)
    await expect(makeNotice(list, SETTINGS, { ...deps, ownText })).rejects.toThrow(`${place}中的“ก”（U+0E01）`)
  })

  it('asks whether a period begins on a day off, however its days are counted, and answers for that day only', async () => {
    for (const workingDays of [true, false]) {
      const settings = { ...SETTINGS, startOn: '2026-03-07', workingDays } as const
      const asked = /公示开始日期2026年3月7日是休息日：请在“公示信息”中勾选确认当天发布并保存，或把起始日改为工作日/
      for (const dayOffStart of [null, '2026-03-08'] as const) {
        expect((await makeNotice(list, { ...settings, dayOffStart }, deps)).problems.join()).toMatch(asked)
      }
      const { warnings, problems } = await makeNotice(list, { ...settings, dayOffStart: '2026-03-07' }, deps)
      expect(problems).toEqual([])
      expect(warnings.join()).toMatch(/公示开始日期2026年3月7日是休息日，.+；已确认当天发布/)
    }
    expect((await makeNotice(list, SETTINGS, deps)).warnings.join()).not.toContain('是休息日')
  })

  it.each([true, false])(
    'refuses a period that begins in a year without calendar, working days %s',
    async (workingDays) => {
      const settings = { ...SETTINGS, startOn: '2027-01-04', workingDays, dayOffStart: '2027-01-04' } as const
      await expect(makeNotice(list, settings, deps)).rejects.toThrow(/没有2027年的节假日安排/)
    },
  )

  it('stops at personal data in a public cell', async () => {
    await expect(
      makeNotice(withFirst({ projectName: '平台（１３８ １２３４ ５６７８）' }), SETTINGS, deps),
    ).rejects.toThrow('公示表第1行LG2026-0001的“项目名称”含手机号')
    await expect(makeNotice(withFirst({ opinion: '13812345678' }), SETTINGS, deps)).resolves.toMatchObject({ pages: 5 })
  })

  it('returns what is still missing without stopping', async () => {
    const { warnings } = await makeNotice(list, { ...SETTINGS, address: '' }, deps)
    expect(warnings).toContain('“通讯地址”未填写，公示中以〔待填写：通讯地址〕标出')
    expect(warnings).toContain('未找到仿宋，以思源宋体（Noto Serif SC）代替')
  })

  it.each([
    [50, 200],
    [5000, 700],
  ])('prints %i names in at most %i KB (P10)', async (count, kilobytes) => {
    const { bytes } = await makeNotice(longList(count), SETTINGS, deps)
    expect(bytes.length).toBeLessThanOrEqual(kilobytes * 1024)
  })
})
