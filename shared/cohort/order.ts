/**
 * Order of application numbers: runs of digits compare as numbers, the rest by code point, so LG9 comes before LG10.
 */
export function compareApplicationNos(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? []
  const right = b.match(/\d+|\D+/g) ?? []
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const order = compareRuns(left[i] ?? '', right[i] ?? '')
    if (order !== 0) return order
  }
  return a < b ? -1 : a > b ? 1 : 0
}

function compareRuns(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const left = BigInt(a)
    const right = BigInt(b)
    return left < right ? -1 : left > right ? 1 : 0
  }
  return a < b ? -1 : a > b ? 1 : 0
}
