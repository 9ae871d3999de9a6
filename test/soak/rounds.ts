/** How many rounds each drill takes: `npm run soak -- --rounds N`. */
export const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 300)
