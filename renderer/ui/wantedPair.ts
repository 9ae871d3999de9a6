/** The radar pair another page asked to see; taken once, when the radar opens. */
let wanted: string | null = null

export function wantPair(key: string): void {
  wanted = key
}

export function takeWantedPair(): string | null {
  const key = wanted
  wanted = null
  return key
}
