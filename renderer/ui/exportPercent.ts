import type { ExportProgress } from '../../shared/contract/exports.ts'

/** After so many rows half of a sheet's part is filled. */
const HALF_WAY = 2_000

/**
 * How much of the bar is filled, 0–100. How long a sheet gets is known only once it was written, so its part fills with
 * every row and is full only when the next sheet begins.
 */
export function percentOf({ number, of, rows }: ExportProgress): number {
  return ((number - 1 + rows / (rows + HALF_WAY)) / of) * 100
}
