/** Small display choices of this machine (pane widths, appearance). Never personal data; a refused store is no error. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`bureau.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`bureau.${key}`, value)
  } catch {
    // Without storage the choice lasts until the window closes.
  }
}
