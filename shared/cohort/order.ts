/**
 * Order of application numbers: runs of digits compare as numbers, the rest by code unit, so LG9 comes before LG10.
 * A round is sorted on every trial of a budget, so the part both have in common is passed over.
 */
export function compareApplicationNos(a: string, b: string): number {
  let at = 0
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  // The run in which they part is compared whole.
  let [left, right] = at === 0 ? [0, 0] : [runStart(a, at - 1), runStart(b, at - 1)]
  while (left < a.length || right < b.length) {
    const [leftEnd, rightEnd] = [runEnd(a, left), runEnd(b, right)]
    const order = compareRuns(a.slice(left, leftEnd), b.slice(right, rightEnd))
    if (order !== 0) return order
    left = leftEnd
    right = rightEnd
  }
  return compareText(a, b)
}

function compareRuns(a: string, b: string): number {
  if (!isDigit(a, 0) || !isDigit(b, 0)) return compareText(a, b)
  const [left, right] = [withoutZeros(a), withoutZeros(b)]
  return left.length - right.length || compareText(left, right)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function withoutZeros(digits: string): string {
  let at = 0
  while (digits.charCodeAt(at) === 0x30) at += 1
  return digits.slice(at)
}

function runStart(text: string, at: number): number {
  const digit = isDigit(text, at)
  let start = at
  while (start > 0 && isDigit(text, start - 1) === digit) start -= 1
  return start
}

function runEnd(text: string, at: number): number {
  const digit = isDigit(text, at)
  let end = at
  while (end < text.length && isDigit(text, end) === digit) end += 1
  return end
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x30 && code <= 0x39
}
