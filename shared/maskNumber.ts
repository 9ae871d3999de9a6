/** Hides the middle of a number that identifies a person or an account: 13800138000 → 138****8000. */
export function maskNumber(value: string): string {
  if (value.length <= 4) return '*'.repeat(value.length)
  const head = value.length >= 11 ? 3 : 1
  const tail = value.length >= 8 ? 4 : 1
  return `${value.slice(0, head)}${'*'.repeat(value.length - head - tail)}${value.slice(-tail)}`
}
