/** Kinds of files that can lie beside a case, as their own bytes say, never their name. */
export const MEDIA = ['pdf', 'png', 'jpeg', 'xlsx'] as const
export type Media = (typeof MEDIA)[number]
