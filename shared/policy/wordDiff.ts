/** A run of words as one side has it: on both sides, or on this side only. */
export interface WordRun {
  shared: boolean
  text: string
}

/** Shorter runs in common are chance, not kept wording: 「算」 in two unrelated sentences. */
const SHORTEST_SHARED = 2

/**
 * Two wordings with what they share and what is on one side only, as in the longest common subsequence of their
 * characters. The runs of each side joined give that side again.
 */
export function diffWords(before: string, after: string): { old: WordRun[]; new: WordRun[] } {
  const [a, b] = [[...before], [...after]]
  const kept = keepLongRuns(commonPairs(a, b))
  return {
    old: runs(
      a,
      kept.map(({ inOld }) => inOld),
    ),
    new: runs(
      b,
      kept.map(({ inNew }) => inNew),
    ),
  }
}

interface Pair {
  inOld: number
  inNew: number
}

/** Positions of one longest common subsequence, ascending. */
function commonPairs(a: readonly string[], b: readonly string[]): Pair[] {
  const width = b.length + 1
  const longest = new Array<number>((a.length + 1) * width).fill(0)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      pairs.push({ inOld: i, inNew: j })
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return pairs
}

/** Leaves out runs that are too short on their own to be read as kept wording. */
function keepLongRuns(pairs: readonly Pair[]): Pair[] {
  const groups: Pair[][] = []
  for (const pair of pairs) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group !== undefined && last?.inOld === pair.inOld - 1 && last.inNew === pair.inNew - 1) group.push(pair)
    else groups.push([pair])
  }
  return groups.filter(({ length }) => length >= SHORTEST_SHARED).flat()
}

function runs(signs: readonly string[], sharedAt: readonly number[]): WordRun[] {
  const shared = new Set(sharedAt)
  const found: WordRun[] = []
  signs.forEach((sign, at) => {
    const last = found.at(-1)
    if (last !== undefined && last.shared === shared.has(at)) last.text += sign
    else found.push({ shared: shared.has(at), text: sign })
  })
  return found
}
