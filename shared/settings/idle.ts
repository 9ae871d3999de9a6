/** Minutes without work after which a desk locks. Long enough to read an application, never for a whole afternoon. */
export const IDLE_MINUTES = { least: 5, most: 60, shipped: 30 } as const
