import type { Channel, Input, Output, Reply } from './contract.ts'

/** What the window hears of the core: it has stopped and is being started again, or it is back (and asks to sign in). */
export type CoreEvent = 'lost' | 'restarted'

/** What the window hears unasked: of the core, and that 备份演练 was chosen in the menu. */
export type WindowEvent = CoreEvent | 'drill'

/** The one message main sends to the window unasked. */
export const WINDOW_EVENT_CHANNEL = 'window.event'

/** `window.bureau`: one closed function for each call of the contract, and a way to hear what main tells unasked. */
export type Bureau = {
  readonly [C in Channel]: (input: Input<C>) => Promise<Reply<Output<C>>>
} & {
  /** Answers the function that ends the subscription. */
  readonly onEvent: (listener: (event: WindowEvent) => void) => () => void
}
