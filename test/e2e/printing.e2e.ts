/**
 * Printing in the real window: only the system's dialog and the printer behind it are the test's own. What reaches them is
 * compared with the PDF of the preview: pages, size in mm, and the picture. Tolerance: paper 0.5 mm; at 50 dots an inch,
 * after the 300 dots an inch of the print, no more than 1 % of the pixels may differ by more than half of black.
 */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPdf } from '../pdf/openPdf.ts'
import type { Picture } from '../pdf/picture.ts'
import { renderPages } from '../pdf/renderPages.ts'
import { beginAs, button, dialog, openRail } from './gallery/scene.ts'
import { launchApp } from './harness.ts'
import { publishedRound } from './office/publishedRound.ts'

test('the printer gets the pages of the preview, the log says so, a fallen list is refused', {
  timeout: 240_000,
}, async () => {
  const { office, roundId } = await publishedRound()
  office.close()
  const printed = mkdtempSync(join(tmpdir(), 'lg-printed-'))
  const app = await launchApp({
    userData: office.userData,
    saveFolder: mkdtempSync(join(tmpdir(), 'lg-set-')),
    env: { LG_TEST_PRINT_DIR: printed },
  })
  try {
    const { page } = app
    await beginAs(app, '赵示例')
    await page.getByLabel('当前批次').click()
    await page
      .locator('.ant-select-item-option')
      .getByText(/2026年第1批/)
      .click()
    await openRail(page, '公示')
    await button(page, /^打印…$/).waitFor()
    const lists = await app.call('list.all', { roundId })
    const [valid, fallen] = lists.ok ? lists.value : []
    if (valid === undefined || fallen === undefined) throw new Error('two lists were frozen')

    // Across: the 审批表 as the workbook prints it. Upright: the 公示.
    for (const [kind, tab, sections] of [
      ['approval', '审批表', 1],
      ['notice', '公示', 0],
    ] as const) {
      await page.getByLabel('文件').getByText(tab, { exact: true }).click()
      await expect.poll(() => button(page, /^打印…$/).getAttribute('aria-disabled'), { timeout: 60_000 }).toBe(null)
      await button(page, /^打印…$/).click()
      const print = dialog(page).getByRole('button', { name: /^打印…$/ })
      await print.waitFor({ timeout: 60_000 })
      await app.screenshot(`print-${kind}`)
      await print.click()
      await page.getByText(/已送打印机：\d+ 页/).waitFor({ timeout: 90_000 })
      const preview = await app.call('paper.preview', { roundId, listId: valid.id, kind })
      if (!preview.ok) throw new Error(preview.message)
      const files = readdirSync(printed).sort()
      const paper = readFileSync(join(printed, files.at(-1) ?? ''))
      const until = sections === 0 ? undefined : (preview.value.sections[1]?.page ?? 1) - 1
      await expectSame(paper, Buffer.from(Object.values(preview.value.pdf)), until)
    }
    await beginAs(app, '钱示例')
    const log = await app.call('audit.list', { limit: 50 })
    expect((log.ok ? log.value : []).filter(({ action }) => action === '打印').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(new RegExp(`^${valid.listNo} 文书 公示，页数 \\d+`)),
      expect.stringMatching(new RegExp(`^${valid.listNo} 文书 审批表·审批表，页数 \\d+`)),
    ])

    await beginAs(app, '赵示例')
    const refused = await app.call('print.prepare', {
      order: { of: 'list', roundId, listId: fallen.id, kinds: ['notice'] },
    })
    expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/已失效.*不能打印。请重新定稿/) })
  } finally {
    await app.close()
  }
})

/** The first pages of `shown`, or all, are the pages of `paper`. */
async function expectSame(paper: Uint8Array, shown: Uint8Array, until: number | undefined): Promise<void> {
  const wanted = (await sizes(shown)).slice(0, until)
  const got = await sizes(paper)
  expect(got).toHaveLength(wanted.length)
  for (const [at, { width, height }] of wanted.entries()) {
    expect(Math.abs((got[at]?.width ?? 0) - width)).toBeLessThan(0.5)
    expect(Math.abs((got[at]?.height ?? 0) - height)).toBeLessThan(0.5)
  }
  const [ours, theirs] = [await renderPages(paper), await renderPages(shown)]
  for (const [at, picture] of ours.entries()) {
    const other = theirs[at]
    if (other === undefined) throw new Error(`page ${at + 1} is not in the preview`)
    expect(ink(picture)).toBeGreaterThan(0.002)
    expect(difference(picture, other)).toBeLessThan(0.01)
  }
}

/** Millimetres. */
function sizes(pdf: Uint8Array): Promise<{ width: number; height: number }[]> {
  return openPdf(pdf, async (document) => {
    const made: { width: number; height: number }[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 25.4 / 72 })
      made.push({ width, height })
    }
    return made
  })
}

function ink({ pixels }: Picture): number {
  return pixels.filter((pixel) => pixel < 128).length / pixels.length
}

/** Share of blocks of 2 × 2 pixels (50 dots an inch) whose grey differs by more than half of black. */
function difference(one: Picture, other: Picture): number {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)]
  let off = 0
  let all = 0
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      all += 1
      if (Math.abs(block(one, x, y) - block(other, x, y)) > 128) off += 1
    }
  }
  return off / all
}

function block({ pixels, width }: Picture, x: number, y: number): number {
  const at = y * width + x
  const four = [pixels[at], pixels[at + 1], pixels[at + width], pixels[at + width + 1]]
  return four.reduce<number>((sum, pixel) => sum + (pixel ?? 255), 0) / 4
}
