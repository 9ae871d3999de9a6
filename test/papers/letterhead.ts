import { placeOf, textLines } from './grid.ts'
import { GB, type Line, type PaperPage, squeezed } from './paper.ts'

export interface ExpectedLetter {
  /** Pieces between which the title may break. */
  title: readonly string[]
  issuer: string
  date: string
  /** Room for a seal over 署名 and 成文日期. */
  sealed: boolean
  /** Name of the 附件; null when there is none. */
  attachment: string | null
}

/** 2号, centred, 梯形 or 菱形, no line of one or two characters, broken only between words. */
export function titleFaults(lines: readonly Line[], pieces: readonly string[]): string[] {
  const title = lines.filter(({ points }) => points === GB.title)
  const faults: string[] = []
  if (squeezed(title.map(({ text }) => text).join('')) !== squeezed(pieces.join(''))) {
    faults.push(`the title reads “${title.map(({ text }) => text).join('/')}”`)
  }
  for (const { text, left, right } of title) {
    if ([...text].length <= 2) faults.push(`title line “${text}” is too short`)
    if (Math.abs((left + right) / 2 - (GB.left + GB.right) / 2) > 0.5)
      faults.push(`title line “${text}” is not centred`)
  }
  const allowed = wordEnds(pieces)
  let at = 0
  for (const { text } of title.slice(0, -1)) {
    at += text.length
    if (!allowed.has(at)) faults.push(`the title breaks inside a word after “${text}”`)
  }
  const widths = title.map(({ left, right }) => right - left)
  const middle = widths.slice(1, -1)
  const [head = 0, tail = 0] = [widths[0], widths.at(-1)]
  if (middle.some((width) => width < head && width < tail)) faults.push('the title is 沙漏形')
  if (widths.length > 1 && Math.max(...widths) - Math.min(...widths) < 11) faults.push('the title is 长方形')
  return faults
}

/** So many characters of 2号 fit on a line: a longer piece has to break inside. */
const LINE_OF_TITLE = 20

function wordEnds(pieces: readonly string[]): Set<number> {
  const ends = new Set<number>()
  let at = 0
  for (const piece of pieces) {
    const words = piece.length < LINE_OF_TITLE ? [] : new Intl.Segmenter('zh', { granularity: 'word' }).segment(piece)
    // 市, 区, 的 and marks belong to the word before them.
    for (const { index, segment } of words) if (segment.length > 1) ends.add(at + index)
    at += piece.length
    ends.add(at)
  }
  return ends
}

/** 附件说明, 署名 and 成文日期 at the end of the letter. */
export function closingFaults(pages: readonly PaperPage[], expected: ExpectedLetter): string[] {
  const last = pages.at(-1)
  const lines = last === undefined ? [] : textLines(last)
  const date = lines.at(-1)
  const names = expected.issuer.split('、')
  const whole = lines.at(-2)?.text.trim() === expected.issuer
  const signed = whole ? 1 : names.length
  const issuers = lines.slice(-1 - signed, -1)
  if (issuers.length === 0 || date === undefined) return ['no signature']
  const faults: string[] = []
  const read = issuers.map(({ text }) => text.trim())
  if (read.join('、') !== expected.issuer || date.text.trim() !== expected.date) {
    faults.push(`the letter ends with “${read.join('、')}” and “${date.text}”`)
  }
  for (const issuer of issuers)
    faults.push(...(expected.sealed ? sealedFaults(issuer, date) : plainFaults(issuer, date)))
  const label = lines.find(({ text }) => text.startsWith('附件：'))
  const own = lines.slice(0, label === undefined ? -1 - signed : lines.indexOf(label))
  if (own.length < 2) faults.push('署名 and 成文日期 stand on a page without text')
  if (expected.attachment !== null)
    faults.push(...attachmentFaults(lines.slice(0, -1 - signed), label, expected.attachment))
  return faults
}

/** 成文日期 右空四字, 署名 centred above it as far as the 版心 goes. */
function sealedFaults(issuer: Line, date: Line): string[] {
  const free = GB.right - date.right
  const faults = Math.abs(free - 4 * GB.characterPitch) > 0.6 ? [`成文日期 右空 ${free.toFixed(1)} mm, not 四字`] : []
  const half = (issuer.right - issuer.left) / 2
  const middle = Math.min((date.left + date.right) / 2, GB.right - half)
  if (Math.abs((issuer.left + issuer.right) / 2 - Math.max(middle, GB.left + half)) > 0.6)
    faults.push('署名 is not centred above 成文日期')
  return faults
}

/** 署名 右空二字, 成文日期 begins two characters after it; the longer of both has 右空二字. */
function plainFaults(issuer: Line, date: Line): string[] {
  const edge = Math.max(issuer.right, date.right)
  const free = GB.right - edge
  const faults = Math.abs(free - 2 * GB.characterPitch) > 0.6 ? [`署名 右空 ${free.toFixed(1)} mm, not 二字`] : []
  if (Math.abs(date.left - issuer.left - 2 * GB.characterPitch) > 0.6)
    faults.push('成文日期 does not begin 二字 after 署名')
  return faults
}

/** One line below the text, 左空二字, turned lines under the name, no mark at its end. */
function attachmentFaults(lines: readonly Line[], label: Line | undefined, name: string): string[] {
  if (label === undefined) return ['no 附件说明']
  const at = lines.indexOf(label)
  const before = lines[at - 1]
  const faults: string[] = []
  if (before !== undefined && placeOf(label) - placeOf(before) !== 2)
    faults.push('附件说明 is not one line below the text')
  if (Math.abs(label.left - GB.left - 2 * GB.characterPitch) > 0.6) faults.push('附件说明 is not 左空二字')
  const start = label.glyphs[3]?.x ?? 0
  const turned = lines.slice(at + 1).filter(({ text }) => text.trim() !== '')
  if (turned.some(({ left }) => Math.abs(left - start) > 0.6))
    faults.push('a turned line of the 附件说明 is not under the name')
  const read = [label.text.slice(3), ...turned.map(({ text }) => text)].join('')
  if (squeezed(read) !== squeezed(name)) faults.push(`the 附件说明 reads “${read}”`)
  if (/[，。；、.]$/.test(read)) faults.push('the 附件说明 ends with a mark')
  return faults
}
