import jsQR from 'jsqr'
import { expect, it } from 'vitest'
import { makeCasePapers } from '../../electron/core/pdf/makeCasePapers.ts'
import { sheetCodeOf } from '../../electron/core/sheetVersion.ts'
import type { PaperCase } from '../../shared/report/casePaper.ts'
import { type SheetKind, writeSheetCode } from '../../shared/report/sheetCode.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { ASSESSMENT, condition, paperCase } from '../fixtures/paperCase.ts'
import { DEPS } from '../papers/expected.ts'
import { pdfText } from '../pdf/pdfText.ts'
import type { Picture } from '../pdf/picture.ts'
import { popplerPages } from './poppler.ts'

/** What an office scanner gives. */
const SCANNER_DPI = 200
const scheme = { criteria: [{ name: '示范带动', max: '100', weight: null }], basis: '示例会议纪要' }
const marks = ['试算', '演示参数，非政策规定']
const conditions = Array.from({ length: 90 }, (_, index) => condition({ id: String(index), text: `第${index}项材料` }))
const plain = paperCase({ scheme, marks })
const chinese = { ...plain, application: { ...plain.application, applicationNo: '龙岗〔2026〕12号' } }

it.each([
  ['a 打分表', 'scoring', plain],
  ['a number with Chinese in it', 'scoring', chinese],
  ['every page of a long 审核表', 'review', paperCase({ marks, assessment: { ...ASSESSMENT, conditions } })],
] as const satisfies [string, SheetKind, PaperCase][])(
  'the QR code and the text of %s name case and version',
  async (_, kind, one) => {
    const { fonts, templatesRoot } = DEPS
    const createdAt = '2026-03-06T01:00:00.000Z'
    const { bytes, pages } = await makeCasePapers([one], kind, {
      fonts,
      templatesRoot,
      settings: SETTINGS,
      dueOn: null,
      createdAt,
    })
    const code = writeSheetCode(sheetCodeOf(one, kind))
    expect(popplerPages(bytes, SCANNER_DPI).map(decoded)).toEqual(Array(pages).fill(code))
    const texts = (await pdfText(bytes)).map((page) => page.replace(/\s/g, ''))
    expect(texts.every((text) => text.includes(`核对码${code}`))).toBe(true)
  },
)

/** Reads the upper right corner, where people hold the scanner. */
function decoded({ width, height, pixels }: Picture): string | undefined {
  const [across, down] = [Math.round(width / 4), Math.round(height / 6)]
  const rgba = new Uint8ClampedArray(across * down * 4)
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const grey = pixels[y * width + width - across + x] ?? 255
      rgba.set([grey, grey, grey, 255], (y * across + x) * 4)
    }
  }
  return jsQR.default(rgba, across, down)?.data
}
