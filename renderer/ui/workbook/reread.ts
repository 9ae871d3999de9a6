import type { SheetChoice } from '../../../shared/intake/choices.ts'
import { sentence } from '../../client.ts'

/** A wizard that shows the plan of a workbook under a person's choices. */
export interface Rereadable<P> {
  plan: P
  /** The choices `plan` was made under. */
  shown: readonly SheetChoice[]
  /** What the person wants by now; other than `shown` while the file is being read again. */
  choices: readonly SheetChoice[]
  rereading: boolean
  message: string
}

/**
 * Reads the file again until the plan shown is the plan of the newest choices. One reading at a time, so that the newest
 * plan of the core is the one on the screen; a choice that cannot be followed is taken back with its sentence.
 * `current` is null once the wizard shows another file.
 */
export async function reread<P, S extends Rereadable<P>>(
  current: () => S | null,
  show: (next: S) => void,
  ask: (now: S) => Promise<P>,
): Promise<void> {
  for (let now = current(); now?.rereading; now = current()) {
    const { choices } = now
    let part: Pick<Rereadable<P>, 'plan' | 'shown'> | { message: string }
    try {
      part = { plan: await ask(now), shown: choices }
    } catch (error) {
      part = { message: sentence(error) }
    }
    const then = current()
    if (then === null) return
    const next = { ...then, ...part }
    const newest = then.choices === choices
    show({ ...next, choices: newest ? next.shown : then.choices, rereading: !newest })
  }
}
