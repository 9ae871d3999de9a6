/** An assessment as far as a later one is compared with it. */
export interface Seen {
  assessmentId: string
  /** Revision of the application that was assessed. */
  revision: number
  /** Hash of essenceOf; null when it was not kept: then only the very same assessment counts as unchanged. */
  essence: string | null
}

/**
 * Whether a case has changed since its decision: its facts, or what the machine makes of them. A newer assessment that
 * comes to the same (a list that names nobody here, other words of a met condition) overtakes no decision.
 */
export function isOvertaken(decided: Seen, newest: Seen, revision: number): boolean {
  if (decided.revision !== revision || newest.revision !== revision) return true
  if (decided.assessmentId === newest.assessmentId) return false
  return decided.essence === null || decided.essence !== newest.essence
}
