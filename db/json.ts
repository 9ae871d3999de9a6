/**
 * Reads a JSON column this program wrote. The row's digest, not this function, answers for the content being what was
 * written; `T` is the type that was written.
 */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T
}
