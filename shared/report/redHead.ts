import { baseline, GB_PAGE, type Layer, LINE_PITCH, type Measure, POINTS_PER_MM, SIZE } from './pages.ts'

/** 版头 of GB/T 9704: 标志 35 mm below the edge of the text area, 发文字号 two lines below, then the 分隔线. */
const MARK_TOP_MM = 35
/** 分隔线 4 mm below 发文字号. */
const RULE_GAP_MM = 4
/** Points: as large as the width allows, 小标宋 never larger than this. */
const LARGEST = 46
/** Points. */
const RULE_WIDTH = 1.4
const NUMBER_LINE = 8

/** Lines of the first page the 版头 takes; the title stands two lines below the 分隔线. */
export const RED_HEAD_LINES = 11

/** 发文机关标志 and 分隔线 in red, 发文字号 in black between them, all centred. */
export function redHeadLayer({ mark, documentNo }: { mark: string; documentNo: string }, measure: Measure): Layer {
  const size = Math.min(LARGEST, (LARGEST * GB_PAGE.textWidth) / measure(mark, 'title', LARGEST))
  const middle = (text: string, face: 'title' | 'body', points: number) =>
    GB_PAGE.left + (GB_PAGE.textWidth - measure(text, face, points)) / 2
  const markTop = GB_PAGE.top - MARK_TOP_MM * POINTS_PER_MM
  const numberTop = GB_PAGE.top - (NUMBER_LINE - 1) * LINE_PITCH
  const numberY = baseline(numberTop, LINE_PITCH, SIZE.three)
  const ruleY = numberTop - (LINE_PITCH + SIZE.three) / 2 - RULE_GAP_MM * POINTS_PER_MM
  return {
    texts: [
      {
        ...{ x: middle(mark, 'title', size), y: baseline(markTop, size, size), text: mark, face: 'title' },
        ...{ size, spacing: 0, grey: 0, red: true },
      },
      {
        ...{ x: middle(documentNo, 'body', SIZE.three), y: numberY, text: documentNo, face: 'body' },
        ...{ size: SIZE.three, spacing: 0, grey: 0 },
      },
    ],
    lines: [{ x1: GB_PAGE.left, y1: ruleY, x2: GB_PAGE.right, y2: ruleY, width: RULE_WIDTH, red: true }],
  }
}
