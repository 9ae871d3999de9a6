/** The members of both sets, in the order of `a`. */
export function commonTo<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): T[] {
  return [...a].filter((one) => b.has(one))
}

/** True when both sets state something and they have nothing in common. */
export function contradict<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size > 0 && b.size > 0 && commonTo(a, b).length === 0
}
