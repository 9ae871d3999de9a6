import type { Channel, Input, Output, Reply } from './contract.ts'

/** What the window hears of the core: it has stopped and is being started again, or it is back (and asks to sign in). */
export type CoreEvent = 'lost' | 'restarted'

/** The one message main sends to the window unasked. */
export const CORE_EVENT_CHANNEL = 'core.event'

/** `window.bureau`: one closed function for each call of the contract, and a way to hear about the core. */
export type Bureau = {
  readonly [C in Channel]: (input: Input<C>) => Promise<Reply<Output<C>>>
} & {
  /** Answers the function that ends the subscription. */
  readonly onCore: (listener: (event: CoreEvent) => void) => () => void
}
