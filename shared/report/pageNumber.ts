import { baseline, GB_PAGE, type Measure, type PlacedText, POINTS_PER_MM, SIZE } from './pages.ts'

/** 「— 1 —」 in 4号, the dashes 7 mm below the text area; odd pages right, even pages left, one character in. */
export function pageNumber(number: number, measure: Measure): PlacedText {
  const text = `— ${number} —`
  const inset = SIZE.four
  const width = measure(text, 'song', SIZE.four)
  const x = number % 2 === 1 ? GB_PAGE.right - inset - width : GB_PAGE.left + inset
  const y = baseline(GB_PAGE.bottom - 7 * POINTS_PER_MM + SIZE.four / 2, SIZE.four, SIZE.four)
  return { x, y, text, face: 'song', size: SIZE.four, spacing: 0, grey: 0 }
}
